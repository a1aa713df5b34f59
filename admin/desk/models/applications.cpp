#include "admin/desk/models/applications.h"

#include "admin/desk/models/attendance_days.h"
#include "admin/desk/models/person_words.h"
#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

/// The list is narrow: 3/3 待1
std::string pick_seats_words(Session const& session)
{
    if (session.admission == "drop_in" || session.waiting == 0)
        return seats_words(session);
    return std::to_string(seats_taken(session)) + "/" + std::to_string(session.capacity) + " 待"
        + std::to_string(session.waiting);
}

std::vector<ColumnOf<Session>> pick_columns()
{
    auto const key_time
        = [](Session const& s) -> SortKey { return std::int64_t(base::seconds_of(s.starts_at)); };
    return {
        {{"日時", 122},
            [](Session const& s) {
                return Cell{short_moment_words(s.starts_at), Tone::Strong};
            },
            key_time},
        {{"名前", 138}, [](Session const& s) { return Cell{s.title}; }},
        {{"席", 76, Align::Right},
            [](Session const& s) {
                bool const is_full = s.waiting > 0 || (s.seats_left && *s.seats_left <= 0);
                return Cell{pick_seats_words(s), is_full ? Tone::Full : Tone::Plain};
            },
            [](Session const& s) -> SortKey { return std::int64_t(seats_taken(s)); }},
    };
}

std::string done_words(Registered const& registered)
{
    auto const number = registered.code.empty() ? std::string() : " 受付番号 " + code_words(registered.code);
    if (registered.state == "waiting")
        return "キャンセル待ちに入れました。"
            + (registered.position ? std::to_string(*registered.position) + "番目です。" : std::string())
            + number;
    if (registered.state == "entered")
        return "抽選の申込に入れました。" + number;
    return registration_state_words(registered.state) + "しました。" + number;
}

} // namespace

SessionPicks::SessionPicks()
    : RowTable(pick_columns(), [](Session const& session) { return session.id; })
{
}

Applications::Applications(Jobs& jobs, base::Clock const& clock, base::Random& random, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
    , m_key(clock, random)
{
}

void Applications::take_sessions(std::vector<Session> const& sessions)
{
    std::vector<Session> shown;
    std::ranges::copy_if(sessions, std::back_inserter(shown), [](Session const& session) {
        return session.state == "published" || session.state == "closed" || session.state == "held";
    });
    // What is still to come first, soonest on top; what is over below, latest on top.
    auto const today = m_clock.now() - std::chrono::hours(12);
    std::ranges::stable_sort(shown, [&](Session const& a, Session const& b) {
        bool const a_is_over = a.ends_at < today;
        bool const b_is_over = b.ends_at < today;
        if (a_is_over != b_is_over)
            return b_is_over;
        return a_is_over ? a.starts_at > b.starts_at : a.starts_at < b.starts_at;
    });
    m_picks.set_rows(std::move(shown));
    ++m_revision;
}

void Applications::show_scope(Scope const& scope)
{
    m_scope = scope;
    // The search looks for people in an open roster, for sessions before one is open.
    m_picks.set_filter(m_session.empty() ? scope.query : "");
    m_table.set_filter(m_session.empty() ? "" : scope.query);
    ++m_revision;
    m_told();
}

void Applications::forget()
{
    m_scope = {};
    m_picks.set_rows({});
    m_table.set_roster({}, 0);
    m_roster = {};
    m_session.clear();
    m_entry.clear();
    m_panel = Panel::None;
    m_form = {};
    m_key.settle();
    m_remarks.clear();
    m_notice = {};
    m_as_of.reset();
    m_undo.clear();
    m_file.reset();
    ++m_revision;
}

void Applications::sort_picks(std::size_t column, bool is_descending)
{
    m_picks.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Applications::sort_roster(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Applications::choose_session(std::string const& id)
{
    if (id == m_session || id.empty())
        return;
    m_session = id;
    m_entry.clear();
    m_undo.clear();
    m_day = session() ? day_to_mark(*session(), m_clock.now()) : 0;
    m_table.set_here("");
    m_roster = {};
    m_table.set_roster({}, m_scope.fiscal_year);
    m_as_of.reset();
    m_notice = {};
    // The half-written form stays, but it belongs to the session it was opened for.
    bool const is_about_somebody = m_panel != Panel::None && m_panel != Panel::Form;
    if (is_about_somebody || (m_panel == Panel::Form && m_form.session != id)) {
        m_panel = Panel::None;
        m_remarks.clear();
    }
    ++m_revision;
    refresh_roster();
    m_told();
}

void Applications::refresh_roster()
{
    if (m_session.empty())
        return;
    m_jobs.ask<Roster>([id = m_session](Api& api) { return api.roster(id); },
        [this, id = m_session](auto outcome) { take_roster(id, std::move(outcome)); });
}

void Applications::take_roster(std::string const& session, Outcome<Roster> outcome)
{
    if (session != m_session)
        return;
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_roster = std::move(outcome->value);
    m_as_of = outcome->as_of;
    show_roster();
    m_told();
}

void Applications::choose_entry(std::string const& id)
{
    m_entry = id;
    m_table.set_here(id);
    m_told();
}

bool Applications::can_cancel() const
{
    auto const* row = entry();
    return may_register() && row
        && (row->entry.state == "confirmed" || row->entry.state == "waiting"
            || row->entry.state == "entered");
}

bool Applications::may_register() const
{
    auto const* session_now = session();
    return session_now && domain::may(m_scope.actor, domain::Right::Register, ownership_of(*session_now));
}

bool Applications::can_add() const
{
    return may_register() && session()->state == "published" && session()->admission != "drop_in";
}

void Applications::open_form()
{
    auto const* session_now = session();
    if (!session_now)
        return;
    if (m_form.session != m_session) {
        m_form = {};
        m_form.session = m_session;
        m_form.municipality = session_now->municipality_code;
        m_key.settle();
    }
    m_form.is_home_visit = session_now->format == "home_visit";
    m_panel = Panel::Form;
    m_notice = {};
    m_told();
}

void Applications::open_cancel()
{
    m_panel = Panel::CancelReason;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Applications::close_panel()
{
    if (m_panel == Panel::Form) {
        m_form = {};
        m_key.settle();
    }
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Applications::submit(PhoneRegistrationForm form)
{
    if (m_is_sending)
        return;
    form.session = m_form.session;
    form.is_home_visit = m_form.is_home_visit;
    m_form = std::move(form);
    m_remarks = m_form.problems(m_clock.now());
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Registered>(
            [body = m_form.body(), key = m_key.value()](Api& api) { return api.register_person(body, key); },
            [this](auto outcome) { take_registered(std::move(outcome)); });
    }
    m_told();
}

void Applications::take_registered(Outcome<Registered> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        auto const& problem = outcome.error();
        m_remarks = problem.fields;
        m_notice = {Tone::Stop, problem_words(problem)};
        if (problem.kind == ProblemKind::Unreachable)
            m_notice.text
                = "ハブにつながりません。まだ申込は できていません。書いたものは そのまま残っています。"
                  "つながったら もう1度 押してください。2重には なりません。";
        else
            m_key.settle();
        return m_told();
    }
    m_key.settle();
    auto const session_now = m_form.session;
    m_form = {};
    m_form.session = session_now;
    m_panel = Panel::None;
    m_entry = outcome->value.id;
    m_notice = {outcome->value.state == "waiting" ? Tone::Full : Tone::Ok, done_words(outcome->value)};
    refresh_roster();
    m_told();
}

void Applications::open_place()
{
    m_panel = Panel::Place;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

bool Applications::can_change_place() const
{
    auto const* row = entry();
    return may_register() && row && row->entry.state == "waiting";
}

std::vector<Choice> Applications::places() const
{
    std::vector<Choice> places{{"", "列の いちばん前(繰り上げ)"}};
    for (auto const& waiter : m_roster.waiting) {
        auto const* row = m_table.find(waiter.id);
        if (row && waiter.id != m_entry && waiter.state == "waiting")
            places.emplace_back(waiter.id,
                row->number + "番 " + (waiter.kana.empty() ? code_words(waiter.code) : waiter.kana) + "の前");
    }
    return places;
}

bool Applications::can_release() const
{
    auto const* row = entry();
    return may_register() && row && row->entry.reply_by && *row->entry.reply_by < m_clock.now();
}

/// Everything about somebody's place goes on the record with why.
bool Applications::lacks_reason(std::string const& reason)
{
    m_remarks.clear();
    m_notice = {};
    if (!trimmed(reason).empty())
        return false;
    m_remarks = {{"reason", "reason_missing"}};
    m_notice = {Tone::Stop, reason_words("reason_missing")};
    return true;
}

void Applications::change_place(std::string const& before, std::string const& reason)
{
    if (!can_change_place() || m_is_sending)
        return;
    if (lacks_reason(reason))
        return m_told();
    m_is_sending = true;
    m_jobs.ask<Done>(
        [id = m_entry, before, reason](Api& api) { return api.change_place(id, before, reason); },
        [this](auto outcome) { take_moved(std::move(outcome), "順番を 変えました。"); });
    m_told();
}

void Applications::open_release()
{
    if (!can_release())
        return;
    m_panel = Panel::Release;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

std::string Applications::release_words() const
{
    auto const* row = entry();
    auto const who = row ? person_words(row->entry) : std::string();
    return who + "の席を 空けます。待っている方が いれば、すぐ 次の方の席になります。元に もどせません。";
}

void Applications::release()
{
    if (m_panel != Panel::Release || !can_release() || m_is_sending)
        return;
    m_remarks.clear();
    m_notice = {};
    m_is_sending = true;
    m_jobs.ask<Done>([id = m_entry](Api& api) { return api.release_seat(id); },
        [this](auto outcome) {
            take_moved(std::move(outcome), "席を空けました。待っている方が いれば、次の方に 回ります。");
        });
    m_told();
}

void Applications::take_moved(Outcome<Done> outcome, std::string const& words)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_panel = Panel::None;
    m_notice = {Tone::Ok, words};
    refresh_roster();
    m_told();
}

void Applications::cancel(std::string const& reason)
{
    auto const* row = entry();
    if (!row || m_is_sending)
        return;
    if (lacks_reason(reason))
        return m_told();
    m_is_sending = true;
    m_jobs.ask<Done>([id = row->entry.id, reason](Api& api) { return api.cancel_registration(id, reason); },
        [this, who = row->number](auto outcome) { take_cancelled(std::move(outcome), who); });
    m_told();
}

void Applications::take_cancelled(Outcome<Done> outcome, std::string const& who)
{
    m_is_sending = false;
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_panel = Panel::None;
    m_entry.clear();
    m_notice = {Tone::Ok, who + "番の申込を 取り消しました。"};
    refresh_roster();
    m_told();
}

} // namespace meguri::desk::models
