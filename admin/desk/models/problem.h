// What went wrong with a question to the hub, in a form the desk can act on: the hub's own problem details
// (RFC 9457), or that no hub answered at all. Plain data; words for people are chosen from it by the views.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/protocol/reader.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

using protocol::FieldReason;

enum class ProblemKind {
    Unreachable, ///< No answer came. A write may or may not have arrived; only a repeat with the same key can
                 ///< tell.
    LoggedOut, ///< 401: the token is missing or over.
    NotAllowed, ///< 403: not yours.
    NotFound,
    Conflict, ///< 409: a rule refused it; `reason` says which.
    BadFields, ///< 400 and 422: `fields` name what to correct.
    Stale, ///< 412 and 428: somebody else changed it meanwhile.
    TooMany, ///< 429
    HubTrouble, ///< 5xx: the hub answered and could not do it now.
    Unreadable, ///< The hub answered something this program does not understand.
};

struct Problem {
    ProblemKind kind = ProblemKind::Unreachable;
    int status = 0; ///< HTTP status; 0 when nobody answered.
    std::string title;
    std::string detail;
    std::string reason; ///< Named reason of a refusal: duplicate, has_people …
    std::vector<FieldReason> fields;
    std::vector<std::string> allowed; ///< Subsidy steps the hub would take instead.
    std::vector<std::string> clash_words; ///< What stands in its way, in the hub's own Japanese sentences.
    std::string existing_id; ///< Of the registration that is already there, for a duplicate.
};

/// The problem a status and a body say. A body that is no problem document still gives the kind by its
/// status.
Problem problem_from_response(int status, std::string_view body);
Problem unreachable_problem(std::string detail);
Problem unreadable_problem(std::string detail);

/// An answer and how old what it says is: the hub's `as_of` where it gives one, else the moment it arrived.
template <class T> struct Answer {
    T value;
    base::Time as_of;
};
template <class T> using Outcome = base::Result<Answer<T>, Problem>;

/// For actions that answer nothing of interest.
struct Done { };

} // namespace meguri::desk::models
