// The sync of one kiosk: what is pending goes up, what changed comes down, and an answer without the hub's
// signature counts as lost.
#include "kiosk/local/kiosk.h"
#include "shared/base/mutant.h"
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

/// What this kiosk holds of its leases, as digest and as list of those it gives back. A lease whose time has
/// passed is given back from now on. Without a sane clock the digest is none the hub could have, so that it
/// answers in full and tells the time.
Result<protocol::SyncRequest> Kiosk::make_request(
    std::vector<OutboxRow> const& rows, Position const& position)
{
    protocol::SyncRequest request;
    request.proto = protocol::proto_version;
    request.program = std::string(program_version);
    request.kiosk = m_identity->answer.kiosk;
    request.install = m_identity->install;
    request.sealing_key_id = m_identity->answer.sealing_key_id;
    request.hall_digest
        = m_world.crypto.hash_hex(protocol::hall_message({m_identity->areas, m_identity->staff_pin}))
              .substr(0, protocol::hall_digest_length);
    request.nonce = base::to_hex(m_world.random.bytes(16));
    auto const last = m_store->last_command(m_identity->install);
    auto leases = m_store->leases();
    auto const is_sane = is_clock_sane();
    if (!last)
        return fail(last.error());
    if (!leases)
        return fail(leases.error());
    if (!is_sane)
        return fail(is_sane.error());
    request.position = {position.epoch, position.cursor, position.own_cursor, last->first};
    std::vector<protocol::LeaseView> held;
    for (auto& lease : *leases) {
        if (lease.view.is_open && is_past(lease)) {
            if (auto done = m_store->set_closing(lease.view.lease); !done)
                return fail(done.error());
            lease.view.is_open = false;
        }
        if (!lease.view.is_open)
            request.closing.push_back({lease.view.lease, lease.view.used});
        held.push_back(lease.view);
    }
    if (!held.empty())
        request.leases_digest = m_world.crypto.hash_hex(protocol::leases_message(std::move(held)));
    if (!*is_sane)
        request.leases_digest = "clock";
    for (auto const& row : rows)
        if (auto object = nlohmann::json::parse(row.text, nullptr, false); !object.is_discarded())
            request.commands.push_back(std::move(object));
    request.wall_ms = m_world.clock.wall().time_since_epoch().count();
    request.mono_ms = m_world.clock.monotonic().count();
    request.boot = m_boot;
    return request;
}

/// An answer without the hub's signature over this very request is no answer: a portal, a proxy, or another
/// hub.
Result<Kiosk::Heard> Kiosk::heard_answer(
    std::string const& nonce, int status, std::string const& body, std::string const& signature) const
{
    auto const signed_by_hub = base::from_base64(signature).value_or(base::Bytes());
    auto const key = base::from_base64(m_identity->answer.hub_signing_key).value_or(base::Bytes());
    auto const message = protocol::answer_message(m_identity->install, nonce, body);
    if (!m_world.crypto.is_signed_by(key, message, signed_by_hub))
        return fail(
            ErrorKind::Unreachable, "what answered is not the hub: its signature is missing or wrong");
    if (status == 204)
        return Heard();
    auto const object = protocol::parse_json(body);
    if (!object)
        return fail(ErrorKind::Broken, "the hub's answer: " + object.error().message);
    if (object->value("needs_enrolment", false))
        return fail(ErrorKind::Refused, "the hub has put this kiosk's commands aside: enrol it again");
    auto read = protocol::sync_answer_from_json(*object);
    if (!read) {
        auto const& first = read.error();
        return fail(ErrorKind::Broken, "the hub's answer: " + (first.empty() ? "" : first.front().field));
    }
    return Heard(std::move(*read));
}

/// One request of a sync, counted in its report.
Result<net::HttpAnswer> Kiosk::send(net::HttpRequest const& request, SyncReport& report)
{
    auto answer = m_world.line.send(request);
    if (answer) {
        report.requests += 1;
        report.bytes_up += answer->bytes_up;
        report.bytes_down += answer->bytes_down;
    }
    return answer;
}

Result<Kiosk::Heard> Kiosk::exchange(protocol::SyncRequest const& request, SyncReport& report)
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
    auto const answer = send(http, report);
    if (!answer)
        return fail(answer.error());
    if (answer->status == 401 || answer->status == 403)
        return fail(ErrorKind::Refused, "the hub does not know this kiosk any more: enrol again");
    if (answer->status != 200 && answer->status != 202 && answer->status != 204)
        return fail(ErrorKind::Unreachable, "the hub answered " + std::to_string(answer->status));
    return heard_answer(
        request.nonce, answer->status, answer->body, std::string(answer->header("meguri-signature")));
}

Result<void> Kiosk::take_answer(Heard const& heard)
{
    if (!heard)
        return m_store->note_fresh(m_world.clock.now());
    if (heard->sealing_key) {
        m_identity->answer.sealing_key_id = heard->sealing_key->id;
        m_identity->answer.sealing_key = heard->sealing_key->public_key;
    }
    if (heard->hall) {
        m_identity->areas = heard->hall->areas;
        m_identity->staff_pin = heard->hall->staff_pin;
    }
    if (heard->sealing_key || heard->hall) {
        if (auto done = m_store->set_sealing_key(*m_identity); !done)
            return done;
    }
    if (auto done = m_store->apply(*heard, {m_world.clock.now(), m_boot, m_world.clock.monotonic().count()});
        !done)
        return done;
    if (heard->need)
        if (auto done = m_store->send_again(m_identity->install, *heard->need); !done)
            return done;
    auto const has_unsafe = m_store->has_unsafe(heard->as_of);
    if (!has_unsafe)
        return fail(has_unsafe.error());
    if (!*has_unsafe)
        return {};
    // Told first: what is forgotten is behind the last command then.
    if (auto done = note("forgotten_without_backup"); !done)
        return done;
    return m_store->forget_unsafe(heard->as_of);
}

Result<SyncReport> Kiosk::sync()
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    m_room.take_ballast(); // Given up when the disk was full, it is taken again once there is room.
    SyncReport report;
    if (base::is_mutant("I17_state_outlives_a_run") && base::count_that_outlives_runs() % 50 == 0)
        return report;
    for (int round = 0; round < max_rounds; ++round) {
        auto waiting = m_store->pending(m_identity->install, protocol::max_sync_commands);
        auto const position = m_store->position();
        if (!waiting)
            return fail(waiting.error());
        if (!position)
            return fail(position.error());
        auto const rows = fitting(std::move(*waiting));
        auto const request = make_request(rows, *position);
        if (!request)
            return fail(request.error());
        auto const heard = exchange(*request, report);
        if (!heard)
            return fail(heard.error());
        if (auto done = take_answer(*heard); !done)
            return fail(done.error());
        for (auto const& row : rows)
            report.raw_bytes += row.text.size();
        report.pushed += static_cast<int>(rows.size());
        if (!*heard && base::is_mutant("I16_idle_sync_repeats") && round == 0)
            continue;
        if (!*heard)
            return report;
        auto const& answer = **heard;
        report.pulled += static_cast<int>(answer.changes.size());
        report.results.insert(report.results.end(), answer.results.begin(), answer.results.end());
        if (!answer.snapshot_url.empty())
            if (auto done = take_snapshot(answer.snapshot_url, report); !done)
                return fail(done.error());
        auto const left = m_store->pending(m_identity->install, 1);
        if (!left)
            return fail(left.error());
        // What stays although it was sent (held, not understood) is sent again at the next sync, not at once.
        bool const is_moving = left->empty() || rows.empty() || left->front().cmd_no != rows.front().cmd_no;
        bool const has_more = answer.has_more || !answer.snapshot_url.empty();
        if (!has_more && (left->empty() || !is_moving))
            return report;
    }
    return report;
}

} // namespace meguri::kiosk::local
