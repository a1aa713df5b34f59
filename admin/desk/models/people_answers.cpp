#include "admin/desk/models/people_answers.h"

#include "admin/desk/models/answer_reading.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

base::Result<Account> account_from(json const& item)
{
    Reader reader(item);
    Account account;
    account.login = reader.text("login");
    account.role = reader.text("role");
    account.organisation = text_at(item, "organisation");
    account.organisation_name = text_at(item, "organisation_name");
    account.is_active = reader.boolean_or("is_active", true);
    account.may_change = reader.boolean_or("may_change", false);
    account.last_login_at = domain::time_from_iso(text_at(item, "last_login_at"));
    account.locked_until = domain::time_from_iso(text_at(item, "locked_until"));
    return checked(reader, std::move(account));
}

base::Result<CarrierKey> carrier_key_from(json const& item)
{
    Reader reader(item);
    CarrierKey key;
    key.organisation = reader.text("organisation");
    key.organisation_name = text_at(item, "organisation_name");
    key.name = reader.text("name");
    key.made_at = reader.time("made_at");
    key.ends_at = domain::time_from_iso(text_at(item, "ends_at"));
    key.is_sandbox = reader.boolean_or("is_sandbox", false);
    key.is_good = reader.boolean_or("is_good", true);
    return checked(reader, std::move(key));
}

base::Result<AuditLine> audit_line_from(json const& item)
{
    Reader reader(item);
    AuditLine line;
    line.row = reader.integer("row", 1, INT64_MAX);
    line.at = reader.time("at");
    line.login = reader.text("login");
    line.action = reader.text("action");
    line.target = text_at(item, "target");
    line.detail = text_at(item, "detail");
    line.purpose = text_at(item, "purpose");
    line.municipality = text_at(item, "municipality");
    return checked(reader, std::move(line));
}

base::Result<Secret> secret_from(json const& document, char const* whose, char const* value)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    Secret secret{reader.text(whose), reader.text(value)};
    return checked(reader, std::move(secret));
}

} // namespace

base::Result<std::vector<Account>> accounts_from_json(json const& document)
{
    return each<Account>(document, "users", account_from);
}

base::Result<KeyList> keys_from_json(json const& document)
{
    auto keys = each<CarrierKey>(document, "keys", carrier_key_from);
    if (!keys)
        return base::fail(keys.error());
    Reader reader(document);
    return KeyList{std::move(*keys), reader.boolean_or("may_have_sandbox", false)};
}

base::Result<Secret> password_from_json(json const& document)
{
    return secret_from(document, "login", "password");
}

base::Result<Secret> key_from_json(json const& document)
{
    return secret_from(document, "name", "key");
}

base::Result<AuditPage> audit_from_json(json const& document)
{
    auto lines = each<AuditLine>(document, "entries", audit_line_from);
    if (!lines)
        return base::fail(lines.error());
    AuditPage page{std::move(*lines), std::nullopt};
    if (auto const next = document.find("next"); next != document.end() && next->is_number_integer())
        page.next = next->get<std::int64_t>();
    return page;
}

} // namespace meguri::desk::models
