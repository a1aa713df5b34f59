// The rules of a programme between their JSON text and the domain's plain data. A text in which one thing is
// wrong is refused whole, each wrong thing named by its JSON path; a field nobody knows is wrong too, since a
// misspelt cap would pay without one. Pure.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/amount.h"
#include "shared/domain/eligibility.h"
#include "shared/domain/report_due.h"
#include "shared/domain/subsidy.h"
#include "shared/protocol/reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::core {

struct ProgrammeRules {
    std::vector<domain::EligibilityRule> rules;
    std::optional<domain::AmountRule> amount; ///< None: it pays nothing by session.
    std::optional<std::int64_t> year_cap_yen; ///< The most that one municipality gets in the year.
    std::optional<domain::Date> apply_by; ///< The last day for an application.
    std::optional<domain::SubsidyPath> path; ///< Of its subsidies; none: what each of them names.
    domain::ReportRule report; ///< When the report of a subsidy under this programme is due.
    bool needs_approval = false; ///< Carriers' sessions are published by the municipality.
};

using RuleProblems = std::vector<protocol::FieldReason>;

/// `{"rules":[{"id","kind",…}],"amount":{…}?,"year_cap_yen"?,"apply_by"?,"report_due":{…}?,"path":…?}`;
/// `path` stands before each field that is named.
base::Result<ProgrammeRules, RuleProblems> rules_from(nlohmann::json const& object, std::string path = "");

/// By scheme, as canonical text: what a programme starts with that has no rules of its own. The form of
/// assets/data/programme-rules.json.
using DefaultRules = std::map<domain::Scheme, std::string>;
base::Result<DefaultRules, RuleProblems> parse_default_rules(std::string_view text);

} // namespace meguri::hub::core
