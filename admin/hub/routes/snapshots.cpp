#include "admin/hub/routes/snapshots.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/wire.h"
#include "shared/net/gzip.h"
#include "shared/protocol/snapshot.h"

#include <charconv>
#include <limits>

namespace meguri::hub::routes {

namespace {

constexpr std::chrono::hours longest_use{1};

struct Range {
    std::size_t from = 0;
    std::size_t to = 0; ///< The last byte, as HTTP counts.
};

/// "bytes=from-to" or "bytes=from-", as far as the bytes go; nothing for any other form, which is then
/// answered whole, as RFC 9110 lets a server do.
std::optional<Range> range_from(std::string_view header, std::size_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || size == 0)
        return std::nullopt;
    auto const* const end = header.data() + header.size();
    Range range{0, size - 1};
    auto const [dash, error] = std::from_chars(header.data() + unit.size(), end, range.from);
    if (error != std::errc() || dash == end || *dash != '-')
        return std::nullopt;
    if (dash + 1 != end) {
        auto const [rest, trouble] = std::from_chars(dash + 1, end, range.to);
        if (trouble != std::errc() || rest != end || range.to < range.from)
            return std::nullopt;
    }
    range.to = std::min(range.to, size - 1);
    return range;
}

void answer_file(CallPtr const& call, SnapshotFile const& file)
{
    server::Response response;
    response.content_type = "application/gzip";
    response.headers = {{"Accept-Ranges", "bytes"}, {"ETag", "\"" + file.hash + "\""},
        {"Cache-Control", "public, max-age=86400, immutable"}};
    auto const size = file.bytes->size();
    auto const range = range_from(call->request().header("range"), size);
    if (!range) {
        response.shared_body = file.bytes;
        return call->answer(std::move(response));
    }
    if (range->from >= size) {
        response.status = 416;
        response.content_type.clear();
        response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
        return call->answer(std::move(response));
    }
    response.status = 206;
    response.headers.emplace_back("Content-Range",
        "bytes " + std::to_string(range->from) + "-" + std::to_string(range->to) + "/"
            + std::to_string(size));
    response.body = file.bytes->substr(range->from, range->to - range->from + 1);
    call->answer(std::move(response));
}

} // namespace

SnapshotPtr Snapshots::make(store::Reader& reader, std::string const& municipality) const
{
    protocol::Snapshot snapshot;
    snapshot.epoch = m_epoch;
    snapshot.scope = municipality;
    // The head is read first: what commits meanwhile has a higher number and comes with the changes.
    snapshot.seq = core::need(reader.head_seq());
    for (auto const& view :
        core::need(reader.sessions_modified_after(0, municipality, std::numeric_limits<int>::max())))
        if (view.row.feed.state == store::FeedState::Updated)
            snapshot.changes.push_back({"session", view.row.session.id.value, view.row.feed.modified,
                protocol::to_json(wire_session(view))});
    auto file = std::make_shared<SnapshotFile>();
    auto const bytes = std::make_shared<std::string const>(net::gzip(protocol::to_text(snapshot)));
    file->hash = m_crypto.hash_hex(*bytes);
    file->seq = snapshot.seq;
    file->made_at = m_clock.monotonic();
    file->bytes = bytes;
    return file;
}

SnapshotPtr Snapshots::of_scope(store::Reader& reader, std::string const& municipality)
{
    auto const floor = core::need(reader.counters()).feed_floor;
    std::lock_guard const lock(m_mutex);
    auto& kept = m_by_scope[municipality];
    bool const is_good = kept.newest && kept.newest->seq >= floor
        && m_clock.monotonic() - kept.newest->made_at < longest_use;
    if (!is_good) {
        auto made = make(reader, municipality);
        kept.before = std::exchange(kept.newest, std::move(made));
    }
    return kept.newest;
}

SnapshotPtr Snapshots::with_hash(std::string_view hash) const
{
    std::lock_guard const lock(m_mutex);
    for (auto const& [scope, kept] : m_by_scope)
        for (auto const& one : {kept.newest, kept.before})
            if (one && one->hash == hash)
                return one;
    return nullptr;
}

void add_snapshot_routes(Router& router, std::shared_ptr<Snapshots> const& snapshots)
{
    std::string pattern(protocol::snapshot_path);
    pattern += "{}";
    router.add("GET", pattern, [snapshots](CallPtr const& call) {
        auto const file = snapshots->with_hash(call->part(0));
        if (!file)
            return call->not_found("snapshot any more; the next sync names one");
        answer_file(call, *file);
    });
}

} // namespace meguri::hub::routes
