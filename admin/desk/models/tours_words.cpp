#include "admin/desk/models/tours_words.h"

#include "admin/desk/models/word_table.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace meguri::desk::models {

namespace {

constexpr std::array kinds{
    Word{"van", "車"},
    Word{"visitor", "訪問員"},
    Word{"lecturer", "講師"},
    Word{"room", "部屋"},
    Word{"phones", "貸出スマホ"},
};
constexpr std::array visit_states{
    Word{"open", "日時が まだ"},
    Word{"scheduled", "訪問が決まった"},
    Word{"cancelled", "取り下げ"},
};
constexpr std::array weekdays{
    Word{"mon", "月"},
    Word{"tue", "火"},
    Word{"wed", "水"},
    Word{"thu", "木"},
    Word{"fri", "金"},
    Word{"sat", "土"},
    Word{"sun", "日"},
};
/// Reasons that only these routes give.
constexpr std::array tours_reasons{
    Word{"resource_clash", "車・人・部屋の 予定が重なります。"},
    Word{"not_wished", "ご本人の希望の日時ではありません。"},
    Word{"scheduled", "もう 訪問が決まっています。やめるときは 申込を取り消してください。"},
};

void add_sentence(std::string& words, std::string const& sentence)
{
    if (sentence.empty() || words.find(sentence) != std::string::npos)
        return;
    words += words.empty() ? sentence : "\n" + sentence;
}

} // namespace

std::string Gazetteer::town_name(std::string const& code) const
{
    auto const found = std::ranges::find(towns, code, &Municipality::code);
    return found == towns.end() ? code : found->name;
}

std::string Gazetteer::venue_name(std::string const& id) const
{
    auto const found = std::ranges::find(venues, id, &Venue::id);
    return found == venues.end() ? id : found->name;
}

std::string resource_kind_words(std::string_view name)
{
    return word_in(kinds, name);
}

std::string visit_state_words(std::string_view name)
{
    return word_in(visit_states, name);
}

std::string weekday_words(std::string_view name)
{
    return word_in(weekdays, name);
}

std::string iso_day_words(std::string const& iso_date)
{
    auto const date = domain::date_from_iso(iso_date);
    return date ? domain::day_words(*date) : iso_date;
}

std::string span_words(base::Time from, base::Time to)
{
    return clock_words(from) + "〜" + clock_words(to);
}

std::string km_words(double kilometres)
{
    auto const tenths = std::lround(kilometres * 10);
    auto words = grouped(tenths / 10);
    if (tenths % 10 != 0)
        words += "." + std::to_string(tenths % 10);
    return words + "km";
}

std::string listed(std::vector<std::string> const& words)
{
    std::string all;
    for (auto const& one : words)
        all += (all.empty() ? "" : "、") + one;
    return all;
}

std::string tour_problem_words(Problem const& problem)
{
    std::string words;
    bool const is_refused = problem.kind == ProblemKind::Conflict || problem.kind == ProblemKind::BadFields;
    if (is_refused) {
        add_sentence(words,
            word_in(tours_reasons, problem.reason) == problem.reason
                ? std::string()
                : word_in(tours_reasons, problem.reason));
        for (auto const& clash : problem.clash_words)
            add_sentence(words, clash);
        for (auto const& field : problem.fields)
            if (is_japanese(field.reason))
                add_sentence(words, field.reason);
    }
    return words.empty() ? problem_words(problem) : words;
}

std::string unsure_words()
{
    return "ハブにつながりません。できたかどうか 分かりません。書いたものは 残っています。つながったら "
           "F5で新しくして、確かめてください。";
}

bool serves_town(Resource const& resource, std::string const& municipality)
{
    return resource.areas.empty() || std::ranges::any_of(resource.areas, [&](std::string const& area) {
        // An area's id is not read: which town it lies in only the hub knows, and it decides.
        bool const is_town
            = area.size() == 6 && std::ranges::all_of(area, [](char c) { return c >= '0' && c <= '9'; });
        return !is_town || area == municipality;
    });
}

} // namespace meguri::desk::models
