#include "admin/hub/routes/draw_wire.h"

#include "shared/domain/tokyo_time.h"
#include "shared/protocol/reader.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::Reader;

namespace {

bool is_met(domain::LotteryEntry const& entry, domain::DrawPriority priority)
{
    return domain::tier_of(entry, {&priority, 1}) > 0;
}

void meet(domain::LotteryEntry& entry, domain::DrawPriority priority)
{
    switch (priority) {
    case domain::DrawPriority::Aged75:
        entry.is_75 = true;
        return;
    case domain::DrawPriority::FirstTime:
        entry.is_first_time = true;
        return;
    case domain::DrawPriority::Resident:
        entry.is_resident = true;
        return;
    }
}

domain::Lot lot_from(Reader& reader, domain::PublishedDraw const& draw, std::string const& not_drawn)
{
    domain::Lot lot;
    lot.entry.id = domain::RegistrationId(reader.text("id", 200));
    lot.tier = static_cast<int>(reader.integer("tier", 0, 1000));
    for (auto const priority : draw.priorities)
        if (reader.boolean_or(domain::name_of(priority), false))
            meet(lot.entry, priority);
    auto const state = reader.text("state", 40);
    if (state != "confirmed" && state != not_drawn)
        reader.refuse("state", "must be confirmed or " + not_drawn);
    lot.is_drawn = state == "confirmed";
    auto const rank = reader.integer("rank", 1, 1'000'000);
    if (rank != static_cast<std::int64_t>(draw.list.size()) + 1)
        reader.refuse("rank", "must be " + std::to_string(draw.list.size() + 1));
    return lot;
}

} // namespace

json wire_draw(store::DrawRow const& draw, std::vector<store::DrawEntryRow> const& entries)
{
    json object{{"session", draw.session.value}, {"seed", draw.seed}, {"seed_hash", draw.seed_hash},
        {"capacity", draw.capacity}, {"seats", draw.seats}, {"priorities", json::array()},
        {"not_drawn", domain::name_of(draw.rules.not_drawn)},
        {"formula", "sort by tier (highest first), then by sha256(seed + \":\" + id) (lowest first)"},
        {"list", json::array()}};
    if (draw.drawn_at)
        object["drawn_at"] = domain::to_iso(*draw.drawn_at);
    for (auto const priority : draw.rules.priorities)
        object["priorities"].push_back(domain::name_of(priority));
    for (auto const& [lot, code] : entries) {
        json one{{"rank", object["list"].size() + 1}, {"id", lot.entry.id.value}, {"code", code},
            {"tier", lot.tier},
            {"state", lot.is_drawn ? "confirmed" : domain::name_of(draw.rules.not_drawn)}};
        for (auto const priority : draw.rules.priorities)
            one[std::string(domain::name_of(priority))] = is_met(lot.entry, priority);
        object["list"].push_back(std::move(one));
    }
    return object;
}

base::Result<domain::PublishedDraw, std::string> draw_from_json(json const& object)
{
    Reader reader(object);
    domain::PublishedDraw draw;
    draw.seed = reader.text("seed", 200);
    draw.seed_hash = reader.text("seed_hash", 200);
    draw.seats = static_cast<int>(reader.integer("seats", 0, 100'000));
    auto const not_drawn = reader.text("not_drawn", 40);
    if (reader.is_good() && !domain::from_name<domain::NotDrawn>(not_drawn))
        reader.refuse("not_drawn", "must be one of " + domain::all_names<domain::NotDrawn>());
    for (auto const& name : reader.texts_or_empty("priorities")) {
        if (auto const priority = domain::from_name<domain::DrawPriority>(name))
            draw.priorities.push_back(*priority);
        else
            reader.refuse("priorities", "each must be one of " + domain::all_names<domain::DrawPriority>());
    }
    auto const* list = reader.array("list");
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        Reader entry((*list)[i], "list[" + std::to_string(i) + "]");
        draw.list.push_back(lot_from(entry, draw, not_drawn));
        reader.absorb(entry);
    }
    if (reader.is_good())
        return draw;
    auto const& problem = reader.problems().front();
    return base::fail(problem.field + " " + problem.reason);
}

} // namespace meguri::hub::routes
