// SQLite: wishes for visits at home.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using storage::Statement;

namespace {

constexpr char visit_columns[]
    = "id, code, state, municipality, area, wishes, sealed, key_id, person_mark, phone_mark, mark_key_id,"
      " age_band, token, kiosk, cmd_no, taken_by, seq, changed_seq, created_at, session, reason";

VisitRow visit_row(Statement const& row)
{
    VisitRow visit;
    visit.id = domain::RegistrationId(row.text(0));
    visit.code = row.text(1);
    visit.state = name_at<domain::VisitState>(row, 2);
    visit.municipality = row.text(3);
    visit.area = row.text(4);
    for (auto const& text : split(row.text(5)))
        if (auto const wish = domain::wish_from(text))
            visit.wishes.push_back(*wish);
    visit.sealed = row.blob(6);
    visit.key_id = static_cast<std::uint32_t>(row.integer(7));
    if (!row.is_null(8))
        visit.marks = PersonMarks{row.blob(8), row.blob(9), static_cast<std::uint32_t>(row.integer(10))};
    visit.age_band = name_at<domain::AgeBand>(row, 11);
    visit.token = row.text(12);
    if (!row.is_null(13))
        visit.kiosk = static_cast<std::uint32_t>(row.integer(13));
    visit.cmd_no = static_cast<std::uint64_t>(row.integer(14));
    visit.taken_by = row.text(15);
    visit.seq = row.integer(16);
    visit.changed_seq = row.integer(17);
    visit.created_at = time_at(row, 18);
    if (!row.is_null(19))
        visit.session = domain::SessionId(row.text(19));
    visit.reason = row.text(20);
    return visit;
}

std::string visit_query(std::string const& rest)
{
    return std::string("SELECT ") + visit_columns + " FROM visit_request WHERE " + rest;
}

} // namespace

Result<std::optional<VisitRow>> SqliteStore::visit(domain::RegistrationId const& id)
{
    auto statement = m_database.prepare(visit_query("id=?"));
    statement.bind(id.value);
    return first<VisitRow>(statement, visit_row);
}

Result<std::optional<VisitRow>> SqliteStore::visit_by_code(std::string const& code)
{
    auto statement = m_database.prepare(visit_query("code=?"));
    statement.bind(code);
    return first<VisitRow>(statement, visit_row);
}

Result<std::vector<VisitRow>> SqliteStore::visits_of_kiosk_after(
    std::uint32_t kiosk, std::int64_t after, int limit)
{
    auto statement = m_database.prepare(
        visit_query("kiosk IN (SELECT id FROM kiosk WHERE machine=(SELECT machine FROM kiosk WHERE id=?1))"
                    " AND changed_seq > ?2 AND state<>'scheduled' ORDER BY changed_seq LIMIT ?3"));
    statement.bind(static_cast<std::int64_t>(kiosk)).bind(after).bind(limit);
    return all<VisitRow>(statement, visit_row);
}

Result<std::vector<VisitRow>> SqliteStore::visits(
    std::string const& municipality, std::optional<domain::VisitState> state)
{
    auto statement = m_database.prepare(
        visit_query("(?1='' OR municipality=?1) AND (?2 IS NULL OR state=?2) ORDER BY seq"));
    statement.bind(municipality);
    statement.bind(state ? std::optional(std::string(domain::name_of(*state))) : std::nullopt);
    return all<VisitRow>(statement, visit_row);
}

Result<void> SqliteStore::put(VisitRow const& visit)
{
    std::vector<std::string> wishes;
    for (auto const& wish : visit.wishes)
        wishes.push_back(domain::text_of(wish));
    auto statement = m_database.prepare(std::string("INSERT INTO visit_request(") + visit_columns
        + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
          " ON CONFLICT(id) DO UPDATE SET state=excluded.state, sealed=excluded.sealed,"
          " key_id=excluded.key_id, person_mark=excluded.person_mark,"
          " phone_mark=excluded.phone_mark, mark_key_id=excluded.mark_key_id, age_band=excluded.age_band,"
          " changed_seq=excluded.changed_seq, session=excluded.session, reason=excluded.reason");
    statement.bind_all(visit.id.value, visit.code, domain::name_of(visit.state), visit.municipality,
        visit.area, joined(wishes), visit.sealed, static_cast<std::int64_t>(visit.key_id));
    statement.bind(visit.marks ? std::optional(visit.marks->person) : std::nullopt);
    statement.bind(visit.marks ? std::optional(visit.marks->phone) : std::nullopt);
    statement.bind(
        visit.marks ? std::optional(static_cast<std::int64_t>(visit.marks->key_id)) : std::nullopt);
    statement.bind_all(domain::name_of(visit.age_band), visit.token);
    statement.bind(visit.kiosk ? std::optional(static_cast<std::int64_t>(*visit.kiosk)) : std::nullopt);
    statement.bind_all(static_cast<std::int64_t>(visit.cmd_no), visit.taken_by, visit.seq, visit.changed_seq,
        number_of(visit.created_at));
    statement.bind(visit.session.is_empty() ? std::nullopt : std::optional(visit.session.value));
    statement.bind(visit.reason);
    return statement.run();
}

} // namespace meguri::hub::store
