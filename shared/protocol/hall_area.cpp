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

} // namespace meguri::protocol
