#include "admin/hub/routes/subsidy_report.h"

#include "admin/hub/core/counted_sessions.h"
#include "admin/hub/core/need.h"
#include "admin/hub/feeds/items.h"
#include "admin/hub/feeds/words.h"
#include "admin/hub/routes/status_report.h"
#include "admin/hub/routes/subsidy_account.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::AgeBand;
using domain::RegistrationState;

namespace {

/// A year of one town has hundreds; a filter needs some number.
constexpr int most_reported_sessions = 100'000;
/// Writes that come while a report is read are few; a hub that never rests is told so rather than waited for.
constexpr int most_readings = 5;

/// The sessions of the municipality and year that count for the subsidy, cancelled ones too.
std::vector<store::SessionView> sessions_of(store::Reader& reader, store::SubsidyRow const& subsidy)
{
    auto const [from, to] = span_of({subsidy.fiscal_year});
    core::CountedSessions const counted(reader, subsidy.municipality, subsidy.fiscal_year);
    std::map<std::string, domain::SessionClaim> claims;
    for (auto const& row : need(reader.session_claims(subsidy.municipality, from, to)))
        claims.emplace(row.session.value, row.claim);
    store::SessionFilter filter;
    filter.municipality = subsidy.municipality;
    filter.from = from;
    filter.to = to;
    filter.is_public_only = false;
    filter.limit = most_reported_sessions;
    std::vector<store::SessionView> sessions;
    for (auto& view : need(reader.sessions(filter))) {
        auto const& session = view.row.session;
        auto const claim = claims.find(session.id.value);
        auto const counts_for = counted.subsidy_of(
            session, claim == claims.end() ? std::nullopt : std::optional(claim->second));
        if (session.state != domain::SessionState::Draft && counts_for == subsidy.id)
            sessions.push_back(std::move(view));
    }
    return sessions;
}

ReportedSession session_on_report(store::SessionView const& view)
{
    auto const& session = view.row.session;
    ReportedSession one;
    one.id = session.id;
    one.title = session.is_private ? std::string(feeds::words_of(session.format)) : session.title;
    one.venue = feeds::public_name(view.venue);
    one.format = session.format;
    one.level = session.level;
    one.state = session.state;
    one.starts_at = session.starts_at;
    one.is_drop_in = session.admission == domain::Admission::DropIn;
    one.capacity = one.is_drop_in ? 0 : session.capacity;
    if (one.is_drop_in && session.state != domain::SessionState::Cancelled)
        one.came[AgeBand::Unknown] = view.row.drop_in_participants.value_or(0);
    return one;
}

void count_people(ReportedSession& session, std::vector<store::AttendanceCount> const& counts)
{
    for (auto const& count : counts) {
        if (domain::is_active(count.state))
            session.registrations += count.count;
        if (count.state == RegistrationState::NoShow)
            session.no_shows += count.count;
        if (count.state == RegistrationState::Attended)
            session.came[count.age_band] += count.count;
    }
}

void count_answers(ReportedSession& session, std::vector<store::SurveyRow> const& surveys)
{
    for (auto const& survey : surveys) {
        ++session.said["answers"];
        ++session.said["face." + survey.face];
        ++session.said["understood." + survey.understood];
        ++session.said["again." + survey.again];
    }
}

/// What each session brings, as its subsidy's account has it.
void put_money(SubsidyReport& report, SubsidyAccount const& account)
{
    report.totals = account.totals;
    report.has_amount_rule = account.rule.has_value();
    std::map<std::string, AccountedLine const*> lines;
    for (auto const& line : account.lines)
        lines.emplace(line.session.view.row.session.id.value, &line);
    for (auto& session : report.sessions) {
        auto const found = lines.find(session.id.value);
        if (found == lines.end())
            continue;
        auto const& line = *found->second;
        bool const is_held = session.state == domain::SessionState::Held;
        if (is_held && line.session.cost)
            session.cost_yen = line.session.cost->real_yen;
        if (!report.has_amount_rule)
            continue;
        session.forecast_yen = is_held ? line.final_amount.yen : line.forecast.yen;
        if (is_held)
            session.final_yen = line.final_amount.yen;
    }
}

std::vector<ReportedStep> standing_steps(std::vector<domain::SubsidyEntry> const& history)
{
    auto const numbers = domain::standing_numbers(history);
    auto entries = domain::in_effect(history);
    std::vector<ReportedStep> steps;
    for (std::size_t i = 0; i < entries.size(); ++i)
        steps.push_back({numbers[i], std::move(entries[i])});
    return steps;
}

SubsidyReport read_once(store::Reader& reader, store::SubsidyRow const& subsidy)
{
    SubsidyReport report;
    report.subsidy = subsidy;
    report.steps = standing_steps(subsidy.history);
    report.programme = subsidy.programme.value;
    for (auto const& programme : need(reader.programmes(subsidy.fiscal_year)))
        if (programme.id == subsidy.programme)
            report.programme = programme.name;
    auto const surroundings = need(feeds::Surroundings::read(reader));
    report.prefecture = surroundings.prefecture_name();
    report.municipality = surroundings.municipality_name(subsidy.municipality);
    auto const [from, to] = span_of({subsidy.fiscal_year});
    std::map<std::string, std::vector<store::AttendanceCount>> people;
    for (auto& count : need(reader.attendance_counts(subsidy.municipality, from, to)))
        people[count.session].push_back(count);
    for (auto const& view : sessions_of(reader, subsidy)) {
        auto one = session_on_report(view);
        one.number = static_cast<int>(report.sessions.size()) + 1;
        count_people(one, people[one.id.value]);
        count_answers(one, need(reader.surveys(one.id)));
        report.sessions.push_back(std::move(one));
    }
    put_money(report, account_of(reader, subsidy));
    return report;
}

} // namespace

int ReportedSession::participants() const
{
    int all = 0;
    for (auto const& [band, count] : came)
        all += count;
    return all;
}

int ReportedSession::from_65() const
{
    int all = 0;
    for (auto const& [band, count] : came)
        all += band == AgeBand::Under65 || band == AgeBand::Unknown ? 0 : count;
    return all;
}

int ReportedSession::age_known() const
{
    auto const unknown = came.find(AgeBand::Unknown);
    return participants() - (unknown == came.end() ? 0 : unknown->second);
}

SubsidyReport subsidy_report(store::Reader& reader, store::SubsidyRow const& subsidy, base::Time now)
{
    for (int i = 0; i < most_readings; ++i) {
        auto const before = need(reader.head_seq());
        auto const current = need(reader.subsidy(subsidy.id));
        auto report = read_once(reader, current.value_or(subsidy));
        if (need(reader.head_seq()) != before)
            continue;
        report.as_of = now;
        report.seq = before;
        report.figures = figures_of(report);
        return report;
    }
    throw core::StorageTrouble{{base::ErrorKind::Busy, "too much is being written to read a report"}};
}

} // namespace meguri::hub::routes
