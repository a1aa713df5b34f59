// The hub on the public feeds: what is numbered anew, and what becomes a tombstone.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "shared/base/mutant.h"

#include <limits>
#include <set>

namespace meguri::hub::core {

using store::FeedState;

/// Numbers a session anew after any change that the public or a kiosk may see. Shown once, it never vanishes
/// silently: what may no longer be shown becomes a tombstone (5-feed, 1.5). Cancelled ones stay until their
/// date has passed, if anybody was ever told of them: one that was cancelled as a draft appears nowhere.
void Hub::touch(domain::SessionId const& id)
{
    auto const view = need(m_store.session(id));
    if (!view)
        return;
    auto const& row = view->row;
    auto const now = m_clock.now();
    bool const is_cancelled = row.session.state == domain::SessionState::Cancelled;
    bool const is_open
        = is_cancelled ? row.feed.state == FeedState::Updated : domain::is_public(row.session.state);
    bool const is_shown = is_open && !row.session.is_private && row.session.ends_at >= now;
    if (!is_shown && row.feed.state != FeedState::Updated) {
        // Out of the feeds, but the plain list shows it for ever: what was made of that is made anew.
        if (store::is_public(row))
            need(m_store.next_seq());
        return;
    }
    store::FeedMark mark = row.feed;
    auto const before = mark.state;
    mark.state = is_shown ? FeedState::Updated : FeedState::Deleted;
    if (mark.state != before || !base::is_mutant("I8_changed_session_keeps_its_number"))
        mark.modified = need(m_store.next_seq());
    if (mark.state != before)
        mark.changed_at = now;
    need(m_store.put_feed_mark(id, mark));
    if (before == FeedState::None)
        need(m_store.forget_lost_item(store::PublicFeed::Sessions, id.value));
    auto const series = need(m_store.series(row.series));
    bool const is_series_due = mark.state != before || (series && series->feed.state != FeedState::Updated);
    if (is_series_due)
        touch_series(row.series);
}

/// A class that moves to another town is news there, and gone where it was: kiosks hear of their own town
/// only.
void Hub::leave_scope(store::SessionRow const& before, domain::Session const& after)
{
    auto const& old_town = before.session.municipality;
    bool const is_known_there = before.feed.state != FeedState::None;
    if (!is_known_there || !old_town || old_town == after.municipality
        || base::is_mutant("I8_class_that_moved_away_stays"))
        return;
    need(m_store.forget_left_scope(after.municipality->text(), after.id));
    need(m_store.put(
        store::LeftScopeRow{old_town->text(), after.id, need(m_store.next_seq()), m_clock.now()}));
}

/// A series is shown while one of its sessions is.
void Hub::touch_series(std::string const& id)
{
    auto const series = need(m_store.series(id));
    if (!series)
        return;
    bool const is_shown = need(m_store.updated_sessions(id)) > 0;
    store::FeedMark mark = series->feed;
    if (!is_shown && mark.state != FeedState::Updated)
        return;
    auto const next = is_shown ? FeedState::Updated : FeedState::Deleted;
    if (next != mark.state)
        mark.changed_at = m_clock.now();
    if (mark.state == FeedState::None)
        need(m_store.forget_lost_item(store::PublicFeed::Series, id));
    mark.state = next;
    mark.modified = need(m_store.next_seq());
    need(m_store.put_feed_mark(id, mark));
}

/// After a venue, a town or an organisation reads otherwise: all that shows it, in both feeds.
void Hub::touch_all(store::SessionFilter filter)
{
    filter.is_public_only = false;
    filter.limit = std::numeric_limits<int>::max();
    std::set<std::string> series;
    for (auto const& view : need(m_store.sessions(filter))) {
        if (view.row.feed.state != FeedState::Updated)
            continue;
        touch(view.row.session.id);
        series.insert(view.row.series);
    }
    for (auto const& id : series)
        touch_series(id);
}

} // namespace meguri::hub::core
