#include "shared/domain/subsidy_entry.h"

#include <algorithm>
#include <string>

namespace meguri::domain {

using enum SubsidyStep;

namespace {

using Standing = std::span<SubsidyEntry const>;

std::string in_yen(std::int64_t amount)
{
    return std::to_string(amount) + " yen";
}

/// The most that the entry at `place` may name, and who says so.
std::optional<std::string> excess_of(Standing standing, std::size_t place, EntryLimits const& limits)
{
    auto const& entry = standing[place];
    if (!entry.amount_yen)
        return std::nullopt;
    if (limits.year_cap_yen && *entry.amount_yen > *limits.year_cap_yen)
        return "is more than the " + in_yen(*limits.year_cap_yen) + " that the programme pays in a year";
    auto const before = standing.first(place);
    bool const is_of_decided = entry.step == AdvancePaid || entry.step == Finalised || entry.step == Paid;
    if (auto const decided = decided_yen(before); is_of_decided && decided && *entry.amount_yen > *decided)
        return "is more than the " + in_yen(*decided) + " that were decided";
    if (entry.step != Paid)
        return std::nullopt;
    for (auto const& one : before)
        if (one.step == Finalised && one.amount_yen && *entry.amount_yen > *one.amount_yen)
            return "is more than the final amount of " + in_yen(*one.amount_yen);
    return std::nullopt;
}

/// Not to come, and not years from the subsidy's own.
void check_day(std::vector<FieldProblem>& problems, std::string const& field, std::optional<Date> const& date,
    EntryLimits const& limits)
{
    if (!date)
        return;
    if (*date > limits.today)
        problems.push_back({field, "is in the future"});
    else if (*date < first_day({limits.year.year - 1}) || *date > last_day({limits.year.year + 5}))
        problems.push_back({field, "is too far from fiscal year " + std::to_string(limits.year.year)});
}

/// Only days that are known order the steps: `known_by` says when somebody knew, not when it was.
void check_order(std::vector<FieldProblem>& problems, Standing standing, std::size_t place)
{
    auto check = [&](std::string const& field, std::optional<Date> const& date) {
        if (!date)
            return;
        for (std::size_t i = 0; i < standing.size(); ++i) {
            auto const& other = standing[i].date;
            if (i < place && other && *date < *other)
                return problems.push_back({field, "is before an earlier step, of " + to_iso(*other)});
            if (i > place && other && *date > *other)
                return problems.push_back({field, "is after a later step, of " + to_iso(*other)});
        }
    };
    check("date", standing[place].date);
    if (place + 1 == standing.size())
        check("known_by", standing[place].known_by);
}

/// Whether it names an entry that can be corrected, and says why it does.
void check_correction(std::vector<FieldProblem>& problems, Standing history, SubsidyEntry const& entry)
{
    auto const number = *entry.corrects;
    if (number < 1 || static_cast<std::size_t>(number) > history.size())
        problems.push_back({"corrects", "is not the number of an entry of this history"});
    else if (history[static_cast<std::size_t>(number) - 1].corrects)
        problems.push_back({"corrects", "is a correction itself: name the entry that it corrects"});
    else if (history[static_cast<std::size_t>(number) - 1].step != entry.step)
        problems.push_back({"step",
            "must be that of the entry it corrects; take that entry back where the step itself is wrong"});
    if (entry.note.empty())
        problems.push_back({"note", "is missing: say why it is corrected"});
}

/// Where the last entry of `history` stands among what is in effect; none: it takes one back.
std::optional<std::size_t> place_of_last(Standing history)
{
    auto const numbers = standing_numbers(history);
    auto const number = history.back().corrects.value_or(static_cast<int>(history.size()));
    auto const found = std::find(numbers.begin(), numbers.end(), number);
    if (found == numbers.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - numbers.begin());
}

} // namespace

bool is_continued(SubsidyPath const& path, std::span<SubsidyEntry const> history)
{
    auto const standing = in_effect(history);
    for (std::size_t i = 1; i < standing.size(); ++i)
        if (!check_next(path, std::span(standing).first(i), standing[i].step))
            return false;
    return true;
}

bool is_municipal_step(SubsidyStep step)
{
    return step == Applied || step == ChangeApplied || step == Reported || step == Withdrawn;
}

std::vector<FieldProblem> problems_of(
    std::span<SubsidyEntry const> history, SubsidyEntry const& entry, EntryLimits const& limits)
{
    std::vector<FieldProblem> problems;
    if (entry.corrects)
        check_correction(problems, history, entry);
    else if (entry.takes_back)
        problems.push_back({"corrects", "is missing: say which entry is taken back"});
    if (entry.step == SentBack && !entry.corrects && entry.note.empty())
        problems.push_back({"note", "is missing: say why it is sent back"});
    check_day(problems, "date", entry.date, limits);
    check_day(problems, "known_by", entry.known_by, limits);
    if (!problems.empty())
        return problems;
    std::vector<SubsidyEntry> after(history.begin(), history.end());
    after.push_back(entry);
    auto const standing = in_effect(after);
    auto const place = place_of_last(after);
    if (place)
        check_order(problems, standing, *place);
    for (std::size_t i = place.value_or(0); i < standing.size(); ++i)
        if (auto const excess = excess_of(standing, i, limits)) {
            bool const is_own = place && i == *place;
            problems.push_back({place ? "amount" : "corrects",
                is_own ? *excess
                       : "would be exceeded by a later step (" + std::string(name_of(standing[i].step))
                        + "), which " + *excess});
            break;
        }
    return problems;
}

std::optional<Date> application_due(
    SubsidyPath const& path, std::span<SubsidyEntry const> history, std::optional<Date> apply_by)
{
    auto const next = allowed_next(path, history);
    bool const is_open = current_step(history).value_or(ToBeApplied) == ToBeApplied
        && std::find(next.begin(), next.end(), Applied) != next.end();
    return is_open ? apply_by : std::nullopt;
}

} // namespace meguri::domain
