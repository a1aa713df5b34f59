// 次の年度の準備 without a window: what the preview shows, what is ticked and sent, and the line on 今日.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;
using nlohmann::json;
using tests::Office;

namespace {

json plan(bool is_dry_run)
{
    json const programme{{"from", "p2026-a"}, {"id", "p2027-a"}, {"name", "萩市の教室"},
        {"organisation_name", "萩市"}, {"fate", "new"}, {"has_rules", true}, {"has_limits", true},
        {"templates", {"はじめて"}}, {"differs", json::array()}};
    json const changed{{"from", "p2026-b"}, {"id", "p2027-b"}, {"name", "サポート号"},
        {"organisation_name", "ソフトバンク"}, {"fate", "changed"}, {"differs", {"name", "rules"}}};
    auto const subsidy = [&](char const* id, char const* town, char const* fate) {
        return json{{"from", id}, {"municipality", {{"code", "352047"}, {"name", town}}},
            {"programme", "p2027-a"}, {"fate", fate}, {"is_wanted", !is_dry_run},
            {"id", is_dry_run || fate == std::string("same") ? json() : json("g9")}};
    };
    return {{"dry_run", is_dry_run}, {"from", 2026}, {"to", 2027}, {"programmes", {programme, changed}},
        {"subsidies", {subsidy("g1", "萩市", "new"), subsidy("g2", "長門市", "same")}}};
}

struct MarchOffice : Office {
    explicit MarchOffice(char const* iso = "2027-03-10T09:00:00+09:00")
        : Office(domain::time_from_iso(iso).value())
    {
        hub.answer("GET /v1/programmes", 200, {{"programmes", json::array()}});
        log_in();
    }
    YearChange& year() { return desk.year_change(); }
    std::string fate(std::size_t row) { return year().table().text_rows()[row + 1][3]; }
    /// The year that a line of today speaks of.
    std::string line() const
    {
        for (auto const& group : const_cast<MarchOffice*>(this)->desk.today().groups())
            if (group.kind == TodayKind::NextYear)
                return group.lines[0].title + " " + group.lines[0].chip;
        return "";
    }
};

} // namespace

// Break: send what was not ticked; tick what stands there; copy without a preview.
TEST_CASE("The next year is shown before it is written, with the subsidies that are ticked", "[desk][year]")
{
    MarchOffice office;
    office.desk.open(Section::Reports);
    office.settle();
    REQUIRE(office.year().is_offered());
    CHECK(office.year().title() == "令和8年度 → 令和9年度");
    CHECK_FALSE(office.year().can_write());
    office.hub.answer("POST /v1/years/2026/rollover", 200, plan(true));
    office.year().preview();
    office.settle();
    CHECK(json::parse(office.hub.asked("POST /v1/years/2026/rollover")[0].body)["dry_run"] == true);
    CHECK(office.year().notice().text == "事業 1件を 写せます。");
    CHECK(office.year().table().text_rows()[1]
        == TextRow{"事業", "萩市の教室", "萩市", "写します", "条件、回数の上限、ひな形 1"});
    CHECK(office.fate(1) == "変わっているので 触りません: 名前、条件");
    CHECK(office.year().table().text_rows()[3][0] == "☐ 補助金");
    CHECK(office.year().table().text_rows()[3][1] == "萩市の教室");
    CHECK(office.fate(3) == "もう あります");
    office.year().pick("g/g2"); // it stands there
    office.year().pick("p/p2026-a"); // no subsidy
    CHECK_FALSE(office.year().has_all_picked());
    office.year().pick("g/g1");
    CHECK(office.year().has_all_picked());
    CHECK(office.fate(2) == "申請予定にします");

    office.hub.answer("POST /v1/years/2026/rollover", 201, plan(false));
    office.year().write();
    office.settle();
    auto const sent = json::parse(office.hub.asked("POST /v1/years/2026/rollover").back().body);
    CHECK(sent["subsidies"] == json{"g1"});
    CHECK(sent["dry_run"] == false);
    CHECK(office.year().notice().text == "事業 1件を 写し、補助金 1件を 申請予定にしました。");
    CHECK(office.fate(0) == "もう あります");
    CHECK(office.fate(2) == "もう あります");
    CHECK_FALSE(office.year().can_write());
}

// Break: say done although nobody answered; show another year's preview.
TEST_CASE("A refusal says what to do, and after a lost line a second press does no harm", "[desk][year]")
{
    MarchOffice office;
    office.desk.open(Section::Reports);
    office.settle();
    office.hub.answer("POST /v1/years/2026/rollover", 422, {{"reason", "year_without_programmes"}});
    office.year().preview();
    office.settle();
    CHECK(office.year().notice().text == "この年度には 事業がありません。写すものが ありません。");
    office.hub.answer("POST /v1/years/2026/rollover", 200, plan(true));
    office.year().preview();
    office.settle();
    office.hub.stop();
    office.year().write();
    office.settle();
    CHECK(office.year().notice().text.find("もう1度 押しても 二重にはなりません") != std::string::npos);
    CHECK(office.year().can_write());
    auto scope = office.desk.scope();
    scope.fiscal_year = 2025;
    office.hub.start_again();
    office.desk.set_scope(scope);
    office.settle();
    CHECK_FALSE(office.year().has_preview());
    CHECK(office.year().table().row_count() == 0);
}

// Break: ask in February; say it to a clerk of a town; keep the line once there are programmes.
TEST_CASE(
    "Today says in March that the next year has no programmes yet, and leads there", "[desk][year][today]")
{
    {
        MarchOffice early("2027-02-27T09:00:00+09:00");
        early.desk.open(Section::Today);
        early.settle();
        CHECK(early.line().empty());
    }
    MarchOffice office;
    office.desk.open(Section::Today);
    office.settle();
    CHECK(office.line() == "令和9年度の事業が まだありません あと22日");
    office.hub.answer("POST /v1/years/2026/rollover", 200, plan(true));
    for (auto const& group : office.desk.today().groups())
        if (group.kind == TodayKind::NextYear) {
            auto const line = group.lines[0];
            office.desk.act_on(line);
            break;
        }
    office.settle();
    CHECK(office.desk.section() == Section::Reports);
    CHECK(office.year().has_preview());
    office.hub.answer("POST /v1/years/2026/rollover", 201, plan(false));
    office.year().write();
    office.settle();
    CHECK(office.line().empty());
    office.hub.answer("POST /v1/login", 200, {{"token", "u"}, {"role", "municipality"}, {"org", "352047"}});
    office.desk.log_out();
    office.desk.log_in("hagi", "himitsu");
    office.settle();
    CHECK_FALSE(office.year().is_offered());
    office.desk.open(Section::Today);
    office.settle();
    CHECK(office.line().empty());
}
