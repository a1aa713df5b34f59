// The days of a class that goes on over several, numbered from 1; 0 is a class of one day. Pure.
#pragma once

#include "admin/desk/models/session_answers.h"
#include "shared/domain/tokyo_time.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

/// How many; 0 with one.
int days_of(Session const& session);
base::Time begin_of(Session const& session, int day);
base::Time end_of(Session const& session, int day);
/// The number of each day on which it is held at this date; 0 for the only one, none when it is not.
std::vector<int> days_on(Session const& session, domain::Date date);
/// 1日目 10月8日(水) …; none for a class of one day.
std::vector<std::string> day_choice_words(Session const& session);
/// 10:00〜11:30
std::string hours_words(Session const& session, int day);
/// 10月8日(水) 10:00〜11:30; of several days the first, and how many there are: ・ 全3日
std::string when_words(Session const& session);

} // namespace meguri::desk::models
