// /v1/users: the accounts of staff. A password is made by the hub, shown once to whoever asked for it, and
// kept as its Argon2id hash. Who sees and changes whose: domain::may_manage.
#include "admin/hub/core/need.h"
#include "admin/hub/core/new_password.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/organisation_names.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

json wire_user(store::UserRow const& user, Organisations const& organisations, domain::Actor const& actor,
    base::Time now)
{
    json object{{"login", user.login}, {"role", domain::name_of(user.role)},
        {"organisation", user.organisation},
        {"organisation_name", organisations.name_of(user.role, user.organisation)},
        {"is_active", !user.off_since.has_value()}, {"last_login_at", nullptr}, {"locked_until", nullptr},
        {"may_change",
            domain::may_manage(actor, user.role, organisations.ownership_of(user.role, user.organisation))}};
    if (user.last_login_at)
        object["last_login_at"] = domain::to_iso(*user.last_login_at);
    if (user.locked_until > now)
        object["locked_until"] = domain::to_iso(user.locked_until);
    return object;
}

bool may_see_any(domain::Actor const& actor)
{
    return domain::may(actor, domain::Right::ManageUsers, {actor.organisation, "", "", false});
}

void forbid(CallPtr const& call)
{
    call->problem(403, "Not yours", "Your role and organisation do not allow this here");
}

void list_users(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    if (!may_see_any(*actor))
        return forbid(call);
    auto reader = services.readers.lend();
    Organisations const organisations(*reader);
    auto users = json::array();
    for (auto const& user : core::need(reader->users()))
        if (domain::may(
                *actor, domain::Right::ManageUsers, organisations.ownership_of(user.role, user.organisation)))
            users.push_back(wire_user(user, organisations, *actor, services.clock.now()));
    call->answer(200, {{"users", std::move(users)}});
}

bool is_login(std::string_view login)
{
    return login.size() >= 2 && login.size() <= 60
        && std::all_of(login.begin(), login.end(), [](char const letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.'
                   || letter == '-' || letter == '_';
           });
}

struct Office {
    domain::Role role = domain::Role::Municipality;
    std::string organisation;
};

/// Role and organisation of the body; answers and gives nothing when they are none, or not the caller's to
/// give.
std::optional<Office> office_from(
    CallPtr const& call, Services& services, domain::Actor const& actor, protocol::Reader& fields)
{
    auto const role = domain::from_name<domain::Role>(fields.text("role", 40));
    if (fields.is_good() && !role)
        fields.refuse("role", "must be one of " + domain::all_names<domain::Role>());
    auto organisation = fields.text_or("organisation", "", 100);
    if (role == domain::Role::Prefecture && organisation.empty())
        organisation = "prefecture";
    if (role == domain::Role::Operator)
        organisation.clear();
    auto reader = services.readers.lend();
    Organisations const organisations(*reader);
    if (role && !organisations.has(*role, organisation))
        fields.refuse("organisation", "names nothing of this hub for this role");
    if (!fields.is_good()) {
        call->problem(422, "Cannot be stored", "Some fields are missing or wrong", fields.problems());
        return std::nullopt;
    }
    if (!domain::may_manage(actor, *role, organisations.ownership_of(*role, organisation))) {
        forbid(call);
        return std::nullopt;
    }
    return Office{*role, organisation};
}

/// Hashes a fresh password on the slow pool; `submit` is given its hash, and the answer shows it once.
void with_new_password(CallPtr const& call, Services& services, int status, std::string const& login,
    std::function<core::Command(std::string hash)> command)
{
    services.slow([call, &services, status, login, command = std::move(command)] {
        auto const password = core::new_password(services.random);
        auto const hash = services.crypto.hash_password(password);
        if (!hash)
            return call->world_failed(hash.error().message);
        auto const good = [call, status, login, password](core::Done const&) {
            call->answer(status, {{"login", login}, {"password", password}});
        };
        if (!services.submit(command(*hash), on<core::Done>(call, good)))
            call->too_busy();
    });
}

void add_user(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    if (!may_see_any(*actor))
        return forbid(call);
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const login = fields.text("login", 200);
    if (fields.is_good() && !is_login(login))
        fields.refuse("login", "must be 2 to 60 of a-z, 0-9, full stop, hyphen and underscore");
    auto const office = office_from(call, services, *actor, fields);
    if (!office)
        return;
    with_new_password(
        call, services, 201, login, [login, office = *office, by = actor->login](std::string hash) {
            return core::AddUser{{login, office.role, office.organisation, std::move(hash), 0, {}}, by};
        });
}

/// An account the caller may change; answers and gives nothing otherwise. One that is not to be seen is not
/// there.
std::optional<store::UserRow> managed_user(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return std::nullopt;
    auto reader = services.readers.lend();
    auto user = core::need(reader->user(call->part(0)));
    Organisations const organisations(*reader);
    auto const whose
        = user ? organisations.ownership_of(user->role, user->organisation) : domain::Ownership();
    if (!user || !domain::may(*actor, domain::Right::ManageUsers, whose)) {
        call->not_found("user");
        return std::nullopt;
    }
    if (!domain::may_manage(*actor, user->role, whose)) {
        forbid(call);
        return std::nullopt;
    }
    return user;
}

void submit_user_change(CallPtr const& call, Services& services, core::ChangeUser command)
{
    auto const good = [call, login = command.login](core::Done const&) {
        call->answer(200, {{"login", login}});
    };
    command.by = call->actor()->login;
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

void change_role(CallPtr const& call, Services& services)
{
    auto const user = managed_user(call, services);
    auto const body = user ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const office = office_from(call, services, *call->actor(), fields);
    if (!office)
        return;
    core::ChangeUser command{user->login, office->role, office->organisation, {}, {}, ""};
    submit_user_change(call, services, std::move(command));
}

void reset_password(CallPtr const& call, Services& services)
{
    auto const user = managed_user(call, services);
    if (!user)
        return;
    with_new_password(
        call, services, 200, user->login, [login = user->login, by = call->actor()->login](std::string hash) {
            return core::ChangeUser{login, {}, "", std::move(hash), {}, by};
        });
}

void switch_user(CallPtr const& call, Services& services, bool is_active)
{
    auto const user = managed_user(call, services);
    if (user)
        submit_user_change(call, services, core::ChangeUser{user->login, {}, "", {}, is_active, ""});
}

} // namespace

void add_user_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/users", [&services](CallPtr const& call) { list_users(call, services); });
    router.add("POST", "/v1/users", [&services](CallPtr const& call) { add_user(call, services); });
    router.add(
        "POST", "/v1/users/{}/role", [&services](CallPtr const& call) { change_role(call, services); });
    router.add("POST", "/v1/users/{}/password",
        [&services](CallPtr const& call) { reset_password(call, services); });
    router.add(
        "POST", "/v1/users/{}/off", [&services](CallPtr const& call) { switch_user(call, services, false); });
    router.add(
        "POST", "/v1/users/{}/on", [&services](CallPtr const& call) { switch_user(call, services, true); });
}

} // namespace meguri::hub::routes
