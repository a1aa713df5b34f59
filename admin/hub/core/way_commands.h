// Commands of what a kiosk and its staff do besides registering: a survey, a slip asked for, a slip that was
// lost, a call for staff, and the PIN of a hall. Plain data, as in command.h.
#pragma once

#include "admin/hub/core/vault.h"
#include "admin/hub/store/way_rows.h"
#include "shared/protocol/ways.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace meguri::hub::core {

struct SaveSurvey {
    domain::RegistrationId id;
    protocol::SurveyAnswers answers;
    std::string by;
};

/// A kiosk asks how a slip stands. Wrong proofs are counted here, so that no burst of questions outruns them.
struct AskSlip {
    std::uint32_t kiosk = 0;
    std::string code;
    nlohmann::json proof; ///< As a cancellation carries it, sealed to `ask:` and the code.
    std::string last4; ///< In place of the proof.
};

/// Whose slip it is; neither for an unknown number and for a wrong proof alike.
struct AskedAnswer {
    std::optional<domain::RegistrationId> registration;
    std::optional<domain::RegistrationId> visit;
};

/// Who lost a slip: the telephone number as a mark, the PIN judged before the queue.
struct FindLost {
    std::uint32_t kiosk = 0;
    std::string id; ///< The question's own.
    base::Bytes phone_mark;
    bool is_pin_right = false;
    std::string municipality; ///< Of the kiosk's hall: only classes of this town.
};

/// Their boxes may be opened now, to compare the kana. Nothing where the PIN was wrong.
struct FoundLost {
    std::optional<AuditedReading> reading;
};

struct AskHelp {
    store::HelpRow help;
};

/// Somebody of the staff came: the box is erased.
struct EndHelp {
    std::string id;
    std::string by;
};

struct SaveStaffPin {
    domain::VenueId venue;
    std::string hash; ///< Argon2id, made before the queue.
    std::string by;
};

} // namespace meguri::hub::core
