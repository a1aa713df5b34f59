// PUT /v1/venues/{id}/staff-pin, and fresh PINs for the command line.
#include "admin/hub/routes/staff_pin.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/staff_pin.h"

namespace meguri::hub::routes {

namespace {

void save_hashed(CallPtr const& call, Services& services, domain::VenueId const& venue, std::string pin,
    std::string const& by)
{
    auto const hash = services.crypto.hash_password(pin);
    services.crypto.wipe(pin);
    if (!hash)
        return call->world_failed(hash.error().message);
    auto const good = [call, venue](core::Done const&) { call->answer(200, {{"venue", venue.value}}); };
    if (!services.submit(core::SaveStaffPin{venue, *hash, by}, on<core::Done>(call, good)))
        call->too_busy();
}

void put_pin(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const venue = core::need(reader->venue(domain::VenueId(call->part(0))));
    if (!venue)
        return call->not_found("venue");
    if (!call->need_right(*actor, domain::Right::ManageKiosks, ownership_of(*venue)))
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const pin = fields.text("pin", 100);
    if (fields.is_good() && !domain::is_staff_pin(pin))
        fields.refuse("pin", "must be six digits");
    if (!fields.is_good())
        return call->problem(422, "Cannot be stored", "The PIN is missing or wrong", fields.problems());
    services.slow([call, &services, id = venue->id, pin, by = actor->login] {
        save_hashed(call, services, id, pin, by);
    });
}

} // namespace

base::Result<NewStaffPin> new_staff_pin(
    base::Random& random, crypto::Crypto const& crypto, domain::VenueId const& venue, std::string const& by)
{
    NewStaffPin made;
    for (std::size_t i = 0; i < domain::staff_pin_digits; ++i)
        made.digits += static_cast<char>('0' + random.below(10));
    auto hash = crypto.hash_password(made.digits);
    if (!hash)
        return base::fail(hash.error());
    made.command = {venue, std::move(*hash), by};
    return made;
}

void add_staff_pin_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "PUT", "/v1/venues/{}/staff-pin", [&services](CallPtr const& call) { put_pin(call, services); });
}

} // namespace meguri::hub::routes
