// SQLite: keys of programs, and what carriers call their sessions by.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

namespace {

constexpr char api_key_select[]
    = "SELECT key_hash, name, organisation, made_at, revoked_at, is_sandbox FROM api_key ";

ApiKeyRow api_key_row(storage::Statement const& row)
{
    return {row.text(0), row.text(1), row.text(2), time_at(row, 3), time_if_at(row, 4), row.boolean(5)};
}

} // namespace

Result<std::optional<ApiKeyRow>> SqliteStore::api_key(std::string const& key_hash)
{
    auto statement = m_database.prepare(std::string(api_key_select) + "WHERE key_hash=?");
    statement.bind(key_hash);
    return first<ApiKeyRow>(statement, api_key_row);
}

Result<std::vector<ApiKeyRow>> SqliteStore::api_keys()
{
    auto statement
        = m_database.prepare(std::string(api_key_select) + "ORDER BY organisation, name, made_at, key_hash");
    return all<ApiKeyRow>(statement, api_key_row);
}

Result<void> SqliteStore::put(ApiKeyRow const& key)
{
    auto statement
        = m_database.prepare("INSERT INTO api_key(key_hash, name, organisation, made_at, revoked_at,"
                             " is_sandbox) VALUES(?,?,?,?,?,?)"
                             " ON CONFLICT(key_hash) DO UPDATE SET revoked_at=excluded.revoked_at");
    statement.bind_all(key.key_hash, key.name, key.organisation, number_of(key.made_at));
    statement.bind(number_of(key.revoked_at)).bind(key.is_sandbox);
    return statement.run();
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations_of_provider_after(
    domain::OrganisationId const& provider, std::int64_t after, int limit)
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE session IN (SELECT id FROM session WHERE provider=?1)"
          " AND changed_seq > ?2 ORDER BY changed_seq LIMIT ?3");
    statement.bind(provider.value).bind(after).bind(limit);
    return all<RegistrationRow>(statement, registration_row);
}

Result<std::optional<domain::SessionId>> SqliteStore::session_of_carrier(
    domain::OrganisationId const& carrier, std::string const& external_id)
{
    auto statement
        = m_database.prepare("SELECT session FROM carrier_session WHERE carrier=? AND external_id=?");
    statement.bind_all(carrier.value, external_id);
    return first<domain::SessionId>(
        statement, [](auto const& row) { return domain::SessionId(row.text(0)); });
}

Result<void> SqliteStore::put_session_of_carrier(
    domain::OrganisationId const& carrier, std::string const& external_id, domain::SessionId const& session)
{
    auto statement
        = m_database.prepare("INSERT INTO carrier_session(carrier, external_id, session) VALUES(?,?,?)");
    statement.bind_all(carrier.value, external_id, session.value);
    return statement.run();
}

} // namespace meguri::hub::store
