// The hub on kiosks: enrolment, and the commands a sync brings.
#include "admin/hub/core/command_results.h"
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "shared/base/mutant.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>
#include <iterator>

namespace meguri::hub::core {

using domain::RegistrationState;
using nlohmann::json;
using protocol::CommandResult;
using protocol::SignedCommand;

namespace {

/// Of one registration that has not come yet; whoever guesses fills it, and is then told nothing new.
constexpr std::size_t most_waiting_cancellations = 50;

bool is_known_type(std::string const& type)
{
    static constexpr char const* known[]{
        "register", "cancel", "note", "visit_request", "attend", "move", "survey"};
    return std::find(std::begin(known), std::end(known), type) != std::end(known);
}

} // namespace

Outcome Hub::run(EnrolKiosk const& command)
{
    auto code = need(m_store.enrol_code(command.code_hash));
    bool const is_good = code && !code->used_at && code->expires_at >= m_clock.now();
    if (!is_good)
        return Refusal{RefusalKind::WrongCode, "wrong_code",
            "The code is wrong, used, or older than ten minutes", {{"code", "ask staff for a new one"}}, {}};
    if (need(m_store.kiosk_by_install(command.install)))
        return Refusal{RefusalKind::Conflict, "install_known", "This install is enrolled already", {}, {}};
    code->used_at = m_clock.now();
    need(m_store.put(*code));
    store::KioskRow kiosk;
    kiosk.install = command.install;
    kiosk.venue = code->venue;
    kiosk.public_key = command.public_key;
    kiosk.credential_hash = command.credential_hash;
    kiosk.last_chain = base::Bytes(32);
    kiosk.enrolled_at = m_clock.now();
    kiosk.id = need(m_store.put(kiosk));
    audit("kiosk:" + std::to_string(kiosk.id), "kiosk.enrolled", std::to_string(kiosk.id), kiosk.venue.value);
    // What it had brought under its old number it goes on hearing of, once it proves that it was that kiosk.
    auto const before = command.previous_install.empty()
        ? std::nullopt
        : need(m_store.kiosk_by_install(command.previous_install));
    if (before
        && m_crypto.is_signed_by(before->public_key, command.previous_message, command.previous_signature)) {
        need(m_store.join_machine(kiosk.id, before->id));
        audit("kiosk:" + std::to_string(kiosk.id), "kiosk.enrolled_again", std::to_string(before->id), "");
    }
    return EnrolledAnswer{kiosk.id, kiosk.venue};
}

Outcome Hub::run(ReceiveCommands const& command)
{
    auto kiosk = [&]() -> std::optional<store::KioskRow> {
        for (auto& one : need(m_store.kiosks()))
            if (one.id == command.kiosk)
                return one;
        return std::nullopt;
    }();
    if (!kiosk)
        return Refusal{RefusalKind::NotFound, "needs_enrolment", "There is no such kiosk", {}, {}};
    ReceivedAnswer answer;
    if (kiosk->state != store::KioskState::Active) {
        put_all_aside(*kiosk, command.commands);
        answer.needs_enrolment = true;
        return answer;
    }
    for (auto const& received : command.commands)
        answer.results.push_back(receive(*kiosk, received, answer.is_forked));
    while (!answer.is_forked && drain_backlog(*kiosk, answer.results, answer.is_forked)) { }
    // It owes nothing and yet has sent more than is here: this hub was restored from a copy.
    bool const is_behind = command.commands.empty() && command.outbox_head > kiosk->last_cmd_no;
    if (is_behind || need(m_store.first_held(kiosk->install)))
        answer.need = kiosk->last_cmd_no + 1;
    if (!kiosk->last_sync_at)
        retire_earlier_numbers(*kiosk);
    kiosk->last_sync_at = m_clock.now();
    kiosk->clock_off_ms = command.clock_off_ms;
    kiosk->outbox_head = command.outbox_head;
    kiosk->proto = command.proto;
    kiosk->program = command.program;
    if (answer.is_forked)
        freeze(*kiosk);
    need(m_store.put(*kiosk));
    close_leases(*kiosk, command.closing);
    lend_rights(*kiosk);
    return answer;
}

/// It speaks under its new number now: what still comes under an old one is a copy or a late letter. Not at
/// the enrolment, whose answer may be lost.
void Hub::retire_earlier_numbers(store::KioskRow const& kiosk)
{
    for (auto other : need(m_store.kiosks())) {
        bool const is_earlier = other.machine == kiosk.machine && other.id < kiosk.id;
        if (!is_earlier || other.state != store::KioskState::Active)
            continue;
        other.state = store::KioskState::Revoked;
        need(m_store.put(other));
        for (auto lease : need(m_store.leases_of_install(other.install))) {
            lease.state = domain::LeaseState::Frozen;
            need(m_store.put(lease));
        }
        audit("hub", "kiosk.replaced", std::to_string(other.id), std::to_string(kiosk.id));
    }
}

/// Two chains under one install: nothing more is promised by either, and its rights stay out until a person
/// decides.
void Hub::freeze(store::KioskRow& kiosk)
{
    kiosk.state = store::KioskState::Forked;
    for (auto lease : need(m_store.leases_of_install(kiosk.install))) {
        lease.state = domain::LeaseState::Frozen;
        need(m_store.put(lease));
    }
}

/// What a revoked or copied kiosk still holds is kept for review, not judged and not lost.
void Hub::put_all_aside(store::KioskRow const& kiosk, std::vector<ReceivedCommand> const& commands)
{
    auto const* const reason = kiosk.state == store::KioskState::Forked ? "forked" : "revoked";
    for (auto const& received : commands) {
        auto const id = received.object.is_object() ? text_in(received.object, "cmd_id") : std::string();
        need(m_store.quarantine(kiosk.install, id, reason, received.object.dump(), m_clock.now()));
        audit("kiosk:" + std::to_string(kiosk.id), "command.quarantined", id, reason);
    }
}

bool Hub::drain_backlog(store::KioskRow& kiosk, std::vector<CommandResult>& results, bool& is_forked)
{
    auto const texts = need(m_store.take_backlog(kiosk.install, kiosk.last_cmd_no + 1));
    for (auto const& text : texts)
        results.push_back(receive(kiosk, {json::parse(text, nullptr, false), std::nullopt}, is_forked));
    return !texts.empty();
}

/// The hub rule of 3-sync, 2: known, held, forked, badly signed, or judged, in this order; everything
/// readable is kept before it is judged.
CommandResult Hub::receive(store::KioskRow& kiosk, ReceivedCommand const& received, bool& is_forked)
{
    auto const now = m_clock.now();
    auto const text = received.object.dump();
    auto const put_aside = [&](std::string const& id, std::string const& reason) {
        need(m_store.quarantine(kiosk.install, id, reason, text, now));
        audit("kiosk:" + std::to_string(kiosk.id), "command.quarantined", id, reason);
    };
    auto const read = protocol::command_from_json(received.object);
    if (!read) {
        auto const id = received.object.is_object() ? text_in(received.object, "cmd_id") : std::string();
        put_aside(id, "unreadable");
        CommandResult result;
        result.cmd_id = id;
        result.state = "rejected";
        result.reason = read.error().message;
        return result;
    }
    auto const& command = *read;
    if (command.install != kiosk.install || command.kiosk != kiosk.id) {
        put_aside(command.cmd_id, "wrong_install");
        return result_for(command, "quarantined", "wrong_install");
    }
    auto const body_hash = m_crypto.hash(base::bytes_of(protocol::canonical(command.body)));
    auto const known = need(m_store.command(command.cmd_id));
    bool const is_unsupported_before
        = known && text_in(json::parse(known->result, nullptr, false), "state") == "unsupported";
    if (known && known->body_hash != base::to_hex(body_hash)) {
        put_aside(command.cmd_id, "id_reused");
        return result_for(command, "rejected", "id_reused");
    }
    bool const is_judged = known && !(is_unsupported_before && is_known_type(command.type))
        && !base::is_mutant("I4_known_command_is_judged_again");
    // One that an earlier install of this kiosk had brought already still has its number in the new chain:
    // unless it is counted there, all that follows it would be held for ever.
    bool const is_counted
        = known && (known->install == command.install || command.cmd_no <= kiosk.last_cmd_no);
    if (is_judged && is_counted)
        return current_result(*known);
    if (!is_counted && command.cmd_no > kiosk.last_cmd_no + 1) {
        need(m_store.hold(kiosk.install, command.cmd_no, text, now));
        return result_for(command, "held");
    }
    if (!is_counted && command.cmd_no <= kiosk.last_cmd_no) {
        is_forked = true;
        put_aside(command.cmd_id, "forked");
        return result_for(command, "quarantined", "forked");
    }
    if (!is_counted) {
        auto const message = protocol::command_message(kiosk.last_chain, command.object, body_hash);
        bool const is_chained = m_crypto.hash(message) == command.chain;
        if (!is_chained || !m_crypto.is_signed_by(kiosk.public_key, message, command.signature)) {
            put_aside(command.cmd_id, "signature");
            return result_for(command, "quarantined", "signature");
        }
        kiosk.last_cmd_no = command.cmd_no;
        kiosk.last_chain = command.chain;
        if (base::is_mutant("I3_acknowledged_but_not_stored") && command.cmd_no % 8 == 0)
            return result_for(command, "waiting");
    }
    if (is_judged)
        return current_result(*known);
    auto result = judge(kiosk, command, received.facts);
    if (result.seq == 0)
        result.seq = need(m_store.next_seq());
    need(m_store.put(store::CommandRow{command.cmd_id, command.install, command.cmd_no, command.type, text,
        base::to_hex(body_hash), result.seq, protocol::to_json(result).dump(), now}));
    return result;
}

CommandResult Hub::judge(
    store::KioskRow const& kiosk, SignedCommand const& command, std::optional<PersonFacts> const& facts)
{
    if (command.type == "register")
        return judge_register(kiosk, command, facts);
    if (command.type == "cancel")
        return judge_cancel(kiosk, command);
    if (command.type == "visit_request")
        return judge_visit(kiosk, command, facts);
    if (command.type == "attend")
        return judge_attend(kiosk, command);
    if (command.type == "move")
        return judge_move(kiosk, command);
    if (command.type == "survey")
        return judge_survey(kiosk, command);
    if (command.type == "note") {
        audit("kiosk:" + std::to_string(kiosk.id), "kiosk.note", std::to_string(kiosk.id),
            text_in(command.body, "kind"));
        return result_for(command, "done");
    }
    return result_for(command, "unsupported");
}

CommandResult Hub::judge_register(
    store::KioskRow const& kiosk, SignedCommand const& command, std::optional<PersonFacts> const& prepared)
{
    auto const seen = command.object.find("session_ver_seen");
    Entry const how{true, was_offline(command),
        seen != command.object.end() && seen->is_number_integer() ? seen->get<std::int64_t>() : 0,
        spend_right(kiosk, command)};
    auto const session = need(m_store.session(domain::SessionId(text_in(command.body, "session"))));
    store::RegistrationRow row;
    row.id = domain::RegistrationId(command.cmd_id);
    row.token = text_in(command.body, "token");
    row.kiosk = kiosk.id;
    row.cmd_no = command.cmd_no;
    row.taken_by = "kiosk:" + std::to_string(kiosk.id);
    auto const trouble = session ? take_facts(row, command, *session, prepared) : "unknown_session";
    if (!trouble.empty()) {
        if (session && how.right.kind == SpentRight::Kind::Held) {
            promote(session->row.session.id);
            touch(session->row.session.id);
        }
        auto result = result_for(command, "refused", trouble);
        result.code = domain::receipt_code(row.id);
        return result;
    }
    auto answer = enter(std::move(row), *session, how);
    auto const stored = need(m_store.registration(domain::RegistrationId(command.cmd_id)));
    if (stored && is_cancelled_already(*stored)) {
        cancel(*stored, "cancelled_by_person", stored->taken_by);
        answer = answer_of(need(m_store.registration(stored->id)).value());
    } else if (stored && catch_up(*stored)) {
        auto const existing = answer.existing;
        answer = answer_of(need(m_store.registration(stored->id)).value());
        answer.existing = existing;
    }
    auto result = result_for(command, std::string(domain::name_of(answer.state)), answer.reason);
    result.code = answer.code;
    result.existing = answer.existing;
    result.position = answer.position;
    result.seq = stored ? stored->seq : 0;
    return result;
}

/// The box and what stands in clear beside it; a reason when the command cannot be taken.
std::string Hub::take_facts(store::RegistrationRow& row, SignedCommand const& command,
    store::SessionView const& session, std::optional<PersonFacts> const& prepared)
{
    auto const sealed = base::from_base64(text_in(command.body, "sealed"));
    auto const envelope = sealed
        ? crypto::unpack(*sealed)
        : base::Result<crypto::SealedEnvelope>(base::fail(base::ErrorKind::Broken, "not base64"));
    if (!envelope)
        return "unreadable_box";
    row.session = session.row.session.id;
    row.sealed = *sealed;
    row.key_id = envelope->key_id;
    PersonFacts facts{std::nullopt,
        domain::from_name<domain::AgeBand>(text_in(command.body, "age_band"))
            .value_or(domain::AgeBand::Unknown),
        text_in(command.body, "municipality")};
    if (prepared) {
        facts = *prepared;
    } else if (m_vault.has_people_key()) {
        auto const& origin = command.origin;
        auto const year = domain::fiscal_year_of(domain::tokyo_date(session.row.session.starts_at));
        auto const read = m_vault.facts_of(
            *sealed, {origin.kiosk, origin.install, origin.cmd_no, command.cmd_id, row.session.value}, year);
        if (!read && read.error().kind == base::ErrorKind::Broken)
            return "box_of_another_command";
        if (read)
            facts = *read;
    }
    row.marks = facts.marks;
    row.age_band = facts.age_band;
    row.municipality = facts.municipality;
    return "";
}

/// By the kiosk's own clock, which is only a hint: it was made more than two minutes before it came.
bool Hub::was_offline(SignedCommand const& command)
{
    auto const wall = command.object.find("wall");
    if (wall == command.object.end() || !wall->is_number_integer())
        return true;
    auto const age_ms = m_clock.wall().time_since_epoch().count() - wall->get<std::int64_t>();
    return age_ms > 120'000 || age_ms < -120'000;
}

/// The scanned slip's token, or the last four digits of the phone number, sealed to this very cancellation.
bool Hub::is_proved(store::RegistrationRow const& row, json const& proof, std::string const& cancel_id)
{
    auto const token = text_in(proof, "token");
    if (!token.empty())
        return token == row.token;
    auto const sealed = base::from_base64(text_in(proof, "sealed"));
    if (!sealed)
        return false;
    auto const opened = m_vault.open_proof(*sealed);
    if (!opened || opened->binding.cmd_id != cancel_id)
        return false;
    auto const is_theirs = m_vault.is_phone_ending(row, opened->phone_last4);
    return is_theirs && *is_theirs;
}

/// A cancellation that came first, under the id or under the code, with a proof that holds.
bool Hub::is_cancelled_already(store::RegistrationRow const& row)
{
    if (!domain::may_change(row.state, RegistrationState::Cancelled)
        || base::is_mutant("I11_early_cancellation_is_forgotten"))
        return false;
    for (auto const& target : {row.id.value, row.code, domain::receipt_code(row.id)}) {
        auto const waiting = need(m_store.tombstone(target));
        if (!waiting)
            continue;
        // One written by an earlier version is a single object.
        auto list = json::parse(*waiting, nullptr, false);
        if (list.is_object())
            list = json::array({list});
        for (auto const& one : list)
            if (one.is_object() && one.contains("proof")
                && is_proved(row, one["proof"], text_in(one, "cmd_id")))
                return true;
    }
    return false;
}

/// The registration of that id or number. Two slips may bear one number: then the one whose proof it is.
std::optional<store::RegistrationRow> Hub::meant_by(
    std::string const& target, json const& proof, std::string const& cancel_id)
{
    if (auto by_id = need(m_store.registration(domain::RegistrationId(target))))
        return by_id;
    auto const rows = need(m_store.registrations_with_code(target));
    for (auto const& row : rows)
        if (rows.size() > 1 && is_proved(row, proof, cancel_id))
            return row;
    return rows.empty() ? std::nullopt : std::optional(rows.front());
}

CommandResult Hub::judge_cancel(store::KioskRow const& kiosk, SignedCommand const& command)
{
    auto const target = text_in(command.body, "target");
    auto const proof = command.body.find("proof");
    if (target.empty() || proof == command.body.end() || !proof->is_object())
        return result_for(command, "rejected", "proof_missing");
    auto row = meant_by(target, *proof, command.cmd_id);
    auto const visit = row ? std::nullopt : visit_meant_by(target);
    if (visit)
        row = registration_of(*visit);
    if (!row) {
        // The registration may still be on its way from another kiosk: the cancellation waits for it with its
        // proof, which is judged when both are here.
        // Each waits for itself: a wrong one that came first must not stand in the way of a right one.
        auto const before = need(m_store.tombstone(target));
        auto waiting = before ? json::parse(*before, nullptr, false) : json::array();
        if (waiting.is_object())
            waiting = json::array({waiting});
        if (waiting.size() < most_waiting_cancellations)
            waiting.push_back({{"proof", *proof}, {"cmd_id", command.cmd_id}});
        need(m_store.put_tombstone(target, need(m_store.next_seq()), waiting.dump()));
        return result_for(command, "done", "before_register");
    }
    auto const why = refusal_of_proof(kiosk, command, *row, *proof);
    if (!why.empty())
        return result_for(command, "refused", why);
    if (row->state == RegistrationState::Cancelled && base::is_mutant("I10_second_cancellation_restores")) {
        auto restored = *row;
        restored.state = RegistrationState::Confirmed;
        need(m_store.put(restored));
    }
    if (row->state == RegistrationState::Cancelled)
        return result_for(command, "done", "already_cancelled");
    if (!domain::may_change(row->state, RegistrationState::Cancelled))
        return result_for(command, "refused", "not_from_this_state");
    if (visit)
        cancel_visit(*visit, "cancelled_by_person", "kiosk:" + std::to_string(command.kiosk));
    else
        cancel(*row, "cancelled_by_person", "kiosk:" + std::to_string(command.kiosk));
    return result_for(command, "done", "cancelled");
}

/// A repeated command gets how its registration stands now, not how it stood when it first came.
CommandResult Hub::current_result(store::CommandRow const& command)
{
    auto const stored = protocol::command_result_from_json(json::parse(command.result, nullptr, false));
    CommandResult result = stored ? *stored : CommandResult();
    result.cmd_no = command.cmd_no;
    result.cmd_id = command.cmd_id;
    if (command.type == "visit_request" && !result.state.starts_with("refused"))
        if (auto const visit = need(m_store.visit(domain::RegistrationId(command.cmd_id))))
            result.state = domain::name_of(registration_of(*visit).state);
    if (command.type != "register" && command.type != "visit_request")
        return result;
    if (auto const row = need(m_store.registration(domain::RegistrationId(command.cmd_id)))) {
        auto const now = answer_of(*row);
        result.state = domain::name_of(row->state);
        result.reason = row->reason;
        result.position = now.position;
        if (row->state != RegistrationState::Duplicate)
            result.code = row->code;
    }
    return result;
}

} // namespace meguri::hub::core
