// The face 鍵 of the section 利用者: what programs of carriers open the hub with; making one, which is shown
// once, rotating it with a time of grace, and revoking it. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/table.h"
#include "admin/desk/models/words.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

class KeyTable final : public RowTable<CarrierKey> {
public:
    KeyTable();
};

/// How long the old key goes on beside the new one, in hours.
std::vector<Choice> grace_choices();

class CarrierKeys {
public:
    enum class Panel { None, Add, Rotate, Revoke, Secret };

    CarrierKeys(Jobs& jobs, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    KeyTable& table() { return m_table; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);
    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    CarrierKey const* chosen() const { return m_table.find(m_chosen); }

    /// Keys are a matter of the operator and the prefecture.
    bool may_see() const;
    bool can_change() const { return chosen() && chosen()->is_good && !m_is_sending; }
    bool may_have_sandbox() const { return m_may_have_sandbox; }

    Panel panel() const { return m_panel; }
    void open_add();
    void open_rotate();
    void open_revoke();
    void close_panel();
    void add(std::string const& organisation, std::string const& name, bool is_sandbox);
    void rotate(std::string const& grace_hours);
    void revoke();
    Remarks const& remarks() const { return m_remarks; }
    std::optional<Secret> const& secret() const { return m_secret; }

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void open_panel(Panel panel);
    void take_secret(Outcome<Secret> outcome);

    Jobs& m_jobs;
    Told m_told;
    Scope m_scope;
    KeyTable m_table;
    int m_revision = 0;
    std::string m_chosen;
    bool m_may_have_sandbox = false;
    Panel m_panel = Panel::None;
    Remarks m_remarks;
    std::optional<Secret> m_secret;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
