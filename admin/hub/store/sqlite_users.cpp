// SQLite: accounts of staff, and the audit as people look through it.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using storage::Statement;

namespace {

constexpr char user_select[] = "SELECT login, role, organisation, password_hash, failures, locked_until,"
                               " off_since, last_login_at FROM user ";

UserRow user_row(Statement const& row)
{
    return {row.text(0), name_at<domain::Role>(row, 1), row.text(2), row.text(3),
        static_cast<int>(row.integer(4)), time_at(row, 5), time_if_at(row, 6), time_if_at(row, 7)};
}

// Whose an entry is: what it is about, else who wrote it. Targets are ids of many tables, which never meet.
constexpr char audit_with_town[]
    = "SELECT a.row, a.at, a.who, a.action, a.target, a.detail, a.chain, COALESCE("
      "(SELECT s.municipality FROM registration r JOIN session s ON s.id=r.session WHERE r.id=a.target),"
      "(SELECT municipality FROM session WHERE id=a.target),"
      "(SELECT municipality FROM visit_request WHERE id=a.target),"
      "(SELECT municipality FROM venue WHERE id=a.target),"
      "(SELECT town FROM user_town WHERE login=a.target),"
      "(SELECT town FROM user_town WHERE login=a.who),'') AS town FROM audit a";

// The municipality whose staff somebody is; none for the others.
constexpr char user_towns[]
    = "WITH user_town AS (SELECT u.login, CASE u.role WHEN 'municipality' THEN u.organisation"
      " WHEN 'venue' THEN (SELECT v.municipality FROM venue v WHERE v.id=u.organisation) END AS town FROM "
      "user u) ";

} // namespace

Result<std::optional<UserRow>> SqliteStore::user(std::string const& login)
{
    auto statement = m_database.prepare(std::string(user_select) + "WHERE login=?");
    statement.bind(login);
    return first<UserRow>(statement, user_row);
}

Result<std::vector<UserRow>> SqliteStore::users()
{
    auto statement = m_database.prepare(std::string(user_select) + "ORDER BY role, organisation, login");
    return all<UserRow>(statement, user_row);
}

Result<void> SqliteStore::put(UserRow const& user)
{
    auto statement = m_database.prepare(
        "INSERT INTO user(login, role, organisation, password_hash, failures, locked_until, off_since,"
        " last_login_at) VALUES(?,?,?,?,?,?,?,?)"
        " ON CONFLICT(login) DO UPDATE SET role=excluded.role, organisation=excluded.organisation,"
        " password_hash=excluded.password_hash, failures=excluded.failures,"
        " locked_until=excluded.locked_until, off_since=excluded.off_since,"
        " last_login_at=excluded.last_login_at");
    statement.bind_all(user.login, domain::name_of(user.role), user.organisation, user.password_hash,
        user.failures, number_of(user.locked_until));
    statement.bind(number_of(user.off_since)).bind(number_of(user.last_login_at));
    return statement.run();
}

Result<void> SqliteStore::forget_tokens_of(std::string const& login)
{
    auto statement = m_database.prepare("DELETE FROM login_token WHERE login=?");
    return statement.bind(login).run();
}

Result<std::vector<AuditEntryView>> SqliteStore::audit_entries(AuditFilter const& filter)
{
    auto statement = m_database.prepare(std::string(user_towns) + "SELECT * FROM (" + audit_with_town
        + ") WHERE (?1 IS NULL OR at>=?1) AND (?2 IS NULL OR at<?2) AND (?3='' OR who=?3)"
          " AND (?4='' OR action=?4 OR (substr(?4,-1)='.' AND substr(action,1,length(?4))=?4))"
          " AND (?5='' OR (action='person.read' AND detail=?5)) AND (?6=0 OR row<?6)"
          " AND (?7='' OR town=?7) ORDER BY row DESC LIMIT ?8");
    statement.bind(number_of(filter.from)).bind(number_of(filter.to));
    statement.bind_all(
        filter.who, filter.action, filter.purpose, filter.before, filter.municipality, filter.limit);
    return all<AuditEntryView>(statement, [](auto const& row) {
        return AuditEntryView{AuditRow{row.integer(0), time_at(row, 1), row.text(2), row.text(3), row.text(4),
                                  row.text(5), row.blob(6)},
            row.text(7)};
    });
}

} // namespace meguri::hub::store
