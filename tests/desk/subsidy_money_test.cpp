// The money of a subsidy at the desk: its account, costs typed one after the other, what counts and what does
// not, sending back, correcting, papers, deadlines; against a canned hub.
#include "admin/desk/models/account_lines.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

json amount(std::int64_t yen, std::string const& reason, std::string const& why)
{
    return {{"yen", yen}, {"reason", reason}, {"why", why}};
}

json a_session(std::string const& id, std::string const& state, json planned, json real)
{
    return {{"id", id}, {"title", "はじめてのLINE"},
        {"starts_at", "2026-0" + id.substr(1) + "-20T10:00:00+09:00"}, {"venue", "みほん公民館"},
        {"format", "venue_class"}, {"state", state},
        {"cost", {{"planned", std::move(planned)}, {"real", std::move(real)}}}, {"claim", nullptr}};
}

json finding(std::string const& rule, bool passed, bool known, std::string const& why)
{
    return {{"rule", rule}, {"passed", passed}, {"known", known}, {"why", why}};
}

json a_line(json session, json findings, json forecast, json final_amount)
{
    return {{"session", std::move(session)}, {"participants", 8}, {"seniors", 6}, {"verdict", "passed"},
        {"findings", std::move(findings)}, {"forecast", std::move(forecast)},
        {"final", std::move(final_amount)}};
}

json an_account()
{
    auto const held = a_line(a_session("s4", "held", 30'000, 25'500),
        json::array({finding("share_65_plus", true, true, "よい"),
            finding("resident_majority", false, true, "過半数に足りません。")}),
        amount(15'000, "counted", "予定から"),
        amount(0, "not_eligible", "条件を満たさないため、対象ではありません。"));
    auto const coming = a_line(a_session("s9", "published", 30'000, nullptr),
        json::array({finding("share_65_plus", false, false, "まだ"),
            finding("resident_majority", false, false, "まだ")}),
        amount(15'000, "counted", "予定から"), amount(0, "not_held_yet", "まだ実施されていません。"));
    return {{"subsidy", "g1"}, {"rule", "経費の1/2"}, {"lines", json::array({held, coming})},
        {"totals",
            {{"held_cost", 25'500}, {"held", 0}, {"to_come", 15'000}, {"forecast", 12'000},
                {"forecast_limited_by", "decided"}, {"final", 0}, {"final_limited_by", "nothing"},
                {"decided", 12'000}, {"year_cap", nullptr}}},
        {"warnings",
            json::array({{{"session", "s4"}, {"other", "x"}, {"other_subsidy", "g2"}, {"reason", "same_hall"},
                {"words", "会場と時間が重なっています。"}}})},
        {"uncounted", json::array({a_session("s5", "held", nullptr, nullptr)})}, {"uncounted_left_off", 2}};
}

json an_entry(std::string const& step, json extra = json::object())
{
    json entry{{"step", step}, {"date", nullptr}, {"known_by", nullptr}, {"amount", nullptr}, {"note", ""},
        {"inferred", false}, {"papers", json::array()}, {"corrects", nullptr}, {"takes_back", false},
        {"stands", true}};
    entry.update(extra);
    return entry;
}

json a_subsidy(json history, json allowed, json extra = json::object())
{
    auto const step = history.empty() ? json() : history.back()["step"];
    json subsidy{{"id", "g1"}, {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
        {"programme", {{"id", "p1"}, {"name", "市町提案型"}}}, {"fiscal_year", 2026}, {"path", "full"},
        {"step", step}, {"history", std::move(history)}, {"allowed", std::move(allowed)},
        {"report_due", nullptr}, {"apply_by", nullptr}};
    subsidy.update(extra);
    return subsidy;
}

struct Grants : Office {
    explicit Grants(json const& subsidy, char const* role = "municipality", char const* org = "352047")
        : Office(domain::time_from_iso("2026-10-01T09:00:00+09:00").value())
    {
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array()}, {"next", nullptr}});
        hub.answer("GET /v1/municipalities", 200,
            {{"municipalities",
                json::array(
                    {{{"code", "352047"}, {"name", "萩市"}, {"kana", "はぎし"}, {"kind", "city"}}})}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", role}, {"org", org}});
        hub.answer("GET /v1/subsidies", 200, {{"subsidies", json::array({subsidy})}});
        hub.answer("GET /v1/subsidies/g1/account", 200, an_account());
        hub.answer("POST /v1/subsidies/g1/steps", 201, json::object());
        hub.answer("POST /v1/subsidies/g1/sessions", 200, json::object());
        for (auto const* session : {"s4", "s9"})
            hub.answer(std::string("PUT /v1/sessions/") + session + "/cost", 200, json::object());
        desk.log_in("somebody", "himitsu");
        settle();
        desk.open(Section::Subsidies);
        settle();
        subsidies().choose("g1");
        settle();
    }
    Subsidies& subsidies() { return desk.subsidies(); }
    SubsidyMoney& money() { return desk.subsidies().money(); }
    json sent(std::string const& what, std::size_t which = 0)
    {
        return json::parse(hub.asked(what).at(which).body);
    }
};

json decided()
{
    return a_subsidy(json::array({an_entry("applied", {{"date", "2026-06-01"}, {"amount", 90'000}}),
                         an_entry("decided", {{"date", "2026-07-01"}, {"amount", 80'000}})}),
        {"change_applied", "reported", "withdrawn"});
}

} // namespace

// Break: count what is not yet known as good; forget the guard; take the first subsidy's account for another.
TEST_CASE("The conditions and sums of a subsidy are said from its account", "[desk][subsidy]")
{
    Grants office(decided());
    REQUIRE(office.money().account());
    auto const lines = condition_lines(*office.money().account());
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].title == "65歳以上の割合");
    CHECK(lines[0].tone == Tone::Ok);
    CHECK(lines[0].detail == "1回 よし、まだ分からない 1回");
    CHECK(lines[1].tone == Tone::Stop);
    CHECK(lines[1].detail == "1回が対象外です。4月20日 10:00: 過半数に足りません。");
    CHECK(lines[2].tone == Tone::Stop);
    CHECK(condition_head(lines) == "条件の確認 3つのうち 1つ よし");
    auto const sums = sum_lines(*office.money().account());
    CHECK(sums.front().value == "25,500円");
    CHECK(sums[sums.size() - 2].label == "見込み(交付決定額まで)");
    CHECK(sums[sums.size() - 2].value == "12,000円");

    auto& table = office.money().table();
    REQUIRE(table.row_count() == 2);
    CHECK(table.cell(0, 4).text == "8人(6人)");
    CHECK(table.cell(0, 5).text == "25,500円");
    CHECK(table.cell(0, 6).text == "0円");
    CHECK(table.cell(0, 7).text == "条件を満たさないため、対象ではありません。");
    CHECK(table.cell(1, 5).text == "予定 30,000円");
    CHECK(table.cell(1, 6).text == "見込み 15,000円");
    office.money().choose("s4");
    CHECK(office.money().chosen_words().find("× 過半数に足りません。") != std::string::npos);
    CHECK(office.money().chosen_words().find("× 会場と時間が重なっています。") != std::string::npos);
    CHECK(office.money().uncounted().row_count() == 1);
    CHECK(office.subsidies().csv_title() == "補助金");
    office.subsidies().turn_to(Subsidies::Face::Money);
    CHECK(office.desk.csv_name() == "補助金の開催回-2026-10-01.csv");
}

// Break: close the form after the first amount; send an amount that is no number; leave out the other amount.
TEST_CASE("Costs are typed one after the other", "[desk][subsidy]")
{
    Grants office(decided());
    auto& money = office.money();
    money.open_cost(); // Nothing was chosen: it begins with the first.
    CHECK(money.chosen_id() == "s4");
    REQUIRE(money.panel() == SubsidyMoney::Panel::Cost);
    money.save_cost("3万円", "たくさん");
    CHECK(remark_on(money.remarks(), "real") == "not_a_number");
    CHECK(office.hub.asked("PUT /v1/sessions/s4/cost").empty());
    money.save_cost("3万円", "28,600");
    office.settle();
    CHECK(office.sent("PUT /v1/sessions/s4/cost") == json{{"planned", 30'000}, {"real", 28'600}});
    CHECK(money.chosen_id() == "s9");
    CHECK(money.panel() == SubsidyMoney::Panel::Cost);
    office.hub.answer("PUT /v1/sessions/s9/cost", 422,
        {{"errors",
            json::array({{{"field", "real"},
                {"reason", "is known only once the class began: write what is planned into planned"}}})}});
    money.save_cost("", "5000");
    office.settle();
    CHECK(reason_words(remark_on(money.remarks(), "real"))
        == "まだ始まっていません。「予定の経費」に 書いてください。");
    CHECK(money.panel() == SubsidyMoney::Panel::Cost);
    office.hub.answer("PUT /v1/sessions/s9/cost", 200, json::object());
    money.save_cost("", "");
    office.settle();
    CHECK(office.sent("PUT /v1/sessions/s9/cost", 1) == json::object());
    CHECK(money.panel() == SubsidyMoney::Panel::None); // It was the last one.
}

// Break: send without a reason; offer it to the prefecture.
TEST_CASE("A session is taken out or has its place with a reason", "[desk][subsidy]")
{
    Grants office(decided());
    auto& money = office.money();
    money.choose("s4");
    money.open_take_out();
    money.take_out(" ");
    CHECK(remark_on(money.remarks(), "reason") == "empty");
    money.take_out("国の事業として実施");
    office.settle();
    CHECK(office.sent("POST /v1/subsidies/g1/sessions")
        == json{{"session", "s4"}, {"counts", false}, {"reason", "国の事業として実施"}});
    CHECK(money.notice().text == "この補助金から 外しました。");
    money.choose_uncounted("s5");
    money.open_claim();
    office.hub.answer("POST /v1/subsidies/g1/sessions", 409, {{"reason", "counted_elsewhere"}});
    money.claim("もどす");
    office.settle();
    CHECK(money.notice().text == "ほかの補助金で もう数えています。そちらで 外してから 入れてください。");
    CHECK(money.panel() == SubsidyMoney::Panel::Claim);

    Grants prefecture(decided(), "prefecture", "prefecture");
    prefecture.money().choose("s4");
    CHECK_FALSE(prefecture.money().may_write());
    prefecture.money().open_cost();
    prefecture.money().open_take_out();
    CHECK(prefecture.money().panel() == SubsidyMoney::Panel::None);
}

// Break: send back without a reason; offer sending back among the next steps.
TEST_CASE("Sending back asks for the reason, and papers go by title, number and day", "[desk][subsidy]")
{
    Grants office(a_subsidy(json::array({an_entry("applied")}), {"sent_back", "decided", "refused"}),
        "prefecture", "prefecture");
    auto& subsidies = office.subsidies();
    CHECK(subsidies.offered_steps() == std::vector<std::string>{"decided", "refused"});
    REQUIRE(subsidies.can_send_back());
    subsidies.open_send_back();
    auto form = subsidies.form();
    subsidies.submit(form);
    CHECK(remark_on(subsidies.remarks(), "note") == "reason_missing");
    form.note = "内訳がありません";
    subsidies.submit(form);
    office.settle();
    CHECK(office.sent("POST /v1/subsidies/g1/steps")
        == json{{"step", "sent_back"}, {"note", "内訳がありません"}});
    CHECK(subsidies.notice().text == "差し戻しました。");

    subsidies.open_form();
    form = subsidies.form();
    form.step = "decided";
    form.papers = "交付決定通知書　見本 第12号 6月22日、内訳書";
    subsidies.submit(form);
    office.settle();
    CHECK(office.sent("POST /v1/subsidies/g1/steps", 1)["papers"]
        == json::array({{{"title", "交付決定通知書"}, {"number", "見本 第12号"}, {"date", "2026-06-22"}},
            {{"title", "内訳書"}}}));
    office.hub.answer("POST /v1/subsidies/g1/steps", 422,
        {{"errors",
            json::array(
                {{{"field", "amount"}, {"reason", "is more than the 80000 yen that were decided"}}})}});
    subsidies.open_form();
    form.step = "refused";
    subsidies.submit(form);
    office.settle();
    CHECK(reason_words(remark_on(subsidies.remarks(), "amount")) == "交付決定額 80,000円を こえています。");
}

// Break: fill the form with the entry as it was before its correction; edit in place.
TEST_CASE(
    "A correction begins with what stands, needs a reason, and the history shows both", "[desk][subsidy]")
{
    auto history = json::array({an_entry("applied", {{"date", "2026-06-01"}, {"amount", 90'000}}),
        an_entry("decided", {{"date", "2026-07-01"}, {"amount", 80'000}, {"stands", false}}),
        an_entry("decided",
            {{"date", "2026-07-02"}, {"amount", 81'000}, {"corrects", 2}, {"note", "通知書のとおりに"},
                {"papers", json::array({{{"title", "通知書"}, {"number", "12"}, {"date", nullptr}}})}})});
    Grants office(
        a_subsidy(history, {"reported"}, {{"report_due", "2027-04-10"}}), "prefecture", "prefecture");
    auto& subsidies = office.subsidies();
    auto const lines = history_lines(*subsidies.chosen());
    REQUIRE(lines.size() == 4);
    CHECK(lines[1].is_over);
    CHECK(lines[1].amount == "8万円");
    CHECK(lines[2].title == "訂正 2番 交付決定");
    CHECK(lines[2].note == "通知書のとおりに ・ 通知書 12");
    CHECK(lines[3].is_ahead);
    CHECK(lines[3].when == "令和9年4月10日(土)まで");
    CHECK(subsidies.table().cell(0, 3).text == "8万1千円");

    subsidies.open_correction();
    CHECK(subsidies.form().corrects == "2"); // The newest entry that is no correction.
    auto form = subsidies.form();
    CHECK(form.amount == "81000");
    CHECK(form.date == "2026-07-02");
    CHECK(form.papers == "通知書 12");
    subsidies.submit(form);
    CHECK(remark_on(subsidies.remarks(), "note") == "reason_missing");
    subsidies.pick_entry("1");
    form = subsidies.form();
    CHECK(form.step == "applied");
    form.note = "別の申請";
    form.takes_back = true;
    office.hub.answer("POST /v1/subsidies/g1/steps", 409, {{"reason", "later_steps_stand"}});
    subsidies.submit(form);
    office.settle();
    CHECK(subsidies.notice().text
        == "あとの段階が この記録をもとにしています。新しいほうから 取り消してください。");
    CHECK(office.sent("POST /v1/subsidies/g1/steps")["takes_back"] == true);
    CHECK(office.sent("POST /v1/subsidies/g1/steps")["corrects"] == 1);

    Grants clerk(a_subsidy(history, json::array()));
    auto const own = clerk.subsidies().correctable();
    REQUIRE(own.size() == 1); // The decision is the prefecture's.
    CHECK(own[0].second == "1番 交付申請");
}

// Break: look at reports alone; go on warning once it was applied for.
TEST_CASE("An application that is due soon stands on the board, in the table and in today's list",
    "[desk][subsidy][today]")
{
    Grants office(
        a_subsidy(json::array({an_entry("to_be_applied")}), {"applied"}, {{"apply_by", "2026-10-09"}}));
    auto const& subsidy = *office.subsidies().chosen();
    auto const today = domain::date_from_iso("2026-10-01").value();
    CHECK(deadline_words(subsidy, today) == "申請 10月9日まで(あと8日)");
    CHECK(deadline_tone(subsidy, today) == Tone::Few);
    CHECK(deadline_tone(subsidy, domain::date_from_iso("2026-09-01").value()) == Tone::Quiet);
    CHECK(deadline_words(subsidy, domain::date_from_iso("2026-10-12").value())
        == "申請の期限 10月9日を 3日すぎました");
    CHECK(office.subsidies().table().cell(0, 5).text == "申請 10月9日まで(あと8日)");
    bool is_said = false;
    for (auto const& group : office.desk.today().groups())
        for (auto const& line : group.lines)
            is_said = is_said || line.title == "萩市 交付申請";
    CHECK(is_said);
}
