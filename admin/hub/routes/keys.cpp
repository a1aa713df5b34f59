// /v1/keys: what programs of carriers open the hub with. A key is shown once, where it is made; afterwards it
// is known by its organisation and name. Rotating makes a new one and lets the old one go on for a while.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/organisation_names.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

constexpr int grace_hours_most = 24 * 90;

bool is_good_at(store::ApiKeyRow const& key, base::Time now)
{
    return !key.revoked_at || *key.revoked_at > now;
}

/// Keys open a carrier's people: those who have all accounts have all keys, nobody else any.
std::optional<domain::Actor> key_keeper(CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor || !call->need_right(*actor, domain::Right::ManageUsers, {}))
        return std::nullopt;
    return actor;
}

void list_keys(CallPtr const& call, Services& services)
{
    if (!key_keeper(call))
        return;
    auto reader = services.readers.lend();
    Organisations const organisations(*reader);
    auto const now = services.clock.now();
    auto keys = json::array();
    for (auto const& key : core::need(reader->api_keys())) {
        json one{{"organisation", key.organisation},
            {"organisation_name", organisations.name_of(domain::Role::Provider, key.organisation)},
            {"name", key.name}, {"made_at", domain::to_iso(key.made_at)}, {"is_sandbox", key.is_sandbox},
            {"ends_at", nullptr}, {"is_good", is_good_at(key, now)}};
        if (key.revoked_at)
            one["ends_at"] = domain::to_iso(*key.revoked_at);
        keys.push_back(std::move(one));
    }
    call->answer(200,
        {{"keys", std::move(keys)}, {"may_have_sandbox", core::need(reader->setting("demo")).has_value()}});
}

struct KeyMeant {
    std::string organisation;
    std::string name;
};

KeyMeant key_meant(protocol::Reader& fields)
{
    return {fields.text("organisation", 100), fields.text("name", 100)};
}

void store_new_key(
    CallPtr const& call, Services& services, KeyMeant const& meant, bool is_sandbox, int status)
{
    auto const key = "mk_" + new_secret(services.random);
    core::SaveApiKey command{{secret_hash(services.crypto, key), meant.name, meant.organisation,
                                 services.clock.now(), {}, is_sandbox},
        call->actor()->login};
    auto const good = [call, meant, key, status](core::Done const&) {
        call->answer(status, {{"organisation", meant.organisation}, {"name", meant.name}, {"key", key}});
    };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

/// The good ones of that name.
std::vector<store::ApiKeyRow> good_keys(Services& services, KeyMeant const& meant)
{
    auto reader = services.readers.lend();
    auto keys = core::need(reader->api_keys());
    std::erase_if(keys, [&](auto const& key) {
        return key.organisation != meant.organisation || key.name != meant.name
            || !is_good_at(key, services.clock.now());
    });
    return keys;
}

void add_key(CallPtr const& call, Services& services)
{
    auto const actor = key_keeper(call);
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const meant = key_meant(fields);
    bool const is_sandbox = fields.boolean_or("is_sandbox", false);
    auto reader = services.readers.lend();
    if (fields.is_good() && !Organisations(*reader).is_provider(meant.organisation))
        fields.refuse("organisation", "is no provider of this hub");
    if (is_sandbox && !core::need(reader->setting("demo")))
        fields.refuse("is_sandbox", "works only at a hub that holds the demonstration");
    if (!fields.is_good())
        return call->problem(422, "Cannot be made", "Some fields are missing or wrong", fields.problems());
    if (!good_keys(services, meant).empty())
        return call->problem(409, "Refused by a rule",
            "This organisation has a key of that name: rotate it, or choose another name",
            {{"name", "is taken by a key that is still good"}}, {{"reason", "key_exists"}});
    store_new_key(call, services, meant, is_sandbox, 201);
}

void rotate_key(CallPtr const& call, Services& services)
{
    auto const actor = key_keeper(call);
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const meant = key_meant(fields);
    auto const hours = fields.has("grace_hours") ? fields.integer("grace_hours", 0, grace_hours_most) : 24;
    if (!fields.is_good())
        return call->problem(422, "Cannot be rotated", "Some fields are missing or wrong", fields.problems());
    auto const before = good_keys(services, meant);
    bool const is_sandbox
        = std::any_of(before.begin(), before.end(), [](auto const& key) { return key.is_sandbox; });
    auto const at = services.clock.now() + std::chrono::hours(hours);
    auto const good = [call, &services, meant, is_sandbox](
                          core::Done const&) { store_new_key(call, services, meant, is_sandbox, 200); };
    if (!services.submit(
            core::EndApiKeys{meant.organisation, meant.name, at, actor->login}, on<core::Done>(call, good)))
        call->too_busy();
}

void revoke_key(CallPtr const& call, Services& services)
{
    auto const actor = key_keeper(call);
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const meant = key_meant(fields);
    if (!fields.is_good())
        return call->problem(422, "Cannot be revoked", "Some fields are missing or wrong", fields.problems());
    auto const good = [call, meant](core::Done const&) {
        call->answer(200, {{"organisation", meant.organisation}, {"name", meant.name}});
    };
    if (!services.submit(core::EndApiKeys{meant.organisation, meant.name, services.clock.now(), actor->login},
            on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_key_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/keys", [&services](CallPtr const& call) { list_keys(call, services); });
    router.add("POST", "/v1/keys", [&services](CallPtr const& call) { add_key(call, services); });
    router.add("POST", "/v1/keys/rotate", [&services](CallPtr const& call) { rotate_key(call, services); });
    router.add("POST", "/v1/keys/revoke", [&services](CallPtr const& call) { revoke_key(call, services); });
}

} // namespace meguri::hub::routes
