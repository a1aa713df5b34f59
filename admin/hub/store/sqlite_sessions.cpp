// SQLite: sessions, series and their feed marks.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/base/mutant.h"

#include <algorithm>
#include <limits>
#include <map>

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

constexpr std::size_t parts_at_once = 100;

constexpr char session_select[]
    = "SELECT s.id, s.version, s.seq, s.title, s.title_kana, s.level, s.topics, s.format, s.delivery, "
      "s.provider,"
      " s.municipality, s.venue, s.starts_at, s.ends_at, s.capacity, s.admission, s.registration_opens_at,"
      " s.registration_closes_at, s.state, s.programme, s.cancel_reason, s.series, s.feed_state, "
      "s.feed_modified,"
      " s.feed_changed_at, s.drop_in_participants, o.name, m.name,"
      " (SELECT count(*) FROM registration r WHERE r.session=s.id AND r.state IN "
      "('confirmed','attended','no_show')),"
      " (SELECT count(*) FROM registration r WHERE r.session=s.id AND r.state IN ('waiting','entered')),"
      " (SELECT coalesce(sum(l.rights - (SELECT count(*) FROM lease_spend x WHERE x.lease=l.id)), 0)"
      " FROM lease l WHERE l.session=s.id AND l.state IN ('open','recalled','frozen')),"
      " s.moved_version,"
      " (SELECT group_concat(x.resource || ' ' || x.units, ' ') FROM session_resource x WHERE "
      "x.session=s.id), s.is_private, s.waiting_for,";

std::string session_query(std::string const& rest)
{
    return std::string(session_select) + " "
        + venue_columns
        // The seed stays where it is until the draw.
        + ", s.minimum_participants, s.draw_priorities, s.draw_not_drawn, d.seed_hash, d.drawn_at,"
          " CASE WHEN d.drawn_at IS NULL THEN '' ELSE d.seed END"
          " FROM session s JOIN venue v ON v.id=s.venue JOIN organisation o ON o.id=s.provider"
          " JOIN municipality m ON m.code=s.municipality LEFT JOIN draw d ON d.session=s.id "
        + rest;
}

/// What the list is of: texts of their own, so that each has its index. All of them name ?1, ?3 and ?11.
char const* narrowest_of(SessionFilter const& filter)
{
    if (!filter.series.empty())
        return "WHERE s.series=?11 AND (?1='' OR s.municipality=?1) AND (?3='' OR s.venue=?3)";
    if (!filter.venue.empty())
        return "WHERE s.venue=?3 AND (?1='' OR s.municipality=?1) AND ?11=''";
    if (!filter.municipality.empty())
        return "WHERE s.municipality=?1 AND ?3='' AND ?11=''";
    return "WHERE ?1='' AND ?3='' AND ?11=''";
}

SessionView session_view(Statement const& row)
{
    SessionRow found;
    auto& session = found.session;
    session.id = domain::SessionId(row.text(0));
    session.version = row.integer(1);
    found.seq = row.integer(2);
    session.title = row.text(3);
    session.title_kana = row.text(4);
    session.level = name_at<domain::CourseLevel>(row, 5);
    session.topics = split(row.text(6));
    session.format = name_at<domain::SessionFormat>(row, 7);
    session.delivery = name_at<domain::Delivery>(row, 8);
    session.provider = domain::OrganisationId(row.text(9));
    session.municipality = domain::MunicipalityCode::parse(row.text(10));
    session.venue = domain::VenueId(row.text(11));
    session.starts_at = time_at(row, 12);
    session.ends_at = time_at(row, 13);
    session.capacity = static_cast<int>(row.integer(14));
    session.admission = name_at<domain::Admission>(row, 15);
    session.registration_opens_at = time_if_at(row, 16);
    session.registration_closes_at = time_if_at(row, 17);
    session.state = name_at<domain::SessionState>(row, 18);
    if (!row.is_null(19))
        session.programme = domain::ProgrammeId(row.text(19));
    session.cancel_reason = row.text(20);
    found.series = row.text(21);
    found.feed = {feed_state_from(row.text(22)), row.integer(23), time_at(row, 24)};
    if (!row.is_null(25))
        found.drop_in_participants = static_cast<int>(row.integer(25));
    found.moved_version = row.integer(31);
    auto const resources = split(row.text(32));
    for (std::size_t i = 0; i + 1 < resources.size(); i += 2)
        session.resources.push_back({domain::ResourceId(resources[i]), std::stoi(resources[i + 1])});
    session.is_private = row.boolean(33);
    session.waiting_for = row.text(34);
    if (auto const least = row.integer_if(50))
        session.minimum_participants = static_cast<int>(*least);
    session.lottery = lottery_rules(row.text(51), row.text(52));
    if (!row.is_null(53))
        found.draw = DrawMark{row.text(53), time_if_at(row, 54), row.text(55)};
    domain::SeatAccount seats{session.capacity, static_cast<int>(row.integer(28)),
        static_cast<int>(row.integer(30)), static_cast<int>(row.integer(29))};
    if (base::is_mutant("I1_sells_one_seat_too_many"))
        seats.capacity += 1;
    if (base::is_mutant("I6_rights_lent_count_nothing"))
        seats.leased = 0;
    return {std::move(found), seats, venue_row(row, 35), row.text(26), row.text(27)};
}

} // namespace

/// Of a hundred sessions at a time: a question for each would be five thousand for a year.
Result<void> SqliteStore::add_parts(std::span<SessionView> views)
{
    auto const at_once = views.size() == 1 ? 1 : parts_at_once;
    std::string marks = "?";
    for (std::size_t i = 1; i < at_once; ++i)
        marks += ",?";
    auto const text = "SELECT session, starts_at, ends_at, venue FROM session_part WHERE session IN (" + marks
        + ") ORDER BY session, number";
    while (!views.empty()) {
        auto const some = views.first(std::min(views.size(), at_once));
        auto statement = m_database.prepare(text);
        std::map<std::string, domain::Session*> sessions;
        for (auto& view : some)
            sessions.emplace(view.row.session.id.value, &view.row.session);
        for (std::size_t i = 0; i < at_once; ++i)
            statement.bind(i < some.size() ? some[i].row.session.id.value : std::string());
        auto const read = all<bool>(statement, [&](auto const& row) {
            sessions.at(row.text(0))
                ->parts.push_back({time_at(row, 1), time_at(row, 2), domain::VenueId(row.text(3))});
            return true;
        });
        if (!read)
            return fail(read.error());
        views = views.subspan(some.size());
    }
    return {};
}

Result<std::vector<SessionView>> SqliteStore::session_views(Statement& statement)
{
    auto views = all<SessionView>(statement, session_view);
    if (!views)
        return views;
    if (auto done = add_parts(*views); !done)
        return fail(done.error());
    return views;
}

Result<std::optional<SessionView>> SqliteStore::session(domain::SessionId const& id)
{
    auto statement = m_database.prepare(session_query("WHERE s.id=?"));
    statement.bind(id.value);
    auto views = session_views(statement);
    if (!views)
        return fail(views.error());
    return views->empty() ? std::nullopt : std::optional(std::move(views->front()));
}

Result<std::vector<SessionView>> SqliteStore::sessions(SessionFilter const& filter)
{
    auto statement = m_database.prepare(session_query(std::string(narrowest_of(filter))
        + " AND (?2='' OR s.provider=?2)"
          // The index of the starts serves both bounds, and a page far behind begins where it begins.
          " AND (?4 IS NULL OR s.format=?4) AND s.starts_at>=?5 AND s.starts_at<?6"
          " AND (?13 IS NULL OR s.ends_at>?13)"
          // As is_public(SessionRow) has it.
          " AND (NOT ?7 OR s.is_private=0) AND (NOT ?7 OR s.state IN ('published','closed','held')"
          " OR (s.state='cancelled' AND (s.feed_state='updated' OR (s.feed_state='deleted' AND "
          "s.feed_changed_at>=s.ends_at))))"
          " AND (?8 IS NULL OR (s.starts_at, s.id) > (?8, ?9))"
          " AND (?12='' OR NOT EXISTS(SELECT 1 FROM lease l WHERE l.session=s.id AND l.install=?12"
          " AND l.state IN ('open','recalled','frozen')))"
          " ORDER BY s.starts_at, s.id LIMIT ?10"));
    statement.bind(filter.municipality).bind(filter.provider).bind(filter.venue);
    statement.bind(
        filter.format ? std::optional(std::string(domain::name_of(*filter.format))) : std::nullopt);
    auto from = number_of(filter.from).value_or(std::numeric_limits<std::int64_t>::min());
    if (filter.after)
        from = std::max(from, number_of(filter.after->first));
    statement.bind(from).bind(number_of(filter.to).value_or(std::numeric_limits<std::int64_t>::max()));
    statement.bind(filter.is_public_only);
    statement.bind(filter.after ? std::optional(number_of(filter.after->first)) : std::nullopt);
    statement.bind(filter.after ? filter.after->second : "").bind(filter.limit).bind(filter.series);
    statement.bind(filter.not_lent_to);
    statement.bind(filter.ends_after ? std::optional(number_of(filter.ends_after)) : std::nullopt);
    return session_views(statement);
}

Result<domain::SeatAccount> SqliteStore::seats(domain::SessionId const& id)
{
    auto const found = session(id);
    if (!found)
        return fail(found.error());
    return *found ? (*found)->seats : domain::SeatAccount();
}

Result<std::vector<SessionView>> SqliteStore::sessions_modified_after(
    std::int64_t after, std::string const& municipality, int limit)
{
    // Two texts, so that each has its own index: the whole feed, and one municipality's scope.
    bool const is_scoped = !municipality.empty();
    auto statement = m_database.prepare(
        session_query(is_scoped ? "WHERE s.municipality=?2 AND s.feed_state <> 'none' AND s.feed_modified > "
                                  "?1 ORDER BY s.feed_modified LIMIT ?3"
                                : "WHERE ?2='' AND s.feed_state <> 'none' AND s.feed_modified > ?1 ORDER BY "
                                  "s.feed_modified LIMIT ?3"));
    statement.bind(after).bind(municipality).bind(limit);
    return session_views(statement);
}

Result<void> SqliteStore::put(SessionRow const& row)
{
    auto const& session = row.session;
    base::verify(session.municipality.has_value(), "a session is stored with its municipality");
    {
        auto statement = m_database.prepare(
            "INSERT INTO session(id, version, seq, title, title_kana, level, topics, format, delivery, "
            "provider,"
            " municipality, venue, starts_at, ends_at, capacity, admission, registration_opens_at,"
            " registration_closes_at, state, programme, cancel_reason, series, drop_in_participants,"
            " moved_version, is_private, waiting_for, minimum_participants, draw_priorities, draw_not_drawn)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT(id) DO UPDATE SET version=excluded.version, seq=excluded.seq, title=excluded.title,"
            " title_kana=excluded.title_kana, level=excluded.level, topics=excluded.topics, "
            "format=excluded.format,"
            " delivery=excluded.delivery, provider=excluded.provider, municipality=excluded.municipality,"
            " venue=excluded.venue, starts_at=excluded.starts_at, ends_at=excluded.ends_at,"
            " capacity=excluded.capacity, admission=excluded.admission,"
            " registration_opens_at=excluded.registration_opens_at,"
            " registration_closes_at=excluded.registration_closes_at, state=excluded.state,"
            " programme=excluded.programme, cancel_reason=excluded.cancel_reason, series=excluded.series,"
            " drop_in_participants=excluded.drop_in_participants, moved_version=excluded.moved_version,"
            " is_private=excluded.is_private, waiting_for=excluded.waiting_for,"
            " minimum_participants=excluded.minimum_participants, draw_priorities=excluded.draw_priorities,"
            " draw_not_drawn=excluded.draw_not_drawn");
        statement.bind_all(session.id.value, session.version, row.seq, session.title, session.title_kana,
            domain::name_of(session.level), joined(session.topics), domain::name_of(session.format),
            domain::name_of(session.delivery), session.provider.value, session.municipality->text(),
            session.venue.value, number_of(session.starts_at), number_of(session.ends_at), session.capacity,
            domain::name_of(session.admission), number_of(session.registration_opens_at),
            number_of(session.registration_closes_at), domain::name_of(session.state));
        statement.bind(session.programme ? std::optional(session.programme->value) : std::nullopt);
        statement.bind_all(session.cancel_reason, row.series);
        statement.bind(row.drop_in_participants)
            .bind(row.moved_version)
            .bind(session.is_private)
            .bind(session.waiting_for);
        statement.bind(session.minimum_participants);
        statement.bind_all(priorities_text(session.lottery), domain::name_of(session.lottery.not_drawn));
        if (auto done = statement.run(); !done)
            return done;
    }
    auto forget = m_database.prepare("DELETE FROM session_part WHERE session=?");
    if (auto done = forget.bind(session.id.value).run(); !done)
        return done;
    for (std::size_t i = 0; i < session.parts.size(); ++i) {
        auto const& part = session.parts[i];
        auto statement = m_database.prepare(
            "INSERT INTO session_part(session, number, starts_at, ends_at, venue) VALUES(?,?,?,?,?)");
        statement.bind_all(session.id.value, static_cast<std::int64_t>(i + 1), number_of(part.starts_at),
            number_of(part.ends_at), part.venue.value);
        if (auto done = statement.run(); !done)
            return done;
    }
    auto free = m_database.prepare("DELETE FROM session_resource WHERE session=?");
    if (auto done = free.bind(session.id.value).run(); !done)
        return done;
    for (auto const& resource : session.resources) {
        auto statement
            = m_database.prepare("INSERT INTO session_resource(session, resource, units) VALUES(?,?,?)");
        statement.bind_all(session.id.value, resource.id.value, resource.units);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<void> SqliteStore::put_feed_mark(domain::SessionId const& session, FeedMark const& mark)
{
    auto statement = m_database.prepare(
        "UPDATE session SET feed_state=?, feed_modified=?, feed_changed_at=? WHERE id=?");
    statement.bind_all(feed_state_name(mark.state), mark.modified, number_of(mark.changed_at), session.value);
    return statement.run();
}

Result<void> SqliteStore::put(SeriesRow const& series)
{
    auto statement = m_database.prepare("INSERT INTO series(id, title, title_kana, level, topics, delivery, "
                                        "provider, venue) VALUES(?,?,?,?,?,?,?,?)"
                                        " ON CONFLICT(id) DO UPDATE SET title=excluded.title, "
                                        "title_kana=excluded.title_kana, level=excluded.level,"
                                        " topics=excluded.topics, delivery=excluded.delivery, "
                                        "provider=excluded.provider, venue=excluded.venue");
    statement.bind_all(series.id, series.title, series.title_kana, domain::name_of(series.level),
        joined(series.topics), domain::name_of(series.delivery), series.provider.value, series.venue.value);
    return statement.run();
}

Result<std::optional<SeriesRow>> SqliteStore::series(std::string const& id)
{
    auto statement = m_database.prepare(std::string("SELECT ") + series_columns + " FROM series WHERE id=?");
    statement.bind(id);
    return first<SeriesRow>(statement, series_row);
}

Result<void> SqliteStore::put_feed_mark(std::string const& series, FeedMark const& mark)
{
    auto statement
        = m_database.prepare("UPDATE series SET feed_state=?, feed_modified=?, feed_changed_at=? WHERE id=?");
    statement.bind_all(feed_state_name(mark.state), mark.modified, number_of(mark.changed_at), series);
    return statement.run();
}

Result<int> SqliteStore::updated_sessions(std::string const& series)
{
    auto statement
        = m_database.prepare("SELECT count(*) FROM session WHERE series=? AND feed_state='updated'");
    statement.bind(series);
    auto const count
        = first<int>(statement, [](auto const& row) { return static_cast<int>(row.integer(0)); });
    if (!count)
        return fail(count.error());
    return count->value_or(0);
}

Result<std::vector<domain::SessionId>> SqliteStore::feed_sessions_ended_before(Time time)
{
    auto statement = m_database.prepare(
        "SELECT id FROM session WHERE feed_state='updated' AND ends_at < ? ORDER BY ends_at, id LIMIT 1000");
    statement.bind(number_of(time));
    return all<domain::SessionId>(statement, [](auto const& row) { return domain::SessionId(row.text(0)); });
}

} // namespace meguri::hub::store
