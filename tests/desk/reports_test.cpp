// The reports at the desk against a canned hub: what can be chosen, what is shown of it, and what is asked
// for.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

json figure(std::string const& name, std::string const& label, int value, std::string const& basis, json rows)
{
    return {{"name", name}, {"label", label}, {"value", value}, {"unit", "人"}, {"basis", basis},
        {"rule", "sum"}, {"rows", std::move(rows)}};
}

json row(std::string const& what, int value)
{
    return {{"kind", "session"}, {"id", "s1"}, {"what", what}, {"value", value}};
}

json subsidy(std::string const& id, std::string const& code, std::string const& town)
{
    return {{"id", id}, {"municipality", {{"code", code}, {"name", town}}},
        {"programme", {{"id", "p"}, {"name", "市町提案型"}}}, {"fiscal_year", 2026},
        {"history", json::array({{{"step", "applied"}, {"date", "2026-04-24"}}})}};
}

struct Reporter : Office {
    json answer{{"id", "g1"}, {"check", "3f2a-90bc-11d4"}, {"seq", 912}, {"has_data", true},
        {"figures",
            json::array(
                {figure("participants", "参加者", 1208, "derived",
                     json::array({row("10月8日(木) はじめてのスマホ", 1200), row("10月9日(金) 相談会", 8)})),
                    figure("held", "実施した回", 2, "derived",
                        json::array({row("10月8日(木) はじめてのスマホ", 1), row("10月9日(金) 相談会", 1)})),
                    figure("cancelled", "中止した回", 0, "derived", json::array()),
                    figure("age.under_65", "65歳未満の参加者", 0, "derived", json::array()),
                    figure("session.s1.participants", "参加者", 1200, "derived",
                        json::array({row("不明", 1200)}))})},
        {"template", {{"file", "subsidy-report.json"}, {"shipped", true}, {"passed_over", json::array()}}}};

    Reporter()
        : Office(domain::time_from_iso("2026-10-01T09:00:00+09:00").value())
    {
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "prefecture"}, {"org", "prefecture"}});
        hub.answer("GET /v1/municipalities", 200, {{"municipalities", json::array()}});
        page(json::array({figure("subsidy.to_be_applied.cities", "申請予定の市", 3, "inferred",
            json::array({row("下松市 申請予定 遅くとも 令和6年9月6日(金)", 1)}))}));
        subsidies(json::array({subsidy("g1", "352047", "萩市"), subsidy("g2", "352110", "長門市")}));
        hub.answer("GET /v1/subsidies/g1/report", 200, answer);
        desk.log_in("somebody", "himitsu");
        settle();
        desk.open(Section::Reports);
        settle();
    }
    void page(json const& figures)
    {
        hub.answer("GET /v1/reports/status", 200,
            {{"as_of", "2026-09-06"}, {"figures", figures},
                {"subsidy",
                    {{"grant_decided", {{"cities", 10}, {"towns", 6}}},
                        {"to_be_applied", {{"cities", 3}, {"towns", 0}}}}}});
    }
    void subsidies(json const& list) { hub.answer("GET /v1/subsidies", 200, {{"subsidies", list}}); }
    Reports& reports() { return desk.reports(); }
    void choose(std::string const& id)
    {
        reports().choose(id);
        settle();
    }
    std::string row_of(std::size_t number)
    {
        std::string words;
        for (std::size_t i = 0; i < reports().table().columns().size(); ++i)
            words += (i == 0 ? "" : "|") + reports().table().cell(number, i).text;
        return words;
    }
};

} // namespace

// Break: show a number without where it comes from, or one of another report.
TEST_CASE("A report shows each number with where it comes from and its rows", "[desk][reports]")
{
    Reporter office;
    auto& reports = office.reports();
    REQUIRE(reports.choices().size() == 3);
    CHECK(reports.choices()[1].second == "実績報告 萩市 市町提案型");
    CHECK(reports.facts()[0] == std::pair<std::string, std::string>("交付決定", "10市 6町"));
    CHECK(office.row_of(0) == "申請予定の市|3人|推定|下松市 申請予定 遅くとも 令和6年9月6日(金)");
    office.choose("g1");
    REQUIRE(reports.table().total_count() == 3); // Without single sessions and bands in which nobody is.
    CHECK(office.row_of(0) == "参加者|1,208人|集計|10月8日(木) はじめてのスマホ 1,200、10月9日(金) 相談会 8");
    CHECK(office.row_of(1) == "実施した回|2人|集計|10月8日(木) はじめてのスマホ、10月9日(金) 相談会");
    CHECK(reports.facts()[1].second == "1,208人");
    CHECK(reports.facts().back().second == "3f2a-90bc-11d4");
    CHECK(reports.state().tone == Tone::Plain);
    CHECK(reports.title() == "令和8年度 実績報告 萩市 市町提案型");
    CHECK(reports.text_rows().size() == 4);
    office.choose("");
    CHECK(reports.table().total_count() == 1);
}

// Break: leave the state empty where there is nothing, or show the first town's report for another town.
TEST_CASE("What is missing for a report is said in words", "[desk][reports]")
{
    Reporter office;
    auto& reports = office.reports();
    SECTION("a year of which nothing is known")
    {
        office.page(json::array(
            {figure("subsidy.grant_decided.cities", "交付決定の市", 0, "stated", json::array())}));
        office.subsidies(json::array());
        reports.refresh();
        office.settle();
        CHECK(reports.state().text == "この年度の記録は ありません。書き出すと 空の資料になります。");
        CHECK(reports.choices().size() == 1);
    }
    SECTION("a year without subsidies")
    {
        office.subsidies(json::array());
        reports.refresh();
        office.settle();
        CHECK(reports.state().text.find("実績報告は ありません") != std::string::npos);
    }
    SECTION("a subsidy without sessions")
    {
        office.answer["has_data"] = false;
        office.hub.answer("GET /v1/subsidies/g1/report", 200, office.answer);
        office.choose("g1");
        CHECK(reports.state().text.find("この年度の開催回は 登録されていません") == 0);
        CHECK(reports.state().tone == Tone::Few);
    }
    SECTION("a form with a mistake")
    {
        office.answer["template"]["passed_over"] = json::array({{{"file", "subsidy-report-352047.json"},
            {"errors",
                json::array({{{"field", "sections[0].section"}, {"reason", "must be one of summary"}}})}}});
        office.hub.answer("GET /v1/subsidies/g1/report", 200, office.answer);
        office.choose("g1");
        CHECK(reports.state().text
            == "書式のファイル subsidy-report-352047.json は まちがいがあるので 使いません。直すところ: "
               "sections[0].section (must be one of summary)");
    }
    SECTION("a form of the meeting page with a mistake")
    {
        office.hub.answer("GET /v1/reports/status", 200,
            {{"as_of", "2026-09-06"}, {"figures", json::array()},
                {"subsidy",
                    {{"grant_decided", {{"cities", 1}, {"towns", 0}}},
                        {"to_be_applied", {{"cities", 0}, {"towns", 0}}}}},
                {"template",
                    {{"passed_over",
                        json::array({{{"file", "meeting-page.json"},
                            {"errors", json::array({{{"field", "over"}, {"reason", "is wrong"}}})}}})}}}});
        reports.refresh();
        office.settle();
        CHECK(reports.state().text
            == "書式のファイル meeting-page.json は まちがいがあるので 使いません。直すところ: over (is "
               "wrong)");
    }
    SECTION("another town is looked at")
    {
        office.choose("g1");
        reports.show_scope({2026, "352110", "", {}});
        CHECK(reports.chosen().empty());
        CHECK(reports.choices().size() == 2);
    }
    SECTION("who may not see subsidies has the meeting page")
    {
        office.hub.answer("GET /v1/subsidies", 403, {{"title", "Not yours"}});
        reports.refresh();
        office.settle();
        CHECK(reports.notice().text.empty());
        CHECK(reports.choices().size() == 1);
        CHECK(reports.table().total_count() == 1);
    }
}

// Break: ask for the meeting page when a subsidy is chosen, or write what is no file.
TEST_CASE("The files of the chosen report are asked for, and its form", "[desk][reports]")
{
    Reporter office;
    auto& reports = office.reports();
    office.hub.answer_text("GET /v1/subsidies/g1/report.pdf", 200, "%PDF-1.5 words");
    office.hub.answer_text("GET /v1/subsidies/g1/report.xlsx", 200, "no workbook");
    office.hub.answer_text("GET /v1/reports/template", 200, "{\"title\":\"書式\"}");
    CHECK(reports.template_name() == "meeting-page.json");
    reports.ask_template("/tmp/page.json");
    office.settle();
    REQUIRE(reports.take_file());
    CHECK(
        office.hub.asked("GET /v1/reports/template").at(0).target.find("report=status") != std::string::npos);
    office.choose("g1");
    CHECK(reports.file_name(ReportFile::Pdf) == "実績報告-萩市-令和8年度.pdf");
    reports.ask_file(ReportFile::Pdf, "/tmp/report.pdf");
    CHECK(reports.is_sending());
    office.settle();
    auto file = reports.take_file();
    REQUIRE(file);
    CHECK(file->path == "/tmp/report.pdf");
    CHECK(file->bytes == "%PDF-1.5 words");
    reports.ask_file(ReportFile::Workbook, "/tmp/report.xlsx");
    office.settle();
    CHECK_FALSE(reports.take_file());
    CHECK(reports.notice().tone == Tone::Stop);
    CHECK(reports.template_name() == "subsidy-report-352047.json");
    reports.ask_template("/tmp/form.json");
    office.settle();
    file = reports.take_file();
    REQUIRE(file);
    CHECK(file->bytes == "{\"title\":\"書式\"}");
    CHECK(office.hub.asked("GET /v1/reports/template").at(1).target.find("352047") != std::string::npos);
}
