// The workbook of the meeting page.
#include "admin/hub/routes/status_papers.h"

#include <algorithm>

namespace meguri::hub::routes {

using paper::Formula;
using paper::MeetingPart;
using paper::WorkSheet;

namespace {

/// As a formula has it between quotation marks.
std::string quoted(std::string const& words)
{
    std::string text = "\"";
    for (char const letter : words)
        text += letter == '"' ? "\"\"" : std::string(1, letter);
    return text + "\"";
}

class SheetFilling {
public:
    SheetFilling(MeetingTemplate const& form, StatusReport const& report, Towns const& towns)
        : m_form(form)
        , m_report(report)
        , m_words(form, towns)
    {
    }

    WorkSheet sheet(MeetingTemplateSection const& section) const
    {
        WorkSheet sheet{section.sheet->name, {}, {{}}};
        for (auto const& column : section.sheet->columns)
            sheet.rows.front().emplace_back(column);
        switch (section.part) {
        case MeetingPart::Carriers:
            fill_carriers(sheet);
            break;
        case MeetingPart::Municipal:
            fill_municipal(sheet);
            break;
        case MeetingPart::Subsidy:
            fill_subsidy(sheet);
            break;
        case MeetingPart::National:
            fill_shops(sheet);
            break;
        case MeetingPart::Courses:
            break;
        }
        return sheet;
    }

private:
    void fill_carriers(WorkSheet& sheet) const
    {
        sheet.widths = {16, 26, 14, 20, 12};
        for (auto const& carrier : m_report.carrier_programmes)
            for (auto const& place : carrier.places)
                sheet.rows.push_back({carrier.provider, carrier.format_name, place.name,
                    MeetingWords::months(place.months), m_words.state(place.status)});
    }

    void fill_municipal(WorkSheet& sheet) const
    {
        sheet.widths = {16, 60, 10};
        std::int64_t all = 0;
        for (auto const& one : m_report.municipal_programmes) {
            auto const number = static_cast<std::int64_t>(one.activities.size());
            all += number;
            sheet.rows.push_back({one.name, MeetingWords::joined(one.activities, "、"), number});
        }
        sheet.rows.push_back({m_form.total, std::string(), sum_of(sheet, all)});
    }

    void fill_subsidy(WorkSheet& sheet) const
    {
        sheet.widths = {16, 8, 14};
        auto const word = [&](char const* name) { return m_words.of(MeetingPart::Subsidy, name); };
        auto const add = [&](CountedMunicipalities const& counted, std::string const& step) {
            for (auto const& code : counted.codes)
                sheet.rows.push_back(
                    {m_words.town_name(code), m_words.is_city(code) ? m_form.city : m_form.town, step});
        };
        add(m_report.grant_decided, word("grant_decided"));
        add(m_report.to_be_applied, word("to_be_applied"));
        auto const last = std::to_string(sheet.rows.size());
        auto const count = [&](std::string const& step, std::string const& kind, int value) {
            auto formula = "=COUNTIFS($C$2:$C$" + last;
            formula.append(",").append(quoted(step)).append(",$B$2:$B$").append(last);
            formula.append(",").append(quoted(kind)).append(")");
            sheet.rows.push_back({step, kind, Formula{formula, static_cast<double>(value)}});
        };
        count(word("grant_decided"), m_form.city, m_report.grant_decided.cities);
        count(word("grant_decided"), m_form.town, m_report.grant_decided.towns);
        count(word("to_be_applied"), m_form.city, m_report.to_be_applied.cities);
        count(word("to_be_applied"), m_form.town, m_report.to_be_applied.towns);
    }

    void fill_shops(WorkSheet& sheet) const
    {
        sheet.widths = {24, 10, 10};
        std::int64_t all = 0;
        for (auto const& row : m_report.shops) {
            sheet.rows.push_back({row.provider, row.cities, row.shops});
            all += row.shops;
        }
        sheet.rows.push_back({m_form.total, m_report.shop_cities, sum_of(sheet, all)});
    }

    /// Of column C, from under the heads.
    static Formula sum_of(WorkSheet const& sheet, std::int64_t value)
    {
        return {"=SUM(C2:C" + std::to_string(sheet.rows.size()) + ")", static_cast<double>(value)};
    }

    MeetingTemplate const& m_form;
    StatusReport const& m_report;
    MeetingWords m_words;
};

} // namespace

std::vector<WorkSheet> meeting_sheets(
    MeetingTemplate const& form, StatusReport const& report, Towns const& towns)
{
    SheetFilling const filling(form, report, towns);
    std::vector<WorkSheet> sheets;
    for (auto const* side : {&form.left, &form.right})
        for (auto const& section : *side)
            if (section.sheet)
                sheets.push_back(filling.sheet(section));
    return sheets;
}

} // namespace meguri::hub::routes
