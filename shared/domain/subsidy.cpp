#include "shared/domain/subsidy.h"

#include <algorithm>

namespace meguri::domain {

using enum SubsidyStep;

SubsidyPath full_subsidy_path()
{
    return {{ToBeApplied, Applied},
        {
            {ToBeApplied, {Applied, Withdrawn}},
            {Applied, {SentBack, Decided, Refused, Withdrawn}},
            {SentBack, {Applied, Reported, Withdrawn}},
            {Decided, {ChangeApplied, AdvancePaid, Reported, Withdrawn, Revoked}},
            {ChangeApplied, {ChangeDecided, Withdrawn, Revoked}},
            {ChangeDecided, {ChangeApplied, AdvancePaid, Reported, Withdrawn, Revoked}},
            {AdvancePaid,
                {Reported, Revoked}}, // Money that was paid comes back by repayment, not by withdrawal.
            {Reported, {SentBack, Finalised, Revoked}},
            {Finalised, {Paid, Revoked, Repayment}},
            {Paid, {Revoked, Repayment}},
            {Revoked, {Repayment}},
        }};
}

SubsidyPath combined_subsidy_path()
{
    return {{ToBeApplied, Reported},
        {
            {ToBeApplied, {Reported, Withdrawn}},
            {Reported,
                {SentBack, Finalised, Refused,
                    Withdrawn}}, // It is the application too, so it may be refused.
            {SentBack, {Reported, Withdrawn}},
            {Finalised, {Paid, Revoked, Repayment}},
            {Paid, {Revoked, Repayment}},
            {Revoked, {Repayment}},
        }};
}

namespace {

/// The last correction of the entry with that number, null where there is none.
SubsidyEntry const* correction_of(int number, std::span<SubsidyEntry const> history)
{
    SubsidyEntry const* word = nullptr;
    for (auto const& entry : history)
        if (entry.corrects == number)
            word = &entry;
    return word;
}

} // namespace

std::vector<int> standing_numbers(std::span<SubsidyEntry const> history)
{
    std::vector<int> numbers;
    for (int number = 1; number <= static_cast<int>(history.size()); ++number) {
        auto const* word = correction_of(number, history);
        bool const is_taken_back = word && word->takes_back;
        if (!history[static_cast<std::size_t>(number) - 1].corrects && !is_taken_back)
            numbers.push_back(number);
    }
    return numbers;
}

std::vector<SubsidyEntry> in_effect(std::span<SubsidyEntry const> history)
{
    std::vector<SubsidyEntry> standing;
    for (auto const number : standing_numbers(history)) {
        auto const& written = history[static_cast<std::size_t>(number) - 1];
        auto const* word = correction_of(number, history);
        standing.push_back(word ? *word : written);
        standing.back().step = written.step;
        standing.back().note = written.note;
        standing.back().corrects.reset();
    }
    return standing;
}

std::optional<SubsidyStep> current_step(std::span<SubsidyEntry const> history)
{
    auto const standing = in_effect(history);
    return standing.empty() ? std::nullopt : std::optional(standing.back().step);
}

namespace {

/// After entries that all stand.
std::vector<SubsidyStep> next_after(SubsidyPath const& path, std::span<SubsidyEntry const> standing)
{
    if (standing.empty())
        return path.first;
    auto const last = standing.back().step;
    auto const found = path.next.find(last);
    if (found == path.next.end())
        return {};
    auto steps = found->second;
    if (last == SentBack) {
        auto const origin = standing.size() > 1 ? standing[standing.size() - 2].step : SentBack;
        std::erase_if(steps, [origin](auto step) { return step != origin && step != Withdrawn; });
    }
    return steps;
}

} // namespace

bool is_along(SubsidyPath const& path, std::span<SubsidyEntry const> history)
{
    auto const standing = in_effect(history);
    for (std::size_t i = 0; i < standing.size(); ++i) {
        auto const next = next_after(path, std::span(standing).first(i));
        if (std::find(next.begin(), next.end(), standing[i].step) == next.end())
            return false;
    }
    return true;
}

std::vector<SubsidyStep> allowed_next(SubsidyPath const& path, std::span<SubsidyEntry const> history)
{
    return next_after(path, in_effect(history));
}

base::Result<void, std::vector<SubsidyStep>> check_next(
    SubsidyPath const& path, std::span<SubsidyEntry const> history, SubsidyStep step)
{
    auto allowed = allowed_next(path, history);
    if (std::find(allowed.begin(), allowed.end(), step) == allowed.end())
        return base::fail(std::move(allowed));
    return {};
}

bool is_granted(std::span<SubsidyEntry const> history)
{
    bool is_decided = false;
    for (auto const& entry : in_effect(history)) {
        // On the combined path the decision and the final amount are one step.
        if (entry.step == Decided || entry.step == Finalised)
            is_decided = true;
        else if (entry.step == Refused || entry.step == Withdrawn || entry.step == Revoked)
            is_decided = false;
    }
    return is_decided;
}

std::optional<std::int64_t> decided_yen(std::span<SubsidyEntry const> history)
{
    std::optional<std::int64_t> decided;
    for (auto const& entry : in_effect(history))
        if ((entry.step == Decided || entry.step == ChangeDecided) && entry.amount_yen)
            decided = entry.amount_yen;
    return decided;
}

bool is_to_be_applied(std::span<SubsidyEntry const> history)
{
    auto const standing = in_effect(history);
    return !standing.empty() && std::all_of(standing.begin(), standing.end(), [](auto const& entry) {
        return entry.step == ToBeApplied;
    });
}

} // namespace meguri::domain
