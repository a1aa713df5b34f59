// The parts of a hall's municipality, as they stand beside the answer to an enrolment: what a kiosk asks of
// whoever wishes for a visit at home. Pure.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::protocol {

struct HallArea {
    std::string id;
    std::string name; ///< At most 300 bytes.
    bool operator==(HallArea const&) const = default;
};

/// `[{"id", "name"}]`
nlohmann::json areas_to_json(std::vector<HallArea> const& areas);
/// From `areas` of the answer, or of what was kept of it. An older hub sends none, and nobody is turned away
/// for one that cannot be read: such an entry is left out.
std::vector<HallArea> areas_from_json(nlohmann::json const& answer);

} // namespace meguri::protocol
