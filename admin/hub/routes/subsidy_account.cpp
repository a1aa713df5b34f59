#include "admin/hub/routes/subsidy_account.h"

#include "admin/hub/core/counted_sessions.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/stored_rules.h"
#include "admin/hub/routes/eligibility_facts.h"
#include "admin/hub/routes/status_report.h"

#include <limits>
#include <map>

namespace meguri::hub::routes {

using core::need;

namespace {

/// A session of the municipality and year with the subsidy it counts for, if any.
struct TownSession {
    AccountedSession session;
    std::optional<domain::SubsidyId> subsidy;
};

std::vector<TownSession> sessions_of_town(store::Reader& reader, store::SubsidyRow const& subsidy)
{
    auto const [from, to] = span_of({subsidy.fiscal_year});
    auto const& town = subsidy.municipality;
    core::CountedSessions const counted(reader, town, subsidy.fiscal_year);
    std::map<std::string, store::SessionCostRow> costs;
    for (auto& cost : need(reader.session_costs(town, from, to)))
        costs.emplace(cost.session.value, std::move(cost));
    std::map<std::string, store::SessionClaimRow> claims;
    for (auto& claim : need(reader.session_claims(town, from, to)))
        claims.emplace(claim.session.value, std::move(claim));
    store::SessionFilter filter;
    filter.municipality = town;
    filter.from = from;
    filter.to = to;
    filter.is_public_only = false;
    filter.limit = std::numeric_limits<int>::max();
    std::vector<TownSession> sessions;
    for (auto& view : need(reader.sessions(filter))) {
        auto const state = view.row.session.state;
        if (state == domain::SessionState::Draft || state == domain::SessionState::Cancelled)
            continue;
        AccountedSession one{std::move(view), {}, {}};
        auto const& id = one.view.row.session.id.value;
        if (auto const cost = costs.find(id); cost != costs.end())
            one.cost = cost->second;
        std::optional<domain::SessionClaim> word;
        if (auto const claim = claims.find(id); claim != claims.end()) {
            one.claim = claim->second;
            word = claim->second.claim;
        }
        auto counts_for = counted.subsidy_of(one.view.row.session, word);
        sessions.push_back({std::move(one), std::move(counts_for)});
    }
    return sessions;
}

/// Nobody's home and no line is a hall that only one class can be in.
bool is_hall(domain::Venue const& venue)
{
    return venue.kind != domain::VenueKind::Home && venue.kind != domain::VenueKind::Online;
}

std::vector<AccountWarning> warnings_of(
    std::vector<TownSession> const& sessions, domain::SubsidyId const& subsidy)
{
    std::vector<domain::FundedPart> parts;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        auto const& view = sessions[i].session.view;
        auto const& session = view.row.session;
        if (!sessions[i].subsidy)
            continue;
        for (auto const& part : session.parts)
            parts.push_back({i, *sessions[i].subsidy, is_hall(view.venue) ? part.venue : domain::VenueId(),
                session.provider, part.starts_at, part.ends_at});
    }
    std::vector<AccountWarning> warnings;
    for (auto const& twin : domain::funded_twins(std::move(parts))) {
        bool const is_first = sessions[twin.one].subsidy == subsidy;
        if (!is_first && sessions[twin.other].subsidy != subsidy)
            continue;
        auto const& own = sessions[is_first ? twin.one : twin.other].session.view.row.session;
        auto const& other = sessions[is_first ? twin.other : twin.one];
        auto const& other_session = other.session.view.row.session;
        warnings.push_back({own.id, other_session.id, other_session.title, *other.subsidy, twin.reason});
    }
    return warnings;
}

AccountedLine judged(
    AccountedSession session, EligibilityFacts& facts, std::vector<domain::EligibilityRule> const& rules)
{
    auto facts_of = facts.case_of(session.view);
    auto findings = domain::judge(rules, facts_of);
    auto const verdict = domain::together(findings);
    AccountedLine line{std::move(session), {}, {}, verdict, std::move(findings), std::move(facts_of), {}, {}};
    if (line.facts.attendance) {
        line.participants = line.facts.attendance->participants;
        line.seniors = line.facts.attendance->from_65;
    }
    return line;
}

} // namespace

domain::SessionMoney money_of(AccountedLine const& line)
{
    auto const& session = line.session.view.row.session;
    domain::SessionMoney money{session.starts_at, session.state, line.verdict, {}, {}, {}, {}};
    if (line.session.cost) {
        money.planned_cost_yen = line.session.cost->planned_yen;
        money.real_cost_yen = line.session.cost->real_yen;
    }
    if (session.capacity > 0)
        money.planned_seniors = session.capacity;
    money.seniors_came = domain::seniors_who_came(line.facts.attendance);
    return money;
}

SubsidyAccount account_of(store::Reader& reader, store::SubsidyRow const& subsidy)
{
    auto const rules = core::rules_of(reader, subsidy.programme);
    SubsidyAccount account;
    account.rule = rules.amount;
    account.limits = {domain::decided_yen(subsidy.history), rules.year_cap_yen};
    auto sessions = sessions_of_town(reader, subsidy);
    account.warnings = warnings_of(sessions, subsidy.id);
    EligibilityFacts facts(reader);
    auto const [from, to] = span_of({subsidy.fiscal_year});
    facts.read_people(subsidy.municipality, from, to);
    std::vector<domain::SessionMoney> money;
    for (auto& one : sessions) {
        if (!one.subsidy) {
            account.uncounted.push_back(std::move(one.session));
        } else if (*one.subsidy == subsidy.id) {
            account.lines.push_back(judged(std::move(one.session), facts, rules.rules));
            money.push_back(money_of(account.lines.back()));
        }
    }
    auto const sums = domain::account_sums(account.rule, money, account.limits);
    account.totals = sums.totals;
    for (std::size_t i = 0; i < account.lines.size(); ++i) {
        account.lines[i].forecast = sums.lines[i].forecast;
        account.lines[i].final_amount = sums.lines[i].final_amount;
    }
    return account;
}

} // namespace meguri::hub::routes
