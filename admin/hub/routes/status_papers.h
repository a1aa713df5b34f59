// The meeting page (取組状況) as the form has it: what stands on the sheet of paper and in the workbook.
// Pure; every number is the report's.
#pragma once

#include "admin/hub/routes/meeting_template.h"
#include "admin/hub/routes/status_report.h"
#include "shared/domain/municipality.h"
#include "shared/domain/tile_places.h"
#include "shared/paper/workbook.h"

namespace meguri::hub::routes {

using Towns = std::vector<domain::Municipality>;

paper::MeetingPage meeting_page_of(MeetingTemplate const& form, StatusReport const& report,
    Towns const& towns, std::vector<domain::TilePlace> const& places);

/// A sheet for each section that the form gives one, in the form's order.
std::vector<paper::WorkSheet> meeting_sheets(
    MeetingTemplate const& form, StatusReport const& report, Towns const& towns);

/// The words that both have for the same thing.
class MeetingWords {
public:
    /// Both outlive this.
    MeetingWords(MeetingTemplate const& form, Towns const& towns)
        : m_form(form)
        , m_towns(towns)
    {
    }

    /// A sentence of a section with its names filled in; empty when the form leaves the section out.
    std::string of(paper::MeetingPart part, std::string const& word, Blanks const& blanks = {}) const;
    /// 実施済, 実施予定, 調整中
    std::string state(store::StatedStatus status) const;
    /// 10市6町
    std::string counted(std::int64_t cities, std::int64_t towns) const;
    std::string town_name(std::string const& code) const;
    bool is_city(std::string const& code) const;
    /// 7月・8月
    static std::string months(std::vector<std::string> const& months);
    static std::string joined(std::vector<std::string> const& words, std::string const& between);

private:
    MeetingTemplate const& m_form;
    Towns const& m_towns;
};

} // namespace meguri::hub::routes
