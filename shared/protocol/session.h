// S of the interface: a session as it crosses the wire, and the sync feed's form of it. Plain structs; times
// are base::Time inside and ISO 8601 with +09:00 in JSON.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/protocol/reader.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::protocol {

struct NamedId {
    std::string id;
    std::string name;
};

struct SessionVenue {
    std::string id;
    std::string name;
    std::string address;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::string phone;
    bool is_step_free = false;
    bool has_hearing_loop = false;
    bool has_parking = false;
};

struct SessionPart {
    base::Time starts_at;
    base::Time ends_at;
    std::string venue;
};

/// How a lottery gives its seats: what goes first, the seed's hash once it is published, and after the draw
/// the seed.
struct SessionDraw {
    std::vector<std::string> priorities;
    std::string not_drawn; ///< waiting | refused
    std::string seed_hash;
    std::optional<base::Time> drawn_at;
    std::string seed;
};

/// JSON keys are those of 12-interfaces; enumerations are the names of shared/domain.
struct Session {
    std::string id;
    std::int64_t version = 0;
    std::string title;
    std::string title_kana;
    std::string level; ///< basic | advanced
    std::vector<std::string> topics;
    std::string format;
    std::string delivery;
    NamedId provider;
    std::string municipality_code;
    std::string municipality_name;
    SessionVenue venue;
    base::Time starts_at;
    base::Time ends_at;
    std::vector<SessionPart> parts;
    int capacity = 0;
    std::optional<int> seats_left; ///< None for drop-in.
    int waiting = 0; ///< How many wait; an addition to S.
    std::string admission;
    std::optional<SessionDraw> draw; ///< Of a lottery.
    std::optional<int> minimum_participants; ///< With fewer, staff are warned.
    std::optional<base::Time> registration_opens_at;
    std::optional<base::Time> registration_closes_at;
    std::string state;
    std::string programme;
    std::string cancel_reason;
};

nlohmann::json to_json(Session const& session);
base::Result<Session, std::vector<FieldReason>> session_from_json(nlohmann::json const& json);

} // namespace meguri::protocol
