// SQLite: what sessions cost, which subsidy they count for, and who came to them, a municipality at a time.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

SessionCostRow cost_row(Statement const& row)
{
    return {
        domain::SessionId(row.text(0)), row.integer_if(1), row.integer_if(2), row.text(3), time_at(row, 4)};
}

SessionClaimRow claim_row(Statement const& row)
{
    SessionClaimRow claim{domain::SessionId(row.text(0)), {}, row.text(2), row.text(3), time_at(row, 4)};
    if (!row.is_null(1))
        claim.claim.subsidy = domain::SubsidyId(row.text(1));
    return claim;
}

constexpr char of_town_and_time[] = " WHERE s.municipality=? AND s.starts_at>=? AND s.starts_at<?";
constexpr char cost_query[] = "SELECT c.session, c.planned_yen, c.real_yen, c.written_by, c.written_at"
                              " FROM session_cost c JOIN session s ON s.id=c.session";
constexpr char claim_query[] = "SELECT c.session, c.subsidy, c.reason, c.written_by, c.written_at"
                               " FROM session_claim c JOIN session s ON s.id=c.session";

} // namespace

Result<std::optional<SessionCostRow>> SqliteStore::session_cost(domain::SessionId const& session)
{
    auto statement = m_database.prepare(std::string(cost_query) + " WHERE c.session=?");
    statement.bind(session.value);
    return first<SessionCostRow>(statement, cost_row);
}

Result<std::vector<SessionCostRow>> SqliteStore::session_costs(
    std::string const& municipality, Time from, Time to)
{
    auto statement = m_database.prepare(std::string(cost_query) + of_town_and_time);
    statement.bind_all(municipality, number_of(from), number_of(to));
    return all<SessionCostRow>(statement, cost_row);
}

Result<void> SqliteStore::put(SessionCostRow const& row)
{
    auto statement = m_database.prepare(
        "INSERT INTO session_cost(session, planned_yen, real_yen, written_by, written_at) VALUES(?,?,?,?,?)"
        " ON CONFLICT(session) DO UPDATE SET planned_yen=excluded.planned_yen, real_yen=excluded.real_yen,"
        " written_by=excluded.written_by, written_at=excluded.written_at");
    statement.bind(row.session.value).bind(row.planned_yen).bind(row.real_yen);
    return statement.bind_all(row.written_by, number_of(row.written_at)).run();
}

Result<std::optional<SessionClaimRow>> SqliteStore::session_claim(domain::SessionId const& session)
{
    auto statement = m_database.prepare(std::string(claim_query) + " WHERE c.session=?");
    statement.bind(session.value);
    return first<SessionClaimRow>(statement, claim_row);
}

Result<std::vector<SessionClaimRow>> SqliteStore::session_claims(
    std::string const& municipality, Time from, Time to)
{
    auto statement = m_database.prepare(std::string(claim_query) + of_town_and_time);
    statement.bind_all(municipality, number_of(from), number_of(to));
    return all<SessionClaimRow>(statement, claim_row);
}

Result<void> SqliteStore::put(SessionClaimRow const& row)
{
    auto statement = m_database.prepare(
        "INSERT INTO session_claim(session, subsidy, reason, written_by, written_at) VALUES(?,?,?,?,?)"
        " ON CONFLICT(session) DO UPDATE SET subsidy=excluded.subsidy, reason=excluded.reason,"
        " written_by=excluded.written_by, written_at=excluded.written_at");
    auto const& subsidy = row.claim.subsidy;
    statement.bind(row.session.value).bind(subsidy ? std::optional(subsidy->value) : std::nullopt);
    return statement.bind_all(row.reason, row.written_by, number_of(row.written_at)).run();
}

Result<std::vector<SessionHeadCount>> SqliteStore::head_counts_of_town(
    std::string const& municipality, Time from, Time to)
{
    auto statement = m_database.prepare(
        std::string("SELECT r.session, r.state, r.age_band, r.municipality, count(*) FROM session s"
                    " JOIN registration r ON r.session=s.id")
        + of_town_and_time + " GROUP BY r.session, r.state, r.age_band, r.municipality");
    statement.bind_all(municipality, number_of(from), number_of(to));
    return all<SessionHeadCount>(statement, [](auto const& row) {
        return SessionHeadCount{domain::SessionId(row.text(0)),
            {name_at<domain::RegistrationState>(row, 1), name_at<domain::AgeBand>(row, 2), row.text(3),
                static_cast<int>(row.integer(4))}};
    });
}

} // namespace meguri::hub::store
