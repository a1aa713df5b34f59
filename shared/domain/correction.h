// Putting a registration right without losing its seat: why somebody's name or number is corrected, and which
// of two registrations of one person stays. Pure.
#pragma once

#include "shared/domain/registration.h"

namespace meguri::domain {

/// Words, not a free text: it stands in the audit for ever, and what people would write there is the names
/// themselves.
enum class CorrectionReason { Misheard, Misread, Mistyped, Changed };
template <> struct Names<CorrectionReason> {
    static constexpr std::array entries{
        std::pair{CorrectionReason::Misheard, "misheard"},
        std::pair{CorrectionReason::Misread, "misread"},
        std::pair{CorrectionReason::Mistyped, "mistyped"},
        std::pair{CorrectionReason::Changed, "changed"},
    };
};

/// One of two registrations of the same person in one session. `seq` orders their arrival.
struct Twin {
    RegistrationState state = RegistrationState::Received;
    int priority = 0;
    std::int64_t seq = 0;
};

/// Whether a registration in this state may be one of the two: whoever did not come is marked anew first.
bool can_be_merged(RegistrationState state);

/// Whether `one` stays and `other` goes: who came before who has a seat, a seat before a lot, a lot before a
/// place in the line; in the line whoever stands further in front; else the earlier one.
bool stays(Twin const& one, Twin const& other);

} // namespace meguri::domain
