// The draw of a lottery: POST holds it, GET shows it to everybody afterwards, without names.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/draw_wire.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

void answer_with_draw(CallPtr const& call, Services& services, domain::SessionId const& session)
{
    auto reader = services.readers.lend();
    auto const draw = core::need(reader->finished_draw(session));
    if (!draw)
        return call->problem(404, "Not drawn yet",
            "The lots of this session are not drawn yet; the hash of its seed stands with the session");
    call->answer(200, wire_draw(*draw, core::need(reader->draw_entries(session))));
}

void draw_session(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(call->part(0))));
    bool const is_seen = view
        && (store::is_public(view->row) || domain::may(*actor, domain::Right::SeeDraft, ownership_of(*view)));
    if (!is_seen)
        return call->not_found("session");
    if (!call->need_right(*actor, domain::Right::WriteSession, ownership_of(*view)))
        return;
    core::DrawLots command{view->row.session.id, std::nullopt, false, actor->login};
    if (!call->request().body.empty()) {
        auto const body = call->json_body();
        if (!body)
            return;
        protocol::Reader fields(*body);
        if (fields.has("seed"))
            command.seed = fields.text("seed", 200);
        command.is_anyway = fields.boolean_or("anyway", false);
        if (!fields.is_good())
            return call->problem(
                422, "Cannot be drawn", "seed is a text, anyway true or false", fields.problems());
    }
    auto const good = [call, &services](core::SessionAnswer const& answer) {
        try {
            answer_with_draw(call, services, answer.id);
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
    if (!services.submit(std::move(command), on<core::SessionAnswer>(call, good)))
        call->too_busy();
}

void show_draw(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(call->part(0))));
    if (!view || !store::is_public(view->row))
        return call->not_found("session");
    answer_with_draw(call, services, view->row.session.id);
}

} // namespace

void add_draw_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "POST", "/v1/sessions/{}/draw", [&services](CallPtr const& call) { draw_session(call, services); });
    router.add(
        "GET", "/v1/sessions/{}/draw", [&services](CallPtr const& call) { show_draw(call, services); });
}

} // namespace meguri::hub::routes
