#include "admin/hub/key_commands.h"

#include "admin/hub/routes/router.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>

namespace meguri::hub {

using net::ControlAnswer;

namespace {

ControlAnswer refused(std::string const& reason, std::string const& detail)
{
    return {1, routes::dump({{"reason", reason}, {"detail", detail}}) + "\n", detail + "\n"};
}

ControlAnswer answer_of(core::Outcome const& outcome, std::string good)
{
    if (auto const* refusal = std::get_if<core::Refusal>(&outcome))
        return refused(refusal->reason, refusal->detail);
    if (auto const* failed = std::get_if<core::WorldFailed>(&outcome))
        return {3, "", failed->message + "\n"};
    return {0, std::move(good), ""};
}

/// What stands in the way of a key for that organisation; empty when nothing does.
std::string obstacle(store::Store& store, std::string const& organisation, bool is_sandbox)
{
    auto const all = store.organisations();
    bool const is_provider = all && std::any_of(all->begin(), all->end(), [&](auto const& one) {
        return one.id.value == organisation && one.kind == domain::OrganisationKind::Provider;
    });
    if (!is_provider)
        return "unknown_organisation";
    // People of a real hub must never be what somebody tries things out on.
    auto const demonstration = store.setting("demo");
    return is_sandbox && (!demonstration || !*demonstration) ? "no_demonstration" : "";
}

ControlAnswer make_key(
    HubProgram& hub, std::string const& organisation, std::string const& name, bool is_sandbox)
{
    auto const key = "mk_" + routes::new_secret(hub.random());
    core::SaveApiKey command{
        {routes::secret_hash(hub.crypto(), key), name, organisation, hub.clock().now(), {}, is_sandbox},
        "command line"};
    return answer_of(hub.apply(std::move(command)), key + "\n");
}

} // namespace

KeyCommands::KeyCommands(CLI::App& app)
{
    auto* key = app.add_subcommand("key")->require_subcommand(1);
    m_add = key->add_subcommand("add");
    m_list = key->add_subcommand("list");
    m_rotate = key->add_subcommand("rotate");
    m_revoke = key->add_subcommand("revoke");
    for (auto* command : {m_add, m_rotate, m_revoke}) {
        command->add_option("--org", m_organisation)->required();
        command->add_option("--name", m_name)->required();
    }
    m_add->add_flag("--sandbox", m_is_sandbox);
    m_rotate->add_option("--grace-hours", m_grace_hours)->check(CLI::Range(0, 24 * 90));
}

std::optional<ControlAnswer> KeyCommands::run(HubProgram& hub) const
{
    if (*m_add)
        return add(hub);
    if (*m_list)
        return list(hub);
    if (*m_rotate)
        return rotate(hub);
    if (*m_revoke)
        return revoke(hub);
    return std::nullopt;
}

ControlAnswer KeyCommands::add(HubProgram& hub) const
{
    std::string in_the_way;
    (void)hub.with_store([&](store::Store& store) {
        in_the_way = obstacle(store, m_organisation, m_is_sandbox);
        return ControlAnswer{};
    });
    if (in_the_way == "no_demonstration")
        return refused(in_the_way, "A sandbox key works only at a hub that holds the demonstration");
    if (!in_the_way.empty())
        return refused(in_the_way, "--org '" + m_organisation + "' is no provider of this hub");
    return make_key(hub, m_organisation, m_name, m_is_sandbox);
}

ControlAnswer KeyCommands::list(HubProgram& hub) const
{
    return hub.with_store([&](store::Store& store) -> ControlAnswer {
        auto const keys = store.api_keys();
        if (!keys)
            return {3, "", keys.error().message + "\n"};
        auto list = nlohmann::json::array();
        for (auto const& key : *keys) {
            nlohmann::json one{{"org", key.organisation}, {"name", key.name},
                {"made_at", domain::to_iso(key.made_at)}, {"sandbox", key.is_sandbox}, {"ends_at", nullptr}};
            if (key.revoked_at)
                one["ends_at"] = domain::to_iso(*key.revoked_at);
            list.push_back(std::move(one));
        }
        return {0, routes::dump({{"keys", std::move(list)}}) + "\n", ""};
    });
}

ControlAnswer KeyCommands::rotate(HubProgram& hub) const
{
    bool is_sandbox = false;
    (void)hub.with_store([&](store::Store& store) {
        auto const keys = store.api_keys();
        if (keys)
            for (auto const& key : *keys)
                is_sandbox = is_sandbox
                    || (key.organisation == m_organisation && key.name == m_name && key.is_sandbox);
        return ControlAnswer{};
    });
    auto const at = hub.clock().now() + std::chrono::hours(m_grace_hours);
    auto ended = answer_of(hub.apply(core::EndApiKeys{m_organisation, m_name, at, "command line"}), "");
    return ended.exit_code == 0 ? make_key(hub, m_organisation, m_name, is_sandbox) : ended;
}

ControlAnswer KeyCommands::revoke(HubProgram& hub) const
{
    return answer_of(
        hub.apply(core::EndApiKeys{m_organisation, m_name, hub.clock().now(), "command line"}), "");
}

} // namespace meguri::hub
