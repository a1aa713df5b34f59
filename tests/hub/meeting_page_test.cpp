// The meeting page (取組状況) on paper and as a workbook, as other programs read them, and the form it is
// made by.
#include "tests/support/process.h"
#include "tests/support/programme_facts.h"
#include "tests/support/workbook_cells.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::changed_copy;
using tests::file_text;
using tests::HubInMemory;
using tests::load;
using tests::status;

/// The page as paper and as a workbook, each as another program reads it.
struct StatusPapers {
    HubInMemory& hub;
    std::string year = "2024";

    std::string path_of(std::string const& ending)
    {
        auto const answer = hub.ask("GET", "/v1/reports/status" + ending + "?fiscal_year=" + year);
        REQUIRE(answer.status == 200);
        auto const path = hub.folder.path() / ("status" + ending);
        std::ofstream(path, std::ios::binary) << answer.text;
        return path.string();
    }
    /// Without spaces, which stand where a line may break.
    std::string paper()
    {
        auto text = tests::run({"/usr/bin/pdftotext", path_of(".pdf"), "-"}).output;
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
        return text;
    }
    tests::BookCells workbook() { return tests::cells_of(path_of(".xlsx")); }
};

bool says(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

// Break: write any number of the page into C++, leave a town out, or put a formula's value beside the
// formula.
TEST_CASE(
    "The meeting page and the workbook say what is stored, and every number moves with it", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    StatusPapers papers{hub};
    auto const before = papers.paper();
    INFO(before);
    for (auto const* words :
        {"デジタルデバイド対策事業の取組状況について", "資料14", "令和6年9月6日(金)現在", "10市6町", "3市",
            "3事業者・11市町", "16市町(10市6町)", "13市82店舗", "31店舗", "28店舗", "23店舗",
            "訪問型スマートフォン教室", "脳検講座", "(株)ホームラン", "類型C", "推定しています", "1/1"})
        CHECK(says(before, words));
    auto const cells = papers.workbook();
    for (auto const& [where, formula, value] : std::vector<std::array<char const*, 3>>{
             {"補助金!C21", "COUNTIFS($C$2:$C$20,\"交付決定\",$B$2:$B$20,\"市\")", "10"},
             {"店舗(類型A)!C2", "", "31"}, {"店舗(類型A)!C5", "SUM(C2:C4)", "82"},
             {"店舗(類型A)!B5", "", "13"}, {"事業者提案型!C2", "", "下関市"},
             {"事業者提案型!D2", "", "7月・8月"}}) {
        INFO(where);
        CHECK(cells.at(where).formula == formula);
        CHECK(cells.at(where).value == value);
    }

    load(hub, changed_copy().dump());
    auto const after = papers.paper();
    INFO(after);
    for (auto const* words : {"9市6町", "4市", "17市町(11市6町)", "30店舗", "29店舗", "9月・11月"})
        CHECK(says(after, words));
    for (auto const* words : {"10市6町", "31店舗", "28店舗"})
        CHECK_FALSE(says(after, words));
    auto const moved = papers.workbook();
    CHECK(moved.at("店舗(類型A)!C2").value == "30");
    CHECK(moved.at("補助金!C21").value == "9");
    // A year of which nothing is known is a page too.
    CHECK(hub.ask("GET", "/v1/reports/status.pdf?fiscal_year=2031").status == 200);
    CHECK(hub.ask("GET", "/v1/reports/status.xlsx?fiscal_year=2031").status == 200);
    CHECK(hub.ask("GET", "/v1/reports/status.pdf?fiscal_year=never").status == 400);
}

// Break: leave a municipality, a shop or a document out of the rows of a figure; put a value beside a formula
// that does not give it.
TEST_CASE(
    "Every number of the meeting page stands in the workbook with its rows, and LibreOffice finds the same",
    "[hub][facts][figures]")
{
    HubInMemory hub;
    load(hub, file_text());
    StatusPapers papers{hub};
    auto const text = GENERATE(as<std::string>(), "the document", "the changed copy");
    bool const is_changed = text == "the changed copy";
    INFO(text);
    if (is_changed)
        load(hub, changed_copy().dump());
    auto const figures = status(hub)["figures"];
    std::map<std::string, std::int64_t> values;
    for (auto const& figure : figures) {
        INFO(figure.dump());
        std::int64_t sum = 0;
        for (auto const& row : figure["rows"])
            sum += row["value"].get<std::int64_t>();
        CHECK(figure["value"] == sum);
        CHECK(figure["rows"].empty() == (sum == 0));
        values[figure["name"]] = sum;
    }
    for (auto const& [name, before, after] : std::vector<std::tuple<std::string, int, int>>{
             {"subsidy.grant_decided.cities", 10, 9}, {"subsidy.grant_decided.towns", 6, 6},
             {"subsidy.to_be_applied.cities", 3, 4}, {"carriers.programmes", 3, 3},
             {"carriers.municipalities", 11, 11}, {"municipal.municipalities", 16, 17},
             {"municipal.cities", 10, 11}, {"national_a.cities", 13, 13}, {"national_a.shops", 82, 82},
             {"national_a.shops." + figures.back()["name"].get<std::string>().substr(18), 23, 23}}) {
        INFO(name);
        CHECK(values[name] == (is_changed ? after : before));
    }
    // What was concluded and not stated is marked; where no day is known it says "at the latest".
    auto const next = std::find_if(figures.begin(), figures.end(),
        [](auto const& one) { return one["name"] == "subsidy.to_be_applied.cities"; });
    CHECK((*next)["basis"] == "inferred");
    CHECK(says((*next)["rows"][0]["what"], "遅くとも"));
    auto const written = papers.workbook();
    auto const office = tests::recalculated(hub.folder.path() / "status.xlsx");
    for (auto const& [where, cell] : written) {
        INFO(where << " =" << cell.formula);
        REQUIRE(office.contains(where));
        CHECK(office.at(where).value == cell.value);
    }
    for (auto const& [name, value] : values) {
        INFO(name);
        auto const place = tests::place_of_figure(written, name);
        REQUIRE_FALSE(place.empty());
        CHECK(office.at(place).value == std::to_string(value));
    }
}

json shipped_page(HubInMemory& hub, std::string const& token)
{
    auto const answer = hub.ask("GET", "/v1/reports/template?report=status", nullptr, token);
    REQUIRE(answer.status == 200);
    return json::parse(answer.text);
}

// Break: keep a sentence of the page in C++, lay the sections out in one fixed order, or print a section that
// the form leaves out.
TEST_CASE(
    "A clerk's copy of the page's form changes words, order and sheets of both", "[hub][facts][template]")
{
    HubInMemory hub;
    load(hub, file_text());
    StatusPapers papers{hub};
    auto const token = hub.token_of(domain::Role::Prefecture, "prefecture");
    auto form = shipped_page(hub, token);
    form["title"] = "スマホ教室のようす";
    form["as_of"] = "{as_of} の数字";
    form["city"] = "シ";
    form["inferred"] = "{towns} は 推しはかった。";
    form["left"].erase(2);
    std::swap(form["left"][0], form["left"][1]);
    form["left"][1]["band"] = "事業者と";
    form["left"][1]["words"]["held"] = "おわり";
    form["right"][0]["words"]["grant_decided"] = "\"決定\"";
    form["right"][0]["sheet"] = {{"name", "お金"}, {"columns", {"まち", "種", "段"}}};
    form["right"][1].erase("sheet");
    std::ofstream(hub.folder.path() / "meeting-page.json") << form.dump();
    auto const text = papers.paper();
    INFO(text);
    for (auto const* words : {"スマホ教室のようす", "令和6年9月6日(金)の数字", "10シ6町", "事業者と",
             "おわり", "\"決定\"", "推しはかった"})
        CHECK(says(text, words));
    for (auto const* words : {"取組状況", "県の事業", "実施済", "交付決定", "国の基本講座"})
        CHECK_FALSE(says(text, words));
    CHECK(text.find("市町提案型") < text.find("事業者提案型"));
    (void)papers.workbook();
    auto const cells = tests::recalculated(hub.folder.path() / "status.xlsx");
    CHECK(cells.at("お金!A1").value == "まち");
    CHECK(cells.at("お金!C21").value == "10");
    CHECK_FALSE(cells.contains("店舗(類型A)!A1"));
    auto const used = hub.ask("GET", "/v1/reports/status?fiscal_year=2024", nullptr, token).body["template"];
    CHECK(used["file"] == "meeting-page.json");
    CHECK(used["shipped"] == false);
    // What lies beside the database is not everybody's business.
    CHECK_FALSE(status(hub).contains("template"));
    CHECK(hub.ask("GET", "/v1/reports/template?report=yearly", nullptr, token).status == 400);
}

// Break: take an unknown word for an empty one, or make no page when a file is wrong.
TEST_CASE(
    "A form of the page with a mistake is named by its field, and passed over", "[hub][facts][template]")
{
    using Row = std::tuple<std::string, std::string, std::string>;
    auto const [patch, field, reason] = GENERATE(table<std::string, std::string, std::string>({
        Row{R"([{"op":"replace","path":"/left/0/section","value":"carrier"}])", "left[0].section",
            "carriers, municipal, courses, subsidy, national"},
        Row{R"([{"op":"replace","path":"/right/0","value":3}])", "right[0]", "object"},
        Row{R"([{"op":"replace","path":"/right","value":{}}])", "right", "list"},
        Row{R"([{"op":"add","path":"/right/0","value":{"section":"courses","words":{"basic":"","advanced":""}}}])",
            "right[0].section", "once"},
        Row{R"([{"op":"remove","path":"/left/0/words/planned"}])", "left[0].words.planned", "missing"},
        Row{R"([{"op":"remove","path":"/right/1/words"}])", "right[1].words", "missing"},
        Row{R"([{"op":"add","path":"/left/0/words/helt","value":"済"}])", "left[0].words.helt",
            "held, planned"},
        Row{R"([{"op":"replace","path":"/left/0/words/held","value":"{month}済"}])", "left[0].words.held",
            "can have no {month}"},
        Row{R"([{"op":"replace","path":"/left/1/note","value":"{towns}"}])", "left[1].note",
            "municipalities"},
        Row{R"([{"op":"add","path":"/left/2/sheet","value":{}}])", "left[2].sheet", "section, band"},
        Row{R"([{"op":"replace","path":"/left/0/sheet/columns","value":["a","b"]}])", "left[0].sheet.columns",
            "5 names"},
        Row{R"([{"op":"replace","path":"/left/0/sheet/name","value":"A/B"}])", "left[0].sheet.name",
            "none of"},
        Row{R"([{"op":"replace","path":"/left/0/sheet/name","value":"数字の根拠"}])", "sheet", "two sheets"},
        Row{R"([{"op":"replace","path":"/left/0/sheet/name","value":"Sheet"},{"op":"replace","path":"/left/1/sheet/name","value":"SHEET"}])",
            "sheet", "two sheets"},
        Row{R"([{"op":"replace","path":"/over","value":"{town}"}])", "over", "document, fiscal_year"},
        Row{R"([{"op":"remove","path":"/title"}])", "title", "missing"},
        Row{R"([{"op":"add","path":"/footer","value":"x"}])", "footer", "title, over"},
    }));
    HubInMemory hub;
    load(hub, file_text());
    auto const token = hub.token_of(domain::Role::Prefecture, "prefecture");
    auto const form = shipped_page(hub, token).patch(json::parse(patch));
    std::ofstream(hub.folder.path() / "meeting-page.json") << form.dump();
    auto const used = hub.ask("GET", "/v1/reports/status?fiscal_year=2024", nullptr, token).body["template"];
    INFO(used.dump());
    CHECK(used["shipped"] == true);
    REQUIRE(used["passed_over"].size() == 1);
    auto const& errors = used["passed_over"][0]["errors"];
    bool const is_named
        = std::any_of(errors.begin(), errors.end(), [&, field = field, reason = reason](json const& one) {
              return one["field"] == field && says(one["reason"], reason);
          });
    CHECK(is_named);
    CHECK(says(StatusPapers{hub}.paper(), "取組状況について"));
}

// Break: print an empty page that does not say that it is.
TEST_CASE("The page of a year without a record says so", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    StatusPapers papers{hub};
    CHECK_FALSE(says(papers.paper(), "記録は、まだありません"));
    papers.year = "2031";
    auto const text = papers.paper();
    INFO(text);
    CHECK(says(text, "令和13年度の記録は、まだありません。"));
    CHECK(says(text, "0市町"));
}

} // namespace
