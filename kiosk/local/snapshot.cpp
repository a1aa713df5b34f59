// The kiosk on snapshots: taken in pieces that survive a line that comes and goes, believed only when their
// hash is the one that the hub's signed answer named, and applied at once or not at all.
#include "kiosk/local/kiosk.h"
#include "shared/net/gzip.h"

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;

namespace {

/// The whole size from "bytes 0-99/1234".
std::optional<std::size_t> size_from(std::string_view content_range)
{
    auto const slash = content_range.rfind('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    std::size_t size = 0;
    for (char const digit : content_range.substr(slash + 1)) {
        if (digit < '0' || digit > '9' || size > protocol::max_snapshot_bytes)
            return std::nullopt;
        size = size * 10 + static_cast<std::size_t>(digit - '0');
    }
    return size > 0 && size <= protocol::max_snapshot_bytes ? std::optional(size) : std::nullopt;
}

} // namespace

/// Fetches what is still missing of the file at that address.
Result<void> Kiosk::fetch_snapshot(std::string const& path, SyncReport& report)
{
    if (!path.starts_with(protocol::snapshot_path))
        return fail(ErrorKind::Broken, "the hub's answer: snapshot_url");
    if (m_download.path != path)
        m_download = {path, "", 0};
    while (m_download.bytes.empty() || m_download.bytes.size() < m_download.size) {
        auto const from = m_download.bytes.size();
        net::HttpRequest http;
        http.url = m_identity->hub_url + path;
        http.headers = {{"Range",
            "bytes=" + std::to_string(from) + "-" + std::to_string(from + m_world.snapshot_piece - 1)}};
        auto const answer = send(http, report);
        if (!answer)
            return fail(answer.error());
        auto const size = size_from(answer->header("content-range"));
        if (answer->status == 200) {
            // A proxy that knows no ranges: this is all of it.
            m_download.bytes = answer->body;
            m_download.size = answer->body.size();
            return {};
        }
        if (answer->status != 206 || !size || answer->body.empty()) {
            m_download = {};
            return fail(ErrorKind::Unreachable, "the snapshot of the schedule is not there");
        }
        m_download.bytes += answer->body;
        m_download.size = *size;
    }
    return {};
}

Result<void> Kiosk::apply_snapshot(std::string const& path, std::string_view bytes)
{
    if (path != std::string(protocol::snapshot_path) + m_world.crypto.hash_hex(bytes))
        return fail(ErrorKind::Unreachable, "the snapshot is not the one that the hub named");
    auto const text = net::gunzip(bytes, protocol::max_snapshot_bytes);
    if (!text)
        return fail(ErrorKind::Broken, "the snapshot: " + text.error().message);
    auto const snapshot = protocol::snapshot_from_text(*text);
    if (!snapshot)
        return fail(ErrorKind::Broken, "the snapshot: " + snapshot.error().message);
    return m_store->apply(*snapshot);
}

Result<void> Kiosk::take_snapshot(std::string const& path, SyncReport& report)
{
    if (auto done = fetch_snapshot(path, report); !done)
        return done;
    auto const bytes = std::exchange(m_download, {}).bytes;
    auto done = apply_snapshot(path, bytes);
    if (done)
        report.snapshots += 1;
    return done;
}

} // namespace meguri::kiosk::local
