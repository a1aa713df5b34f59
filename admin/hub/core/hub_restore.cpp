// The hub after a copy has taken its database's place: what was given out since the copy was made is told
// otherwise, at numbers that nobody has seen, so that whoever reads a feed ends with what the hub has
// (5-feed, 1.3).
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"

#include <algorithm>
#include <limits>
#include <set>

namespace meguri::hub::core {

using store::FeedState;
using store::PublicFeed;

namespace {

/// More than any hub changes between two copies, and far below the 2^53 that JavaScript counts to.
constexpr std::int64_t leap = std::int64_t(1) << 32;
/// No hub changes so often. One copy restored twice, the database between the two being gone, would give the
/// same numbers out again; the clock keeps them apart. It can only raise them.
constexpr std::int64_t most_changes_a_second = 4096;
constexpr int no_limit = std::numeric_limits<int>::max();
constexpr std::int64_t purged_too = -1; ///< A tombstone that has gone bears 0.

std::int64_t number_of_epoch(std::string const& epoch)
{
    std::int64_t number = 0;
    for (char const digit : epoch.substr(0, std::min<std::size_t>(epoch.find('-'), 9)))
        number = digit >= '0' && digit <= '9' ? number * 10 + (digit - '0') : number;
    return number;
}

} // namespace

ToldBefore told_by(store::Reader& reader)
{
    ToldBefore told;
    told.seq = need(reader.head_seq());
    told.epoch = need(reader.setting("epoch")).value_or("");
    for (auto const& view : need(reader.sessions_modified_after(purged_too, "", no_limit)))
        told.items.push_back({PublicFeed::Sessions, view.row.session.id.value});
    for (auto const& series : need(reader.series_modified_after(purged_too, no_limit)))
        told.items.push_back({PublicFeed::Series, series.id});
    for (auto const feed : {PublicFeed::Sessions, PublicFeed::Series})
        for (auto const& lost : need(reader.lost_items_after(feed, purged_too, no_limit)))
            told.items.push_back({feed, lost.id});
    return told;
}

Outcome Hub::run(ResumeFromCopy const& command)
{
    auto const before = command.before.value_or(ToldBefore());
    ResumedAnswer answer;
    answer.restored_to = need(m_store.counters()).seq;
    if (auto const last = need(m_store.last_audit()))
        answer.known_until = last->at;
    std::int64_t const seconds = base::seconds_of(m_clock.now());
    auto const ahead = std::max(answer.restored_to, before.seq) + leap;
    need(m_store.raise_seq(std::max(ahead, seconds * most_changes_a_second)));
    answer.items_told_again = tell_items_again();
    auto const lost = command.before ? before.items
                                     : items_perhaps_told(answer.restored_to, command.numbers_perhaps_told);
    answer.items_taken_back = take_items_back(lost);
    auto const epoch = need(m_store.setting("epoch")).value_or("");
    auto const number = std::max(number_of_epoch(epoch), number_of_epoch(before.epoch)) + 1;
    answer.epoch = std::to_string(number) + "-" + base::to_hex(m_random.bytes(16));
    need(m_store.set_setting("epoch", answer.epoch));
    audit(command.by, "hub.restored", std::to_string(answer.restored_to), command.file);
    answer.seq = need(m_store.next_seq());
    return answer;
}

/// Everything the feeds of the copy show moves behind every cursor, in its old order. A tombstone begins its
/// days anew, also one that had gone: it may have been shown again since the copy was made.
int Hub::tell_items_again()
{
    auto const now = m_clock.now();
    auto const renewed = [&](store::FeedMark mark) {
        mark.modified = need(m_store.next_seq());
        if (mark.state == FeedState::Deleted)
            mark.changed_at = now;
        return mark;
    };
    int count = 0;
    for (auto const& view : need(m_store.sessions_modified_after(purged_too, "", no_limit))) {
        need(m_store.put_feed_mark(view.row.session.id, renewed(view.row.feed)));
        ++count;
    }
    for (auto const& series : need(m_store.series_modified_after(purged_too, no_limit))) {
        need(m_store.put_feed_mark(series.id, renewed(series.feed)));
        ++count;
    }
    for (auto const feed : {PublicFeed::Sessions, PublicFeed::Series})
        for (auto const& lost : need(m_store.lost_items_after(feed, purged_too, no_limit))) {
            need(m_store.put(store::LostItemRow{feed, lost.id, need(m_store.next_seq()), now}));
            ++count;
        }
    return count;
}

/// Tombstones of those that the copy has not in its feeds by itself.
int Hub::take_items_back(std::vector<FeedItem> const& items)
{
    int count = 0;
    for (auto const& item : items) {
        bool is_told = false;
        if (item.feed == PublicFeed::Sessions) {
            auto const view = need(m_store.session(domain::SessionId(item.id)));
            is_told = view && view->row.feed.state != FeedState::None;
        } else {
            auto const series = need(m_store.series(item.id));
            is_told = series && series->feed.state != FeedState::None;
        }
        if (is_told)
            continue;
        need(m_store.put(store::LostItemRow{item.feed, item.id, need(m_store.next_seq()), m_clock.now()}));
        ++count;
    }
    return count;
}

/// When nobody can say what was published since: each draft of the copy may have been, and what was made
/// after it. A tombstone tells of it no more than an id. Visits at home never are.
std::vector<FeedItem> Hub::items_perhaps_told(std::int64_t restored_to, int numbers)
{
    store::SessionFilter every;
    every.is_public_only = false;
    every.limit = no_limit;
    std::vector<FeedItem> items;
    std::set<std::string> series;
    for (auto const& view : need(m_store.sessions(every))) {
        if (view.row.session.is_private)
            continue;
        if (view.row.feed.state == FeedState::None)
            items.push_back({PublicFeed::Sessions, view.row.session.id.value});
        series.insert(view.row.series);
    }
    for (auto const& id : series)
        items.push_back({PublicFeed::Series, id});
    for (int number = 1; number <= numbers; ++number)
        items.push_back({PublicFeed::Sessions, session_id_of(restored_to + number).value});
    return items;
}

} // namespace meguri::hub::core
