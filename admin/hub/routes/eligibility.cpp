// Whether a session counts for a programme, rule by rule; and the rules of a programme, read and written.
#include "admin/hub/core/need.h"
#include "admin/hub/core/stored_rules.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/eligibility_facts.h"
#include "admin/hub/routes/eligibility_words.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

std::optional<domain::Programme> programme_with(store::Reader& reader, std::string const& id)
{
    for (auto& programme : need(reader.programmes(std::nullopt)))
        if (programme.id.value == id)
            return programme;
    return std::nullopt;
}

void answer_eligibility(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = need(reader->session(domain::SessionId(call->part(0))));
    if (!view)
        return call->not_found("session");
    // Whose draft it is stays private, as everywhere.
    if (!domain::may(*actor, domain::Right::SeeFigures, ownership_of(*view)) && !store::is_public(view->row))
        return call->not_found("session");
    if (!call->need_right(*actor, domain::Right::SeeFigures, ownership_of(*view)))
        return;
    auto wanted = call->text_parameter("programme");
    if (wanted.empty() && view->row.session.programme)
        wanted = view->row.session.programme->value;
    if (wanted.empty())
        return call->problem(422, "Cannot be judged",
            "The session belongs to no programme: name one with ?programme=",
            {{"programme", "is missing, and the session names none"}});
    auto const programme = programme_with(*reader, wanted);
    if (!programme)
        return call->problem(422, "Cannot be judged", "There is no such programme",
            {{"programme", "is not a programme of this hub"}});
    auto const facts = EligibilityFacts(*reader).case_of(*view);
    auto list = json::array();
    for (auto const& finding : domain::judge(core::rules_of(*reader, programme->id).rules, facts))
        list.push_back({{"rule", finding.rule}, {"passed", finding.verdict == domain::Verdict::Passed},
            {"known", finding.verdict != domain::Verdict::NotYetKnown}, {"why", words_of(finding, facts)}});
    call->answer(200, list);
}

/// The prefecture's programmes are the prefecture's; a municipality writes the rules of its own.
domain::Ownership ownership_of_programme(domain::Programme const& programme)
{
    domain::Ownership whose;
    whose.municipality = programme.organisation.value;
    return whose;
}

void answer_rules(CallPtr const& call, Services& services)
{
    if (!call->need_actor())
        return;
    auto reader = services.readers.lend();
    auto const programme = programme_with(*reader, call->part(0));
    if (!programme)
        return call->not_found("programme");
    auto const text = need(reader->programme_rules(programme->id));
    auto const object = text ? protocol::parse_json(*text) : json{{"rules", json::array()}};
    if (!object)
        return call->world_failed(object.error().message);
    call->answer(200, *object);
}

void save_rules(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const programme = programme_with(*reader, call->part(0));
    if (!programme)
        return call->not_found("programme");
    if (!call->need_right(*actor, domain::Right::WriteSubsidy, ownership_of_programme(*programme)))
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    auto const rules = core::rules_from(*body);
    if (!rules)
        return call->problem(422, "Cannot be stored", "Some rules are missing or wrong", rules.error());
    auto const year = programme->fiscal_year;
    if (auto const by = rules->apply_by;
        by && (*by < domain::first_day({year.year - 1}) || *by > domain::last_day(year)))
        return call->problem(422, "Cannot be stored", "Some rules are missing or wrong",
            {{"apply_by",
                "is neither in fiscal year " + std::to_string(year.year) + " nor in the one before"}});
    core::SaveRules command{programme->id, body->dump(), actor->login};
    auto const good = [call, body = *body](core::Done const&) { call->answer(200, body); };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_eligibility_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions/{}/eligibility",
        [&services](CallPtr const& call) { answer_eligibility(call, services); });
    router.add(
        "GET", "/v1/programmes/{}/rules", [&services](CallPtr const& call) { answer_rules(call, services); });
    router.add(
        "PUT", "/v1/programmes/{}/rules", [&services](CallPtr const& call) { save_rules(call, services); });
}

} // namespace meguri::hub::routes
