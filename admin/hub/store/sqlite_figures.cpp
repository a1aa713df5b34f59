// SQLite: what figures of a year are counted from: classes, who came to them, and which places they use. One
// reading each for all municipalities, however many years the hub holds.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

Result<std::vector<SessionFigure>> SqliteStore::session_figures(
    std::string const& municipality, Time from, Time to)
{
    std::string const columns = "SELECT id, municipality, starts_at, format, state, admission, capacity,"
                                " coalesce(drop_in_participants, 0) FROM session";
    auto statement = m_database.prepare(columns
        + (municipality.empty() ? " WHERE starts_at>=?1 AND starts_at<?2"
                                : " WHERE starts_at>=?1 AND starts_at<?2 AND municipality=?3"));
    statement.bind_all(number_of(from), number_of(to));
    if (!municipality.empty())
        statement.bind(municipality);
    return all<SessionFigure>(statement, [](auto const& row) {
        return SessionFigure{row.text(0), row.text(1), time_at(row, 2),
            name_at<domain::SessionFormat>(row, 3), name_at<domain::SessionState>(row, 4),
            name_at<domain::Admission>(row, 5), static_cast<int>(row.integer(6)),
            static_cast<int>(row.integer(7))};
    });
}

Result<std::vector<AttendanceCount>> SqliteStore::attendance_counts(
    std::string const& municipality, Time from, Time to)
{
    std::string const from_sessions
        = "SELECT r.session, r.state, r.age_band, count(*) FROM session s"
          " CROSS JOIN registration r ON r.session=s.id WHERE s.starts_at>=?1 AND s.starts_at<?2";
    auto statement = m_database.prepare(from_sessions + (municipality.empty() ? "" : " AND s.municipality=?3")
        + " GROUP BY r.session, r.state, r.age_band");
    statement.bind_all(number_of(from), number_of(to));
    if (!municipality.empty())
        statement.bind(municipality);
    return all<AttendanceCount>(statement, [](auto const& row) {
        return AttendanceCount{row.text(0), name_at<domain::RegistrationState>(row, 1),
            name_at<domain::AgeBand>(row, 2), static_cast<int>(row.integer(3))};
    });
}

Result<std::vector<PlaceUse>> SqliteStore::place_uses(std::string const& municipality, Time from, Time to)
{
    std::string const uses = "SELECT s.id, s.municipality, p.venue, s.state, max(p.ends_at) FROM session s"
                             " JOIN session_part p ON p.session=s.id WHERE s.starts_at<?2 AND s.ends_at>?1"
                             " AND p.starts_at>=?1 AND p.starts_at<?2";
    auto statement = m_database.prepare(
        uses + (municipality.empty() ? "" : " AND s.municipality=?3") + " GROUP BY s.id, p.venue");
    statement.bind_all(number_of(from), number_of(to));
    if (!municipality.empty())
        statement.bind(municipality);
    return all<PlaceUse>(statement, [](auto const& row) {
        return PlaceUse{
            row.text(0), row.text(1), row.text(2), name_at<domain::SessionState>(row, 3), time_at(row, 4)};
    });
}

} // namespace meguri::hub::store
