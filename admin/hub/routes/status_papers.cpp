// GET /v1/reports/status.pdf and .xlsx: the status page of a year on paper and as a workbook. It names no
// person, so everybody may read it; every number is the report's.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/paper_answer.h"
#include "admin/hub/routes/status_report.h"
#include "admin/hub/routes/subsidy_papers.h"
#include "admin/hub/routes/tile_map.h"
#include "shared/domain/era_date.h"
#include "shared/paper/meeting_page.h"
#include "shared/paper/workbook.h"

#include <algorithm>
#include <set>

namespace meguri::hub::routes {

namespace {

using Towns = std::vector<domain::Municipality>;

std::string joined(std::vector<std::string> const& words, std::string const& between)
{
    std::string all;
    for (auto const& word : words)
        all += (all.empty() ? "" : between) + word;
    return all;
}

/// 2024-07 → 7月
std::string month_on_paper(std::string const& month)
{
    auto const number = month.size() >= 7 ? month.substr(5, 2) : month;
    return (number.starts_with('0') ? number.substr(1) : number) + "月";
}

std::string months_on_paper(std::vector<std::string> const& months)
{
    std::vector<std::string> words;
    for (auto const& month : months)
        words.push_back(month_on_paper(month));
    return joined(words, "・");
}

std::string state_on_paper(store::StatedStatus status)
{
    switch (status) {
    case store::StatedStatus::Held:
        return "実施済";
    case store::StatedStatus::Planned:
        return "実施予定";
    case store::StatedStatus::Arranging:
        return "調整中";
    }
    return "";
}

std::string counted(std::int64_t cities, std::int64_t towns)
{
    auto const words = (cities > 0 ? std::to_string(cities) + "市" : std::string())
        + (towns > 0 ? std::to_string(towns) + "町" : std::string());
    return words.empty() ? "0市町" : words;
}

/// 山口市 → 山口
std::string short_name(std::string const& name)
{
    for (std::string_view const ending : {"市", "町", "村"})
        if (name.size() > ending.size() && name.ends_with(ending))
            return name.substr(0, name.size() - ending.size());
    return name;
}

bool has(std::vector<std::string> const& codes, std::string const& code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_city(Towns const& towns, std::string const& code)
{
    return std::any_of(towns.begin(), towns.end(), [&](domain::Municipality const& one) {
        return one.code.text() == code && one.kind == domain::MunicipalityKind::City;
    });
}

std::string town_name(Towns const& towns, std::string const& code)
{
    auto const found = std::find_if(
        towns.begin(), towns.end(), [&](domain::Municipality const& one) { return one.code.text() == code; });
    return found == towns.end() ? code : found->name;
}

paper::MeetingCarrier carrier_on_paper(ReportedCarrier const& carrier)
{
    paper::MeetingCarrier one{carrier.provider, carrier.format_name, carrier.description, {}};
    // Towns that go in the same months and stand alike share a line.
    for (auto const& place : carrier.places) {
        auto months = months_on_paper(place.months);
        if (months.empty() && !carrier.from_month.empty())
            months = month_on_paper(carrier.from_month) + "以降";
        auto const state = state_on_paper(place.status);
        auto const same = std::find_if(one.places.begin(), one.places.end(),
            [&](auto const& other) { return other.months == months && other.state == state; });
        if (same == one.places.end())
            one.places.push_back({months, place.name, state});
        else
            same->towns += "、" + place.name;
    }
    return one;
}

void put_carriers(paper::MeetingPage& page, StatusReport const& report)
{
    std::set<std::string> towns;
    for (auto const& carrier : report.carrier_programmes) {
        page.carriers.push_back(carrier_on_paper(carrier));
        for (auto const& place : carrier.places)
            towns.insert(place.code);
    }
    page.carriers_note = std::to_string(report.carrier_programmes.size()) + "事業者・"
        + std::to_string(towns.size()) + "市町";
}

void put_municipal(paper::MeetingPage& page, StatusReport const& report, Towns const& towns)
{
    std::int64_t cities = 0;
    for (auto const& one : report.municipal_programmes) {
        page.municipal.push_back({one.name, joined(one.activities, "、")});
        cities += is_city(towns, one.code) ? 1 : 0;
    }
    auto const all = static_cast<std::int64_t>(report.municipal_programmes.size());
    page.municipal_note = std::to_string(all) + "市町(" + counted(cities, all - cities) + ")";
}

void put_subsidy(paper::MeetingPage& page, StatusReport const& report, Towns const& towns,
    std::vector<domain::TilePlace> const& places)
{
    page.decided = counted(report.grant_decided.cities, report.grant_decided.towns);
    page.to_be_applied = counted(report.to_be_applied.cities, report.to_be_applied.towns);
    for (auto const& place : places) {
        auto const& code = place.code;
        auto const state = has(report.grant_decided.codes, code) ? paper::TileState::Decided
            : has(report.to_be_applied.codes, code)              ? paper::TileState::ToBeApplied
                                                                 : paper::TileState::Plain;
        page.tiles.push_back({short_name(town_name(towns, code)), place.column, place.row, state});
    }
}

std::int64_t shops_of(StatusReport const& report)
{
    std::int64_t all = 0;
    for (auto const& row : report.shops)
        all += row.shops;
    return all;
}

void put_national(paper::MeetingPage& page, StatusReport const& report, Towns const& towns)
{
    page.shops_note = std::to_string(report.shop_cities) + "市 " + std::to_string(shops_of(report)) + "店舗";
    for (auto const& row : report.shops)
        page.shops.push_back({row.provider, row.cities, row.shops});
    if (!report.facts)
        return;
    for (auto const& national : report.facts->national_types) {
        paper::MeetingType type{"類型" + national.type, national.name, {}};
        if (!national.rule.empty())
            type.lines.push_back(national.rule);
        for (auto const& delivery : national.delivery)
            if (!delivery.how.empty())
                type.lines.push_back(delivery.name + ": " + delivery.how);
        page.types.push_back(std::move(type));
    }
    std::string providers;
    for (auto const& row : report.facts->national_providers) {
        std::vector<std::string> names;
        for (auto const& code : row.municipalities)
            names.push_back(town_name(towns, code));
        auto const name = report.names.find(row.provider.value);
        providers += "\n" + (name == report.names.end() ? row.provider.value : name->second) + ": "
            + joined(names, "、");
    }
    if (!providers.empty() && !page.types.empty())
        page.types.back().lines.push_back("B・Cの実施団体" + providers);
    for (auto const level : {domain::CourseLevel::Basic, domain::CourseLevel::Advanced}) {
        std::vector<std::string> titles;
        for (auto const& course : report.facts->national_courses)
            if (course.level == level)
                titles.push_back(course.title);
        if (!titles.empty())
            page.courses.push_back((level == domain::CourseLevel::Basic ? "国の基本講座　" : "国の応用講座　")
                + joined(titles, "、"));
    }
}

std::string foot_of(StatusReport const& report, Towns const& towns)
{
    std::string words = "この資料は、登録されている開催回と 補助金の記録から 作成しています。";
    std::vector<std::string> names;
    for (auto const& code : report.to_be_applied.inferred)
        names.push_back(town_name(towns, code));
    if (!names.empty())
        words += "申請予定の " + joined(names, "、") + " は、市町提案型の事業がないことから 推定しています。";
    return words;
}

paper::MeetingPage page_of(
    StatusReport const& report, Towns const& towns, std::vector<domain::TilePlace> const& places)
{
    paper::MeetingPage page;
    page.title = "デジタルデバイド対策事業の取組状況について";
    page.over = domain::fiscal_year_words({report.fiscal_year});
    if (report.facts && !report.facts->documents.empty()) {
        auto const& document = report.facts->documents.front();
        page.over = document.title;
        page.mark = document.part.substr(0, document.part.find(' '));
    }
    page.as_of = domain::era_date_words(report.as_of) + " 現在";
    put_carriers(page, report);
    put_municipal(page, report, towns);
    put_subsidy(page, report, towns, places);
    put_national(page, report, towns);
    page.foot = foot_of(report, towns);
    return page;
}

paper::WorkSheet subsidy_sheet(StatusReport const& report, Towns const& towns)
{
    paper::WorkSheet sheet{"補助金", {16, 8, 14}, {{"市町", "区分", "段階"}}};
    auto const add = [&](CountedMunicipalities const& counted_ones, char const* step) {
        for (auto const& code : counted_ones.codes)
            sheet.rows.push_back(
                {town_name(towns, code), std::string(is_city(towns, code) ? "市" : "町"), std::string(step)});
    };
    add(report.grant_decided, "交付決定");
    add(report.to_be_applied, "申請予定");
    auto const last = std::to_string(sheet.rows.size());
    auto const count = [&](char const* step, char const* kind, int value) {
        auto const formula
            = "=COUNTIFS($C$2:$C$" + last + ",\"" + step + "\",$B$2:$B$" + last + ",\"" + kind + "\")";
        sheet.rows.push_back(
            {std::string(step), std::string(kind), paper::Formula{formula, static_cast<double>(value)}});
    };
    count("交付決定", "市", report.grant_decided.cities);
    count("交付決定", "町", report.grant_decided.towns);
    count("申請予定", "市", report.to_be_applied.cities);
    count("申請予定", "町", report.to_be_applied.towns);
    return sheet;
}

paper::WorkSheet shop_sheet(StatusReport const& report)
{
    paper::WorkSheet sheet{"店舗(類型A)", {24, 10, 10}, {{"事業者", "市の数", "店舗の数"}}};
    for (auto const& row : report.shops)
        sheet.rows.push_back({row.provider, row.cities, row.shops});
    auto const last = std::to_string(sheet.rows.size());
    sheet.rows.push_back({"計", report.shop_cities,
        paper::Formula{"=SUM(C2:C" + last + ")", static_cast<double>(shops_of(report))}});
    return sheet;
}

paper::WorkSheet carrier_sheet(StatusReport const& report)
{
    paper::WorkSheet sheet{"事業者提案型", {16, 26, 14, 20, 12}, {{"事業者", "事業", "市町", "月", "状況"}}};
    for (auto const& carrier : report.carrier_programmes)
        for (auto const& place : carrier.places)
            sheet.rows.push_back({carrier.provider, carrier.format_name, place.name,
                months_on_paper(place.months), state_on_paper(place.status)});
    return sheet;
}

paper::WorkSheet municipal_sheet(StatusReport const& report)
{
    paper::WorkSheet sheet{"市町提案型", {16, 60, 10}, {{"市町", "取組", "取組の数"}}};
    std::int64_t all = 0;
    for (auto const& one : report.municipal_programmes) {
        auto const number = static_cast<std::int64_t>(one.activities.size());
        all += number;
        sheet.rows.push_back({one.name, joined(one.activities, "、"), number});
    }
    auto const last = std::to_string(sheet.rows.size());
    sheet.rows.push_back(
        {"計", std::string(), paper::Formula{"=SUM(C2:C" + last + ")", static_cast<double>(all)}});
    return sheet;
}

enum class StatusFile { Pdf, Workbook };

void status_file(CallPtr const& call, Services& services, StatusFile file)
{
    auto const today = domain::tokyo_date(services.clock.now());
    auto const year = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
    if (!year)
        return;
    auto reader = services.readers.lend();
    auto const report = status_report(*reader, {static_cast<int>(*year)}, today);
    auto const towns = core::need(reader->municipalities());
    if (file == StatusFile::Pdf)
        return answer_paper(
            call, paper::meeting_page_pdf(page_of(report, towns, tile_places_of(services, towns))));
    std::map<std::string, std::size_t> rows_of_figures;
    answer_file(call,
        paper::workbook_bytes({subsidy_sheet(report, towns), carrier_sheet(report), municipal_sheet(report),
            shop_sheet(report), certificate_sheet(report.figures, rows_of_figures)}),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

} // namespace

void add_status_paper_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/reports/status.pdf",
        [&services](CallPtr const& call) { status_file(call, services, StatusFile::Pdf); });
    router.add("GET", "/v1/reports/status.xlsx",
        [&services](CallPtr const& call) { status_file(call, services, StatusFile::Workbook); });
}

} // namespace meguri::hub::routes
