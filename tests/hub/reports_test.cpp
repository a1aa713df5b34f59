// The report on a subsidy as the world reads it: its numbers and their rows, the paper, the workbook as
// LibreOffice calculates it, and the form that a clerk changes.
#include "shared/base/files.h"
#include "tests/hub/town.h"
#include "tests/support/process.h"
#include "tests/support/workbook_cells.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Answer;
using tests::Town;

/// Hagi's own programme with a subsidy: a class of which three of four came, a consultation where five were
/// counted, one that was cancelled, one still to come; and one of another programme.
struct ReportTown {
    Town town;
    tests::HubInMemory& hub = town.hub;
    std::string clerk = town.clerk;
    std::string held;
    std::string counted;
    std::string other;
    std::vector<std::string> people;
    std::string subsidy;

    ReportTown()
    {
        programme("p-own", "萩市の教室");
        programme("p-other", "萩市のeスポーツ");
        held = hub.published(
            6, {{"programme", "p-own"}, {"title", "はじめてのスマホ"}, {"registration_closes_at", nullptr}});
        counted = hub.published(0,
            {{"programme", "p-own"}, {"title", "よろず相談所"}, {"format", "consultation"},
                {"admission", "drop_in"}});
        auto const rained_off = hub.published(7, {{"programme", "p-own"}, {"title", "大雨で中止の回"}});
        (void)hub.published(8,
            {{"programme", "p-own"}, {"title", "来月の回"}, {"starts_at", in_days(40)},
                {"ends_at", in_days(40, 1)}});
        other = hub.published(9, {{"programme", "p-other"}, {"title", "別の事業の回"}});
        int number = 0;
        for (auto const year : {1948, 1951, 1975, 1940})
            people.push_back(
                hub.register_by_phone(held, "みほん はな", "0901234567" + std::to_string(number++), year)
                    .body["id"]);
        take(hub.ask("POST", "/v1/sessions/" + rained_off + "/cancel", {{"reason", "大雨"}}, clerk), 200);
        hub.clock.pass(std::chrono::hours(30));
        clerk = log_in();
        act(held, "close");
        act(held, "hold");
        act(counted, "close");
        act(counted, "hold");
        take(hub.ask("POST", "/v1/sessions/" + counted + "/count", {{"participants", 5}}, clerk), 200);
        for (std::size_t const i : {0U, 1U, 2U})
            mark(i, "present");
        mark(3, "no_show");
        say(0, "good");
        say(1, "bad");
        subsidy = take(
            hub.ask("POST", "/v1/subsidies",
                {{"municipality", "352047"}, {"programme", "p-own"}, {"fiscal_year", 2026}}, officer()),
            201)
                      .body["id"];
        step({{"step", "applied"}, {"known_by", "2026-09-06"}});
        step({{"step", "decided"}, {"date", "2026-10-01"}, {"amount", 400'000}});
    }

    void programme(std::string const& id, std::string const& name)
    {
        REQUIRE(hub.store().put(domain::Programme{domain::ProgrammeId(id), {2026},
            domain::Scheme::MunicipalProposed, name, domain::OrganisationId("352047")}));
    }
    std::string in_days(int days, int hours = 0)
    {
        return domain::to_iso(hub.clock.now() + std::chrono::hours(24 * days + hours));
    }
    std::string log_in()
    {
        return hub
            .ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
            .body["token"];
    }
    std::string officer() { return hub.token_of(domain::Role::Prefecture, "prefecture"); }
    Answer take(Answer answer, int status)
    {
        INFO(answer.text);
        REQUIRE(answer.status == status);
        return answer;
    }
    void act(std::string const& session, std::string const& word)
    {
        take(hub.ask("POST", "/v1/sessions/" + session + "/" + word, nullptr, clerk), 200);
    }
    void mark(std::size_t person, std::string const& word)
    {
        take(hub.ask("POST", "/v1/registrations/" + people[person] + "/attendance", {{"mark", word}}, clerk),
            200);
    }
    void say(std::size_t person, std::string const& face)
    {
        take(hub.ask("POST", "/v1/registrations/" + people[person] + "/survey",
                 {{"answers", {{"face", face}, {"understood", "partly"}, {"again", "yes"}}}}, clerk),
            200);
    }
    void step(json const& body)
    {
        take(hub.ask("POST", "/v1/subsidies/" + subsidy + "/steps", body, officer()), 201);
    }
    json report() { return take(ask(""), 200).body; }
    Answer ask(std::string const& ending, std::string const& id = "")
    {
        return hub.ask(
            "GET", "/v1/subsidies/" + (id.empty() ? subsidy : id) + "/report" + ending, nullptr, clerk);
    }
    std::filesystem::path file(std::string const& ending, std::string const& id = "")
    {
        auto const path = hub.folder.path() / ("report" + ending);
        REQUIRE(base::SystemFiles().write(path, take(ask(ending, id), 200).text));
        return path;
    }
    /// Without spaces, which stand where a line may break.
    std::string paper(std::string const& id = "")
    {
        auto text = tests::run({"/usr/bin/pdftotext", "-layout", file(".pdf", id).string(), "-"}).output;
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
        return text;
    }
    void write_template(std::string const& name, json const& form)
    {
        std::ofstream(hub.folder.path() / name) << form.dump();
    }
    json shipped()
    {
        return json::parse(take(hub.ask("GET", "/v1/reports/template", nullptr, clerk), 200).text);
    }
};

json figure(json const& report, std::string const& name)
{
    for (auto const& one : report["figures"])
        if (one["name"] == name)
            return one;
    return nullptr;
}

std::int64_t value(json const& report, std::string const& name)
{
    auto const found = figure(report, name);
    INFO(name);
    REQUIRE_FALSE(found.is_null());
    return found["value"];
}

std::int64_t sum_of_rows(json const& figure)
{
    auto const& rows = figure["rows"];
    if (figure["rule"] == "share")
        return std::lround(100.0 * rows[0]["value"].get<double>() / rows[1]["value"].get<double>());
    std::int64_t sum = 0;
    for (auto const& row : rows)
        sum += row["value"].get<std::int64_t>();
    return sum;
}

bool in(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

// Break: count a no-show, a cancelled session's seats, another programme's session or a waiting person.
TEST_CASE("The report counts what happened under its own programme in its year", "[hub][report]")
{
    ReportTown story;
    auto const report = story.report();
    using Row = std::tuple<std::string, std::int64_t, std::string>;
    for (auto const& [name, expected, why] : std::vector<Row>{
             {"held", 2, "the class and the consultation"},
             {"cancelled", 1, "the rain"},
             {"planned", 1, "next month"},
             {"seats", 14, "6 and 8: what was cancelled and a drop-in have none"},
             {"registrations", 4, "with the one who did not come"},
             {"participants", 8, "three by name, five counted"},
             {"from_65", 2, "of the years that are known"},
             {"age_known", 3, "those of the consultation gave none"},
             {"share_65", 67, "2 of 3"},
             {"no_shows", 1, "the fourth"},
             {"age.75_79", 2, "1948 and 1951"},
             {"age.unknown", 5, "who was counted"},
             {"age.75_79.format.venue_class", 2, "in the class"},
             {"format.consultation", 5, "in the consultation"},
             {"survey.answers", 2, "two said something"},
             {"survey.face.bad", 1, "one of them"},
             {"survey.understood.partly", 2, "both"},
             {"amount.decided", 400'000, "as was decided"},
         }) {
        INFO(name << ": " << why);
        CHECK(value(report, name) == expected);
    }
    CHECK(report["sessions"].size() == 4);
    CHECK_FALSE(in(report.dump(), "別の事業の回"));
    CHECK_FALSE(in(report.dump(), "みほん はな"));
    CHECK(report["steps"][0]["known_by"] == "2026-09-06");
    CHECK(report["steps"][0]["date"].is_null());
    CHECK(figure(report, "amount.decided")["basis"] == "stated");
    CHECK(figure(report, "participants")["basis"] == "derived");
}

// Break: leave a row out of any figure (for instance the first session in FigureList::add), or keep a value
// apart from its rows.
TEST_CASE("Every number of a report is the sum of its rows, and its rows are in the hub", "[hub][report]")
{
    ReportTown story;
    auto const report = story.report();
    REQUIRE(report["figures"].size() > 50);
    for (auto const& one : report["figures"]) {
        INFO(one.dump());
        CHECK(one["value"] == sum_of_rows(one));
    }
    // From the rows back into the hub: who came according to each session's own roster.
    auto const came = figure(report, "participants");
    for (auto const& row : came["rows"]) {
        INFO(row.dump());
        auto const id = row["id"].get<std::string>();
        if (id == story.counted) {
            CHECK(row["value"] == 5);
            continue;
        }
        auto const roster = story.hub.ask("GET", "/v1/sessions/" + id + "/roster", nullptr, story.officer());
        REQUIRE(roster.status == 200);
        auto const& entries = roster.body["confirmed"];
        CHECK(row["value"] == std::count_if(entries.begin(), entries.end(), [](json const& entry) {
            return entry["state"] == "attended";
        }));
    }
    auto const decided = figure(report, "amount.decided")["rows"];
    REQUIRE(decided.size() == 1);
    CHECK(decided[0]["id"] == story.subsidy + "#2");
    CHECK(report["steps"][1]["amount"] == decided[0]["value"]);
}

// Break: leave the rows out of the check number, or take the number of a report that was read before.
TEST_CASE("A mark changed afterwards moves its numbers, and an old paper is known to be old", "[hub][report]")
{
    ReportTown story;
    auto const before = story.report();
    auto const old_paper = story.paper();
    CHECK(in(old_paper, "照合番号" + before["check"].get<std::string>()));
    CHECK(in(old_paper, "変更番号" + before["seq"].dump()));
    CHECK(story.report()["check"] == before["check"]);
    story.mark(3, "late");
    auto const after = story.report();
    CHECK(value(after, "participants") == 9);
    CHECK(value(after, "no_shows") == 0);
    CHECK(value(after, "share_65") == 75);
    CHECK(after["check"] != before["check"]);
    CHECK(after["seq"] > before["seq"]);
    // The rows of the old paper no longer come to what the hub holds.
    CHECK(sum_of_rows(figure(before, "participants")) != value(after, "participants"));
}

// Break: drop a section, print a value without its rows, leave the font out.
TEST_CASE("The paper has every number with its rows, in Japanese that can be read back", "[hub][report]")
{
    ReportTown story;
    auto const report = story.report();
    auto const text = story.paper();
    INFO(text);
    for (auto const* words : {"実績報告書", "山口県知事様", "萩市", "令和8年度萩市の教室について",
             "1実施の概要", "実施した回2回", "参加者8人", "65歳以上の割合(年齢のわかる方のうち)67%",
             "4年齢別の参加者", "教室は いかがでしたか", "遅くとも令和8年9月6日(日)", "令和8年10月1日(木)",
             "400,000", "数字の根拠", "番1〜2(各1)", "番1:3+番2:5", "75〜79:2", "会場で数えた人数:5",
             "65歳以上の参加者:2÷年齢のわかる参加者:3"}) {
        std::string bare(words);
        std::erase(bare, ' ');
        CHECK(in(text, bare));
    }
    CHECK_FALSE(in(text, "みほんはな"));
    for (auto const& session : report["sessions"])
        CHECK(in(text, session["id"].get<std::string>()));
    auto const path = story.file(".pdf").string();
    auto const fonts = tests::run({"/usr/bin/pdffonts", path}).output;
    CHECK(in(fonts, "BIZ"));
    CHECK_FALSE(std::regex_search(fonts, std::regex("\\bno +(yes|no) +(yes|no) +\\d")));
    auto const facts = tests::run({"/usr/bin/pdfinfo", path}).output;
    CHECK(in(facts, "A4"));
    CHECK(in(text, "1/"));
}

// Break: put a number where a formula belongs, a wrong range into a sum, or a value beside the formula that
// it does not give.
TEST_CASE("LibreOffice calculates the report's workbook to the report's numbers", "[hub][report]")
{
    ReportTown story;
    auto const report = story.report();
    auto const path = story.file(".xlsx");
    auto const written = tests::cells_of(path);
    auto const office = tests::recalculated(path);
    std::size_t formulas = 0;
    for (auto const& [where, cell] : written) {
        INFO(where << " =" << cell.formula);
        REQUIRE(office.contains(where));
        CHECK(office.at(where).value == cell.value);
        formulas += cell.formula.empty() ? 0U : 1U;
    }
    CHECK(formulas > report["figures"].size());
    // Each figure of the report stands on the sheet of its rows, by name.
    for (auto const& one : report["figures"]) {
        INFO(one["name"]);
        auto const place = tests::place_of_figure(written, one["name"]);
        REQUIRE_FALSE(place.empty());
        auto const& cell = office.at(place);
        CHECK(cell.is_number);
        CHECK(cell.value == one["value"].dump());
    }
    CHECK(in(written.at("1 実施の概要!B3").formula, "数字の根拠"));
    CHECK(in(written.at("3 開催の一覧!H7").formula, "SUM(H3:H6)"));
    CHECK(office.at("3 開催の一覧!H7").value == "8");
    CHECK(written.at("3 開催の一覧!C3").value == "はじめてのスマホ");
}

// Break: leave what lies above the limit out of the rows, take a plan's cost for a real one, or a rule's cut.
TEST_CASE("The amounts are the account's, and what lies above the limit is a row of its own", "[hub][report]")
{
    ReportTown story;
    auto const cost = [&](std::string const& session, std::int64_t planned, std::int64_t real) {
        REQUIRE(story.hub.store().put(hub::store::SessionCostRow{
            domain::SessionId(session), planned, real, "clerk", story.hub.clock.now()}));
    };
    story.take(story.hub.ask("PUT", "/v1/programmes/p-own/rules",
                   {{"rules", json::array()},
                       {"amount",
                           {{"rate_of_cost", {{"numerator", 1}, {"denominator", 2}}}, {"cap_yen", 20'000},
                               {"cut_below_yen", 1000}, {"uses_per_year", 9}}}},
                   story.clerk),
        200);
    cost(story.held, 30'000, 25'900);
    cost(story.counted, 9'000, 8'000);
    auto report = story.report();
    CHECK(value(report, "amount.cost") == 33'900);
    CHECK(value(report, "session." + story.held + ".final") == 12'000);
    CHECK(value(report, "session." + story.counted + ".final") == 4'000);
    CHECK(value(report, "amount.final_by_sessions") == 16'000);
    CHECK(value(report, "amount.final") == 16'000);
    CHECK(value(report, "amount.forecast") == 16'000); // Nobody planned what the one to come will cost.
    story.step({{"step", "change_applied"}, {"date", "2026-10-20"}});
    story.step({{"step", "change_decided"}, {"date", "2026-11-01"}, {"amount", 10'000}});
    report = story.report();
    CHECK(value(report, "amount.decided") == 10'000);
    CHECK(value(report, "amount.final") == 10'000);
    auto const final_amount = figure(report, "amount.final");
    REQUIRE(final_amount["rows"].size() == 2);
    CHECK(final_amount["rows"][1]["value"] == -6'000);
    for (auto const& one : report["figures"]) {
        INFO(one.dump());
        CHECK(one["value"] == sum_of_rows(one));
    }
    auto const text = story.paper();
    INFO(text);
    CHECK(in(text, "補助金の額(実績から)10,000円"));
    CHECK(in(text, "番1:12,000+番2:4,000"));
    CHECK(in(text, "こえる分:-6,000"));
    auto const written = tests::cells_of(story.file(".xlsx"));
    auto const office = tests::recalculated(story.hub.folder.path() / "report.xlsx");
    CHECK(office.at(tests::place_of_figure(written, "amount.final")).value == "10000");
    CHECK(office.at("3 開催の一覧!J7").value == "16000");
}

// Break: divide by no participants, leave a section empty without a word, or throw on no history.
TEST_CASE("A report on a year without sessions says so", "[hub][report]")
{
    ReportTown story;
    story.programme("p-empty", "まだ何もない事業");
    auto const id
        = story
              .take(story.hub.ask("POST", "/v1/subsidies",
                        {{"municipality", "352047"}, {"programme", "p-empty"}, {"fiscal_year", 2026}},
                        story.officer()),
                  201)
              .body["id"]
              .get<std::string>();
    auto const report = story.take(story.ask("", id), 200).body;
    CHECK(report["has_data"] == false);
    CHECK(value(report, "participants") == 0);
    CHECK(figure(report, "share_65").is_null());
    auto const text = story.paper(id);
    INFO(text);
    CHECK(in(text, "この年度の開催回は、登録されていません。"));
    CHECK(in(text, "手続きは、まだ記録されていません。"));
    auto const cells = tests::cells_of(story.file(".xlsx", id));
    CHECK(std::any_of(cells.begin(), cells.end(),
        [](auto const& entry) { return in(entry.second.value, "登録されていません"); }));
    CHECK(story.ask("", "none").status == 404);
    CHECK(story.ask(".pdf", "none").status == 404);
}

// Break: read the program's own form alone, or keep the first one that was read.
TEST_CASE("A clerk's copy of the form changes words, order and columns of both", "[hub][report][template]")
{
    ReportTown story;
    auto form = story.shipped();
    form["title"] = "萩市スマホ教室の実績";
    form["addressee"] = "{prefecture}知事 殿 ({fiscal_year})";
    auto sections = json::array();
    for (auto const* name : {"steps", "sessions", "ages"})
        for (auto const& one : form["sections"])
            if (one["section"] == name)
                sections.push_back(one);
    sections[1]["columns"]
        = {{{"value", "venue"}, {"name", "ところ"}}, {{"value", "registrations"}, {"name", "申込数"}}};
    sections[2]["by"] = "month";
    form["sections"] = sections;
    story.write_template("subsidy-report.json", {{"title", "ほかの市町の書式"}});
    story.write_template("subsidy-report-352047.json", form);
    auto const text = story.paper();
    INFO(text);
    CHECK(in(text, "萩市スマホ教室の実績"));
    CHECK(in(text, "山口県知事殿(令和8年度)"));
    CHECK(in(text, "申込数"));
    CHECK(text.find("補助金の手続き") < text.find("開催の一覧"));
    CHECK_FALSE(in(text, "実施の概要"));
    auto const cells = tests::recalculated(story.file(".xlsx"));
    CHECK(cells.at("3 開催の一覧!A2").value == "ところ");
    CHECK(cells.at("3 開催の一覧!B7").value == "4");
    auto const used = story.report()["template"];
    CHECK(used["file"] == "subsidy-report-352047.json");
    CHECK(used["shipped"] == false);
    CHECK(story.shipped()["title"] != "萩市スマホ教室の実績"); // What another town gets.
    CHECK(
        story
            .take(story.hub.ask("GET", "/v1/reports/template?municipality=352047", nullptr, story.clerk), 200)
            .body["title"]
        == "萩市スマホ教室の実績");
}

// Break: take an unknown word for an empty one, or stop making reports when a file is wrong.
TEST_CASE("A form with a mistake is named by its field with what may stand there, and passed over",
    "[hub][report][template]")
{
    using Row = std::tuple<std::string, std::string, std::string>;
    auto const [patch, field, reason] = GENERATE(table<std::string, std::string, std::string>({
        Row{R"([{"op":"replace","path":"/sections/0/section","value":"sumary"}])", "sections[0].section",
            "summary, sessions, ages, survey, amounts, steps"},
        Row{R"([{"op":"replace","path":"/sections/2/columns/1/value","value":"dat"}])",
            "sections[2].columns[1].value", "number, date, title"},
        Row{R"([{"op":"replace","path":"/sections/0/rows/0/value","value":"names"}])",
            "sections[0].rows[0].value", "planned, held"},
        Row{R"([{"op":"replace","path":"/sections/3/by","value":"week"}])", "sections[3].by",
            "format, month"},
        Row{R"([{"op":"add","path":"/sections/0/colums","value":[]}])", "sections[0].colums",
            "section, name"},
        Row{R"([{"op":"add","path":"/sections/1","value":{"section":"summary","name":"x","rows":[{"value":"held","name":"x"}]}}])",
            "sections[1].section", "once"},
        Row{R"([{"op":"replace","path":"/preface","value":"{town}は"}])", "preface",
            "{prefecture, municipality"},
        Row{R"([{"op":"remove","path":"/title"}])", "title", "missing"},
        Row{R"([{"op":"remove","path":"/certificate"}])", "certificate", "missing"},
        Row{R"([{"op":"replace","path":"/sections/0/rows","value":[]}])", "sections[0].rows", "1 to 30"},
        Row{R"([{"op":"replace","path":"/sections","value":[3]}])", "sections[0]", "object"},
    }));
    ReportTown story;
    story.write_template("subsidy-report-352047.json", story.shipped().patch(json::parse(patch)));
    auto const used = story.report()["template"];
    INFO(used.dump());
    CHECK(used["file"] == "subsidy-report.json");
    CHECK(used["shipped"] == true);
    REQUIRE(used["passed_over"].size() == 1);
    CHECK(used["passed_over"][0]["file"] == "subsidy-report-352047.json");
    auto const& errors = used["passed_over"][0]["errors"];
    bool const is_named
        = std::any_of(errors.begin(), errors.end(), [&, field = field, reason = reason](json const& one) {
              return one["field"] == field && in(one["reason"], reason);
          });
    CHECK(is_named);
    CHECK(in(story.paper(), "実績報告書"));
}

} // namespace
