#include "shared/domain/visit.h"

#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::domain {

namespace {

constexpr int morning_begins = 9;
constexpr int morning_ends = 12;
constexpr int afternoon_begins = 13;
constexpr int afternoon_ends = 17;
constexpr std::size_t most_wishes = 10;

} // namespace

std::optional<VisitWish> wish_from(std::string_view text)
{
    auto const colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto const day = date_from_iso(text.substr(0, colon));
    auto const half = from_name<HalfDay>(text.substr(colon + 1));
    if (!day || !half)
        return std::nullopt;
    return VisitWish{*day, *half};
}

std::string text_of(VisitWish const& wish)
{
    return to_iso(wish.day) + ":" + std::string(name_of(wish.half));
}

std::string words_of(VisitWish const& wish)
{
    switch (wish.half) {
    case HalfDay::Morning:
        return day_words(wish.day) + " 午前";
    case HalfDay::Afternoon:
        return day_words(wish.day) + " 午後";
    case HalfDay::AllDay:
        return day_words(wish.day) + " いつでも";
    }
    return "";
}

std::vector<FieldProblem> problems_of(std::vector<VisitWish> const& wishes, Date today)
{
    std::vector<FieldProblem> problems;
    if (wishes.empty() || wishes.size() > most_wishes)
        problems.push_back({"wishes", "希望の日を1つから10までえらんでください。"});
    auto const first = std::chrono::sys_days(today);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        auto const field = "wishes[" + std::to_string(i) + "]";
        auto const day = std::chrono::sys_days(wishes[i].day);
        if (day <= first || day > first + std::chrono::days(366))
            problems.push_back({field, "希望の日は、あすから1年のうちでえらんでください。"});
        if (std::count(wishes.begin(), wishes.end(), wishes[i]) > 1)
            problems.push_back({field, "同じ希望が2つあります。"});
    }
    return problems;
}

std::vector<VisitSpan> spans_of(VisitWish const& wish)
{
    auto const at = [&](int hour) { return from_tokyo({wish.day, hour, 0, 0}); };
    std::vector<VisitSpan> spans;
    if (wish.half != HalfDay::Afternoon)
        spans.push_back({at(morning_begins), at(morning_ends)});
    if (wish.half != HalfDay::Morning)
        spans.push_back({at(afternoon_begins), at(afternoon_ends)});
    return spans;
}

bool is_within(VisitWish const& wish, Time starts_at, Time ends_at)
{
    auto const spans = spans_of(wish);
    return std::any_of(spans.begin(), spans.end(),
        [&](VisitSpan const& span) { return span.from <= starts_at && ends_at <= span.to; });
}

std::vector<Time> visit_slots(Resource const& visitor, Place const& home,
    std::vector<VisitWish> const& wishes, std::chrono::minutes length, std::vector<Use> const& others,
    Circumstances const& around, std::size_t most)
{
    std::vector<Time> slots;
    for (auto const& wish : wishes)
        for (auto const& span : spans_of(wish))
            for (auto at = span.from; at + length <= span.to; at += std::chrono::minutes(30)) {
                Use const visit{{}, "", home, at, at + length, 1};
                if (clashes_of(visitor, {visit}, others, around).empty())
                    slots.push_back(at);
            }
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    if (slots.size() > most)
        slots.resize(most);
    return slots;
}

} // namespace meguri::domain
