// 電話連絡: why somebody is called, and what to say, in sentences that a clerk can read out. The reasons are
// the hub's own names of a call; one place for desk and paper. Pure.
#pragma once

#include "shared/domain/tokyo_time.h"

#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

/// What the sentences are made of.
struct CallFacts {
    std::string reason; ///< promoted, session_moved …
    std::string town; ///< Who is calling; may be empty.
    std::string kana; ///< Empty where nobody may see it.
    std::string code; ///< As it is read out: 137-460-928.
    std::string title;
    std::string venue;
    Time starts_at;
    std::string state; ///< Of the registration: confirmed, waiting …
    std::optional<Time> reply_by;
};

/// 席が空きました, 中止のお知らせ …; a reason that is not known stands as it came.
std::string call_reason_words(std::string_view reason);
/// Whom it is, what changed, what is asked.
std::string call_script(CallFacts const& facts);

} // namespace meguri::domain
