// 実績報告 of one subsidy, which is one municipality × programme × fiscal year: its sessions, who came by age
// band, what they said, its steps and amounts, and every number of it as a figure with its rows. It names no
// person. Reads only.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/age_band.h"
#include "shared/domain/figure.h"
#include "shared/domain/subsidy_account.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

/// A session on the report's list; drafts are not on it.
struct ReportedSession {
    int number = 0; ///< On the list, from 1, by which the paper's sums name it.
    domain::SessionId id;
    std::string title; ///< Of a visit at somebody's home only what kind it is.
    std::string venue;
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    domain::CourseLevel level = domain::CourseLevel::Basic;
    domain::SessionState state = domain::SessionState::Arranging;
    base::Time starts_at;
    bool is_drop_in = false;
    int capacity = 0;
    int registrations = 0;
    int no_shows = 0;
    std::map<domain::AgeBand, int> came; ///< Of a drop-in all stand under Unknown.
    std::map<std::string, int> said; ///< Answers by question.answer: face.good
    std::optional<std::int64_t> cost_yen; ///< What it cost, once it was held.
    std::optional<std::int64_t>
        forecast_yen; ///< What the programme's rule gives: once held by what happened.
    std::optional<std::int64_t> final_yen; ///< The same of what was held alone.

    int participants() const;
    int from_65() const;
    int age_known() const;
};

/// An entry of the history that stands, as it was corrected last.
struct ReportedStep {
    int number = 0; ///< In the history, from 1.
    domain::SubsidyEntry entry;
};

struct SubsidyReport {
    store::SubsidyRow subsidy;
    std::vector<ReportedStep> steps;
    std::string prefecture; ///< Name; empty before facts were loaded.
    std::string municipality; ///< Name.
    std::string programme; ///< Name.
    base::Time as_of;
    std::int64_t seq = 0; ///< The hub's number while it was read: nothing moved meanwhile.
    std::vector<ReportedSession> sessions; ///< By their start.
    domain::AccountTotals totals;
    bool has_amount_rule = false; ///< Else the programme pays nothing by session.
    std::vector<domain::Figure> figures;
};

/// Throws core::StorageTrouble, like every reading of a route.
SubsidyReport subsidy_report(store::Reader& reader, store::SubsidyRow const& subsidy, base::Time now);

/// Every question of the survey with the answers it may have, as they are called in JSON and on paper.
struct SurveyQuestion {
    std::string name;
    std::string words;
    std::vector<std::pair<std::string, std::string>> answers;
};
std::vector<SurveyQuestion> survey_questions();

/// The formats and months in which there are sessions: `format.NAME` or `month.2024-10`, and the word.
std::map<std::string, std::string> session_groups(SubsidyReport const& report);

/// The figures of what was read; `figures` of the argument is not looked at.
std::vector<domain::Figure> figures_of(SubsidyReport const& report);

} // namespace meguri::hub::routes
