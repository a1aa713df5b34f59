// SQLite: what leaves the feeds (classes that moved away, tombstones old enough to go) and the numbers
// beside.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

#include <algorithm>

namespace meguri::hub::store {

using base::fail;

namespace {

/// Lost items are few and go after a while, so they are settings: lost:FEED:ID = [modified, at].
constexpr char lost[] = "lost:";

std::string lost_prefix(PublicFeed feed)
{
    return std::string(lost) + (feed == PublicFeed::Series ? "series:" : "session:");
}

/// The first text behind all that begin with `prefix`, which ends in a colon.
std::string behind(std::string const& prefix)
{
    return prefix.substr(0, prefix.size() - 1) + ";";
}

} // namespace

Result<Counters> SqliteStore::counters()
{
    auto statement = m_database.prepare("SELECT name, value FROM counter");
    Counters counters;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return counters;
        auto const name = statement.text(0);
        auto& value = name == "seq" ? counters.seq
            : name == "feed_floor"  ? counters.feed_floor
                                    : counters.safe_seq;
        value = statement.integer(1);
    }
}

Result<void> SqliteStore::set_safe_seq(std::int64_t seq)
{
    auto statement = m_database.prepare("UPDATE counter SET value=? WHERE name='safe_seq'");
    return statement.bind(seq).run();
}

Result<void> SqliteStore::raise_seq(std::int64_t seq)
{
    auto statement = m_database.prepare("UPDATE counter SET value=max(value, ?) WHERE name='seq'");
    return statement.bind(seq).run();
}

Result<std::vector<LostItemRow>> SqliteStore::lost_items_after(PublicFeed feed, std::int64_t after, int limit)
{
    auto const prefix = lost_prefix(feed);
    auto statement = m_database.prepare(
        "SELECT name, json_extract(value, '$[0]') AS modified, json_extract(value, '$[1]') FROM setting"
        " WHERE name > ? AND name < ? AND modified > ? ORDER BY modified LIMIT ?");
    statement.bind_all(prefix, behind(prefix), after, limit);
    return all<LostItemRow>(statement, [&](auto const& row) {
        return LostItemRow{feed, row.text(0).substr(prefix.size()), row.integer(1), time_at(row, 2)};
    });
}

Result<void> SqliteStore::put(LostItemRow const& row)
{
    auto const value = "[" + std::to_string(row.modified) + "," + std::to_string(number_of(row.at)) + "]";
    return set_setting(lost_prefix(row.feed) + row.id, value);
}

Result<void> SqliteStore::forget_lost_item(PublicFeed feed, std::string const& id)
{
    auto statement = m_database.prepare("DELETE FROM setting WHERE name=?");
    return statement.bind(lost_prefix(feed) + id).run();
}

Result<std::vector<LeftScopeRow>> SqliteStore::left_scope_after(
    std::int64_t after, std::string const& municipality, int limit)
{
    auto statement = m_database.prepare("SELECT municipality, session, seq, at FROM left_scope"
                                        " WHERE municipality=?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
    statement.bind(municipality).bind(after).bind(limit);
    return all<LeftScopeRow>(statement, [](auto const& row) {
        return LeftScopeRow{row.text(0), domain::SessionId(row.text(1)), row.integer(2), time_at(row, 3)};
    });
}

Result<void> SqliteStore::put(LeftScopeRow const& row)
{
    auto statement
        = m_database.prepare("INSERT INTO left_scope(municipality, session, seq, at) VALUES(?,?,?,?)"
                             " ON CONFLICT(municipality, session) DO UPDATE SET seq=excluded.seq,"
                             " at=excluded.at");
    return statement.bind_all(row.municipality, row.session.value, row.seq, number_of(row.at)).run();
}

Result<void> SqliteStore::forget_left_scope(std::string const& municipality, domain::SessionId const& id)
{
    auto statement = m_database.prepare("DELETE FROM left_scope WHERE municipality=? AND session=?");
    return statement.bind_all(municipality, id.value).run();
}

/// The conditions repeat `feed_state <> 'none'` so that the index of the feed serves.
Result<bool> SqliteStore::purge_tombstones_before(Time time)
{
    std::int64_t newest = 0;
    for (char const* query : {"SELECT coalesce(max(feed_modified), 0) FROM session WHERE feed_state <> 'none'"
                              " AND feed_modified > 0 AND feed_state='deleted' AND feed_changed_at < ?",
             "SELECT coalesce(max(feed_modified), 0) FROM series WHERE feed_state <> 'none'"
             " AND feed_modified > 0 AND feed_state='deleted' AND feed_changed_at < ?",
             "SELECT coalesce(max(seq), 0) FROM left_scope WHERE at < ?"}) {
        auto statement = m_database.prepare(query);
        statement.bind(number_of(time));
        auto const found = first<std::int64_t>(statement, [](auto const& row) { return row.integer(0); });
        if (!found)
            return fail(found.error());
        newest = std::max(newest, found->value_or(0));
    }
    auto old_lost = m_database.prepare(
        "DELETE FROM setting WHERE name > ? AND name < ? AND json_extract(value, '$[1]') < ?");
    old_lost.bind_all(std::string(lost), behind(lost), number_of(time));
    if (auto done = old_lost.run(); !done)
        return fail(done.error());
    bool const is_lost_gone = m_database.changed_rows() > 0;
    if (newest == 0)
        return is_lost_gone;
    for (char const* change : {"UPDATE session SET feed_modified=0 WHERE feed_state <> 'none' AND"
                               " feed_modified > 0 AND feed_state='deleted' AND feed_changed_at < ?",
             "UPDATE series SET feed_modified=0 WHERE feed_state <> 'none' AND feed_modified > 0"
             " AND feed_state='deleted' AND feed_changed_at < ?",
             "DELETE FROM left_scope WHERE at < ?"}) {
        auto statement = m_database.prepare(change);
        if (auto done = statement.bind(number_of(time)).run(); !done)
            return fail(done.error());
    }
    auto floor = m_database.prepare("UPDATE counter SET value=max(value, ?) WHERE name='feed_floor'");
    if (auto done = floor.bind(newest).run(); !done)
        return fail(done.error());
    return true;
}

} // namespace meguri::hub::store
