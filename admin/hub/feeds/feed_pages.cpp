#include "admin/hub/feeds/feed_pages.h"

#include "admin/hub/feeds/items.h"

#include <algorithm>
#include <charconv>

namespace meguri::hub::feeds {

using base::fail;
using nlohmann::json;

namespace {

constexpr std::size_t pages_kept_max = 64;
constexpr char license[] = "https://creativecommons.org/licenses/by/4.0/";
/// Part of every ETag: raise it when the shape of items changes, so that nobody is told that nothing did.
constexpr char shape[] = "1";

struct Items {
    json list = json::array();
    std::int64_t last = 0; ///< `modified` of the last one.
};

void add_item(
    Items& items, std::string_view kind, std::string const& id, store::FeedMark const& mark, json data)
{
    json item{{"kind", kind}, {"id", id}, {"modified", mark.modified}, {"state", "deleted"}};
    if (mark.state == store::FeedState::Updated) {
        item["state"] = "updated";
        item["data"] = std::move(data);
    }
    items.list.push_back(std::move(item));
    items.last = mark.modified;
}

/// What a restored hub does not know any more stands between what it knows, each at its number. Asked for
/// after the rows: one that comes back meanwhile has a higher number than any of them.
base::Result<Items> with_lost(
    Items known, store::PublicFeed feed, std::int64_t after, int page_size, store::Reader& reader)
{
    auto const lost = reader.lost_items_after(feed, after, page_size);
    if (!lost)
        return fail(lost.error());
    if (lost->empty())
        return known;
    auto const* const kind = feed == store::PublicFeed::Series ? "SessionSeries" : "ScheduledSession";
    Items all = std::move(known);
    for (auto const& one : *lost)
        add_item(all, kind, one.id, {store::FeedState::Deleted, one.modified, one.at}, json());
    std::sort(all.list.begin(), all.list.end(),
        [](json const& a, json const& b) { return a["modified"] < b["modified"]; });
    auto const most = static_cast<std::size_t>(page_size);
    while (all.list.size() > most)
        all.list.erase(all.list.size() - 1);
    all.last = all.list.back()["modified"];
    return all;
}

base::Result<Items> session_items(
    Addresses const& addresses, std::int64_t after, int page_size, store::Reader& reader)
{
    auto const views = reader.sessions_modified_after(after, "", page_size);
    if (!views)
        return fail(views.error());
    Items items;
    for (auto const& view : *views) {
        bool const is_shown = view.row.feed.state == store::FeedState::Updated;
        add_item(items, "ScheduledSession", view.row.session.id.value, view.row.feed,
            is_shown ? session_item(addresses, view) : json());
    }
    return with_lost(std::move(items), store::PublicFeed::Sessions, after, page_size, reader);
}

base::Result<Items> series_items(
    Addresses const& addresses, std::int64_t after, int page_size, store::Reader& reader)
{
    auto const rows = reader.series_modified_after(after, page_size);
    if (!rows)
        return fail(rows.error());
    Items items;
    if (rows->empty())
        return with_lost(std::move(items), store::PublicFeed::Series, after, page_size, reader);
    auto const surroundings = Surroundings::read(reader);
    if (!surroundings)
        return fail(surroundings.error());
    for (auto const& row : *rows) {
        bool const is_shown = row.feed.state == store::FeedState::Updated;
        add_item(items, "SessionSeries", row.id, row.feed,
            is_shown ? series_item(addresses, row, *surroundings) : json());
    }
    return with_lost(std::move(items), store::PublicFeed::Series, after, page_size, reader);
}

} // namespace

std::string_view path_of(Feed feed)
{
    return feed == Feed::SessionSeries ? "/feeds/session-series" : "/feeds/scheduled-sessions";
}

std::optional<std::int64_t> cursor_from(std::string_view text)
{
    bool const is_plain = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos
        && (text.size() == 1 || text.front() != '0');
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return is_plain && error == std::errc() ? std::optional(number) : std::nullopt;
}

FeedPages::FeedPages(Addresses addresses, int page_size)
    : m_addresses(std::move(addresses))
    , m_page_size(std::max(1, page_size))
{
}

base::Result<Page> FeedPages::page(Feed feed, std::optional<std::int64_t> after, store::Reader& reader)
{
    // The number is read before the rows: what commits in between is newer than the number, so the page is
    // made again for whoever asks next, and never kept longer than it is true.
    auto const head = reader.head_seq();
    if (!head)
        return fail(head.error());
    Key const key(feed, after);
    {
        std::lock_guard const lock(m_mutex);
        auto const found = m_kept.find(key);
        if (found != m_kept.end() && found->second.head == *head) {
            found->second.last_use = ++m_uses;
            return found->second.page;
        }
    }
    auto made = make(feed, after, reader);
    if (made)
        keep(key, *head, *made);
    return made;
}

base::Result<Page> FeedPages::make(Feed feed, std::optional<std::int64_t> after, store::Reader& reader) const
{
    auto const from = after.value_or(0);
    auto items = feed == Feed::SessionSeries ? series_items(m_addresses, from, m_page_size, reader)
                                             : session_items(m_addresses, from, m_page_size, reader);
    if (!items)
        return fail(items.error());
    Page page;
    page.is_last = items->list.empty();
    page.after = from;
    page.last = page.is_last ? from : items->last;
    auto const count = items->list.size();
    auto next = m_addresses.at(path_of(feed));
    if (!page.is_last)
        next += "?afterChangeNumber=" + std::to_string(items->last);
    else if (after)
        next += "?afterChangeNumber=" + std::to_string(*after);
    json const body{{"next", next}, {"items", std::move(items->list)}, {"license", license}};
    page.body
        = std::make_shared<std::string const>(body.dump(-1, ' ', false, json::error_handler_t::replace));
    // Whatever changes in an item gives it a higher number, so it leaves this page; so the last number and
    // the count say which items these are, and that they are as they were.
    page.etag = std::string("\"f") + shape + "-" + std::to_string(page.is_last ? from : items->last) + "-"
        + std::to_string(count) + "\"";
    return page;
}

void FeedPages::keep(Key const& key, std::int64_t head, Page const& page)
{
    std::lock_guard const lock(m_mutex);
    if (m_kept.size() >= pages_kept_max && !m_kept.contains(key)) {
        auto const oldest = std::min_element(m_kept.begin(), m_kept.end(),
            [](auto const& a, auto const& b) { return a.second.last_use < b.second.last_use; });
        m_kept.erase(oldest);
    }
    m_kept[key] = {head, ++m_uses, page};
    auto& told = m_told[key.first];
    ++told.built;
    // A consumer may ask behind the end, with any number it likes.
    if (!page.is_last)
        told.head = std::max(told.head, page.last);
}

std::int64_t FeedPages::built(Feed feed) const
{
    std::lock_guard const lock(m_mutex);
    auto const found = m_told.find(feed);
    return found == m_told.end() ? 0 : found->second.built;
}

std::int64_t FeedPages::head(Feed feed) const
{
    std::lock_guard const lock(m_mutex);
    auto const found = m_told.find(feed);
    return found == m_told.end() ? 0 : found->second.head;
}

std::size_t FeedPages::kept() const
{
    std::lock_guard const lock(m_mutex);
    return m_kept.size();
}

} // namespace meguri::hub::feeds
