// SQLite: a van's days, their stops and the sessions held at each.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

constexpr char day_columns[] = "id, van, day, seats, class_minutes, break_minutes, most_classes, day_begins,"
                               " day_ends, leaves_base_at, back_at, broken_down";

VanDayRow day_row(Statement const& row)
{
    VanDayRow day;
    day.id = domain::VanDayId(row.text(0));
    day.van = domain::ResourceId(row.text(1));
    day.day = domain::date_from_iso(row.text(2)).value_or(domain::Date());
    auto const number = [&](int column) { return static_cast<int>(row.integer(column)); };
    day.rule = {number(3), number(4), number(5), number(6), number(7), number(8)};
    day.leaves_base_at = time_at(row, 9);
    day.back_at = time_at(row, 10);
    day.broken_down = row.text(11);
    return day;
}

} // namespace

Result<void> SqliteStore::read_stops(VanDayRow& day)
{
    auto statement
        = m_database.prepare("SELECT venue, arrives_at, leaves_at, travel_minutes, sessions FROM van_stop"
                             " WHERE van_day=? ORDER BY number");
    statement.bind(day.id.value);
    auto stops = all<VanStopRow>(statement, [](auto const& row) {
        VanStopRow stop{domain::VenueId(row.text(0)), time_at(row, 1), time_at(row, 2),
            static_cast<int>(row.integer(3)), {}};
        for (auto& id : split(row.text(4)))
            stop.sessions.emplace_back(std::move(id));
        return stop;
    });
    if (!stops)
        return fail(stops.error());
    day.stops = std::move(*stops);
    return {};
}

Result<std::optional<VanDayRow>> SqliteStore::van_day(domain::VanDayId const& id)
{
    auto statement = m_database.prepare(std::string("SELECT ") + day_columns + " FROM van_day WHERE id=?");
    statement.bind(id.value);
    auto found = first<VanDayRow>(statement, day_row);
    if (found && *found)
        if (auto done = read_stops(**found); !done)
            return fail(done.error());
    return found;
}

Result<std::vector<VanDayRow>> SqliteStore::van_days(domain::Date from, domain::Date to)
{
    auto statement = m_database.prepare(std::string("SELECT ") + day_columns
        + " FROM van_day WHERE day>=? AND day<=? ORDER BY day, leaves_base_at, id");
    statement.bind_all(domain::to_iso(from), domain::to_iso(to));
    auto found = all<VanDayRow>(statement, day_row);
    if (!found)
        return found;
    for (auto& day : *found)
        if (auto done = read_stops(day); !done)
            return fail(done.error());
    return found;
}

Result<void> SqliteStore::put(VanDayRow const& day)
{
    {
        auto statement = m_database.prepare(
            "INSERT INTO van_day(id, van, day, seats, class_minutes, break_minutes, most_classes, day_begins,"
            " day_ends, leaves_base_at, back_at, broken_down) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT(id) DO UPDATE SET leaves_base_at=excluded.leaves_base_at, back_at=excluded.back_at,"
            " broken_down=excluded.broken_down");
        auto const& rule = day.rule;
        statement.bind_all(day.id.value, day.van.value, domain::to_iso(day.day), rule.seats,
            rule.class_minutes, rule.break_minutes, rule.most_classes, rule.day_begins, rule.day_ends,
            number_of(day.leaves_base_at), number_of(day.back_at), day.broken_down);
        if (auto done = statement.run(); !done)
            return done;
    }
    auto forget = m_database.prepare("DELETE FROM van_stop WHERE van_day=?");
    if (auto done = forget.bind(day.id.value).run(); !done)
        return done;
    std::int64_t number = 0;
    for (auto const& stop : day.stops) {
        std::vector<std::string> sessions;
        for (auto const& id : stop.sessions)
            sessions.push_back(id.value);
        auto statement = m_database.prepare("INSERT INTO van_stop(van_day, number, venue, arrives_at,"
                                            " leaves_at, travel_minutes, sessions) VALUES(?,?,?,?,?,?,?)");
        statement.bind_all(day.id.value, ++number, stop.venue.value, number_of(stop.arrives_at),
            number_of(stop.leaves_at), stop.travel_minutes, joined(sessions));
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

} // namespace meguri::hub::store
