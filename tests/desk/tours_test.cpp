// The desk's section of vans and visits against a whole hub in memory: a wish becomes a visit, a van's day is
// planned, moved and given up, a tour is proposed and written day by day; and what is said when it cannot be.
#include "admin/desk/models/tours.h"
#include "admin/desk/models/words.h"
#include "tests/desk/canned_hub.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using nlohmann::json;
using tests::LineInMemory;

namespace {

/// A desk whose line leads to a hub in memory.
struct RealOffice {
    tests::HubInMemory hub;
    LineInMemory line{hub};
    tests::EventLoop loop;
    base::SystemRandom random;
    Api api{line, hub.clock, "http://hub.test"};
    Desk desk{api, hub.clock, random, loop.post()};
    std::string carrier = hub.token_of(domain::Role::Provider, "softbank");
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");
    domain::Date day = domain::tokyo_date(hub.clock.now() + std::chrono::hours(24 * 10));

    explicit RealOffice(domain::Role role = domain::Role::Provider, std::string const& of = "softbank")
    {
        (void)hub.token_of(role, of);
        desk.log_in(std::string(domain::name_of(role)) + "-" + of, "a long password");
        settle();
        REQUIRE(desk.is_logged_in());
    }
    void settle()
    {
        loop.run_while([this] { return desk.is_busy(); });
    }
    void open(Tours::Face face)
    {
        desk.open(Section::Tours);
        desk.tours().turn_to(face);
        settle();
    }
    /// What a hub refuses ends the test.
    json made(std::string const& path, json const& body, std::string const& token)
    {
        auto const answer
            = hub.ask("POST", path, body, token, {{"idempotency-key", "k" + std::to_string(++m_key)}});
        INFO(answer.text);
        REQUIRE(answer.status < 300);
        return answer.body;
    }
    std::string visitor()
    {
        return made("/v1/resources", {{"kind", "visitor"}, {"name", "訪問員1"}, {"areas", {"352047"}}},
            carrier)["id"];
    }
    std::string van()
    {
        hub.ask(
            "PUT", "/v1/travel-minutes", {{"from", "v-nagato"}, {"to", "v-hagi"}, {"minutes", 30}}, carrier);
        return made("/v1/resources",
            {{"kind", "van"}, {"name", "サポート号"}, {"setup_minutes", 10}, {"home_base", "v-hagi"}},
            carrier)["id"];
    }
    std::string wish(std::string const& kana = "みほん はな")
    {
        return made("/v1/visit-requests",
            {{"municipality", "352047"}, {"area", "椿東"}, {"address", "椿東みほん1番2号"}, {"kana", kana},
                {"phone", "09012345678"}, {"birth_year", 1948}, {"wishes", {domain::to_iso(day) + ":am"}}},
            clerk)["id"];
    }
    std::string moment(int hour, int minute = 0) const
    {
        return domain::to_iso(domain::from_tokyo({day, hour, minute, 0}));
    }
    json van_day_body(std::string const& van) const
    {
        return {{"van", van}, {"day", domain::to_iso(day)}, {"title", "サポート号 LINE"}, {"publish", true},
            {"stops", {{{"venue", "v-hagi"}, {"classes", 2}}, {{"venue", "v-nagato"}, {"classes", 2}}}}};
    }
    std::size_t names_read()
    {
        std::size_t read = 0;
        auto const rows = hub.store().audit_after(0, 10'000).value();
        for (auto const& row : rows)
            read += row.action == "person.read" ? 1U : 0U;
        return read;
    }
    json van_days()
    {
        auto const from = domain::to_iso(domain::tokyo_date(hub.clock.now()));
        return hub.ask("GET", "/v1/van-days?from=" + from, nullptr, carrier).body["van_days"];
    }

private:
    int m_key = 0;
};

bool holds(std::string const& text, std::string const& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

// Break: send another organisation as the provider; keep the wish in the list; say 決めました before the
// answer.
TEST_CASE("A wish becomes a visit at an hour its visitor is free", "[desk][tours]")
{
    RealOffice office;
    auto const visitor = office.visitor();
    auto const id = office.wish();
    office.open(Tours::Face::Visits);
    auto& visits = office.desk.tours().visits();
    REQUIRE(visits.table().row_count() == 1);
    CHECK(visits.table().cell(0, 0).text == "萩市");
    CHECK(visits.table().cell(0, 3).text == "—"); // Who it is, its provider learns with the visit.
    CHECK_FALSE(visits.can_schedule());
    visits.choose(id);
    office.settle();
    CHECK(visits.visitor() == visitor);
    REQUIRE(visits.slots().row_count() == 5);
    CHECK(visits.slots_words() == "行ける時間を 1つ えらんでください。");
    CHECK_FALSE(visits.can_schedule());
    visits.set_minutes(90);
    office.settle();
    CHECK(visits.slots().row_count() == 4);
    visits.set_minutes(60);
    office.settle();
    visits.choose_slot(office.moment(10));
    REQUIRE(visits.can_schedule());
    visits.schedule();
    CHECK(visits.notice().text.empty());
    office.settle();
    CHECK(visits.notice().tone == Tone::Ok);
    CHECK(holds(visits.notice().text, "10:00から"));
    CHECK(visits.table().row_count() == 0);
    visits.show_state("scheduled");
    office.settle();
    CHECK(visits.table().row_count() == 1);
    auto const stored = office.hub.store().visit(domain::RegistrationId(id)).value().value();
    CHECK(stored.state == domain::VisitState::Scheduled);
    auto const session = office.hub.store().session(stored.session).value().value();
    CHECK(session.row.session.provider.value == "softbank");
    CHECK(domain::to_iso(session.row.session.starts_at) == office.moment(10));

    CHECK_FALSE(visits.check_sheet({visitor, "きのう"}));
    CHECK(remark_on(visits.sheet_remarks(), "date") == "not_a_date");
    SheetForm const form{visitor, domain::to_iso(office.day)};
    REQUIRE(visits.check_sheet(form));
    CHECK(visits.sheet_name(form) == "訪問日程-訪問員1-" + domain::to_iso(office.day) + ".pdf");
    visits.ask_sheet(form, "/somewhere.pdf");
    office.settle();
    auto const sheet = visits.take_sheet();
    REQUIRE(sheet);
    CHECK(sheet->path == "/somewhere.pdf");
    CHECK(sheet->bytes.starts_with("%PDF"));
    CHECK_FALSE(visits.take_sheet());
}

// Break: refresh the wishes of a town by the timer; offer the day sheet to a town.
TEST_CASE("A town's clerk sees whom to call only when she looks, and no address", "[desk][tours]")
{
    RealOffice office(domain::Role::Municipality, "352047");
    auto const visitor = office.visitor();
    auto const id = office.wish();
    office.open(Tours::Face::Visits);
    auto& visits = office.desk.tours().visits();
    REQUIRE(visits.table().row_count() == 1);
    CHECK(visits.table().cell(0, 3).text == "みほん はな");
    CHECK(visits.sheet_visitors().empty());
    auto const read = office.names_read();
    office.desk.refresh_quietly();
    office.settle();
    CHECK(office.names_read() == read);
    office.desk.refresh();
    office.settle();
    CHECK(office.names_read() == read + 1);
    // She may plan it; the visitor's own organisation answers for it.
    visits.choose(id);
    office.settle();
    visits.choose_slot(office.moment(9));
    REQUIRE(visits.can_schedule());
    visits.schedule();
    office.settle();
    auto const stored = office.hub.store().visit(domain::RegistrationId(id)).value().value();
    REQUIRE(stored.state == domain::VisitState::Scheduled);
    CHECK(office.hub.store().session(stored.session).value()->row.session.provider.value == "softbank");
}

// Break: ask for hours that this user may not see.
TEST_CASE("The prefecture sees the wishes without names and is told who plans them", "[desk][tours]")
{
    RealOffice office(domain::Role::Prefecture, "prefecture");
    office.visitor();
    auto const id = office.wish();
    office.open(Tours::Face::Visits);
    auto& visits = office.desk.tours().visits();
    REQUIRE(visits.table().row_count() == 1);
    CHECK(visits.table().cell(0, 3).text == "—");
    visits.choose(id);
    office.settle();
    CHECK(visits.notice().text.empty());
    CHECK(holds(visits.slots_words(), "市町か 事業者の方が 決めます。"));
    CHECK_FALSE(visits.can_schedule());
    CHECK_FALSE(visits.can_cancel());
}

// Break: keep the slots that were offered before the refusal; drop the hub's words.
TEST_CASE(
    "An hour that somebody else took meanwhile is refused with why, and others are offered", "[desk][tours]")
{
    RealOffice office;
    auto const visitor = office.visitor();
    auto const first = office.wish();
    auto const second = office.wish("やまだ たろう");
    office.open(Tours::Face::Visits);
    auto& visits = office.desk.tours().visits();
    visits.choose(second);
    office.settle();
    visits.choose_slot(office.moment(10));
    office.made("/v1/visit-requests/" + first + "/schedule",
        {{"starts_at", office.moment(10)}, {"visitor", visitor}}, office.carrier);
    visits.schedule();
    office.settle();
    CHECK(visits.notice().tone == Tone::Stop);
    CHECK(holds(visits.notice().text, "車・人・部屋の 予定が重なります。"));
    CHECK(holds(visits.notice().text, "訪問員1"));
    CHECK(visits.slots().find(office.moment(10)) == nullptr);
    CHECK(visits.slot_id().empty());
    // Taken back with a reason, and not without.
    visits.open_cancel();
    visits.cancel(" ");
    CHECK(remark_on(visits.remarks(), "reason") == "empty");
    visits.cancel("ご本人から電話");
    office.settle();
    CHECK(visits.notice().tone == Tone::Ok);
    CHECK(office.hub.store().visit(domain::RegistrationId(second)).value()->state
        == domain::VisitState::Cancelled);
}

TEST_CASE("A visit that nobody answered for is not said to be made", "[desk][tours]")
{
    RealOffice office;
    office.visitor();
    auto const id = office.wish();
    office.open(Tours::Face::Visits);
    auto& visits = office.desk.tours().visits();
    visits.choose(id);
    office.settle();
    visits.choose_slot(office.moment(10));
    office.line.fate = [] { return LineInMemory::Fate::ReplyLost; };
    visits.schedule();
    office.settle();
    CHECK(holds(visits.notice().text, "できたかどうか 分かりません"));
    CHECK(visits.chosen() != nullptr);
    CHECK(visits.slot_id() == office.moment(10));
    CHECK_FALSE(office.desk.line().is_up);
    office.line.fate = [] { return LineInMemory::Fate::Arrives; };
    office.desk.refresh();
    office.settle();
    CHECK(visits.table().row_count() == 0); // It had arrived.
}

// Break: move without asking although people are registered; count cancelled classes; keep the old times.
TEST_CASE("A stop is moved by its place or time, and each shift is said", "[desk][tours]")
{
    RealOffice office;
    office.van();
    auto const made = office.made("/v1/van-days",
        office.van_day_body(office.made("/v1/resources",
            {{"kind", "van"}, {"name", "2号車"}, {"setup_minutes", 10}, {"home_base", "v-hagi"}},
            office.carrier)["id"]),
        office.carrier);
    auto& days = office.desk.tours().days();
    office.open(Tours::Face::Days);
    days.show_day(domain::to_iso(office.day));
    office.settle();
    REQUIRE(days.chosen() != nullptr);
    REQUIRE(days.stops().row_count() == 2);
    CHECK(days.stops().cell(0, 1).text == "09:00");
    CHECK(days.stops().cell(1, 6).text == "30分");
    CHECK(days.stops().cell(1, 7).text == "確定0 / 6");
    days.choose_stop(days.stops().id(1));
    // Nobody is registered: at once.
    days.move_up();
    office.settle();
    CHECK(days.panel() == VanDays::Panel::None);
    CHECK(holds(days.notice().text, "2番 → 1番"));
    CHECK(days.stops().cell(0, 2).text == office.desk.tours().places().venue_name("v-nagato"));

    auto const session = days.stops().row(0).stop.classes.front().id;
    office.made("/v1/registrations",
        {{"session", session}, {"kana", "みほん はな"}, {"phone", "09012345678"}, {"birth_year", 1948}},
        office.carrier);
    office.desk.refresh();
    office.settle();
    CHECK(days.people() == 1);
    days.choose_stop(days.stops().id(0));
    days.move_down();
    CHECK(days.panel() == VanDays::Panel::Move);
    CHECK(days.wanted_position() == 2);
    days.move("5", "");
    CHECK(remark_on(days.remarks(), "position") == "not_a_number");
    days.move("1", "");
    CHECK(remark_on(days.remarks(), "starts_at") == "empty");
    days.move("1", "22:00");
    office.settle();
    CHECK(days.notice().tone == Tone::Stop);
    CHECK(holds(days.notice().text, "1日の時間をこえます"));
    CHECK(days.panel() == VanDays::Panel::Move);
    days.move("1", "11時");
    office.settle();
    CHECK(days.notice().tone == Tone::Ok);
    CHECK(holds(days.notice().text, "→ 11:00"));
    CHECK(holds(days.notice().text, "電話連絡"));
    CHECK(clock_words(days.chosen()->stops[0].classes[0].starts_at) == "11:00");

    days.open_break_down();
    days.break_down("");
    CHECK(remark_on(days.remarks(), "reason") == "empty");
    days.break_down("車の故障のため");
    office.settle();
    CHECK(holds(days.notice().text, "1人への電話"));
    CHECK(days.table().cell(0, 3).text == "中止");
    CHECK_FALSE(days.can_change());
    CHECK(office.hub.ask("GET", "/v1/van-days/" + made["id"].get<std::string>(), nullptr, office.carrier)
              .body["broken_down"]
        == "車の故障のため");
}

// Break: send the empty lines; leave a remark at the line that was sent instead of the one that was written.
TEST_CASE("A new van day keeps what was typed until the hub took it", "[desk][tours]")
{
    RealOffice office;
    auto const van = office.van();
    office.open(Tours::Face::Days);
    auto& days = office.desk.tours().days();
    days.open_form();
    VanDayForm form;
    form.van = van;
    form.date = "あした";
    form.stops[0].starts = "10:00"; // Without a house it is no stop.
    form.stops[2] = {"v-nagato", "ふたつ", "25時"};
    days.submit(form);
    CHECK(remark_on(days.remarks(), "day") == "not_a_date");
    CHECK(remark_on(days.remarks(), "title") == "empty");
    CHECK(remark_on(days.remarks(), "stops[2].classes") == "not_a_number");
    CHECK(remark_on(days.remarks(), "stops[2].starts_at") == "not_a_time");
    form.date = domain::to_iso(office.day);
    form.title = "サポート号 LINE";
    form.stops[2] = {"v-nagato", "9", ""};
    days.submit(form);
    office.settle();
    CHECK(days.panel() == VanDays::Panel::Form);
    CHECK(holds(remark_on(days.remarks(), "stops[2]"), "1日の教室の回数"));
    CHECK(remark_on(days.remarks(), "stops[0]").empty());
    form.stops[2] = {"v-nagato", "2", "11:00"};
    office.line.fate = [] { return LineInMemory::Fate::RequestLost; };
    days.submit(form);
    office.settle();
    CHECK(days.panel() == VanDays::Panel::Form);
    CHECK(holds(days.notice().text, "できたかどうか 分かりません"));
    office.line.fate = [] { return LineInMemory::Fate::Arrives; };
    days.submit(form);
    office.settle();
    CHECK(days.panel() == VanDays::Panel::None);
    REQUIRE(days.chosen() != nullptr);
    CHECK(days.chosen()->stops.size() == 1);
    CHECK(clock_words(days.chosen()->stops[0].classes[0].starts_at) == "11:00");
    CHECK(days.table().cell(0, 3).text == "下書き");
}

// Break: forget which wish lost; write a day twice after an outage; stop at a refused day; send no title.
TEST_CASE("A proposed tour is written day by day, and each says what became of it", "[desk][tours]")
{
    RealOffice office;
    auto const van = office.van();
    office.open(Tours::Face::Planner);
    auto& planner = office.desk.tours().planner();
    REQUIRE(planner.vans().size() == 1);
    planner.plan({van, "", "2x"});
    CHECK(remark_on(planner.remarks(), "from") == "empty");
    CHECK(remark_on(planner.remarks(), "to") == "not_a_date");
    CHECK_FALSE(planner.add_wish({"", "なし", "", "きょう", {}}));
    CHECK(remark_on(planner.wish_remarks(), "municipality") == "not_chosen");
    CHECK(remark_on(planner.wish_remarks(), "days") == "not_a_number");
    CHECK(remark_on(planner.wish_remarks(), "dates") == "not_a_date");
    auto const first = domain::to_iso(office.day);
    auto const last = domain::to_iso(domain::Date(std::chrono::sys_days(office.day) + std::chrono::days(6)));
    auto const after = domain::to_iso(domain::Date(std::chrono::sys_days(office.day) + std::chrono::days(9)));
    REQUIRE(planner.add_wish({"352047", "３", "2", "", {"v-hagi"}}));
    REQUIRE(planner.add_wish({"352110", "1", "", after + "、" + after, {}}));
    CHECK(planner.wishes().rows()[1].dates.size() == 2);
    planner.plan({van, first, last});
    CHECK(planner.is_planning());
    office.settle();
    INFO(planner.notice().text);
    REQUIRE(planner.proposal());
    REQUIRE(planner.days().rows().size() == 3);
    CHECK(holds(planner.summary(), "3日 ・ "));
    REQUIRE(planner.proposal()->unmet.size() == 1);
    CHECK(holds(planner.proposal()->unmet[0], "長門市の1日分"));
    CHECK(office.van_days().empty()); // A proposal is stored nowhere.

    planner.write("", false);
    CHECK(remark_on(planner.write_remarks(), "title") == "empty");
    // Somebody books the second day; the answer for the third is lost.
    auto taken = planner.days().rows()[1].day.body;
    taken["title"] = "べつの一日";
    office.made("/v1/van-days", taken, office.carrier);
    int sent = 0;
    office.line.fate
        = [&sent] { return ++sent == 3 ? LineInMemory::Fate::ReplyLost : LineInMemory::Fate::Arrives; };
    planner.write("サポート号 LINE", true);
    office.settle();
    auto const state = [&](std::size_t i) { return planner.days().rows()[i].state; };
    CHECK(state(0) == DayState::Written);
    CHECK(state(1) == DayState::Refused);
    CHECK(holds(planner.days().rows()[1].why, "サポート号"));
    CHECK(state(2) == DayState::Unknown);
    CHECK(holds(planner.notice().text, "3日のうち 1日を 登録しました。"));
    CHECK(holds(planner.notice().text, "答えのない日"));
    CHECK(office.van_days().size() == 3);
    planner.write("サポート号 LINE", true);
    office.settle();
    CHECK(state(2) == DayState::Written);
    CHECK(state(1) == DayState::Refused);
    CHECK(office.van_days().size() == 3);
    CHECK(planner.can_write());
}

TEST_CASE("Who may plan no van is offered none, and its clerk may not change the day", "[desk][tours]")
{
    RealOffice office(domain::Role::Municipality, "352047");
    office.made("/v1/van-days", office.van_day_body(office.van()), office.carrier);
    office.open(Tours::Face::Planner);
    CHECK(office.desk.tours().planner().vans().empty());
    auto& days = office.desk.tours().days();
    office.desk.tours().show_written_day(domain::to_iso(office.day));
    office.settle();
    CHECK(office.desk.tours().face() == Tours::Face::Days);
    REQUIRE(days.chosen() != nullptr);
    CHECK_FALSE(days.can_change());
    days.open_form();
    CHECK(days.panel() == VanDays::Panel::None);
    office.desk.log_out();
    CHECK(days.table().row_count() == 0);
    CHECK(office.desk.tours().resources().table().row_count() == 0);
}

// Break: look at one organisation's conflicts only; leave the reason out; empty the list when the line goes.
TEST_CASE("What clashes now is named with its reason, and stays while the hub is away", "[desk][tours]")
{
    RealOffice office;
    auto const van = office.van();
    office.made("/v1/van-days", office.van_day_body(van), office.carrier);
    auto resource = office.hub.ask("GET", "/v1/resources/" + van, nullptr, office.carrier).body;
    resource["absences"] = {{{"from", office.moment(0)}, {"to", office.moment(12)}, {"reason", "車検"}}};
    resource["hours"] = {{{"weekday", "mon"}, {"from", "09:00"}, {"to", "17:00"}},
        {{"weekday", "tue"}, {"from", "09:00"}, {"to", "17:00"}},
        {{"weekday", "wed"}, {"from", "09:00"}, {"to", "12:00"}}};
    REQUIRE(office.hub.ask("PUT", "/v1/resources/" + van, resource, office.carrier).status == 200);
    office.open(Tours::Face::Resources);
    auto& resources = office.desk.tours().resources();
    REQUIRE(resources.conflicts().row_count() > 0);
    bool is_named = false;
    for (auto const& conflict : resources.conflicts().rows())
        is_named = is_named || holds(conflict.words, "車検");
    CHECK(is_named);
    CHECK(resources.conflicts().cell(0, 2).tone == Tone::Stop);
    resources.choose(van);
    office.settle();
    CHECK(resources.uses().row_count() == 4);
    CHECK(holds(resources.hours_words(*resources.chosen()), "月火 09:00〜17:00、水 09:00〜12:00"));
    CHECK(holds(resources.hours_words(*resources.chosen()), "車検"));
    auto const seen = resources.conflicts().row_count();
    office.line.fate = [] { return LineInMemory::Fate::RequestLost; };
    office.desk.refresh();
    office.settle();
    CHECK(resources.conflicts().row_count() == seen);
    CHECK(resources.notice().tone == Tone::Stop);
    CHECK(office.desk.line().lost_since.has_value());
}

// Break: send what was read when the list came; drop the other absences; let a stranger change it.
TEST_CASE("A day off is noted and taken back, and what others wrote meanwhile stays", "[desk][tours]")
{
    RealOffice office;
    auto const van = office.van();
    office.made("/v1/van-days", office.van_day_body(van), office.carrier);
    office.open(Tours::Face::Resources);
    auto& resources = office.desk.tours().resources();
    CHECK(resources.conflicts().row_count() == 0);
    resources.choose(van);
    office.settle();
    resources.open_away();
    resources.add_away({"", "2026-12-01", " "});
    CHECK(remark_on(resources.remarks(), "first") == "empty");
    CHECK(remark_on(resources.remarks(), "reason") == "empty");
    resources.add_away({"2026-12-02", "2026-12-01", "車検"});
    CHECK(remark_on(resources.remarks(), "last") == "before_first");
    // Somebody renames it meanwhile.
    auto renamed = office.hub.ask("GET", "/v1/resources/" + van, nullptr, office.carrier).body;
    renamed["name"] = "サポート号 3";
    REQUIRE(office.hub.ask("PUT", "/v1/resources/" + van, renamed, office.carrier).status == 200);
    resources.add_away({domain::to_iso(office.day), "", "車検"});
    office.settle();
    CHECK(resources.notice().tone == Tone::Ok);
    CHECK(resources.panel() == Resources::Panel::None);
    CHECK(resources.chosen()->name == "サポート号 3");
    CHECK(resources.conflicts().row_count() == 4);
    auto const choices = resources.absence_choices();
    REQUIRE(choices.size() == 1);
    CHECK(choices[0].second == "12月1日(火)(車検)");
    resources.open_away();
    resources.remove_away("");
    CHECK(remark_on(resources.remarks(), "absence") == "not_chosen");
    resources.remove_away(choices[0].first);
    office.settle();
    CHECK(resources.absence_choices().empty());
    CHECK(resources.conflicts().row_count() == 0);
    auto const other = office.made(
        "/v1/resources", {{"kind", "phones"}, {"name", "貸出スマホ"}, {"units", 5}}, office.clerk)["id"];
    office.desk.refresh();
    office.settle();
    resources.choose(other);
    CHECK_FALSE(resources.can_change());
}

TEST_CASE("A resource serves a town when its areas do not say otherwise", "[desk][tours]")
{
    auto [areas, serves, why] = GENERATE(table<std::vector<std::string>, bool, std::string>({
        {{}, true, "everywhere"},
        {{"352047"}, true, "named"},
        {{"352110"}, false, "another town only"},
        {{"352110", "352047"}, true, "one of two"},
        {{"a-352047-1"}, true, "an area, of which the hub alone knows the town"},
    }));
    INFO(why);
    Resource resource;
    resource.areas = areas;
    CHECK(serves_town(resource, "352047") == serves);
}

TEST_CASE("Kilometres are said with a tenth only where there is one", "[desk][tours]")
{
    auto [km, words] = GENERATE(table<double, std::string>({
        {0, "0km"},
        {42, "42km"},
        {42.04, "42km"},
        {42.25, "42.3km"},
        {1234.5, "1,234.5km"},
    }));
    CHECK(km_words(km) == words);
}
