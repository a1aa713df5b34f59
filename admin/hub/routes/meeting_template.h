// 取組状況の書式: fixed sentences, headings, order and choice of sections of the meeting page, and the sheets
// of its workbook, as data that a clerk copies and changes (assets/data/meeting-page.json, and
// meeting-page.json beside the hub's database). Pure.
//
//   {"title","over","mark","as_of","foot","inferred","none","total","city","town",
//    "left":[SECTION], "right":[SECTION]}
//   SECTION: {"section":"carriers"|"municipal"|"courses"|"subsidy"|"national",
//             "band"?,"badge"?,"name"?,"note"?, "words":{…}, "sheet"?:{"name","columns":[…]}}
#pragma once

#include "admin/hub/routes/template_reading.h"
#include "shared/paper/meeting_page.h"

#include <optional>

namespace meguri::hub::routes {

struct MeetingSheet {
    std::string name;
    std::vector<std::string> columns; ///< As many as its kind of section has.
};

struct MeetingTemplateSection {
    paper::MeetingPart part = paper::MeetingPart::Carriers;
    std::string band;
    std::string badge;
    std::string name;
    std::string note;
    std::map<std::string, std::string> words; ///< All that its kind needs.
    std::optional<MeetingSheet> sheet;
};

struct MeetingTemplate {
    std::string title;
    std::string over;
    std::string mark;
    std::string as_of;
    std::string foot;
    std::string inferred;
    std::string none;
    std::string total;
    std::string city; ///< After a number of them, and as a kind.
    std::string town;
    std::vector<MeetingTemplateSection> left;
    std::vector<MeetingTemplateSection> right;

    /// Null when the form leaves that section out.
    MeetingTemplateSection const* section(paper::MeetingPart part) const;
};

/// Every wrong thing is named by its place, with what may stand there.
base::Result<MeetingTemplate, std::vector<protocol::FieldReason>> parse_meeting_template(
    std::string_view text);

} // namespace meguri::hub::routes
