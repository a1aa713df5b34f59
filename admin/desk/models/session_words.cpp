#include "admin/desk/models/session_words.h"

#include "shared/domain/topics.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string word_of(std::vector<Choice> const& choices, std::string_view name)
{
    auto const found = std::ranges::find(choices, name, &Choice::first);
    return found == choices.end() ? std::string(name) : found->second;
}

} // namespace

std::string resource_kind_words(domain::ResourceKind kind)
{
    switch (kind) {
    case domain::ResourceKind::Van:
        return "車";
    case domain::ResourceKind::Visitor:
        return "訪問員";
    case domain::ResourceKind::Lecturer:
        return "講師";
    case domain::ResourceKind::Room:
        return "部屋";
    case domain::ResourceKind::Phones:
        return "貸出スマホ";
    }
    return "";
}

std::string resource_field(domain::ResourceKind kind)
{
    return "resources." + std::string(domain::name_of(kind));
}

std::string made_problem_words(MadeSession const& made)
{
    std::string words;
    for (auto const& problem : made.problems)
        words += (words.empty() ? "" : " ") + reason_words(problem.reason);
    return words;
}

std::vector<Choice> draw_priority_choices()
{
    return {{"", "なし"}, {"age_75", "75歳以上の方"}, {"first_time", "はじめての方"},
        {"resident", "この市町の方"}};
}

std::vector<Choice> not_drawn_choices()
{
    return {{"waiting", "待ってもらう"}, {"refused", "お断りする"}};
}

std::vector<Choice> repeat_choices()
{
    return {{"", "1回だけ"}, {"week", "毎週"}, {"two_weeks", "2週に1回"},
        {"month_by_weekday", "毎月 同じ週の同じ曜日"}};
}

std::vector<Choice> holiday_choices()
{
    return {{"", "祝日も行う"}, {"skip", "祝日は とばす"}};
}

std::vector<Choice> topic_choices()
{
    std::vector<Choice> choices{{"", "決めていない"}};
    for (auto const& topic : domain::topics)
        choices.emplace_back(topic.id, topic.label);
    return choices;
}

std::string draw_priority_words(std::string_view name)
{
    return word_of(draw_priority_choices(), name);
}

std::string not_drawn_words(std::string_view name)
{
    return word_of(not_drawn_choices(), name);
}

} // namespace meguri::desk::models
