// The hub on what people do at a kiosk after they registered: they come, they take another day, they say how
// it was. A command may overtake the registration it means: then it waits for it, and takes effect when both
// are here.
#include "admin/hub/core/command_results.h"
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "shared/base/mutant.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::hub::core {

using domain::RegistrationState;
using nlohmann::json;
using protocol::CommandResult;
using protocol::SignedCommand;

namespace {

constexpr std::chrono::minutes before_the_start{60};
constexpr std::chrono::minutes wrong_clock{10};
constexpr std::chrono::hours oldest_command{24 * 35};
/// Of one registration that has not come yet; whoever guesses fills it, and is told nothing new.
constexpr std::size_t most_kept_for_later = 50;
constexpr char later_prefix[] = "later:";

std::string name_of_kiosk(store::KioskRow const& kiosk)
{
    return "kiosk:" + std::to_string(kiosk.id);
}

bool has_come_or_may(RegistrationState state)
{
    return state == RegistrationState::Confirmed || state == RegistrationState::Attended
        || state == RegistrationState::NoShow;
}

/// The part that runs at that moment or begins within the hour, from 1; 0: none.
int part_at(domain::Session const& session, base::Time at)
{
    auto const is_on
        = [&](base::Time starts, base::Time ends) { return at >= starts - before_the_start && at <= ends; };
    for (std::size_t i = 0; i < session.parts.size(); ++i)
        if (is_on(session.parts[i].starts_at, session.parts[i].ends_at))
            return static_cast<int>(i) + 1;
    return session.parts.empty() && is_on(session.starts_at, session.ends_at) ? 1 : 0;
}

} // namespace

/// When the kiosk says that it happened, as far as its clock can be believed: not in the future, and not
/// before what a kiosk keeps at all. Else when it came.
base::Time Hub::said_at(SignedCommand const& command)
{
    auto const wall = command.object.find("wall");
    auto const now = m_clock.now();
    if (wall == command.object.end() || !wall->is_number_integer())
        return now;
    auto const said = base::time_of(wall->get<std::int64_t>() / 1000);
    return said <= now + wrong_clock && said >= now - oldest_command ? said : now;
}

/// Of that id or number, the one whose number it is first.
std::vector<store::RegistrationRow> Hub::all_meant_by(std::string const& target)
{
    if (auto by_id = need(m_store.registration(domain::RegistrationId(target))))
        return {*by_id};
    return need(m_store.registrations_with_code(target));
}

/// Whoever stands in a hall that has a kiosk of its own, or in another town, is not where the class is.
bool Hub::is_elsewhere(domain::VenueId const& hall, domain::VenueId const& venue)
{
    if (hall == venue)
        return false;
    auto const here = need(m_store.venue(hall));
    auto const there = need(m_store.venue(venue));
    if (!here || !there || here->municipality != there->municipality)
        return true;
    auto const kiosks = need(m_store.kiosks());
    return std::any_of(kiosks.begin(), kiosks.end(),
        [&](auto const& kiosk) { return kiosk.venue == venue && kiosk.state == store::KioskState::Active; });
}

/// Two slips of one person that staff made one: the place is the other one's.
store::RegistrationRow Hub::kept_one_of(store::RegistrationRow row)
{
    if (row.state == RegistrationState::Cancelled && row.reason == "duplicate")
        for (auto& other : need(m_store.registrations_with_code(row.code)))
            if (other.id != row.id && other.session == row.session && has_come_or_may(other.state))
                return std::move(other);
    return row;
}

/// Marks somebody present who says so; empty, or why not. What staff marked stands.
std::string Hub::mark_arrived(
    store::RegistrationRow row, base::Time at, domain::VenueId const& hall, std::string const& by)
{
    row = kept_one_of(std::move(row));
    // Two slips of one person that the hub found by itself: the seat is the other one's.
    if (row.state == RegistrationState::Duplicate && row.marks)
        if (auto standing = need(m_store.active_registration(row.session, row.marks->person)))
            row = std::move(*standing);
    auto const view = need(m_store.session(row.session));
    if (!view || !has_come_or_may(row.state) || view->row.session.state == domain::SessionState::Cancelled)
        return "not_confirmed";
    auto const& session = view->row.session;
    int const part = part_at(session, at);
    if (part == 0)
        return "not_today";
    bool const has_parts = session.parts.size() > 1;
    auto const& venue
        = session.parts.empty() ? session.venue : session.parts[static_cast<std::size_t>(part) - 1].venue;
    if (!session.is_private && is_elsewhere(hall, venue.is_empty() ? session.venue : venue))
        return "another_hall";
    auto const marks = has_parts ? need(m_store.part_marks(row.id)) : std::map<int, domain::AttendanceMark>();
    auto const known = marks.find(part);
    auto const mark = known != marks.end() ? std::optional(known->second)
        : marks.empty()                    ? row.attendance
                                           : std::nullopt;
    if (mark && !base::is_mutant("I19_marked_each_time"))
        return domain::state_of(*mark) == RegistrationState::Attended ? "" : "marked_by_staff";
    if (base::is_mutant("I19_told_but_not_marked"))
        return "";
    auto const done = run(MarkAttendance{
        row.id, domain::AttendanceMark::Present, by, has_parts ? std::optional(part) : std::nullopt});
    return std::holds_alternative<Refusal>(done) ? "not_confirmed" : "";
}

CommandResult Hub::judge_attend(store::KioskRow const& kiosk, SignedCommand const& command)
{
    auto const target = text_in(command.body, "target");
    if (target.empty())
        return result_for(command, "rejected", "target_missing");
    auto const at = said_at(command);
    auto const rows = all_meant_by(target);
    std::string reason = "unknown_code";
    for (auto const& row : rows) {
        auto const why = mark_arrived(row, at, kiosk.venue, name_of_kiosk(kiosk));
        if (why.empty())
            return result_for(command, "attended");
        reason = reason == "unknown_code" ? why : reason;
    }
    if (rows.empty())
        keep_for_later(target, kiosk, command, at);
    return result_for(command, "refused", reason);
}

/// Stores what was said, the last word of each; empty, or why not.
std::string Hub::keep_survey(
    store::RegistrationRow const& said_of, protocol::SurveyAnswers const& answers, std::string const& by)
{
    auto const row = kept_one_of(said_of);
    if (!has_come_or_may(row.state))
        return "not_confirmed";
    if (!base::is_mutant("I20_thanked_but_not_kept"))
        need(m_store.put(store::SurveyRow{
            row.id, row.session, answers.face, answers.understood, answers.again, m_clock.now()}));
    audit(by, "registration.surveyed", row.id.value);
    if (base::is_mutant("I20_kept_twice"))
        audit(by, "registration.surveyed", row.id.value);
    return "";
}

CommandResult Hub::judge_survey(store::KioskRow const& kiosk, SignedCommand const& command)
{
    auto const target = text_in(command.body, "target");
    if (target.empty())
        return result_for(command, "rejected", "target_missing");
    auto const body = command.body.find("answers");
    auto const answers
        = protocol::survey_answers_from_json(body == command.body.end() ? json() : *body, "answers");
    if (!answers)
        return result_for(
            command, "rejected", answers.error().front().field + " " + answers.error().front().reason);
    auto const rows = all_meant_by(target);
    if (rows.empty()) {
        keep_for_later(target, kiosk, command, said_at(command));
        return result_for(command, "refused", "unknown_code");
    }
    auto const why = keep_survey(rows.front(), *answers, name_of_kiosk(kiosk));
    return result_for(command, why.empty() ? "done" : "refused", why);
}

Outcome Hub::run(SaveSurvey const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    auto const why = keep_survey(*row, command.answers, command.by);
    if (!why.empty())
        return conflict(why, "Who has no seat in the class says nothing about it");
    return Done();
}

/// A right that was named and seated nobody: its seat is free again.
void Hub::give_back(Entry const& how, domain::SessionId const& session)
{
    if (how.right.kind != SpentRight::Kind::Held)
        return;
    promote(session);
    touch(session);
}

/// The move itself, once the proof holds; the result says how the registration stands now.
CommandResult Hub::moved(
    store::RegistrationRow const& row, SignedCommand const& command, std::string const& by, Entry const& how)
{
    domain::SessionId const session(text_in(command.body, "session"));
    auto const target = need(m_store.session(session));
    auto const before = need(m_store.session(row.session));
    bool const is_open = target && store::is_public(target->row) && before && !before->row.session.is_private;
    auto const said_so = [&](store::RegistrationRow const& now) {
        auto const answer = answer_of(now);
        auto result = result_for(command, std::string(domain::name_of(answer.state)));
        result.code = answer.code;
        result.position = answer.position;
        return result;
    };
    if (base::is_mutant("I18_told_of_a_move_that_was_not"))
        return said_so(row);
    if (row.session == session && domain::is_active(row.state)) {
        give_back(how, session);
        return said_so(row);
    }
    auto const done
        = is_open ? move_to(row, *target, by, how) : Outcome(conflict("unknown_session", "not for moves"));
    if (auto const* refusal = std::get_if<Refusal>(&done)) {
        give_back(how, session);
        if (base::is_mutant("I18_refused_move_costs_the_place") && domain::is_active(row.state))
            cancel(row, "moved_away", by);
        // Nobody stands at the kiosk any more to read the answer.
        if (how.was_offline && domain::is_active(row.state))
            call(row, "move_refused");
        return result_for(command, "refused", refusal->reason);
    }
    return said_so(need(m_store.registration(row.id)).value());
}

CommandResult Hub::judge_move(store::KioskRow const& kiosk, SignedCommand const& command)
{
    auto const target = text_in(command.body, "target");
    domain::SessionId const session(text_in(command.body, "session"));
    auto const proof = command.body.find("proof");
    Entry const how{true, was_offline(command), 0, spend_right(kiosk, command)};
    if (target.empty() || session.is_empty() || proof == command.body.end() || !proof->is_object()) {
        give_back(how, session);
        return result_for(command, "rejected",
            target.empty()           ? "target_missing"
                : session.is_empty() ? "session_missing"
                                     : "proof_missing");
    }
    auto const row = meant_by(target, *proof, command.cmd_id);
    if (!row) {
        give_back(how, session);
        if (visit_meant_by(target))
            return result_for(command, "refused", "is_a_visit");
        keep_for_later(target, kiosk, command, said_at(command));
        return result_for(command, "refused", "unknown_code");
    }
    auto const why = refusal_of_proof(kiosk, command, *row, *proof);
    if (!why.empty() && !base::is_mutant("I18_moved_without_proof")) {
        give_back(how, session);
        return result_for(command, "refused", why);
    }
    return moved(*row, command, name_of_kiosk(kiosk), how);
}

/// Its registration may still be on its way from another kiosk.
void Hub::keep_for_later(
    std::string const& target, store::KioskRow const& kiosk, SignedCommand const& command, base::Time at)
{
    auto const name = later_prefix + target;
    auto const before = need(m_store.tombstone(name));
    auto list = before ? json::parse(*before, nullptr, false) : json::array();
    if (!list.is_array() || list.size() >= most_kept_for_later)
        return;
    list.push_back({{"type", command.type}, {"cmd_id", command.cmd_id}, {"cmd_no", command.cmd_no},
        {"body", command.body}, {"at", base::seconds_of(at)}, {"hall", kiosk.venue.value},
        {"by", name_of_kiosk(kiosk)}});
    need(m_store.put_tombstone(name, need(m_store.next_seq()), list.dump()));
}

/// What overtook this registration takes effect now; true when anything was waiting for it.
bool Hub::catch_up(store::RegistrationRow const& row)
{
    bool has_any = false;
    auto targets = std::vector{row.id.value, row.code, domain::receipt_code(row.id)};
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    for (auto const& target : targets) {
        auto const waiting = need(m_store.tombstone(later_prefix + target));
        if (!waiting)
            continue;
        auto const list = json::parse(*waiting, nullptr, false);
        if (!list.is_array())
            continue;
        for (auto const& one : list) {
            catch_up_with(row.id, one);
            has_any = true;
        }
        need(m_store.put_tombstone(later_prefix + target, 0, "[]"));
    }
    return has_any;
}

/// The command gets the answer it would have had, for whoever asks again.
void Hub::catch_up_with(domain::RegistrationId const& id, json const& waiting)
{
    auto stored = need(m_store.command(text_in(waiting, "cmd_id")));
    auto const row = need(m_store.registration(id)).value();
    if (!stored || !waiting.contains("body"))
        return;
    SignedCommand command;
    command.cmd_id = stored->cmd_id;
    command.cmd_no = stored->cmd_no;
    command.type = stored->type;
    command.body = waiting["body"];
    auto const by = text_in(waiting, "by");
    auto result = result_for(command, "refused", "wrong_proof");
    if (command.type == "attend") {
        auto const why = mark_arrived(row, base::time_of(waiting.value("at", std::int64_t(0))),
            domain::VenueId(text_in(waiting, "hall")), by);
        result = result_for(command, why.empty() ? "attended" : "refused", why);
    } else if (command.type == "survey") {
        auto const answers = protocol::survey_answers_from_json(command.body["answers"]);
        auto const why = answers ? keep_survey(row, *answers, by) : std::string("rejected");
        result = result_for(command, why.empty() ? "done" : "refused", why);
    } else if (command.type == "move" && is_proved(row, command.body["proof"], command.cmd_id)) {
        result = moved(row, command, by, {true, true, 0, {}});
    }
    result.seq = stored->seq;
    stored->result = protocol::to_json(result).dump();
    need(m_store.put(*stored));
}

} // namespace meguri::hub::core
