// POST /v1/van-tours: proposes a van's days for the wishes of municipalities; stores nothing. Each day of the
// answer, with a title, is a body for POST /v1/van-days.
#include "admin/hub/core/need.h"
#include "admin/hub/planner/planner.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/resource_body.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

/// A wish as it was written; its venues are looked up after.
struct Asked {
    planner::TourWish wish;
    std::vector<std::string> venues;
};

Asked wish_in(protocol::Reader& reader, domain::VanDayRule const& rule)
{
    Asked asked;
    auto& wish = asked.wish;
    wish.municipality = reader.text("municipality", 6);
    wish.days = static_cast<int>(reader.integer_or("days", 1, 1, 62));
    wish.classes = static_cast<int>(reader.integer_or("classes_per_day", rule.most_classes, 1, 20));
    wish.weekdays = weekdays_in(reader, "weekdays");
    auto const dates = reader.texts_or_empty("dates", 62);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        auto const date = domain::date_from_iso(dates[i]);
        if (!date)
            reader.refuse("dates[" + std::to_string(i) + "]", "must be a day like 2026-10-08");
        wish.dates.insert(date.value_or(domain::Date()));
    }
    asked.venues = reader.texts_or_empty("venues", 50);
    return asked;
}

std::vector<Asked> wishes_in(protocol::Reader& reader, domain::VanDayRule const& rule)
{
    std::vector<Asked> wishes;
    auto const* list = reader.array("wishes");
    for (std::size_t i = 0; list && i < list->size() && i < 100; ++i) {
        protocol::Reader one((*list)[i], "wishes[" + std::to_string(i) + "]");
        wishes.push_back(wish_in(one, rule));
        reader.absorb(one);
    }
    return wishes;
}

/// Where a van can stop when nobody says where.
bool is_stop(domain::Venue const& venue)
{
    return venue.kind == domain::VenueKind::CommunityCentre || venue.kind == domain::VenueKind::TownHall
        || venue.kind == domain::VenueKind::VanStop;
}

void add_venues(store::Reader& store, protocol::Reader& reader, std::size_t at, Asked const& asked,
    planner::TourWish& wish)
{
    auto const field = "wishes[" + std::to_string(at) + "].";
    std::vector<domain::Venue> venues;
    for (std::size_t i = 0; i < asked.venues.size(); ++i) {
        auto venue = core::need(store.venue(domain::VenueId(asked.venues[i])));
        if (!venue || venue->municipality.text() != wish.municipality)
            reader.refuse(field + "venues[" + std::to_string(i) + "]", "is not a venue of that municipality");
        else
            venues.push_back(std::move(*venue));
    }
    wish.is_ranked = !asked.venues.empty();
    if (!wish.is_ranked)
        for (auto& venue : core::need(store.venues(wish.municipality)))
            if (is_stop(venue))
                venues.push_back(std::move(venue));
    for (auto& venue : venues) {
        auto calendar = core::need(store.calendar_of(venue.id));
        wish.venues.push_back({std::move(venue), std::move(calendar)});
    }
}

/// The order with everything the store knows for it; what is wrong is noted in `reader`.
void complete_order(store::Reader& store, protocol::Reader& reader, std::vector<Asked> const& asked,
    planner::TourOrder& order)
{
    if (order.van.home_base)
        order.base = domain::place_of(core::need(store.venue(*order.van.home_base)).value());
    auto const midnight = [](domain::Date day) { return domain::from_tokyo({day, 0, 0, 0}); };
    order.uses = core::need(store.uses_of(order.van.id, midnight(order.first_day) - std::chrono::hours(24),
        midnight(order.last_day) + std::chrono::hours(48), {}));
    for (auto const& day : core::need(store.van_days(order.first_day, order.last_day)))
        if (day.van == order.van.id && day.broken_down.empty())
            order.away.emplace_back(day.leaves_base_at, day.back_at);
    order.around.holidays = core::need(store.holidays());
    order.around.travel.minutes = core::need(store.travel_table());
    auto const municipalities = core::need(store.municipalities());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        auto wish = asked[i].wish;
        for (auto const& municipality : municipalities)
            if (municipality.code.text() == wish.municipality)
                wish.name = municipality.name;
        if (wish.name.empty())
            reader.refuse("wishes[" + std::to_string(i) + "].municipality",
                "is not the six-digit code of a municipality of this hub");
        add_venues(store, reader, i, asked[i], wish);
        order.wishes.push_back(std::move(wish));
    }
}

json wire_tour_stop(planner::TourOrder const& order, planner::TourStop const& stop)
{
    auto const& wish = order.wishes[stop.wish];
    auto const& venue = wish.venues[stop.venue].venue;
    auto starts = json::array();
    for (auto const time : stop.plan.classes)
        starts.push_back(domain::to_iso(time));
    auto const first = domain::to_tokyo(stop.plan.classes.front());
    return {{"venue", venue.id.value}, {"venue_name", venue.name}, {"municipality", wish.municipality},
        {"classes", stop.plan.classes.size()}, {"starts_at", minute_text(first.hour * 60 + first.minute)},
        {"starts", std::move(starts)}, {"arrives_at", domain::to_iso(stop.plan.arrives_at)},
        {"leaves_at", domain::to_iso(stop.plan.leaves_at)}, {"travel_minutes", stop.plan.travel_minutes}};
}

json wire_tour_day(planner::TourOrder const& order, planner::TourDay const& day)
{
    auto const& rule = order.rule;
    json object{{"van", order.van.id.value}, {"day", domain::to_iso(day.day)}, {"kilometres", day.kilometres},
        {"leaves_base_at", domain::to_iso(day.leaves_base_at)}, {"back_at", domain::to_iso(day.back_at)},
        {"seats", rule.seats}, {"class_minutes", rule.class_minutes}, {"break_minutes", rule.break_minutes},
        {"most_classes", rule.most_classes}, {"day_begins", minute_text(rule.day_begins)},
        {"day_ends", minute_text(rule.day_ends)}, {"stops", json::array()}};
    for (auto const& stop : day.stops)
        object["stops"].push_back(wire_tour_stop(order, stop));
    return object;
}

void answer_tour(CallPtr const& call, planner::TourOrder const& order)
{
    auto const tour = planner::plan_tour(order);
    if (!tour && !tour.error().trouble.empty())
        return call->world_failed(tour.error().trouble);
    if (!tour) {
        std::vector<protocol::FieldReason> fields;
        for (auto const& problem : tour.error().fields)
            fields.push_back({problem.field, problem.reason});
        return call->problem(422, "Cannot be planned", "Some fields are wrong or too large", fields);
    }
    json object{{"van", {{"id", order.van.id.value}, {"name", order.van.name}}},
        {"from", domain::to_iso(order.first_day)}, {"to", domain::to_iso(order.last_day)},
        {"kilometres", tour->kilometres}, {"is_proved_best", tour->is_proved_best}, {"days", json::array()},
        {"unmet", json::array()}};
    for (auto const& day : tour->days)
        object["days"].push_back(wire_tour_day(order, day));
    for (auto const& one : tour->unmet)
        object["unmet"].push_back({{"wish", one.wish}, {"municipality", order.wishes[one.wish].municipality},
            {"missing", one.missing}, {"reason", domain::name_of(one.reason)}, {"others", one.others},
            {"words", one.words}});
    call->answer(200, object);
}

void plan_van_tour(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto order = std::make_shared<planner::TourOrder>();
    order->van.id = domain::ResourceId(reader.text("van", 100));
    order->first_day = date_in(reader, "from");
    order->last_day = date_in(reader, "to");
    order->rule = van_rule_from(reader);
    auto const asked = wishes_in(reader, order->rule);
    auto const wrong = [&] {
        call->problem(422, "Cannot be planned", "Some fields are missing or wrong", reader.problems());
    };
    if (!reader.is_good())
        return wrong();
    auto store = services.readers.lend();
    auto const van = core::need(store->resource(order->van.id));
    if (!van || van->kind != domain::ResourceKind::Van) {
        reader.refuse("van", "is not a van of this hub");
        return wrong();
    }
    if (!call->need_right(*actor, domain::Right::WriteSession, ownership_of(*van)))
        return;
    order->van = *van;
    complete_order(*store, reader, asked, *order);
    if (!reader.is_good())
        return wrong();
    // Seconds at worst: not on a listener's thread.
    services.slow([call, order] { answer_tour(call, *order); });
}

} // namespace

void add_van_tour_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/van-tours", [&services](CallPtr const& call) { plan_van_tour(call, services); });
}

} // namespace meguri::hub::routes
