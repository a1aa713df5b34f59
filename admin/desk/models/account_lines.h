// What a subsidy's account says at a glance: each condition over all its sessions, and the sums line by line.
// Pure.
#pragma once

#include "admin/desk/models/account_answers.h"
#include "admin/desk/models/table.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

struct ConditionLine {
    std::string title;
    Tone tone = Tone::Quiet; ///< Ok: all that is known passed; Stop: something failed; Quiet: not yet known.
    std::string detail;
};

/// One for each rule, in the hub's order, and at the end that nothing is paid for twice.
std::vector<ConditionLine> condition_lines(SubsidyAccount const& account);
/// 条件の確認 5つのうち 4つ よし
std::string condition_head(std::vector<ConditionLine> const& lines);

struct SumLine {
    std::string label;
    std::string value;
    bool is_result = false;
};
std::vector<SumLine> sum_lines(SubsidyAccount const& account);

} // namespace meguri::desk::models
