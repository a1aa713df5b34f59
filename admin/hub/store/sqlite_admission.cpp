// SQLite: draws and their lists, limits of a programme, and what one person registered for.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

constexpr char draw_columns[]
    = "session, seed, seed_hash, made_at, drawn_at, drawn_by, capacity, seats, priorities, not_drawn";

DrawRow draw_row(Statement const& row)
{
    return {domain::SessionId(row.text(0)), row.text(1), row.text(2), time_at(row, 3), time_if_at(row, 4),
        row.text(5), static_cast<int>(row.integer(6)), static_cast<int>(row.integer(7)),
        lottery_rules(row.text(8), row.text(9))};
}

std::optional<int> whole_if_at(Statement const& row, int column)
{
    auto const number = row.integer_if(column);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

} // namespace

std::string priorities_text(domain::LotteryRules const& rules)
{
    std::vector<std::string> names;
    for (auto const priority : rules.priorities)
        names.emplace_back(domain::name_of(priority));
    return joined(names);
}

domain::LotteryRules lottery_rules(std::string const& priorities, std::string const& not_drawn)
{
    domain::LotteryRules rules;
    for (auto const& name : split(priorities))
        if (auto const priority = domain::from_name<domain::DrawPriority>(name))
            rules.priorities.push_back(*priority);
    rules.not_drawn = domain::from_name<domain::NotDrawn>(not_drawn).value_or(domain::NotDrawn::Waiting);
    return rules;
}

Result<std::optional<DrawRow>> SqliteStore::draw_of(domain::SessionId const& session)
{
    auto statement = m_database.prepare(std::string("SELECT ") + draw_columns + " FROM draw WHERE session=?");
    statement.bind(session.value);
    return first<DrawRow>(statement, draw_row);
}

Result<std::optional<DrawRow>> SqliteStore::finished_draw(domain::SessionId const& session)
{
    auto statement = m_database.prepare(
        std::string("SELECT ") + draw_columns + " FROM draw WHERE session=? AND drawn_at IS NOT NULL");
    statement.bind(session.value);
    return first<DrawRow>(statement, draw_row);
}

Result<std::vector<DrawEntryRow>> SqliteStore::draw_entries(domain::SessionId const& session)
{
    auto statement = m_database.prepare(
        "SELECT e.registration, e.code, e.tier, e.is_75, e.is_first_time, e.is_resident, e.rank <= d.seats"
        " FROM draw_entry e JOIN draw d ON d.session=e.session WHERE e.session=? ORDER BY e.rank");
    statement.bind(session.value);
    return all<DrawEntryRow>(statement, [](auto const& row) {
        DrawEntryRow entry;
        entry.lot.entry
            = {domain::RegistrationId(row.text(0)), row.boolean(3), row.boolean(4), row.boolean(5)};
        entry.lot.tier = static_cast<int>(row.integer(2));
        entry.lot.is_drawn = row.boolean(6);
        entry.code = row.text(1);
        return entry;
    });
}

Result<void> SqliteStore::put(DrawRow const& draw)
{
    auto statement = m_database.prepare(
        "INSERT INTO draw(session, seed, seed_hash, made_at, drawn_at, drawn_by, capacity, seats, priorities,"
        " not_drawn) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(session) DO UPDATE SET "
        "drawn_at=excluded.drawn_at,"
        " drawn_by=excluded.drawn_by, capacity=excluded.capacity, seats=excluded.seats,"
        " priorities=excluded.priorities, not_drawn=excluded.not_drawn");
    statement.bind_all(draw.session.value, draw.seed, draw.seed_hash, number_of(draw.made_at));
    statement.bind(number_of(draw.drawn_at));
    statement.bind_all(draw.drawn_by, draw.capacity, draw.seats, priorities_text(draw.rules),
        domain::name_of(draw.rules.not_drawn));
    return statement.run();
}

Result<void> SqliteStore::put_draw_entries(
    domain::SessionId const& session, std::vector<DrawEntryRow> const& entries)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto const& [lot, code] = entries[i];
        auto statement = m_database.prepare("INSERT INTO draw_entry(session, rank, registration, code, tier, "
                                            "is_75, is_first_time, is_resident)"
                                            " VALUES(?,?,?,?,?,?,?,?)");
        statement.bind_all(session.value, static_cast<std::int64_t>(i + 1), lot.entry.id.value, code,
            lot.tier, lot.entry.is_75, lot.entry.is_first_time, lot.entry.is_resident);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<domain::RegistrationLimits> SqliteStore::limits(domain::ProgrammeId const& programme)
{
    auto statement = m_database.prepare("SELECT per_course, per_year FROM programme_limit WHERE programme=?");
    statement.bind(programme.value);
    auto const found = first<domain::RegistrationLimits>(statement, [](auto const& row) {
        return domain::RegistrationLimits{whole_if_at(row, 0), whole_if_at(row, 1)};
    });
    if (!found)
        return fail(found.error());
    return found->value_or(domain::RegistrationLimits());
}

Result<void> SqliteStore::put_limits(
    domain::ProgrammeId const& programme, domain::RegistrationLimits const& limits)
{
    auto statement = m_database.prepare(
        "INSERT INTO programme_limit(programme, per_course, per_year) VALUES(?,?,?) ON CONFLICT(programme)"
        " DO UPDATE SET per_course=excluded.per_course, per_year=excluded.per_year");
    return statement.bind(programme.value).bind(limits.per_course).bind(limits.per_year).run();
}

Result<std::vector<domain::TakenClass>> SqliteStore::taken_by_person(Bytes const& person_mark)
{
    auto statement = m_database.prepare(
        "SELECT r.id, r.state, s.programme, s.title, s.level, s.topics, s.starts_at FROM registration r"
        " JOIN session s ON s.id=r.session WHERE r.person_mark=? ORDER BY r.seq");
    statement.bind(person_mark);
    return all<domain::TakenClass>(statement, [](auto const& row) {
        domain::TakenClass taken;
        taken.registration = domain::RegistrationId(row.text(0));
        taken.state = name_at<domain::RegistrationState>(row, 1);
        if (!row.is_null(2))
            taken.programme = domain::ProgrammeId(row.text(2));
        taken.title = row.text(3);
        taken.level = name_at<domain::CourseLevel>(row, 4);
        taken.topics = split(row.text(5));
        taken.starts_at = time_at(row, 6);
        return taken;
    });
}

} // namespace meguri::hub::store
