#include "shared/protocol/hall_area.h"

#include "shared/protocol/reader.h"

namespace meguri::protocol {

nlohmann::json areas_to_json(std::vector<HallArea> const& areas)
{
    auto list = nlohmann::json::array();
    for (auto const& area : areas)
        list.push_back({{"id", area.id}, {"name", area.name}});
    return list;
}

std::vector<HallArea> areas_from_json(nlohmann::json const& answer)
{
    std::vector<HallArea> areas;
    Reader reader(answer);
    auto const* list = reader.array_if("areas");
    if (!list)
        return areas;
    for (auto const& entry : *list) {
        Reader inner(entry, "areas");
        HallArea area{inner.text("id", 100), inner.text("name", 300)};
        if (inner.is_good())
            areas.push_back(std::move(area));
    }
    return areas;
}

nlohmann::json to_json(HallFacts const& hall)
{
    return {{"areas", areas_to_json(hall.areas)}, {"staff_pin", hall.staff_pin}};
}

HallFacts hall_facts_from_json(nlohmann::json const& object)
{
    Reader reader(object);
    auto areas = areas_from_json(object);
    return {std::move(areas), reader.text_or("staff_pin", "", 300)};
}

std::string hall_message(HallFacts const& hall)
{
    return to_json(hall).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace meguri::protocol
