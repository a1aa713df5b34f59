// Rows of what a kiosk does besides registering: surveys, calls for staff, the staff's PIN and counted tries.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/domain/ids.h"
#include "shared/domain/names.h"

#include <cstdint>
#include <optional>
#include <string>

namespace meguri::hub::store {

/// What one person said after the class; the words are those of protocol::SurveyAnswers.
struct SurveyRow {
    domain::RegistrationId registration;
    domain::SessionId session;
    std::string face;
    std::string understood;
    std::string again;
    base::Time at;
};

/// Somebody called staff to a kiosk. Open until `done_at` is set; then the box is empty.
struct HelpRow {
    std::string id; ///< The kiosk's own; the box is sealed to it.
    std::uint32_t kiosk = 0;
    domain::VenueId venue;
    base::Time asked_at;
    base::Bytes sealed;
    std::optional<base::Time> done_at;
    std::string done_by;
};

/// What a kiosk may do only so often in an hour.
enum class TryKind { Proof, Lost, Help };

} // namespace meguri::hub::store

template <> struct meguri::domain::Names<meguri::hub::store::TryKind> {
    using T = meguri::hub::store::TryKind;
    static constexpr std::array entries{
        std::pair{T::Proof, "proof"}, std::pair{T::Lost, "lost"}, std::pair{T::Help, "help"}};
};
