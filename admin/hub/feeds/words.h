// The schedule's values in Japanese words, and texts made safe for where they go. Pure.
#pragma once

#include "shared/domain/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::feeds {

std::string_view words_of(domain::SessionFormat format);
std::string_view words_of(domain::CourseLevel level);
std::string_view words_of(domain::Admission admission);
/// 2026年12月1日(火)
std::string day_words(domain::Time time);
/// 10:00
std::string clock_words(domain::Time time);
/// 2026年12月1日(火) 10:00〜11:30
std::string span_words(domain::Time from, domain::Time to);

/// What a class is about, by topic id, never empty: a class without topics is about the general one.
std::vector<std::string> topics_or_general(std::vector<std::string> const& topics);
/// 電話と写真、LINEの使い方
std::string topic_words(std::vector<std::string> const& topics);

/// One line in which no consumer can see markup: < > & become their wide forms, as Japanese text writes them
/// anyway.
std::string open_text(std::string_view text);
/// For HTML text and attribute values.
std::string escaped(std::string_view text);

} // namespace meguri::hub::feeds
