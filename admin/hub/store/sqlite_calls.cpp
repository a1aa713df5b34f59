// Call tasks as rows: whom staff must tell what, and what became of it.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using storage::Statement;

namespace {

constexpr char call_columns[]
    = "c.id, c.registration, c.session, c.reason, c.reply_by, c.made_at, c.state='done', c.tried, c.note,"
      " c.handled_by, c.handled_at";

CallTaskRow call_row(Statement const& row)
{
    return {row.integer(0), domain::RegistrationId(row.text(1)), domain::SessionId(row.text(2)), row.text(3),
        time_if_at(row, 4), time_at(row, 5), row.boolean(6), static_cast<int>(row.integer(7)), row.text(8),
        row.text(9), time_if_at(row, 10)};
}

} // namespace

Result<std::vector<CallTaskRow>> SqliteStore::open_calls(std::string const& municipality)
{
    auto statement = m_database.prepare(std::string("SELECT ") + call_columns
        + " FROM call_task c JOIN session s ON s.id = c.session"
          " WHERE c.state IN ('open','tried') AND (?1='' OR s.municipality=?1) ORDER BY c.id");
    statement.bind(municipality);
    return all<CallTaskRow>(statement, call_row);
}

Result<std::vector<CallTaskRow>> SqliteStore::open_calls_of(domain::RegistrationId const& registration)
{
    auto statement = m_database.prepare(std::string("SELECT ") + call_columns
        + " FROM call_task c WHERE c.registration=? AND c.state IN ('open','tried') ORDER BY c.id");
    statement.bind(registration.value);
    return all<CallTaskRow>(statement, call_row);
}

Result<std::optional<CallTaskRow>> SqliteStore::call_task(std::int64_t id)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + call_columns + " FROM call_task c WHERE c.id=?");
    statement.bind(id);
    return first<CallTaskRow>(statement, call_row);
}

Result<std::optional<CallTaskRow>> SqliteStore::promotion_call(
    domain::RegistrationId const& registration, domain::SessionId const& session)
{
    auto statement = m_database.prepare(std::string("SELECT ") + call_columns
        + " FROM call_task c WHERE c.registration=? AND c.session=? AND c.reason='promoted'"
          " ORDER BY c.id DESC LIMIT 1");
    statement.bind(registration.value).bind(session.value);
    return first<CallTaskRow>(statement, call_row);
}

Result<void> SqliteStore::add(CallTaskRow const& task)
{
    auto statement = m_database.prepare(
        "INSERT INTO call_task(registration, session, reason, reply_by, made_at) VALUES(?,?,?,?,?)");
    statement.bind_all(task.registration.value, task.session.value, task.reason);
    statement.bind(number_of(task.reply_by)).bind(number_of(task.made_at));
    return statement.run();
}

Result<void> SqliteStore::put(CallTaskRow const& task)
{
    auto statement = m_database.prepare(
        "UPDATE call_task SET state=?, tried=?, note=?, handled_by=?, handled_at=? WHERE id=?");
    statement.bind(std::string(task.is_done ? "done" : task.tried > 0 ? "tried" : "open"));
    statement.bind(task.tried).bind(task.note).bind(task.handled_by).bind(number_of(task.handled_at));
    statement.bind(task.id);
    return statement.run();
}

} // namespace meguri::hub::store
