// The questions about people's records, accounts, keys and the audit.
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

using nlohmann::json;

namespace {

std::string account_path(std::string const& login, char const* what)
{
    return "/v1/users/" + url_encoded(login) + "/" + what;
}

json key_body(std::string const& organisation, std::string const& name)
{
    return {{"organisation", organisation}, {"name", name}};
}

} // namespace

Outcome<Done> Api::correct_registration(std::string const& id, json const& body)
{
    return do_post("/v1/registrations/" + url_encoded(id) + "/correct", body);
}

Outcome<Done> Api::merge_registrations(std::string const& id, std::string const& other)
{
    return do_post("/v1/registrations/" + url_encoded(id) + "/merge", {{"other", other}});
}

Outcome<std::vector<Account>> Api::accounts()
{
    return ask<std::vector<Account>>({"GET", "/v1/users"}, accounts_from_json);
}

Outcome<Secret> Api::add_account(json const& body)
{
    return ask<Secret>({"POST", "/v1/users", body_text(body)}, password_from_json);
}

Outcome<Done> Api::change_office(
    std::string const& login, std::string const& role, std::string const& organisation)
{
    return do_post(account_path(login, "role"), {{"role", role}, {"organisation", organisation}});
}

Outcome<Secret> Api::reset_password(std::string const& login)
{
    return ask<Secret>({"POST", account_path(login, "password"), "{}"}, password_from_json);
}

Outcome<Done> Api::switch_account(std::string const& login, bool is_active)
{
    return do_post(account_path(login, is_active ? "on" : "off"), json::object());
}

Outcome<KeyList> Api::keys()
{
    return ask<KeyList>({"GET", "/v1/keys"}, keys_from_json);
}

Outcome<Secret> Api::add_key(std::string const& organisation, std::string const& name, bool is_sandbox)
{
    auto body = key_body(organisation, name);
    body["is_sandbox"] = is_sandbox;
    return ask<Secret>({"POST", "/v1/keys", body_text(body)}, key_from_json);
}

Outcome<Secret> Api::rotate_key(std::string const& organisation, std::string const& name, int grace_hours)
{
    auto body = key_body(organisation, name);
    body["grace_hours"] = grace_hours;
    return ask<Secret>({"POST", "/v1/keys/rotate", body_text(body)}, key_from_json);
}

Outcome<Done> Api::revoke_key(std::string const& organisation, std::string const& name)
{
    return do_post("/v1/keys/revoke", key_body(organisation, name));
}

Outcome<AuditPage> Api::audit(AuditQuery const& query)
{
    std::string path = "/v1/audit?limit=200";
    auto const add = [&path](char const* name, std::string const& value) {
        if (!value.empty())
            path += std::string("&") + name + "=" + url_encoded(value);
    };
    add("from", query.from);
    add("to", query.to);
    add("login", query.login);
    add("action", query.action);
    add("purpose", query.purpose);
    add("municipality", query.municipality);
    if (query.before)
        add("before", std::to_string(*query.before));
    return ask<AuditPage>({"GET", path}, audit_from_json);
}

} // namespace meguri::desk::models
