// The Japanese word of each wire name and of each problem, in one place. Source texts: the views pass them
// through the catalogue. A name that is not known stands as it came, so that a newer hub is still readable.
// Pure.
#pragma once

#include "admin/desk/models/problem.h"
#include "shared/domain/session.h"
#include "shared/domain/tokyo_time.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meguri::desk::models {

std::string session_state_words(std::string_view name);
std::string format_words(std::string_view name);
std::string admission_words(std::string_view name);
std::string level_words(std::string_view name);
std::string registration_state_words(std::string_view name);
std::string age_band_words(std::string_view name);
std::string subsidy_step_words(std::string_view name);
std::string need_words(std::string_view name);
std::string attendance_words(std::string_view name);
std::string kiosk_state_words(std::string_view name);
std::string lease_state_words(std::string_view name);
std::string role_words(std::string_view name);
std::string action_words(domain::SessionAction action);

/// What a form may choose from: wire name and word.
using Choice = std::pair<std::string, std::string>;
std::vector<Choice> format_choices();
std::vector<Choice> admission_choices();
std::vector<Choice> level_choices();
std::vector<Choice> subsidy_step_choices();
std::vector<Choice> correction_reason_choices();

/// The Japanese name of a JSON field: starts_at -> 開始.
std::string field_words(std::string_view field);
/// One sentence for a clerk: what happened and what to do next.
std::string problem_words(Problem const& problem);
/// A named or Japanese reason of a field; for any other only that the field must be looked at.
std::string reason_words(std::string_view reason);

/// 10月5日(月) 10:00
std::string moment_words(base::Time time);
/// 10月5日 10:00: for narrow lists.
std::string short_moment_words(base::Time time);
/// 10:00
std::string clock_words(base::Time time);
/// 137-460-928; what is no receipt code stands as it came.
std::string code_words(std::string const& code);
/// 1,234
std::string grouped(std::int64_t number);

} // namespace meguri::desk::models
