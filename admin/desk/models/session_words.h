// The Japanese words of what a session is made of: resources, priorities of a draw, how a series comes again.
// Source texts, as words.h. Pure.
#pragma once

#include "admin/desk/models/session_answers.h"
#include "admin/desk/models/words.h"
#include "shared/domain/resource.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

std::string resource_kind_words(domain::ResourceKind kind);
/// resources.van and so on: what the form's field and its remarks go by.
std::string resource_field(domain::ResourceKind kind);
std::string draw_priority_words(std::string_view name);
std::string not_drawn_words(std::string_view name);

/// Why one of many cannot be made; empty when it can.
std::string made_problem_words(MadeSession const& made);

/// The first of each says that there is none.
std::vector<Choice> draw_priority_choices();
std::vector<Choice> not_drawn_choices();
std::vector<Choice> repeat_choices();
std::vector<Choice> holiday_choices();
std::vector<Choice> topic_choices();

} // namespace meguri::desk::models
