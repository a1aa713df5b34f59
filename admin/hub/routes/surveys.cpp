// What people said after a class: entered by staff for one of them, and counted for the class. Nobody reads
// who said what.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_found.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

void save_survey(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const* answers = fields.object("answers");
    if (!answers)
        return call->problem(422, "Cannot be stored", "The answers are missing", fields.problems());
    auto const read = protocol::survey_answers_from_json(*answers, "answers");
    if (!read)
        return call->problem(422, "Cannot be stored", "Some answers are missing or unknown", read.error());
    auto const good = [call, id = found->row.id, said = *read](core::Done const&) {
        call->answer(200, {{"id", id.value}, {"answers", protocol::to_json(said)}});
    };
    if (!services.submit(core::SaveSurvey{found->row.id, *read, actor->login}, on<core::Done>(call, good)))
        call->too_busy();
}

/// Every answer there can be, with how many gave it.
json counts_json(std::vector<store::SurveyRow> const& surveys)
{
    json counts{{"answers", surveys.size()}, {"face", {{"good", 0}, {"middle", 0}, {"bad", 0}}},
        {"understood", {{"yes", 0}, {"partly", 0}, {"no", 0}}}, {"again", {{"yes", 0}, {"no", 0}}}};
    auto const add = [&](char const* question, std::string const& answer) {
        auto& count = counts[question][answer];
        count = count.get<int>() + 1;
    };
    for (auto const& survey : surveys) {
        add("face", survey.face);
        add("understood", survey.understood);
        add("again", survey.again);
    }
    return counts;
}

void show_survey(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = need(reader->session(domain::SessionId(call->part(0))));
    if (!view)
        return call->not_found("session");
    if (call->need_right(*actor, domain::Right::SeeRoster, ownership_of(*view)))
        call->answer(200, counts_json(need(reader->surveys(view->row.session.id))));
}

} // namespace

void add_survey_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/registrations/{}/survey",
        [&services](CallPtr const& call) { save_survey(call, services); });
    router.add(
        "GET", "/v1/sessions/{}/survey", [&services](CallPtr const& call) { show_survey(call, services); });
}

} // namespace meguri::hub::routes
