// What a kiosk must know of its hall besides the schedule: the parts of the municipality, which it asks of
// whoever wishes for a visit at home, and what the PIN of the hall's staff is checked by. It stands beside
// the answer to an enrolment, and in the answer to a sync once it is no more what the kiosk knows. Pure.
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

struct HallFacts {
    std::vector<HallArea> areas;
    std::string staff_pin; ///< Argon2id hash; empty while the hall has none.
    bool operator==(HallFacts const&) const = default;
};
nlohmann::json to_json(HallFacts const& hall);
HallFacts hall_facts_from_json(nlohmann::json const& object);
/// The text whose BLAKE2b tells whether both sides know the same.
std::string hall_message(HallFacts const& hall);
/// How much of it travels.
inline constexpr std::size_t hall_digest_length = 12;

} // namespace meguri::protocol
