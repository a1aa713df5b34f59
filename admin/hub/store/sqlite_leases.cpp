// SQLite: seat rights lent to kiosks, how each was spent, and promises that force broke.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

std::string lease_query(std::string const& rest)
{
    return "SELECT l.id, l.kiosk, l.install, l.session, l.rights, l.state, l.use_until, l.granted_at, "
           "l.settled_at,"
           " (SELECT coalesce(sum(1 << x.idx), 0) FROM lease_spend x WHERE x.lease=l.id) FROM lease l WHERE "
        + rest + " ORDER BY l.id";
}

constexpr char unsettled[] = "l.state IN ('open','recalled','frozen')";

LeaseRow lease_row(Statement const& row)
{
    return {row.integer(0), static_cast<std::uint32_t>(row.integer(1)), row.text(2),
        domain::SessionId(row.text(3)), static_cast<int>(row.integer(4)), name_at<domain::LeaseState>(row, 5),
        time_at(row, 6), time_at(row, 7), time_if_at(row, 8), row.integer(9)};
}

} // namespace

Result<std::vector<LeaseRow>> SqliteStore::leases_of_install(std::string const& install)
{
    auto statement = m_database.prepare(lease_query(
        std::string(unsettled) + " AND l.kiosk=(SELECT id FROM kiosk WHERE install=?1) AND l.install=?1"));
    statement.bind(install);
    return all<LeaseRow>(statement, lease_row);
}

Result<std::vector<LeaseRow>> SqliteStore::leases_of_session(domain::SessionId const& session)
{
    auto statement = m_database.prepare(lease_query(std::string(unsettled) + " AND l.session=?"));
    statement.bind(session.value);
    return all<LeaseRow>(statement, lease_row);
}

Result<std::vector<LeaseRow>> SqliteStore::unsettled_leases()
{
    auto statement = m_database.prepare(lease_query(unsettled));
    return all<LeaseRow>(statement, lease_row);
}

Result<std::optional<LeaseRow>> SqliteStore::lease(std::int64_t id)
{
    auto statement = m_database.prepare(lease_query("l.id=?"));
    statement.bind(id);
    return first<LeaseRow>(statement, lease_row);
}

Result<void> SqliteStore::put(LeaseRow const& lease)
{
    auto statement = m_database.prepare(
        "INSERT INTO lease(id, kiosk, install, session, rights, state, use_until, granted_at, settled_at)"
        " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET state=excluded.state,"
        " use_until=excluded.use_until, settled_at=excluded.settled_at");
    statement.bind_all(lease.id, static_cast<std::int64_t>(lease.kiosk), lease.install, lease.session.value,
        static_cast<std::int64_t>(lease.rights), domain::name_of(lease.state), number_of(lease.use_until),
        number_of(lease.granted_at));
    if (auto done = statement.bind(number_of(lease.settled_at)).run(); !done)
        return done;
    auto version = m_database.prepare("UPDATE kiosk SET leases_version=leases_version+1 WHERE install=?");
    return version.bind(lease.install).run();
}

Result<bool> SqliteStore::spend(std::int64_t lease, int index, std::string const& cmd_id)
{
    auto statement = m_database.prepare(
        "INSERT INTO lease_spend(lease, idx, cmd_id) VALUES(?,?,?) ON CONFLICT DO NOTHING");
    if (auto done = statement.bind_all(lease, static_cast<std::int64_t>(index), cmd_id).run(); !done)
        return fail(done.error());
    if (m_database.changed_rows() != 1)
        return false;
    auto version = m_database.prepare("UPDATE kiosk SET leases_version=leases_version+1"
                                      " WHERE install=(SELECT install FROM lease WHERE id=?)");
    if (auto done = version.bind(lease).run(); !done)
        return fail(done.error());
    return true;
}

Result<std::vector<PromiseBrokenRow>> SqliteStore::promises_broken()
{
    auto statement
        = m_database.prepare("SELECT registration, lease, at FROM promise_broken ORDER BY at, registration");
    return all<PromiseBrokenRow>(statement, [](auto const& row) {
        return PromiseBrokenRow{domain::RegistrationId(row.text(0)), row.integer(1), time_at(row, 2)};
    });
}

Result<void> SqliteStore::add(PromiseBrokenRow const& row)
{
    auto statement = m_database.prepare("INSERT INTO promise_broken(registration, lease, at) VALUES(?,?,?)");
    return statement.bind_all(row.registration.value, row.lease, number_of(row.at)).run();
}

} // namespace meguri::hub::store
