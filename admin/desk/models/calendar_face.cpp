#include "admin/desk/models/calendar_face.h"

#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>
#include <set>

namespace meguri::desk::models {

namespace {

constexpr std::chrono::minutes clashes_stay_for(5);
/// From its first day to its last.
constexpr std::chrono::days longest_class(366);

} // namespace

CalendarFace::CalendarFace(Jobs& jobs, base::Clock const& clock, SessionEditor const& choices,
    std::vector<Venue> const& venues, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_choices(choices)
    , m_venues(venues)
    , m_told(std::move(told))
{
}

domain::Date CalendarFace::today() const
{
    return domain::tokyo_date(m_clock.now());
}

void CalendarFace::show_scope(Scope const& scope)
{
    bool const is_other_town = scope.municipality != m_scope.municipality;
    bool const is_other_year = scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    m_question.query = scope.query;
    m_question.own = scope.municipality.empty() ? scope.actor.organisation : scope.municipality;
    ++m_revision;
    if (is_other_year) {
        domain::FiscalYear const year{scope.fiscal_year};
        auto const now = today();
        bool const is_now = domain::first_day(year) <= now && now < domain::first_day({year.year + 1});
        m_question.day = is_now ? now : domain::first_day(year);
    }
    if (m_is_open && (is_other_town || is_other_year))
        load();
}

void CalendarFace::forget()
{
    m_scope = {};
    m_question = {};
    m_is_open = false;
    m_sessions.clear();
    m_uses.clear();
    m_marks.clear();
    m_marks_asked_at.reset();
    m_key.clear();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void CalendarFace::open(CalendarSpan span)
{
    m_is_open = true;
    if (!m_question.day.ok())
        m_question.day = today();
    // A month is many weeks: the one the keys stand in is meant.
    auto const* here = block();
    if (here != nullptr && span == CalendarSpan::Week)
        m_question.day = domain::tokyo_date(here->starts_at);
    m_question.span = span;
    load();
}

void CalendarFace::load()
{
    ++m_revision;
    m_marks_asked_at.reset();
    refresh();
    m_told();
}

bool CalendarFace::is_still(CalendarDays const& days, std::string const& municipality) const
{
    auto const now = calendar_days(m_question);
    return m_is_open && days.first == now.first && days.count == now.count
        && municipality == m_scope.municipality;
}

void CalendarFace::refresh()
{
    if (!m_is_open)
        return;
    auto const days = calendar_days(m_question);
    SessionQuery query;
    query.municipality = m_scope.municipality;
    // One of several days may have begun long before what is shown, in another fiscal year too.
    query.from = domain::to_iso(domain::Date(std::chrono::sys_days(days.first) - longest_class));
    query.ends_after = domain::to_iso(days.first);
    query.to = domain::to_iso(days.end());
    m_jobs.ask<SessionList>([query](Api& api) { return api.session_list(query); },
        [this, days, town = m_scope.municipality](auto outcome) {
            // Who leafs on quickly is shown the last page only.
            if (is_still(days, town))
                take_list(std::move(outcome));
        });
    if (!m_marks_asked_at || m_clock.now() - *m_marks_asked_at >= clashes_stay_for)
        ask_marks();
}

void CalendarFace::ask_marks()
{
    m_marks_asked_at = m_clock.now();
    auto const days = calendar_days(m_question);
    m_jobs.ask<std::vector<Conflict>>(
        [town = m_scope.municipality, days](Api& api) {
            return api.conflicts(town, domain::to_iso(days.first),
                domain::to_iso(days.day(static_cast<std::size_t>(days.count - 1))));
        },
        [this, days, town = m_scope.municipality](auto outcome) {
            if (!outcome || !is_still(days, town))
                return;
            m_marks.clear();
            for (auto const& conflict : outcome->value)
                m_marks[conflict.session].conflicts.push_back(conflict);
            ++m_revision;
            m_told();
        });
}

void CalendarFace::take_list(Outcome<SessionList> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_notice = {};
    m_sessions = std::move(outcome->value.sessions);
    m_uses = std::move(outcome->value.uses);
    m_as_of = outcome->as_of;
    ++m_revision;
    m_told();
}

CalendarLayout const& CalendarFace::layout() const
{
    auto const known = m_choices.resources().size() + m_venues.size();
    if (m_laid_out != m_revision || m_laid_out_with != known) {
        m_layout = lay_out(m_question, {m_sessions, m_uses, m_marks, m_choices.resources(), m_venues});
        m_laid_out = m_revision;
        ++m_layout_number;
        m_laid_out_with = known;
    }
    return m_layout;
}

void CalendarFace::turn(int spans)
{
    go_to(turned_by(m_question, spans));
}

void CalendarFace::go_to(domain::Date day)
{
    m_question.day = day;
    if (m_is_open)
        load();
}

void CalendarFace::show_day(base::Time time)
{
    auto const days = calendar_days(m_question);
    auto const day = domain::tokyo_date(time);
    if (m_is_open && (day < days.first || day >= days.end()))
        go_to(day);
}

void CalendarFace::set_lanes(CalendarLanes lanes)
{
    if (lanes == m_question.lanes)
        return;
    auto const* here = block();
    auto const session = here != nullptr ? here->session : std::string();
    m_question.lanes = lanes;
    ++m_revision;
    stand_on_session(session);
    // A month without lanes is whole weeks, and one with lanes is not.
    load();
}

std::optional<std::size_t> CalendarFace::at() const
{
    auto const& shown = layout();
    if (shown.blocks.empty())
        return std::nullopt;
    return block_with(shown, m_key).value_or(0);
}

CalendarBlock const* CalendarFace::block() const
{
    auto const here = at();
    return here ? &layout().blocks[*here] : nullptr;
}

void CalendarFace::step(CalendarStep step)
{
    if (auto const here = at())
        stand_on(neighbour(layout(), *here, step));
}

void CalendarFace::stand_on(std::size_t block)
{
    auto const& shown = layout();
    if (block >= shown.blocks.size())
        return;
    m_key = key_of(shown, shown.blocks[block]);
    m_told();
}

void CalendarFace::stand_on_session(std::string const& session)
{
    auto const& shown = layout();
    if (auto const found = block_of(shown, session))
        m_key = key_of(shown, shown.blocks[*found]);
}

Session const* CalendarFace::find(std::string const& id) const
{
    auto const found = std::ranges::find(m_sessions, id, &Session::id);
    return found == m_sessions.end() ? nullptr : &*found;
}

SessionMark const* CalendarFace::mark_of(std::string const& id) const
{
    auto const found = m_marks.find(id);
    return found == m_marks.end() ? nullptr : &found->second;
}

std::string CalendarFace::count_words() const
{
    std::set<std::string> all;
    std::set<std::string> clashing;
    for (auto const& one : layout().blocks) {
        all.insert(one.session);
        if (!one.why.empty())
            clashing.insert(one.session);
    }
    auto const words = std::to_string(all.size()) + "件";
    return clashing.empty() ? words : words + " ・ 重なり " + std::to_string(clashing.size()) + "件";
}

} // namespace meguri::desk::models
