// The money of a subsidy: its account, what a session cost, and which subsidy a session counts for. The
// prefecture may look at all of it; written it is by the municipality.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/amount_words.h"
#include "admin/hub/routes/eligibility_words.h"
#include "admin/hub/routes/subsidy_account.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/names.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::Verdict;
using nlohmann::json;

namespace {

constexpr std::size_t most_uncounted = 300;

json yen_or_null(std::optional<std::int64_t> yen)
{
    return yen ? json(*yen) : json();
}

json number_or_null(std::optional<int> number)
{
    return number ? json(*number) : json();
}

json cost_wire(std::optional<std::int64_t> planned, std::optional<std::int64_t> real)
{
    return {{"planned", yen_or_null(planned)}, {"real", yen_or_null(real)}};
}

json session_wire(AccountedSession const& one)
{
    auto const& session = one.view.row.session;
    json object{{"id", session.id.value}, {"title", session.title},
        {"starts_at", domain::to_iso(session.starts_at)}, {"venue", one.view.venue.name},
        {"format", domain::name_of(session.format)}, {"state", domain::name_of(session.state)},
        {"cost", cost_wire({}, {})}, {"claim", nullptr}};
    if (one.cost)
        object["cost"] = cost_wire(one.cost->planned_yen, one.cost->real_yen);
    if (one.claim)
        object["claim"] = {{"by", one.claim->written_by}, {"reason", one.claim->reason}};
    return object;
}

json amount_wire(std::optional<domain::AmountRule> const& rule, domain::Amount const& amount,
    domain::AmountFacts const& facts)
{
    return {{"yen", amount.yen}, {"reason", domain::name_of(amount.reason)},
        {"why", amount_words(rule, amount, facts)}};
}

std::string_view verdict_name(Verdict verdict)
{
    return verdict == Verdict::Passed ? "passed" : verdict == Verdict::Failed ? "failed" : "not_yet_known";
}

json line_wire(AccountedLine const& line, std::optional<domain::AmountRule> const& rule)
{
    auto findings = json::array();
    for (auto const& finding : line.findings)
        findings.push_back({{"rule", finding.rule}, {"passed", finding.verdict == Verdict::Passed},
            {"known", finding.verdict != Verdict::NotYetKnown}, {"why", words_of(finding, line.facts)}});
    auto const money = money_of(line);
    return {{"session", session_wire(line.session)}, {"participants", number_or_null(line.participants)},
        {"seniors", number_or_null(line.seniors)}, {"verdict", verdict_name(line.verdict)},
        {"findings", std::move(findings)},
        {"forecast", amount_wire(rule, line.forecast, {money.planned_cost_yen, money.planned_seniors, 0})},
        {"final", amount_wire(rule, line.final_amount, {money.real_cost_yen, money.seniors_came, 0})}};
}

json totals_wire(SubsidyAccount const& account)
{
    auto const& totals = account.totals;
    return {{"held_cost", totals.held_cost_yen}, {"held", totals.held_yen}, {"to_come", totals.to_come_yen},
        {"forecast", totals.forecast_yen}, {"final", totals.final_yen},
        {"forecast_limited_by", domain::name_of(totals.forecast_limited_by)},
        {"final_limited_by", domain::name_of(totals.final_limited_by)},
        {"decided", yen_or_null(account.limits.decided_yen)},
        {"year_cap", yen_or_null(account.limits.year_cap_yen)}};
}

json account_wire(domain::SubsidyId const& subsidy, SubsidyAccount const& account)
{
    json object{{"subsidy", subsidy.value}, {"rule", nullptr}, {"lines", json::array()},
        {"totals", totals_wire(account)}, {"warnings", json::array()}, {"uncounted", json::array()},
        {"uncounted_left_off", 0}};
    if (account.rule)
        object["rule"] = rule_words(*account.rule);
    for (auto const& line : account.lines)
        object["lines"].push_back(line_wire(line, account.rule));
    for (auto const& warning : account.warnings)
        object["warnings"].push_back({{"session", warning.session.value}, {"other", warning.other.value},
            {"other_subsidy", warning.other_subsidy.value}, {"reason", domain::name_of(warning.reason)},
            {"words", twin_words(warning.reason, warning.other_title)}});
    auto const shown = std::min(account.uncounted.size(), most_uncounted);
    for (std::size_t i = 0; i < shown; ++i)
        object["uncounted"].push_back(session_wire(account.uncounted[i]));
    object["uncounted_left_off"] = account.uncounted.size() - shown;
    return object;
}

domain::Ownership of_municipality(std::string const& municipality)
{
    domain::Ownership whose;
    whose.municipality = municipality;
    return whose;
}

/// None was found for this actor: answered already. Whose subsidies there are is not everybody's to know.
std::optional<store::SubsidyRow> subsidy_of(
    CallPtr const& call, store::Reader& reader, domain::Actor const& actor)
{
    auto subsidy = need(reader.subsidy(domain::SubsidyId(call->part(0))));
    if (subsidy && domain::may(actor, domain::Right::SeeSubsidy, of_municipality(subsidy->municipality)))
        return subsidy;
    call->not_found("subsidy");
    return std::nullopt;
}

void answer_account(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    if (auto const subsidy = subsidy_of(call, *reader, *actor))
        call->answer(200, account_wire(subsidy->id, account_of(*reader, *subsidy)));
}

void claim_session(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    std::optional<store::SubsidyRow> subsidy;
    {
        auto reader = services.readers.lend();
        subsidy = subsidy_of(call, *reader, *actor);
    }
    if (!subsidy
        || !call->need_right(*actor, domain::Right::WriteAccount, of_municipality(subsidy->municipality)))
        return;
    protocol::Reader reader(*body);
    core::ClaimSession command{
        subsidy->id, domain::SessionId(reader.text("session", 100)), true, "", actor->login};
    if (!reader.has("counts"))
        reader.refuse("counts", "is missing: true, or false to take it out");
    command.counts = reader.boolean_or("counts", true);
    command.reason = reader.text("reason", 500);
    if (reader.is_good() && command.reason.empty())
        reader.refuse("reason", "must not be empty");
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    json const answer{
        {"session", command.session.value}, {"subsidy", command.counts ? json(subsidy->id.value) : json()}};
    auto const good = [call, answer](core::Done const&) { call->answer(200, answer); };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

std::optional<std::int64_t> yen_in(protocol::Reader& reader, std::string_view name)
{
    if (!reader.has(name))
        return std::nullopt;
    return reader.integer(name, 0, domain::most_cost_yen);
}

void save_cost(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    std::optional<store::SessionView> view;
    {
        auto reader = services.readers.lend();
        view = need(reader->session(domain::SessionId(call->part(0))));
    }
    bool const is_seen = view
        && (store::is_public(view->row) || domain::may(*actor, domain::Right::SeeDraft, ownership_of(*view)));
    if (!is_seen)
        return call->not_found("session");
    if (!call->need_right(*actor, domain::Right::WriteAccount, ownership_of(*view)))
        return;
    protocol::Reader reader(*body);
    core::SaveCost command{
        view->row.session.id, yen_in(reader, "planned"), yen_in(reader, "real"), actor->login};
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    auto const answer = cost_wire(command.planned_yen, command.real_yen);
    auto const good = [call, answer](core::Done const&) { call->answer(200, answer); };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_subsidy_money_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/subsidies/{}/account",
        [&services](CallPtr const& call) { answer_account(call, services); });
    router.add("POST", "/v1/subsidies/{}/sessions",
        [&services](CallPtr const& call) { claim_session(call, services); });
    router.add(
        "PUT", "/v1/sessions/{}/cost", [&services](CallPtr const& call) { save_cost(call, services); });
}

} // namespace meguri::hub::routes
