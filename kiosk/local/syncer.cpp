// The sync of one kiosk: what is pending goes up, what changed comes down, and an answer without the hub's
// signature counts as lost.
#include "kiosk/local/kiosk.h"
#include "shared/net/gzip.h"

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::size_t max_push_bytes = 256 * 1024;
constexpr std::size_t compress_above_bytes = 600;
constexpr int max_rounds = 200;

/// As many as fit one request.
std::vector<OutboxRow> fitting(std::vector<OutboxRow> rows)
{
    std::size_t bytes = 0;
    std::size_t count = 0;
    while (count < rows.size() && (count == 0 || bytes + rows[count].text.size() <= max_push_bytes))
        bytes += rows[count++].text.size();
    rows.resize(count);
    return rows;
}

} // namespace

protocol::SyncRequest Kiosk::request_for(std::vector<OutboxRow> const& rows, Position const& position)
{
    protocol::SyncRequest request;
    request.proto = protocol::proto_version;
    request.kiosk = m_identity->answer.kiosk;
    request.install = m_identity->install;
    request.nonce = base::to_hex(m_world.random.bytes(16));
    request.position = {position.epoch, position.cursor, rows.empty() ? 0 : rows.back().cmd_no};
    for (auto const& row : rows)
        if (auto object = nlohmann::json::parse(row.text, nullptr, false); !object.is_discarded())
            request.commands.push_back(std::move(object));
    request.wall_ms = m_world.clock.wall().time_since_epoch().count();
    request.mono_ms = m_world.clock.monotonic().count();
    request.boot = m_boot;
    return request;
}

Result<protocol::SyncAnswer> Kiosk::exchange(protocol::SyncRequest const& request, SyncReport& report)
{
    net::HttpRequest http;
    http.method = "POST";
    http.url = m_identity->hub_url + "/v1/sync";
    http.headers = {
        {"Content-Type", "application/json"}, {"Authorization", "Bearer " + m_identity->answer.credential}};
    http.body = protocol::to_json(request).dump();
    if (http.body.size() > compress_above_bytes) {
        http.body = net::gzip(http.body);
        http.headers.emplace_back("Content-Encoding", "gzip");
    }
    auto const answer = m_world.line.send(http);
    if (!answer)
        return fail(answer.error());
    report.requests += 1;
    report.bytes_up += answer->bytes_up;
    report.bytes_down += answer->bytes_down;
    if (answer->status == 401 || answer->status == 403)
        return fail(ErrorKind::Refused, "the hub does not know this kiosk any more: enrol again");
    if (answer->status != 200 && answer->status != 204)
        return fail(ErrorKind::Unreachable, "the hub answered " + std::to_string(answer->status));
    auto const signature = base::from_base64(answer->header("meguri-signature")).value_or(base::Bytes());
    auto const key = base::from_base64(m_identity->answer.hub_signing_key).value_or(base::Bytes());
    auto const message = protocol::answer_message(request.install, request.nonce, answer->body);
    if (!m_world.crypto.is_signed_by(key, message, signature))
        return fail(
            ErrorKind::Unreachable, "what answered is not the hub: its signature is missing or wrong");
    if (answer->status == 204) {
        protocol::SyncAnswer idle;
        idle.epoch = request.position.epoch;
        idle.next_cursor = request.position.cursor;
        idle.as_of = m_world.clock.now();
        return idle;
    }
    auto const body = protocol::parse_json(answer->body);
    if (!body)
        return fail(ErrorKind::Broken, "the hub's answer: " + body.error().message);
    auto read = protocol::sync_answer_from_json(*body);
    if (!read) {
        auto const& first = read.error();
        return fail(ErrorKind::Broken, "the hub's answer: " + (first.empty() ? "" : first.front().field));
    }
    return std::move(*read);
}

Result<SyncReport> Kiosk::sync()
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    SyncReport report;
    for (int round = 0; round < max_rounds; ++round) {
        auto waiting = m_store->pending(protocol::max_sync_commands);
        auto const position = m_store->position();
        if (!waiting)
            return fail(waiting.error());
        if (!position)
            return fail(position.error());
        auto const rows = fitting(std::move(*waiting));
        auto const answer = exchange(request_for(rows, *position), report);
        if (!answer)
            return fail(answer.error());
        bool const is_idle = answer->results.empty() && answer->changes.empty()
            && answer->next_cursor == position->cursor && answer->epoch == position->epoch;
        auto const done
            = is_idle ? m_store->note_fresh(answer->as_of) : m_store->apply(*answer, m_world.clock.now());
        if (!done)
            return fail(done.error());
        for (auto const& row : rows)
            report.raw_bytes += row.text.size();
        report.pushed += static_cast<int>(rows.size());
        report.pulled += static_cast<int>(answer->changes.size());
        report.results.insert(report.results.end(), answer->results.begin(), answer->results.end());
        auto const left = m_store->pending(1);
        if (!left)
            return fail(left.error());
        // What stays although it was sent (held, not understood) is sent again at the next sync, not at once.
        bool const is_moving = left->empty() || rows.empty() || left->front().cmd_no != rows.front().cmd_no;
        if (!answer->has_more && (left->empty() || !is_moving))
            return report;
    }
    return report;
}

} // namespace meguri::kiosk::local
