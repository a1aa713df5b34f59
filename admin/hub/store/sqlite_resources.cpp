// SQLite: vans, visitors, lecturers, rooms and loan phones with their calendars, closed houses, holidays,
// ways, and overrides of clashes.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

constexpr char resource_columns[]
    = "id, kind, name, owner, home_base, areas, setup_minutes, units, rests_on_holidays";

domain::Resource resource_row(Statement const& row)
{
    domain::Resource resource;
    resource.id = domain::ResourceId(row.text(0));
    resource.kind = name_at<domain::ResourceKind>(row, 1);
    resource.name = row.text(2);
    resource.owner = domain::OrganisationId(row.text(3));
    if (!row.is_null(4))
        resource.home_base = domain::VenueId(row.text(4));
    resource.areas = split(row.text(5));
    resource.setup_minutes = static_cast<int>(row.integer(6));
    resource.units = static_cast<int>(row.integer(7));
    resource.rests_on_holidays = row.boolean(8);
    return resource;
}

} // namespace

Result<void> SqliteStore::read_calendar(domain::Resource& resource)
{
    auto hours = m_database.prepare(
        "SELECT weekday, from_minute, to_minute FROM resource_hours WHERE resource=? ORDER BY number");
    hours.bind(resource.id.value);
    auto found = all<domain::WorkHours>(hours, [](auto const& row) {
        return domain::WorkHours{static_cast<unsigned>(row.integer(0)), static_cast<int>(row.integer(1)),
            static_cast<int>(row.integer(2))};
    });
    if (!found)
        return fail(found.error());
    resource.hours = std::move(*found);
    auto absences = m_database.prepare(
        "SELECT from_at, to_at, reason FROM resource_absence WHERE resource=? ORDER BY number");
    absences.bind(resource.id.value);
    auto away = all<domain::Absence>(absences, [](auto const& row) {
        return domain::Absence{time_at(row, 0), time_at(row, 1), row.text(2)};
    });
    if (!away)
        return fail(away.error());
    resource.absences = std::move(*away);
    return {};
}

Result<std::vector<domain::Resource>> SqliteStore::resources()
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + resource_columns + " FROM resource ORDER BY name, id");
    auto found = all<domain::Resource>(statement, resource_row);
    if (!found)
        return found;
    for (auto& resource : *found)
        if (auto done = read_calendar(resource); !done)
            return fail(done.error());
    return found;
}

Result<std::optional<domain::Resource>> SqliteStore::resource(domain::ResourceId const& id)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + resource_columns + " FROM resource WHERE id=?");
    statement.bind(id.value);
    auto found = first<domain::Resource>(statement, resource_row);
    if (found && *found)
        if (auto done = read_calendar(**found); !done)
            return fail(done.error());
    return found;
}

Result<std::vector<domain::Use>> SqliteStore::uses_of(
    domain::ResourceId const& id, Time from, Time to, domain::SessionId const& but_for)
{
    auto statement = m_database.prepare(std::string("SELECT p.session, s.title, p.starts_at, p.ends_at, "
                                                    "x.units, ")
        + venue_columns
        // By the days first: a resource has ten years of uses, a day has few parts. CROSS JOIN keeps that
        // order.
        + " FROM session_part p CROSS JOIN session_resource x ON x.session=p.session AND x.resource=?1"
          " JOIN session s ON s.id=x.session JOIN venue v ON v.id=p.venue"
          " WHERE p.starts_at<=?2 AND p.ends_at>=?3"
          " AND p.starts_at>=?3-(SELECT max(ends_at-starts_at) FROM session_part)"
          " AND s.state<>'cancelled' AND s.id<>?4 ORDER BY p.starts_at, p.session");
    statement.bind_all(id.value, number_of(to), number_of(from), but_for.value);
    return all<domain::Use>(statement, [](auto const& row) {
        return domain::Use{domain::SessionId(row.text(0)), row.text(1), domain::place_of(venue_row(row, 5)),
            time_at(row, 2), time_at(row, 3), static_cast<int>(row.integer(4))};
    });
}

Result<std::vector<domain::Holiday>> SqliteStore::holidays()
{
    auto statement = m_database.prepare("SELECT day, name FROM holiday ORDER BY day");
    return all<domain::Holiday>(statement, [](auto const& row) {
        return domain::Holiday{date_at(row, 0), row.text(1)};
    });
}

Result<domain::VenueCalendar> SqliteStore::calendar_of(domain::VenueId const& venue)
{
    domain::VenueCalendar calendar;
    {
        auto statement = m_database.prepare(
            "SELECT closed_weekdays, is_closed_on_holidays FROM venue_calendar WHERE venue=?");
        statement.bind(venue.value);
        auto const has_row = statement.step();
        if (!has_row)
            return fail(has_row.error());
        if (*has_row) {
            for (auto const& day : split(statement.text(0)))
                calendar.closed_weekdays.insert(static_cast<unsigned>(std::stoul(day)));
            calendar.is_closed_on_holidays = statement.boolean(1);
        }
    }
    auto statement = m_database.prepare(
        "SELECT first_day, last_day, reason FROM venue_closure WHERE venue=? ORDER BY number");
    statement.bind(venue.value);
    auto closures = all<domain::Closure>(statement, [](auto const& row) {
        return domain::Closure{date_at(row, 0), date_at(row, 1), row.text(2)};
    });
    if (!closures)
        return fail(closures.error());
    calendar.closures = std::move(*closures);
    return calendar;
}

Result<std::map<std::pair<std::string, std::string>, int>> SqliteStore::travel_table()
{
    auto statement = m_database.prepare("SELECT venue, other, minutes FROM travel_minutes");
    std::map<std::pair<std::string, std::string>, int> table;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return table;
        table[{statement.text(0), statement.text(1)}] = static_cast<int>(statement.integer(2));
    }
}

Result<std::vector<OverrideRow>> SqliteStore::overrides_of(domain::SessionId const& session)
{
    auto statement = m_database.prepare("SELECT session, clash, words, reason, written_by, written_at"
                                        " FROM session_override WHERE session=? ORDER BY written_at, clash");
    statement.bind(session.value);
    return all<OverrideRow>(statement, [](auto const& row) {
        return OverrideRow{domain::SessionId(row.text(0)), row.text(1), row.text(2), row.text(3), row.text(4),
            time_at(row, 5)};
    });
}

Result<void> SqliteStore::put(domain::Resource const& resource)
{
    {
        auto statement = m_database.prepare(
            "INSERT INTO resource(id, kind, name, owner, home_base, areas, setup_minutes, units,"
            " rests_on_holidays) VALUES(?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT(id) DO UPDATE SET kind=excluded.kind, name=excluded.name, owner=excluded.owner,"
            " home_base=excluded.home_base, areas=excluded.areas, setup_minutes=excluded.setup_minutes,"
            " units=excluded.units, rests_on_holidays=excluded.rests_on_holidays");
        statement.bind_all(
            resource.id.value, domain::name_of(resource.kind), resource.name, resource.owner.value);
        statement.bind(resource.home_base ? std::optional(resource.home_base->value) : std::nullopt);
        statement.bind_all(
            joined(resource.areas), resource.setup_minutes, resource.units, resource.rests_on_holidays);
        if (auto done = statement.run(); !done)
            return done;
    }
    for (auto const* table : {"resource_hours", "resource_absence"}) {
        auto forget = m_database.prepare(std::string("DELETE FROM ") + table + " WHERE resource=?");
        if (auto done = forget.bind(resource.id.value).run(); !done)
            return done;
    }
    std::int64_t number = 0;
    for (auto const& hours : resource.hours) {
        auto statement = m_database.prepare("INSERT INTO resource_hours(resource, number, weekday, "
                                            "from_minute, to_minute) VALUES(?,?,?,?,?)");
        statement.bind_all(resource.id.value, ++number, static_cast<std::int64_t>(hours.weekday),
            hours.from_minute, hours.to_minute);
        if (auto done = statement.run(); !done)
            return done;
    }
    for (auto const& absence : resource.absences) {
        auto statement = m_database.prepare(
            "INSERT INTO resource_absence(resource, number, from_at, to_at, reason) VALUES(?,?,?,?,?)");
        statement.bind_all(
            resource.id.value, ++number, number_of(absence.from), number_of(absence.to), absence.reason);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<void> SqliteStore::put(std::vector<domain::Holiday> const& holidays)
{
    if (auto done = m_database.execute("DELETE FROM holiday"); !done)
        return done;
    for (auto const& holiday : holidays) {
        auto statement = m_database.prepare("INSERT OR REPLACE INTO holiday(day, name) VALUES(?,?)");
        if (auto done = statement.bind_all(domain::to_iso(holiday.day), holiday.name).run(); !done)
            return done;
    }
    return {};
}

Result<void> SqliteStore::put(domain::VenueId const& venue, domain::VenueCalendar const& calendar)
{
    std::string weekdays;
    for (auto const day : calendar.closed_weekdays)
        weekdays += (weekdays.empty() ? "" : " ") + std::to_string(day);
    {
        auto statement = m_database.prepare(
            "INSERT INTO venue_calendar(venue, closed_weekdays, is_closed_on_holidays) VALUES(?,?,?)"
            " ON CONFLICT(venue) DO UPDATE SET closed_weekdays=excluded.closed_weekdays,"
            " is_closed_on_holidays=excluded.is_closed_on_holidays");
        statement.bind_all(venue.value, weekdays, calendar.is_closed_on_holidays);
        if (auto done = statement.run(); !done)
            return done;
    }
    auto forget = m_database.prepare("DELETE FROM venue_closure WHERE venue=?");
    if (auto done = forget.bind(venue.value).run(); !done)
        return done;
    std::int64_t number = 0;
    for (auto const& closure : calendar.closures) {
        auto statement = m_database.prepare(
            "INSERT INTO venue_closure(venue, number, first_day, last_day, reason) VALUES(?,?,?,?,?)");
        statement.bind_all(venue.value, ++number, domain::to_iso(closure.first_day),
            domain::to_iso(closure.last_day), closure.reason);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<void> SqliteStore::put_travel(std::pair<std::string, std::string> const& way, int minutes)
{
    auto statement = m_database.prepare("INSERT INTO travel_minutes(venue, other, minutes) VALUES(?,?,?)"
                                        " ON CONFLICT(venue, other) DO UPDATE SET minutes=excluded.minutes");
    return statement.bind_all(way.first, way.second, minutes).run();
}

Result<void> SqliteStore::put_overrides(
    domain::SessionId const& session, std::vector<OverrideRow> const& overrides)
{
    auto forget = m_database.prepare("DELETE FROM session_override WHERE session=?");
    if (auto done = forget.bind(session.value).run(); !done)
        return done;
    for (auto const& row : overrides) {
        auto statement = m_database.prepare("INSERT INTO session_override(session, clash, words, reason,"
                                            " written_by, written_at) VALUES(?,?,?,?,?,?)");
        statement.bind_all(
            session.value, row.clash, row.words, row.reason, row.written_by, number_of(row.written_at));
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

} // namespace meguri::hub::store
