#include "admin/hub/feeds/words.h"

#include "shared/domain/topics.h"

#include <array>
#include <cstdio>

namespace meguri::hub::feeds {

std::string_view words_of(domain::SessionFormat format)
{
    switch (format) {
    case domain::SessionFormat::HomeVisit:
        return "訪問";
    case domain::SessionFormat::MobileVan:
        return "車での巡回";
    case domain::SessionFormat::PracticalOuting:
        return "お出かけ実践";
    case domain::SessionFormat::VenueClass:
        return "教室・講座";
    case domain::SessionFormat::ShopClass:
        return "店舗の教室";
    case domain::SessionFormat::OnlineClass:
        return "オンライン";
    case domain::SessionFormat::Consultation:
        return "相談会";
    case domain::SessionFormat::Event:
        return "催し";
    }
    return "";
}

std::string_view words_of(domain::CourseLevel level)
{
    return level == domain::CourseLevel::Basic ? "基本" : "応用";
}

std::string_view words_of(domain::Admission admission)
{
    switch (admission) {
    case domain::Admission::FirstCome:
        return "先着順です。";
    case domain::Admission::Lottery:
        return "申し込んだ方の中から抽選で決めます。";
    case domain::Admission::DropIn:
        return "申し込みはいりません。";
    }
    return "";
}

std::string day_words(domain::Time time)
{
    constexpr std::array weekdays{"日", "月", "火", "水", "木", "金", "土"};
    auto const date = domain::tokyo_date(time);
    auto const weekday = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
    return std::to_string(static_cast<int>(date.year())) + "年"
        + std::to_string(static_cast<unsigned>(date.month())) + "月"
        + std::to_string(static_cast<unsigned>(date.day())) + "日(" + weekdays.at(weekday) + ")";
}

std::string clock_words(domain::Time time)
{
    auto const local = domain::to_tokyo(time);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%d:%02d", local.hour, local.minute);
    return text.data();
}

std::string span_words(domain::Time from, domain::Time to)
{
    bool const is_one_day = domain::tokyo_date(from) == domain::tokyo_date(to);
    return day_words(from) + " " + clock_words(from) + "〜" + (is_one_day ? "" : day_words(to) + " ")
        + clock_words(to);
}

std::vector<std::string> topics_or_general(std::vector<std::string> const& topics)
{
    std::vector<std::string> known;
    for (auto const& topic : topics)
        if (domain::topic_with_id(topic))
            known.push_back(topic);
    if (known.empty())
        known.emplace_back(domain::general_topic.id);
    return known;
}

std::string topic_words(std::vector<std::string> const& topics)
{
    std::string text;
    for (auto const& id : topics_or_general(topics))
        text += (text.empty() ? "" : "、") + std::string(domain::topic_with_id(id)->label);
    return text;
}

std::string open_text(std::string_view text)
{
    std::string open;
    for (char const letter : text) {
        if (letter == '<')
            open += "＜";
        else if (letter == '>')
            open += "＞";
        else if (letter == '&')
            open += "＆";
        else if (static_cast<unsigned char>(letter) < ' ')
            open += ' ';
        else
            open += letter;
    }
    while (open.ends_with(' '))
        open.pop_back();
    open.erase(0, std::min(open.size(), open.find_first_not_of(' ')));
    return open;
}

std::string escaped(std::string_view text)
{
    std::string safe;
    for (char const letter : text) {
        switch (letter) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += letter;
        }
    }
    return safe;
}

} // namespace meguri::hub::feeds
