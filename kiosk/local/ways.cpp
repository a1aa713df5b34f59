// The kiosk's ways that ask for no name: here I am, another day, cancel, after the class. Each is a command
// that is kept before it is answered; what proves it is sealed or stands on the slip.
#include "kiosk/local/kiosk.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

namespace {

/// From so long before its start a class is the one somebody has come to; the hub says the same.
constexpr std::chrono::minutes early_arrival{60};
constexpr std::size_t last_digits = 4;
constexpr std::size_t token_length = 16;

bool is_last4(std::string const& text)
{
    return text.size() == last_digits
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// In lower case, as the registration carries it.
std::optional<std::string> slip_token_in(std::string text)
{
    if (text.size() != token_length)
        return std::nullopt;
    for (char& c : text) {
        if (c >= 'A' && c <= 'F')
            c = static_cast<char>(c - 'A' + 'a');
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return std::nullopt;
    }
    return text;
}

/// Whether a part of it runs at `now` or begins soon.
bool is_on(protocol::Session const& session, Time now)
{
    auto const is_now = [&](Time starts, Time ends) { return now >= starts - early_arrival && now <= ends; };
    if (session.parts.empty())
        return is_now(session.starts_at, session.ends_at);
    return std::any_of(session.parts.begin(), session.parts.end(),
        [&](auto const& part) { return is_now(part.starts_at, part.ends_at); });
}

WayOutcome refused_way(std::string reason, std::optional<protocol::Session> session = std::nullopt)
{
    return {"refused", std::move(reason), std::move(session)};
}

} // namespace

std::optional<base::Error> Kiosk::trouble_before_way() const
{
    if (!m_identity)
        return base::Error{ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first"};
    if (m_has_disk_failed)
        return base::Error{
            ErrorKind::Storage, "the disk failed: this kiosk takes nothing until it is started anew"};
    return std::nullopt;
}

/// The proof as a command carries it: the slip's token as it is, the last four digits sealed to this command.
/// Nothing when the text can be neither.
Result<std::optional<json>> Kiosk::proof_of(
    std::string const& text, std::uint64_t cmd_no, std::string const& cmd_id) const
{
    if (auto const token = slip_token_in(text))
        return std::optional(json{{"token", *token}});
    if (!is_last4(text))
        return std::optional<json>();
    auto const box = sealed(protocol::sealed_proof_text(
        text, {m_identity->answer.kiosk, m_identity->install, cmd_no, cmd_id, ""}));
    if (!box)
        return fail(box.error());
    return std::optional(json{{"sealed", *box}});
}

/// Keeps one command durably, with the right it spends, and gives its id.
Result<std::string> Kiosk::keep_way(
    std::string const& type, json body, std::string const& proof, std::optional<RightSpent> const& right)
{
    auto const last = m_store->last_command(m_identity->install);
    if (!last)
        return fail(last.error());
    NewCommand command{base::make_uuid7(m_world.clock, m_world.random), type, std::move(body), 0};
    auto const cmd_no = last->first + 1;
    if (!proof.empty()) {
        auto const made = proof_of(proof, cmd_no, command.id);
        if (!made)
            return fail(made.error());
        command.body["proof"] = made->value_or(json::object());
    }
    auto id = command.id;
    if (auto done = keep(std::move(command), cmd_no, last->second, std::nullopt, right); !done) {
        if (done.error().kind == ErrorKind::Storage)
            disk_refused();
        return fail(done.error());
    }
    return id;
}

/// What the hub says to it, if it may be asked and answers; a hub that does not know the type yet, or waits
/// for an earlier command, has not answered.
Result<std::optional<protocol::CommandResult>> Kiosk::answer_to(std::string const& cmd_id, Line line)
{
    if (line == Line::Forbid)
        return std::optional<protocol::CommandResult>();
    auto const report = sync();
    if (!report)
        return std::optional<protocol::CommandResult>();
    std::optional<protocol::CommandResult> answer;
    for (auto const& result : report->results)
        if (result.cmd_id == cmd_id && result.state != "held" && result.state != "unsupported")
            answer = result;
    return answer;
}

Result<std::optional<KeptRegistration>> Kiosk::kept_for(std::string const& digits)
{
    return m_store->registration_by_code(digits);
}

Result<std::optional<protocol::Session>> Kiosk::session_of(KeptRegistration const& kept)
{
    if (auto visit = m_store->visit(kept.id); !visit || *visit)
        return visit;
    return m_store->session(kept.session);
}

Result<CancelOutcome> Kiosk::cancel(std::string const& code, std::string const& proof, Line line)
{
    if (auto const trouble = trouble_before_way())
        return fail(*trouble);
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return CancelOutcome{"refused", "code_wrong"};
    if (!slip_token_in(proof) && !is_last4(proof))
        return CancelOutcome{"refused", "phone_last4_wrong"};
    auto const id = keep_way("cancel", {{"target", *digits}}, proof);
    if (!id)
        return fail(id.error());
    auto const answer = answer_to(*id, line);
    if (!answer)
        return fail(answer.error());
    if (!*answer)
        return CancelOutcome{"requested", "offline"};
    return (*answer)->state == "done" ? CancelOutcome{"cancelled", (*answer)->reason}
                                      : CancelOutcome{"refused", (*answer)->reason};
}

/// What this kiosk may say by itself of somebody it registered; nothing: only the hub can tell.
std::optional<WayOutcome> Kiosk::own_answer_to_attend(
    KeptRegistration const& kept, std::optional<protocol::Session> const& session, bool is_sane) const
{
    bool const is_over = kept.state == "cancelled" || kept.state == "refused" || kept.state == "duplicate"
        || (session && session->state == "cancelled");
    if (is_over)
        return refused_way("not_confirmed", session);
    if (!session || !is_sane)
        return std::nullopt;
    if (!is_on(*session, m_world.clock.now()))
        return refused_way("not_today", session);
    bool const has_seat = kept.state == "confirmed" || kept.state == "attended";
    return has_seat ? std::optional(WayOutcome{"attended", "", session}) : std::nullopt;
}

Result<WayOutcome> Kiosk::attend(std::string const& code, Line line)
{
    if (auto const trouble = trouble_before_way())
        return fail(*trouble);
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return refused_way("code_wrong");
    auto const kept = kept_for(*digits);
    if (!kept)
        return fail(kept.error());
    auto const session = *kept ? session_of(**kept) : Result<std::optional<protocol::Session>>(std::nullopt);
    auto const is_sane = is_clock_sane();
    if (!session)
        return fail(session.error());
    if (!is_sane)
        return fail(is_sane.error());
    auto const own = *kept ? own_answer_to_attend(**kept, *session, *is_sane) : std::nullopt;
    if (line == Line::Forbid && own && own->state == "refused")
        return *own;
    auto const id = keep_way("attend", {{"target", *kept ? (*kept)->id : *digits}});
    if (!id)
        return fail(id.error());
    auto const answer = answer_to(*id, line);
    if (!answer)
        return fail(answer.error());
    if (*answer)
        return WayOutcome{
            (*answer)->state == "attended" ? "attended" : "refused", (*answer)->reason, *session};
    return own.value_or(WayOutcome{"requested", "offline", *session});
}

/// A right pays for the new seat only where the hub is asked at once: a request that may yet be refused must
/// not cost the next person the seat this kiosk can promise.
Result<WayOutcome> Kiosk::move(
    std::string const& code, std::string const& session, std::string const& proof, Line line)
{
    if (auto const trouble = trouble_before_way())
        return fail(*trouble);
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return refused_way("code_wrong");
    if (!slip_token_in(proof) && !is_last4(proof))
        return refused_way("phone_last4_wrong");
    auto const target = m_store->session(session);
    if (!target)
        return fail(target.error());
    if (!*target)
        return refused_way("unknown_session");
    auto const kept = kept_for(*digits);
    if (!kept)
        return fail(kept.error());
    json body{{"target", *kept ? (*kept)->id : *digits}, {"session", session}};
    bool const is_heard = line == Line::Use && sync();
    auto const right = is_heard ? usable_right(session) : Result<std::optional<RightSpent>>(std::nullopt);
    if (!right)
        return fail(right.error());
    if (*right) {
        body["lease"] = (*right)->lease;
        body["idx"] = (*right)->index;
    }
    auto const id = keep_way("move", std::move(body), proof, *right);
    if (!id)
        return fail(id.error());
    auto const answer = answer_to(*id, is_heard ? Line::Use : Line::Forbid);
    if (!answer)
        return fail(answer.error());
    if (!*answer)
        return WayOutcome{"requested", "offline", *target};
    auto const& state = (*answer)->state;
    bool const is_moved = state == "confirmed" || state == "waiting" || state == "entered";
    return WayOutcome{is_moved ? state : "refused", (*answer)->reason, *target};
}

Result<WayOutcome> Kiosk::survey(std::string const& code, protocol::SurveyAnswers const& answers, Line line)
{
    if (auto const trouble = trouble_before_way())
        return fail(*trouble);
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return refused_way("code_wrong");
    auto const body = protocol::to_json(answers);
    if (auto const read = protocol::survey_answers_from_json(body); !read)
        return refused_way("answers_" + read.error().front().field);
    auto const kept = kept_for(*digits);
    if (!kept)
        return fail(kept.error());
    auto const session = *kept ? session_of(**kept) : Result<std::optional<protocol::Session>>(std::nullopt);
    if (!session)
        return fail(session.error());
    auto const id = keep_way("survey", {{"target", *kept ? (*kept)->id : *digits}, {"answers", body}});
    if (!id)
        return fail(id.error());
    auto const answer = answer_to(*id, line);
    if (!answer)
        return fail(answer.error());
    if (!*answer)
        return WayOutcome{"requested", "offline", *session};
    return WayOutcome{(*answer)->state == "done" ? "done" : "refused", (*answer)->reason, *session};
}

} // namespace meguri::kiosk::local
