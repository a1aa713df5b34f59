#include "admin/desk/models/session_move.h"

#include "admin/desk/models/session_form.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

using nlohmann::json;

namespace {

using protocol::SessionPart;

constexpr char clash_of_resources[] = "resource_clash";

std::string span_of_part(SessionPart const& part)
{
    return moment_words(part.starts_at) + "〜" + clock_words(part.ends_at);
}

/// All parts of a session, each with its house.
std::vector<SessionPart> whole_parts(Session const& session)
{
    auto parts = session.parts;
    if (parts.empty())
        parts.push_back({session.starts_at, session.ends_at, session.venue.id});
    for (auto& part : parts)
        if (part.venue.empty())
            part.venue = session.venue.id;
    return parts;
}

int people_registered(Session const& session)
{
    return seats_taken(session) + session.waiting;
}

base::Time midnight_of(base::Time time)
{
    return domain::from_tokyo({domain::tokyo_date(time), 0, 0, 0});
}

} // namespace

SessionPart shifted(SessionPart part, int days, int minutes)
{
    auto const midnight = midnight_of(part.starts_at);
    auto const length = part.ends_at - part.starts_at;
    auto const latest
        = std::max(base::Time(midnight), base::Time(midnight + std::chrono::hours(24) - length));
    part.starts_at = std::clamp(base::Time(part.starts_at + std::chrono::minutes(minutes)), midnight, latest)
        + std::chrono::days(days);
    part.ends_at = part.starts_at + length;
    return part;
}

SessionMove::SessionMove(
    Jobs& jobs, base::Clock const& clock, SessionEditor const& choices, Told told, ToldMoved moved)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_choices(choices)
    , m_told(std::move(told))
    , m_moved(std::move(moved))
{
}

void SessionMove::forget()
{
    leave();
    m_back.clear();
    m_scope = {};
}

std::string const& SessionMove::session_id() const
{
    static std::string const none;
    return m_session ? m_session->id : none;
}

void SessionMove::begin(Session const& session, std::size_t part)
{
    leave();
    auto const parts = whole_parts(session);
    m_session = session;
    m_part = std::min(part, parts.size() - 1);
    m_before = parts[m_part];
    m_after = m_before;
    ask_details();
    m_told();
}

void SessionMove::ask_details()
{
    m_jobs.ask<SessionDetails>([id = session_id()](Api& api) { return api.session(id); },
        [this, id = session_id()](auto outcome) {
            if (session_id() == id)
                take_details(std::move(outcome));
        });
}

void SessionMove::take_details(Outcome<SessionDetails> outcome)
{
    if (!outcome)
        return say(Tone::Stop, problem_words(outcome.error()));
    m_details = std::move(outcome->value);
    m_session = m_details->session;
    auto const parts = whole_parts(*m_session);
    m_part = std::min(m_part, parts.size() - 1);
    // What was aimed at stays; where it comes from may have changed meanwhile.
    m_before = parts[m_part];
    m_after.venue = m_before.venue;
    m_told();
}

void SessionMove::shift(int days, int minutes)
{
    if (!m_session || m_is_sending)
        return;
    m_after = shifted(m_after, days, minutes);
    m_clashes.clear();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void SessionMove::leave()
{
    m_session.reset();
    m_details.reset();
    m_part = 0;
    m_clashes.clear();
    m_remarks.clear();
    m_notice = {};
    m_is_sending = false;
}

int SessionMove::people() const
{
    return m_session ? people_registered(*m_session) : 0;
}

std::string SessionMove::words() const
{
    if (!is_elsewhere())
        return span_of_part(m_before) + " ";
    return span_of_part(m_before) + " → " + span_of_part(m_after);
}

Notice SessionMove::people_words() const
{
    if (!m_session)
        return {};
    auto const only
        = m_session->parts.size() > 1 ? std::to_string(m_part + 1) + "日目だけが 動きます。" : std::string();
    if (people() == 0)
        return {Tone::Quiet, only + "申込の方は まだ いません。"};
    return {Tone::Few,
        only + "申込の " + std::to_string(people()) + "人に 電話で 伝えることになります(電話連絡に出ます)。"};
}

bool SessionMove::can_override() const
{
    return !m_clashes.empty() && m_session
        && domain::may(m_scope.actor, domain::Right::OverrideClash, ownership_of(*m_session));
}

/// The whole session as the form of it would send it, with this part at its new time.
json SessionMove::body(
    SessionDetails const& details, std::size_t part, SessionPart const& to, std::string const& reason) const
{
    auto form = form_of(details.document, m_choices.resources());
    form.kept.is_change = true;
    auto made = form.body(m_clock.now());
    auto parts = whole_parts(details.session);
    auto const old = parts.at(part);
    parts[part] = to;
    made["starts_at"] = domain::to_iso(parts.front().starts_at);
    made["ends_at"] = domain::to_iso(parts.back().ends_at);
    if (parts.size() > 1) {
        made["parts"] = json::array();
        for (auto const& one : parts)
            made["parts"].push_back({{"starts_at", domain::to_iso(one.starts_at)},
                {"ends_at", domain::to_iso(one.ends_at)}, {"venue", one.venue}});
    }
    // The last day to apply keeps its distance from the first day.
    if (part == 0 && details.session.registration_closes_at) {
        auto const days = midnight_of(to.starts_at) - midnight_of(old.starts_at);
        made["registration_closes_at"] = domain::to_iso(*details.session.registration_closes_at + days);
    }
    if (!reason.empty())
        made["override"] = {{"reason", reason}};
    return made;
}

void SessionMove::send(std::string const& reason)
{
    if (!m_session || m_is_sending)
        return;
    m_remarks.clear();
    if (!is_elsewhere())
        return say(Tone::Stop, "まだ 動いていません。Ctrl+矢印で 動かしてから、Enterを 押してください。");
    if (!m_details)
        return say(Tone::Few, "いまの内容を ハブに聞いています。もう1度 押してください。");
    if (m_after.starts_at <= m_clock.now())
        return say(Tone::Stop, "もう過ぎた時刻には 動かせません。先の日にちへ 動かしてください。");
    auto const why = trimmed(reason);
    if (!m_clashes.empty() && why.empty()) {
        m_remarks = {{"override.reason", "reason_missing"}};
        return m_told();
    }
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<Session>([id = m_session->id, version = m_details->session.version,
                            body = body(*m_details, m_part, m_after, m_clashes.empty() ? "" : why)](
                            Api& api) { return api.change_session(id, version, body); },
        [this, id = m_session->id](auto outcome) {
            m_is_sending = false;
            if (session_id() == id)
                take_written(std::move(outcome));
        });
    m_told();
}

void SessionMove::take_written(Outcome<Session> outcome)
{
    if (outcome) {
        auto const to_call = people();
        if (to_call == 0)
            m_back.push_back({m_session->id, m_part, m_before, m_after.starts_at, outcome->value.version});
        auto words = "動かしました: " + m_session->title + " " + span_of_part(m_after);
        words += to_call == 0 ? "。Ctrl+Zで 元にもどせます。"
                              : "。電話連絡に " + std::to_string(to_call) + "人が 出ました。";
        auto const id = m_session->id;
        auto const where = m_after.starts_at;
        leave();
        return m_moved(id, where, {Tone::Ok, words});
    }
    auto const& problem = outcome.error();
    m_clashes.clear();
    if (problem.reason == clash_of_resources)
        for (auto const& field : problem.fields)
            m_clashes.push_back(reason_words(field.reason));
    if (problem.kind == ProblemKind::Stale) {
        ask_details();
        return say(Tone::Stop,
            "ほかの人が 先に変えました。いまの内容を 読みなおしました。確かめてから もう1度 "
            "動かしてください。");
    }
    auto words = problem_words(problem);
    // Of what the form has a field for, there is none here: the sentences stand together.
    if (m_clashes.empty())
        for (auto const& field : problem.fields)
            if (auto const why = reason_words(field.reason); words.find(why) == std::string::npos)
                words += " " + why;
    say(Tone::Stop, words);
}

bool SessionMove::undo()
{
    if (m_is_sending || m_back.empty())
        return false;
    auto const way = m_back.back();
    m_back.pop_back();
    leave();
    m_is_sending = true;
    m_jobs.ask<SessionDetails>([id = way.session](Api& api) { return api.session(id); },
        [this, way](auto outcome) {
            m_is_sending = false;
            if (!outcome) {
                m_back.push_back(way);
                return m_moved(way.session, way.moved_to, {Tone::Stop, problem_words(outcome.error())});
            }
            take_back(way, outcome->value);
        });
    m_told();
    return true;
}

void SessionMove::take_back(Way const& way, SessionDetails const& details)
{
    if (people_registered(details.session) > 0)
        return m_moved(way.session, way.moved_to,
            {Tone::Few,
                "申込の方が いるので、元にもどせません。動かすなら、もう1度 カレンダーで "
                "動かしてください。"});
    if (details.session.version != way.version)
        return m_moved(way.session, way.moved_to,
            {Tone::Few, "ほかの人が 変えたので、元にもどせません。いまの内容を 確かめてください。"});
    m_is_sending = true;
    m_jobs.ask<Session>(
        [id = way.session, version = way.version, body = body(details, way.part, way.before, "")](
            Api& api) { return api.change_session(id, version, body); },
        [this, way, title = details.session.title](auto outcome) {
            m_is_sending = false;
            if (!outcome)
                return m_moved(way.session, way.moved_to, {Tone::Stop, problem_words(outcome.error())});
            m_moved(way.session, way.before.starts_at,
                {Tone::Ok, "元にもどしました: " + title + " " + span_of_part(way.before)});
        });
    m_told();
}

void SessionMove::say(Tone tone, std::string words)
{
    m_notice = {tone, std::move(words)};
    m_told();
}

} // namespace meguri::desk::models
