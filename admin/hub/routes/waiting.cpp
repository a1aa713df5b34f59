// The waiting list by hand: promote, reorder, release after the reply-by date, move to another session.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_found.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

namespace {

void hand_over(CallPtr const& call, Services& services, core::Command command)
{
    auto const good
        = [call](core::RegistrationAnswer const& answer) { call->answer(200, wire_answer(answer)); };
    if (!services.submit(std::move(command), on<core::RegistrationAnswer>(call, good)))
        call->too_busy();
}

void promote_waiter(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const reason = reader.text("reason", 500);
    if (!reader.is_good())
        return call->problem(422, "Cannot be moved", "Moving to the front needs a reason", reader.problems(),
            {{"reason", "reason_missing"}});
    hand_over(call, services, core::PromoteWaiter{found->row.id, reason, actor->login});
}

void reorder_waiter(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const before = reader.text("before", 200);
    auto const reason = reader.text("reason", 500);
    if (!reader.is_good())
        return call->problem(422, "Cannot be moved",
            "Moving in the line needs whom to stand before, and a reason", reader.problems());
    hand_over(call, services,
        core::ReorderWaiter{found->row.id, domain::RegistrationId(before), reason, actor->login});
}

void release_seat(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    if (found)
        hand_over(call, services, core::ReleaseSeat{found->row.id, actor->login});
}

/// Needs the right on both sessions: nobody fills another's class.
void move_registration(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const session = domain::SessionId(fields.text("session", 200));
    if (!fields.is_good())
        return call->problem(422, "Cannot be moved", "Say which session to move to", fields.problems());
    auto reader = services.readers.lend();
    auto const target = core::need(reader->session(session));
    bool const is_seen = target
        && (store::is_public(target->row)
            || domain::may(*actor, domain::Right::SeeDraft, ownership_of(*target)));
    if (!is_seen)
        return call->problem(422, "Cannot be moved", "There is no such session",
            {{"session", "is not a session of this hub"}}, {{"reason", "unknown_session"}});
    if (!call->need_right(*actor, domain::Right::Register, ownership_of(*target)))
        return;
    hand_over(call, services, core::MoveRegistration{found->row.id, session, actor->login});
}

} // namespace

void add_waiting_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/registrations/{}/promote",
        [&services](CallPtr const& call) { promote_waiter(call, services); });
    router.add("POST", "/v1/registrations/{}/reorder",
        [&services](CallPtr const& call) { reorder_waiter(call, services); });
    router.add("POST", "/v1/registrations/{}/release",
        [&services](CallPtr const& call) { release_seat(call, services); });
    router.add("POST", "/v1/registrations/{}/move",
        [&services](CallPtr const& call) { move_registration(call, services); });
}

} // namespace meguri::hub::routes
