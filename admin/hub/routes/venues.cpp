// GET /v1/venues: the places, open to everybody.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"

namespace meguri::hub::routes {

namespace {

nlohmann::json wire_venue(domain::Venue const& venue)
{
    nlohmann::json object{{"id", venue.id.value}, {"name", venue.name}, {"kana", venue.kana},
        {"municipality", venue.municipality.text()}, {"kind", domain::name_of(venue.kind)},
        {"address", venue.address}, {"postal_code", venue.postal_code}, {"phone", venue.phone},
        {"opening_hours", venue.opening_hours}, {"is_step_free", venue.is_step_free},
        {"has_hearing_loop", venue.has_hearing_loop}, {"has_parking", venue.has_parking}};
    if (venue.position) {
        object["latitude"] = venue.position->latitude;
        object["longitude"] = venue.position->longitude;
    }
    return object;
}

} // namespace

void add_venue_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/venues", [&services](CallPtr const& call) {
        auto reader = services.readers.lend();
        auto list = nlohmann::json::array();
        for (auto const& venue : core::need(reader->venues(call->text_parameter("municipality"))))
            list.push_back(wire_venue(venue));
        call->answer(200, {{"venues", std::move(list)}});
    });
}

} // namespace meguri::hub::routes
