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

std::vector<SubsidyStep> allowed_next(SubsidyPath const& path, std::span<SubsidyEntry const> history)
{
    if (history.empty())
        return path.first;
    auto const last = history.back().step;
    auto const found = path.next.find(last);
    if (found == path.next.end())
        return {};
    auto steps = found->second;
    if (last == SentBack) {
        auto const origin = history.size() > 1 ? history[history.size() - 2].step : SentBack;
        std::erase_if(steps, [origin](auto step) { return step != origin && step != Withdrawn; });
    }
    return steps;
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
    for (auto const& entry : history) {
        // On the combined path the decision and the final amount are one step.
        if (entry.step == Decided || entry.step == Finalised)
            is_decided = true;
        else if (entry.step == Refused || entry.step == Withdrawn || entry.step == Revoked)
            is_decided = false;
    }
    return is_decided;
}

bool is_to_be_applied(std::span<SubsidyEntry const> history)
{
    return !history.empty() && std::all_of(history.begin(), history.end(), [](auto const& entry) {
        return entry.step == ToBeApplied;
    });
}

} // namespace meguri::domain
