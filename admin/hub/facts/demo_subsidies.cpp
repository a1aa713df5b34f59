#include "admin/hub/facts/demo_subsidies.h"

#include <algorithm>
#include <span>

namespace meguri::hub::facts {

using enum domain::SubsidyStep;

namespace {

struct Step {
    int month; ///< 4 … 12 of the fiscal year's own calendar year, 1 … 3 of the next.
    int day;
    domain::SubsidyStep step;
    bool has_amount = false;
    char const* note = "";
};

constexpr Step usual[]{{4, 20, ToBeApplied}, {5, 18, Applied, true}, {6, 22, Decided, true},
    {2, 26, Reported, true}, {3, 17, Finalised, true}};
constexpr Step early[]{{4, 15, ToBeApplied}, {5, 7, Applied, true}, {6, 4, Decided, true},
    {7, 23, AdvancePaid, true, "概算払"}, {10, 30, Reported, true}, {11, 13, Finalised, true},
    {11, 20, Paid, true}};
constexpr Step returned[]{{4, 22, ToBeApplied}, {5, 25, Applied, true},
    {6, 8, SentBack, false, "積算の内訳を追加してください"}, {6, 19, Applied, true}, {7, 13, Decided, true}};
constexpr Step changed[]{{4, 24, ToBeApplied}, {6, 1, Applied, true}, {7, 6, Decided, true},
    {10, 26, ChangeApplied, true, "開催回数の追加"}, {11, 16, ChangeDecided, true}};
constexpr Step late[]{{5, 11, ToBeApplied}, {11, 9, Applied, true}};
constexpr Step waiting[]{{5, 28, ToBeApplied}};
constexpr Step gave_up[]{{4, 27, ToBeApplied}, {6, 3, Applied, true}, {7, 8, Decided, true},
    {10, 5, Withdrawn, false, "講師の都合がつかないため"}};

std::span<Step const> course_of(std::size_t municipality)
{
    switch (municipality % 19) {
    case 1:
    case 12:
        return early;
    case 3:
    case 10:
        return returned;
    case 4:
    case 14:
        return changed;
    case 6:
    case 16:
        return late;
    case 5:
    case 11:
        return waiting;
    case 17:
        return gave_up;
    default:
        return usual;
    }
}

} // namespace

std::vector<PlannedStep> subsidy_year(std::vector<std::string> const& municipalities, domain::FiscalYear year)
{
    std::vector<PlannedStep> steps;
    for (std::size_t i = 0; i < municipalities.size(); ++i) {
        auto const amount = static_cast<std::int64_t>(240 + 37 * (i * 7 % 19)) * 1000;
        for (auto const& step : course_of(i)) {
            auto const calendar_year = year.year + (step.month < 4 ? 1 : 0);
            domain::Date const on(std::chrono::year(calendar_year),
                std::chrono::month(static_cast<unsigned>(step.month)),
                std::chrono::day(static_cast<unsigned>(step.day)));
            steps.push_back({municipalities[i], step.step, on,
                step.has_amount ? std::optional(amount) : std::nullopt, step.note});
        }
    }
    std::stable_sort(
        steps.begin(), steps.end(), [](auto const& one, auto const& other) { return one.on < other.on; });
    return steps;
}

} // namespace meguri::hub::facts
