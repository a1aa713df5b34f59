// Venues and areas: the places, open to everybody; an area is written by its municipality.
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
    object["area"] = venue.area ? nlohmann::json(venue.area->value) : nlohmann::json();
    if (venue.position) {
        object["latitude"] = venue.position->latitude;
        object["longitude"] = venue.position->longitude;
    }
    return object;
}

void list_areas(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto list = nlohmann::json::array();
    for (auto const& area : core::need(reader->areas(call->text_parameter("municipality"))))
        list.push_back({{"id", area.id.value}, {"municipality", area.municipality.text()},
            {"name", area.name}, {"has_shop", area.has_shop}});
    call->answer(200, {{"areas", std::move(list)}});
}

void save_area(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const code = domain::MunicipalityCode::parse(fields.text("municipality", 100));
    if (!code)
        fields.refuse("municipality", "is not a municipality's code");
    if (!fields.has("has_shop"))
        fields.refuse("has_shop", "is missing");
    auto const name = fields.text("name", 300);
    bool const has_shop = fields.boolean_or("has_shop", false);
    auto const venues = fields.texts_or_empty("venues", 1000);
    if (call->part(0).size() > 100)
        fields.refuse("id", "is longer than 100 bytes");
    if (!fields.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", fields.problems());
    if (!call->need_right(*actor, domain::Right::WriteSession, {code->text(), "", "", false}))
        return;
    core::SaveArea command{{domain::AreaId(call->part(0)), *code, name, has_shop}, {}, actor->login};
    for (auto const& venue : venues)
        command.venues.emplace_back(venue);
    auto const good = [call, area = command.area](core::Done const&) {
        call->answer(200,
            {{"id", area.id.value}, {"municipality", area.municipality.text()}, {"name", area.name},
                {"has_shop", area.has_shop}});
    };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
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
    router.add("GET", "/v1/areas", [&services](CallPtr const& call) { list_areas(call, services); });
    router.add("PUT", "/v1/areas/{}", [&services](CallPtr const& call) { save_area(call, services); });
}

} // namespace meguri::hub::routes
