// The command line on API keys: `key add | list | rotate | revoke`. A key is printed once, when it is made;
// the hub keeps its hash alone.
#pragma once

#include "admin/hub/app.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace meguri::hub {

class KeyCommands {
public:
    explicit KeyCommands(CLI::App& app);

    /// Nothing when the command line was not about keys.
    std::optional<net::ControlAnswer> run(HubProgram& hub) const;

private:
    net::ControlAnswer add(HubProgram& hub) const;
    net::ControlAnswer list(HubProgram& hub) const;
    net::ControlAnswer rotate(HubProgram& hub) const;
    net::ControlAnswer revoke(HubProgram& hub) const;

    CLI::App* m_add;
    CLI::App* m_list;
    CLI::App* m_rotate;
    CLI::App* m_revoke;
    std::string m_organisation;
    std::string m_name;
    int m_grace_hours = 24;
    bool m_is_sandbox = false;
};

} // namespace meguri::hub
