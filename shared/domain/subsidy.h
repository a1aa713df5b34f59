// 補助金: one municipality × programme × fiscal year as a history of steps. The path of a scheme is data:
// which steps exist and which may follow which. Pure.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/ids.h"
#include "shared/domain/names.h"
#include "shared/domain/tokyo_time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meguri::domain {

enum class SubsidyStep {
    ToBeApplied,
    Applied,
    SentBack,
    Decided,
    Refused,
    ChangeApplied,
    ChangeDecided,
    AdvancePaid,
    Reported,
    Finalised,
    Paid,
    Withdrawn,
    Revoked,
    Repayment
};
template <> struct Names<SubsidyStep> {
    static constexpr std::array entries{
        std::pair{SubsidyStep::ToBeApplied, "to_be_applied"},
        std::pair{SubsidyStep::Applied, "applied"},
        std::pair{SubsidyStep::SentBack, "sent_back"},
        std::pair{SubsidyStep::Decided, "decided"},
        std::pair{SubsidyStep::Refused, "refused"},
        std::pair{SubsidyStep::ChangeApplied, "change_applied"},
        std::pair{SubsidyStep::ChangeDecided, "change_decided"},
        std::pair{SubsidyStep::AdvancePaid, "advance_paid"},
        std::pair{SubsidyStep::Reported, "reported"},
        std::pair{SubsidyStep::Finalised, "finalised"},
        std::pair{SubsidyStep::Paid, "paid"},
        std::pair{SubsidyStep::Withdrawn, "withdrawn"},
        std::pair{SubsidyStep::Revoked, "revoked"},
        std::pair{SubsidyStep::Repayment, "repayment"},
    };
};

/// A scheme's path: for each step the steps that may come next; `first` are those a history may begin with.
struct SubsidyPath {
    std::vector<SubsidyStep> first;
    std::map<SubsidyStep, std::vector<SubsidyStep>> next;
};

/// The full path of 2-domain.md. Sent back returns to where it was sent back from: applied or reported.
SubsidyPath full_subsidy_path();
/// Grants with one combined application-and-invoice after the event: (to be applied →) reported → finalised →
/// paid.
SubsidyPath combined_subsidy_path();

/// A document that belongs to an entry, by its number (文書番号) where it has one.
struct SubsidyPaper {
    std::string title;
    std::string number;
    std::optional<Date> date;
    bool operator==(SubsidyPaper const&) const = default;
};

/// One entry of the history. The date may be unknown: then `known_by` says "at the latest", and is never a
/// date. Entries are never edited: one that is wrong is corrected by a later one.
struct SubsidyEntry {
    SubsidyStep step = SubsidyStep::ToBeApplied;
    std::optional<Date> date;
    std::optional<Date> known_by;
    std::optional<std::int64_t> amount_yen;
    std::string note; ///< Of a correction: why.
    bool is_inferred = false;
    std::vector<SubsidyPaper> papers = {};
    std::optional<int> corrects = {}; ///< The number, from 1, of the entry in whose place this one stands.
    bool takes_back = false; ///< Of a correction: that entry is as if it had never been written.
};

/// The numbers, from 1, of the entries that stand: neither corrections nor taken back.
std::vector<int> standing_numbers(std::span<SubsidyEntry const> history);
/// What stands: each of those as it was corrected last, with its own step and note.
std::vector<SubsidyEntry> in_effect(std::span<SubsidyEntry const> history);
/// The last step that stands.
std::optional<SubsidyStep> current_step(std::span<SubsidyEntry const> history);
/// Whether what stands is a way along the path from its beginning on.
bool is_along(SubsidyPath const& path, std::span<SubsidyEntry const> history);

// All of these look at what stands in a history.

/// The steps that may follow this history; a sent-back history continues only with the step it was sent back
/// from (or withdrawal).
std::vector<SubsidyStep> allowed_next(SubsidyPath const& path, std::span<SubsidyEntry const> history);
/// Refused with the allowed steps when `step` is not one of them.
base::Result<void, std::vector<SubsidyStep>> check_next(
    SubsidyPath const& path, std::span<SubsidyEntry const> history, SubsidyStep step);

/// Counts as 交付決定 on the status page: decided once and neither refused, withdrawn nor revoked since.
bool is_granted(std::span<SubsidyEntry const> history);
/// What was decided last: by the decision or a decided change that names an amount (交付決定額).
std::optional<std::int64_t> decided_yen(std::span<SubsidyEntry const> history);
/// 申請予定: nothing but to_be_applied so far.
bool is_to_be_applied(std::span<SubsidyEntry const> history);

} // namespace meguri::domain
