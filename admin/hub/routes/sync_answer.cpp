#include "admin/hub/routes/sync_answer.h"

#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/routes/call.h"
#include "admin/hub/routes/wire.h"
#include "shared/base/mutant.h"
#include "shared/protocol/snapshot.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::Change;

namespace {

std::string text_in(json const& object, char const* name)
{
    auto const found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Its box is sealed to no session: there is none yet.
std::optional<core::PersonFacts> facts_of_visit(
    SyncWorld const& world, protocol::SignedCommand const& command)
{
    auto const sealed = base::from_base64(text_in(command.body, "sealed"));
    if (!sealed)
        return std::nullopt;
    auto const& origin = command.origin;
    auto const year = domain::fiscal_year_of(domain::tokyo_date(world.clock.now()));
    auto const facts = world.vault.facts_of(
        *sealed, {origin.kiosk, origin.install, origin.cmd_no, command.cmd_id, ""}, year);
    return facts ? std::optional(*facts) : std::nullopt;
}

std::optional<core::PersonFacts> facts_of(SyncWorld const& world, store::Reader& reader, json const& object)
{
    auto const command = protocol::command_from_json(object);
    if (!command || !world.vault.has_people_key())
        return std::nullopt;
    if (command->type == "visit_request")
        return facts_of_visit(world, *command);
    if (command->type != "register")
        return std::nullopt;
    auto const session = core::need(reader.session(domain::SessionId(text_in(command->body, "session"))));
    auto const sealed = base::from_base64(text_in(command->body, "sealed"));
    if (!session || !sealed)
        return std::nullopt;
    auto const year = domain::fiscal_year_of(domain::tokyo_date(session->row.session.starts_at));
    auto const facts = world.vault.facts_of(*sealed,
        {command->origin.kiosk, command->origin.install, command->origin.cmd_no, command->cmd_id,
            session->row.session.id.value},
        year);
    return facts ? std::optional(*facts) : std::nullopt;
}

json registration_change(store::Reader& reader, store::RegistrationRow const& row)
{
    protocol::CommandResult result;
    result.cmd_no = row.cmd_no;
    result.cmd_id = row.id.value;
    result.state = domain::name_of(row.state);
    result.seq = row.changed_seq;
    result.reason = row.reason;
    if (row.state != domain::RegistrationState::Duplicate)
        result.code = row.code;
    if (row.state == domain::RegistrationState::Waiting)
        result.position = domain::place_in_line(core::waiters_of(reader, row.session), row.id);
    auto object = protocol::to_json(result);
    object["session"] = row.session.value;
    // A visit at home is on no list: the kiosk that took the wish hears here when somebody comes.
    if (auto const view = core::need(reader.session(row.session)); view && view->row.session.is_private)
        object["visit"] = protocol::to_json(wire_session(*view));
    if (!core::need(reader.open_calls_of(row.id)).empty())
        object["has_call"] = true;
    return object;
}

/// A wish that is no session yet, as a registration that was received.
json visit_change(store::VisitRow const& visit)
{
    protocol::CommandResult result;
    result.cmd_no = visit.cmd_no;
    result.cmd_id = visit.id.value;
    result.state = visit.state == domain::VisitState::Cancelled ? "cancelled" : "received";
    result.seq = visit.changed_seq;
    result.reason = visit.reason;
    result.code = visit.code;
    return protocol::to_json(result);
}

/// Changes of one kind since a cursor, in order, and the cursor after them.
struct Page {
    std::vector<Change> changes;
    std::int64_t next_cursor = 0;
    bool has_more = false;
};

/// One row more than a page is asked for: exactly a page needs no second request to learn that this was all.
void cut(Page& page, int page_size)
{
    std::sort(
        page.changes.begin(), page.changes.end(), [](auto const& a, auto const& b) { return a.seq < b.seq; });
    auto const most = static_cast<std::size_t>(page_size);
    if (page.changes.size() <= most)
        return;
    page.changes.resize(most);
    page.next_cursor = page.changes.back().seq;
    page.has_more = true;
}

/// Classes of the scope changed since the cursor. `head` was read before: what commits meanwhile has a higher
/// number and comes next time, so nothing is skipped. Who has none yet needs no tombstones.
Page classes_after(
    store::Reader& reader, std::string const& scope, std::int64_t cursor, std::int64_t head, int page_size)
{
    Page page{{}, head, false};
    for (auto const& view : core::need(reader.sessions_modified_after(cursor, scope, page_size + 1))) {
        bool const is_shown = view.row.feed.state == store::FeedState::Updated;
        page.changes.push_back({"session", view.row.session.id.value, view.row.feed.modified,
            is_shown ? protocol::to_json(wire_session(view)) : json()});
    }
    for (auto const& left : core::need(reader.left_scope_after(cursor, scope, page_size + 1)))
        page.changes.push_back({"session", left.session.value, left.seq, json()});
    cut(page, page_size);
    if (cursor == 0)
        std::erase_if(page.changes, [](auto const& change) { return change.data.is_null(); });
    return page;
}

Page own_after(
    store::Reader& reader, std::uint32_t kiosk, std::int64_t cursor, std::int64_t head, int page_size)
{
    Page page{{}, head, false};
    for (auto const& row : core::need(reader.registrations_of_kiosk_after(kiosk, cursor, page_size + 1)))
        page.changes.push_back(
            {"registration", row.id.value, row.changed_seq, registration_change(reader, row)});
    for (auto const& visit : core::need(reader.visits_of_kiosk_after(kiosk, cursor, page_size + 1)))
        page.changes.push_back({"registration", visit.id.value, visit.changed_seq, visit_change(visit)});
    cut(page, page_size);
    return page;
}

/// What the kiosk hears: where it stands, or the snapshot that puts it right.
void add_changes(SyncWorld const& world, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncPosition const& position, store::Counters const& counters, protocol::SyncAnswer& answer)
{
    auto const venue = core::need(reader.venue(kiosk.venue));
    auto const scope = venue ? venue->municipality.text() : std::string();
    auto const head = counters.seq;
    bool const is_ours = position.epoch == world.epoch;
    bool const has_known_cursor = is_ours && position.cursor <= head
        && (position.cursor == 0 || position.cursor >= counters.feed_floor
            || base::is_mutant("I8_old_cursor_reads_on"));
    Page classes;
    if (has_known_cursor)
        classes = classes_after(reader, scope, position.cursor, head, world.changes_a_page);
    else
        answer.snapshot_url
            = std::string(protocol::snapshot_path) + world.snapshots.of_scope(reader, scope)->hash;
    auto const own_cursor = is_ours && position.own_cursor <= head ? position.own_cursor : 0;
    auto own = own_after(reader, kiosk.id, own_cursor, head, world.changes_a_page);
    answer.changes = std::move(classes.changes);
    answer.changes.insert(answer.changes.end(), std::make_move_iterator(own.changes.begin()),
        std::make_move_iterator(own.changes.end()));
    answer.next_cursor = classes.next_cursor;
    answer.next_own_cursor = own.next_cursor;
    answer.has_more = classes.has_more || own.has_more;
}

std::vector<protocol::LeaseView> leases_of(store::Reader& reader, store::KioskRow const& kiosk)
{
    std::vector<protocol::LeaseView> views;
    for (auto const& lease : core::need(reader.leases_of_install(kiosk.install)))
        views.push_back({lease.id, lease.session.value, lease.rights, lease.used,
            lease.state == domain::LeaseState::Open, lease.use_until});
    return views;
}

/// What has changed of the kiosk's hall since it was told.
std::optional<protocol::HallFacts> changed_hall(SyncWorld const& world, store::Reader& reader,
    store::KioskRow const& kiosk, protocol::SyncRequest const& request)
{
    auto const venue = request.hall_digest.empty() ? std::nullopt : core::need(reader.venue(kiosk.venue));
    if (!venue)
        return std::nullopt;
    auto hall = hall_facts(reader, *venue);
    auto const digest
        = world.crypto.hash_hex(protocol::hall_message(hall)).substr(0, protocol::hall_digest_length);
    return digest == request.hall_digest ? std::nullopt : std::optional(std::move(hall));
}

std::string digest_of(SyncWorld const& world, std::vector<protocol::LeaseView> const& leases)
{
    return leases.empty() ? "" : world.crypto.hash_hex(protocol::leases_message(leases));
}

} // namespace

protocol::HallFacts hall_facts(store::Reader& reader, domain::Venue const& venue)
{
    protocol::HallFacts hall;
    for (auto const& area : core::need(reader.areas(venue.municipality.text())))
        hall.areas.push_back({area.id.value, area.name});
    hall.staff_pin = core::need(reader.staff_pin(venue.id)).value_or("");
    return hall;
}

core::ReceiveCommands prepared(SyncWorld const& world, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request)
{
    core::ReceiveCommands command;
    command.kiosk = kiosk.id;
    for (auto const& object : request.commands)
        command.commands.push_back({object, facts_of(world, reader, object)});
    if (request.wall_ms != 0)
        command.clock_off_ms = request.wall_ms - world.clock.wall().time_since_epoch().count();
    command.closing = request.closing;
    command.outbox_head = request.position.outbox_head;
    command.proto = request.proto;
    command.program = request.program;
    return command;
}

std::string sync_body(SyncWorld const& world, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request, core::ReceivedAnswer const& received)
{
    auto const counters = core::need(reader.counters());
    protocol::SyncAnswer answer;
    answer.next_cursor = request.position.cursor;
    answer.next_own_cursor = request.position.own_cursor;
    // An old kiosk's push is always taken; what it could not read any more is not sent to it.
    if (protocol::major_of(request.proto) == protocol::proto_major)
        add_changes(world, reader, kiosk, request.position, counters, answer);
    auto const known_digest = world.digests.find(kiosk);
    // Those without any are told so each time anything is said: a list that is not there means "as you said".
    bool const is_known_right
        = known_digest && !known_digest->empty() && *known_digest == request.leases_digest;
    auto leases = is_known_right ? std::vector<protocol::LeaseView>() : leases_of(reader, kiosk);
    auto const digest = is_known_right ? *known_digest : digest_of(world, leases);
    world.digests.keep(kiosk, digest);
    bool const has_all_leases = request.leases_digest == digest;
    auto const& newest = world.vault.keys();
    bool const has_newest_key = request.sealing_key_id == newest.sealing_key_id;
    auto hall = changed_hall(world, reader, kiosk, request);
    bool const is_current = !protocol::is_older(request.proto, world.min_proto);
    bool const is_idle = request.position.epoch == world.epoch && is_current && received.results.empty()
        && answer.changes.empty() && answer.snapshot_url.empty() && !received.need
        && answer.next_cursor == request.position.cursor
        && answer.next_own_cursor == request.position.own_cursor && has_newest_key && has_all_leases && !hall;
    if (is_idle)
        return "";
    if (!has_newest_key)
        answer.sealing_key = {newest.sealing_key_id, base::to_base64(newest.sealing_public_key)};
    answer.hall = std::move(hall);
    if (!has_all_leases || digest.empty())
        answer.leases = std::move(leases);
    answer.epoch = world.epoch;
    answer.results = received.results;
    answer.need = received.need;
    answer.safe_seq = counters.safe_seq;
    answer.min_proto = world.min_proto;
    answer.as_of = world.clock.now();
    answer.results_signature = base::to_base64(world.crypto.sign(
        world.vault.keys().signing, protocol::results_message(answer.epoch, kiosk.install, answer.results)));
    return dump(protocol::to_json(answer));
}

std::string sync_signature(
    SyncWorld const& world, protocol::SyncRequest const& request, std::string_view body)
{
    auto const message = protocol::answer_message(request.install, request.nonce, body);
    return base::to_base64(world.crypto.sign(world.vault.keys().signing, message));
}

protocol::StickAnswer stick_answer(
    SyncWorld const& world, protocol::SyncRequest const& request, std::string const& body)
{
    protocol::StickAnswer answer{request.nonce, body, sync_signature(world, request, body), {}};
    auto const url = text_in(json::parse(body, nullptr, false), "snapshot_url");
    if (auto const file = world.snapshots.with_hash(url.substr(url.rfind('/') + 1)))
        answer.snapshot = base::bytes_of(*file->bytes);
    return answer;
}

} // namespace meguri::hub::routes
