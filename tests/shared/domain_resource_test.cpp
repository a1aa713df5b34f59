// Vans, lecturers, rooms and loan phones: what stands in the way of one more class, a van's day, and when a
// visitor could come.
#include "shared/domain/van_day.h"
#include "shared/domain/visit.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri::domain;
using std::chrono::hours;
using std::chrono::minutes;

Date const day{std::chrono::year(2026), std::chrono::month(10), std::chrono::day(8)}; // A Thursday.

Time at(int hour, int minute = 0)
{
    return from_tokyo({day, hour, minute, 0});
}

/// Places on one line of longitude: a hundredth of a degree of latitude is 1.112 km.
Place place(std::string const& id, double latitude = 34.0)
{
    return {VenueId(id), "352047", "a-hagi-1", Position{latitude, 131.4}};
}

Use use(std::string const& session, Place const& where, Time from, int length_minutes, int units = 1)
{
    return {SessionId(session), "教室 " + session, where, from, from + minutes(length_minutes), units};
}

Resource van(int setup = 15)
{
    Resource made;
    made.id = ResourceId("r1");
    made.kind = ResourceKind::Van;
    made.name = "サポート号";
    made.owner = OrganisationId("softbank");
    made.setup_minutes = setup;
    return made;
}

std::vector<std::string> kinds(std::vector<Clash> const& clashes)
{
    std::vector<std::string> names;
    for (auto const& clash : clashes)
        names.emplace_back(name_of(clash.kind));
    return names;
}

// Break: leave the detour, the rounding up, or the table out of travel_minutes.
TEST_CASE("Travel takes what the table says, both ways, else what the straight line suggests", "[resource]")
{
    TravelTable table;
    table.minutes[way_between(VenueId("b"), VenueId("a"))] = 7;
    CHECK(travel_minutes(place("a"), place("a"), table) == 0);
    CHECK(travel_minutes(place("a"), place("b", 35), table) == 7);
    CHECK(travel_minutes(place("b", 35), place("a"), table) == 7);
    // 0.1 degrees = 11.12 km, × 1.3 ÷ 40 km/h = 21.7 minutes.
    CHECK(travel_minutes(place("a"), place("c", 34.1), table) == 25);
    CHECK(travel_minutes(place("a"), place("d", 34.0001), table) == 5);
    CHECK(travel_minutes(place("a"), {VenueId("e"), "352047", "", std::nullopt}, table) == 60);
    CHECK(travel_km(place("a"), place("c", 34.1), table.rule).value() == Approx(14.46).margin(0.01));
}

// Break: any comparison of too_short, or the neighbours' order.
TEST_CASE("A van is never in two places, and keeps its way and its setting up", "[resource]")
{
    // 20 minutes from a to c by the table, 15 to pack up and 15 to set up: 50 in all.
    Circumstances around;
    around.travel.minutes[{"a", "c"}] = 20;
    using Row = std::tuple<Time, int, std::string, std::string, std::string>;
    auto const [starts, length, where, expected, why]
        = GENERATE_COPY(table<Time, int, std::string, std::string, std::string>({
            Row{at(13), 50, "a", "", "hours later at the same place"},
            Row{at(10, 50), 50, "a", "", "straight after, at the same place"},
            Row{at(10, 49), 50, "a", "double_booked", "a minute too early"},
            Row{at(9, 10), 50, "a", "", "ends as the other begins"},
            Row{at(9, 11), 50, "a", "double_booked", "ends a minute after the other began"},
            Row{at(10, 10), 10, "a", "double_booked", "inside it"},
            Row{at(9), 180, "a", "double_booked", "around it"},
            Row{at(11, 40), 50, "c", "", "just enough to pack up, drive and set up"},
            Row{at(11, 39), 50, "c", "setup_too_short", "a minute short of setting up"},
            Row{at(11, 10), 50, "c", "setup_too_short", "the way alone"},
            Row{at(11, 9), 50, "c", "travel_too_short", "a minute short of the way"},
            Row{at(8, 20), 50, "c", "", "before, just enough"},
            Row{at(8, 21), 50, "c", "setup_too_short", "before, a minute short"},
            Row{at(8, 51), 50, "c", "travel_too_short", "before, a minute short of the way"},
        }));
    INFO(why);
    auto const other = use("s1", place("a"), at(10), 50);
    auto const found = clashes_of(van(), {use("s2", place(where), starts, length)}, {other}, around);
    CHECK(kinds(found) == (expected.empty() ? std::vector<std::string>() : std::vector{expected}));
    if (!found.empty()) {
        CHECK(found.front().with == SessionId("s1"));
        CHECK(words_of(found.front()).find("教室 s1") != std::string::npos);
    }
}

TEST_CASE("Only neighbours are measured, and the parts of one session against each other too", "[resource]")
{
    Circumstances around;
    around.travel.minutes = {{{"a", "b"}, 10}, {{"b", "c"}, 10}, {{"a", "c"}, 300}};
    auto const first = use("s1", place("a"), at(9), 50);
    auto const second = use("s2", place("b"), at(10), 50);
    CHECK(clashes_of(van(0), {use("s3", place("c"), at(11), 50)}, {first, second}, around).empty());
    auto const outing = clashes_of(
        van(0), {use("s4", place("a"), at(13), 60), use("s4", place("c"), at(15), 60)}, {}, around);
    CHECK(kinds(outing) == std::vector<std::string>{"travel_too_short"});
    // Two clashes with one session are one reason.
    auto const twice = clashes_of(van(0),
        {use("s5", place("a"), at(9, 10), 10), use("s5", place("a"), at(9, 30), 10)}, {first}, around);
    CHECK(twice.size() == 1);
}

TEST_CASE("A calendar, an area and a house of one's own are kept", "[resource]")
{
    auto resource = van(0);
    Circumstances around;
    around.holidays = {{day, "みほんの日"}};
    auto const clashes = [&](Time from) {
        return kinds(clashes_of(resource, {use("s1", place("a"), from, 50)}, {}, around));
    };
    using Names = std::vector<std::string>;
    CHECK(clashes(at(10)) == Names{});
    resource.rests_on_holidays = true;
    CHECK(clashes(at(10)) == Names{"holiday"});
    resource.rests_on_holidays = false;
    resource.hours = {{4, 9 * 60, 17 * 60}};
    CHECK(clashes(at(9)) == Names{});
    CHECK(clashes(at(8, 59)) == Names{"outside_hours"});
    CHECK(clashes(at(16, 11)) == Names{"outside_hours"});
    CHECK(clashes(at(10) + hours(24)) == Names{"outside_hours"});
    resource.hours = {};
    resource.absences = {{at(12), at(13), "車検"}};
    CHECK(clashes(at(11, 10)) == Names{});
    CHECK(clashes(at(11, 11)) == Names{"away"});
    CHECK(clashes(at(13)) == Names{});
    resource.areas = {"352110", "a-hagi-2"};
    CHECK(clashes(at(10)) == Names{"outside_area"});
    resource.areas = {"a-hagi-1"};
    CHECK(clashes(at(10)) == Names{});
    resource.areas = {"352047"};
    CHECK(clashes(at(10)) == Names{});
    resource.kind = ResourceKind::Room;
    resource.home_base = VenueId("b");
    CHECK(clashes(at(10)) == Names{"not_its_house"});
    resource.home_base = VenueId("a");
    CHECK(clashes(at(10)) == Names{});
}

TEST_CASE("A room is tidied between two classes; loan phones go as far as they reach", "[resource]")
{
    auto room = van(10);
    room.kind = ResourceKind::Room;
    room.home_base = VenueId("a");
    auto const other = use("s1", place("a"), at(10), 50);
    CHECK(clashes_of(room, {use("s2", place("a"), at(11), 50)}, {other}, {}).empty());
    CHECK(kinds(clashes_of(room, {use("s2", place("a"), at(10, 59), 50)}, {other}, {}))
        == std::vector<std::string>{"setup_too_short"});

    auto phones = van(30);
    phones.kind = ResourceKind::Phones;
    phones.units = 10;
    std::vector<Use> const out{
        use("s1", place("a"), at(10), 60, 4), use("s2", place("c"), at(10, 30), 60, 3)};
    using Row = std::tuple<Time, int, int, std::string>;
    auto const [from, units, needed, why] = GENERATE_COPY(table<Time, int, int, std::string>({
        Row{at(10), 3, 0, "all ten out"},
        Row{at(10), 4, 11, "one more than there are"},
        Row{at(11, 30), 7, 0, "the first ones are back, with half an hour to bring them"},
        Row{at(11, 29), 7, 14, "a minute too early"},
        Row{at(12), 10, 0, "all are back"},
        Row{at(14), 11, 11, "more than there are at any time"},
    }));
    INFO(why);
    auto const found = clashes_of(phones, {use("s3", place("b"), from, 60, units)}, out, {});
    CHECK(found.empty() == (needed == 0));
    if (needed > 0) {
        CHECK(found.front().kind == ClashKind::TooFewUnits);
        CHECK(found.front().needed == needed);
        CHECK(found.front().available == 10);
    }
}

TEST_CASE("A house is closed on its weekday, on its days, and on holidays where it says so", "[resource]")
{
    auto const hagi = MunicipalityCode::parse("352047").value();
    Venue const hall{VenueId("v1"), hagi, "みほん公民館", "", VenueKind::CommunityCentre, "", "",
        std::nullopt, "", "", std::nullopt, false, false, false};
    std::vector<Holiday> const holidays{{day, "みほんの日"}};
    VenueCalendar calendar;
    CHECK_FALSE(closed_at(hall, calendar, at(10), holidays));
    calendar.is_closed_on_holidays = true;
    CHECK(closed_at(hall, calendar, at(10), holidays)->kind == ClashKind::Holiday);
    CHECK_FALSE(closed_at(hall, calendar, at(10) + hours(24), holidays));
    calendar.closed_weekdays = {5};
    CHECK(words_of(*closed_at(hall, calendar, at(10) + hours(24), holidays))
        == "みほん公民館は休館です(金曜日は休館)。");
    calendar.closures = {{day, day, "設備点検"}};
    CHECK(closed_at(hall, calendar, at(23, 59), holidays)->why == "設備点検");
    CHECK_FALSE(closed_at(hall, calendar, at(10) - hours(24), holidays));
}

TEST_CASE("A resource that cannot be names its field", "[resource]")
{
    auto const fields = [](Resource const& resource) {
        std::vector<std::string> names;
        for (auto const& problem : problems_of(resource))
            names.push_back(problem.field);
        return names;
    };
    using Names = std::vector<std::string>;
    CHECK(fields(van()) == Names{});
    auto wrong = van();
    wrong.name = "";
    wrong.setup_minutes = 601;
    wrong.units = 2;
    CHECK(fields(wrong) == Names{"name", "setup_minutes", "units"});
    wrong = van();
    wrong.kind = ResourceKind::Room;
    wrong.hours = {{1, 600, 600}};
    wrong.absences = {{at(10), at(10), ""}};
    CHECK(fields(wrong) == Names{"home_base", "hours", "absences"});
}

// Break: forget the break, the way back, or the setting up in plan_day.
TEST_CASE("A van's day is reckoned stop by stop, or says which stop does not fit", "[resource][van]")
{
    TravelTable travel;
    travel.minutes = {{{"a", "base"}, 30}, {{"a", "b"}, 20}, {{"b", "base"}, 40}};
    VanDayRule rule;
    std::vector<StopWish> stops{{place("a"), "公民館A", 2, {}, false}, {place("b"), "公民館B", 2, {}, false}};
    auto const plan = plan_day(day, place("base"), van(), stops, rule, travel);
    REQUIRE(plan);
    CHECK(plan->leaves_base_at == at(9));
    CHECK(plan->stops[0].arrives_at == at(9, 30));
    CHECK(plan->stops[0].classes == std::vector{at(9, 45), at(10, 45)});
    CHECK(plan->stops[0].leaves_at == at(11, 50));
    CHECK(plan->stops[1].arrives_at == at(12, 10));
    CHECK(plan->stops[1].classes == std::vector{at(12, 25), at(13, 25)});
    CHECK(plan->stops[1].leaves_at == at(14, 30));
    CHECK(plan->back_at == at(15, 10));

    stops[1].starts_at = at(13);
    CHECK(plan_day(day, place("base"), van(), stops, rule, travel)->stops[1].classes.front() == at(13));
    stops[0].starts_at = at(10);
    CHECK(plan_day(day, place("base"), van(), stops, rule, travel)->leaves_base_at == at(9, 15));

    auto const trouble = [&] {
        auto const refused = plan_day(day, place("base"), van(), stops, rule, travel);
        REQUIRE_FALSE(refused);
        INFO(words_of(refused.error(), stops));
        CHECK_FALSE(words_of(refused.error(), stops).empty());
        return std::pair(std::string(name_of(refused.error().trouble)), refused.error().stop);
    };
    stops[1] = {place("b"), "公民館B", 2, at(12), true};
    CHECK(trouble() == std::pair(std::string("cannot_be_ready"), std::size_t(1)));
    stops[1] = {place("b"), "公民館B", 2, at(15, 30), false};
    CHECK(trouble() == std::pair(std::string("too_late"), std::size_t(1)));
    stops[1].classes = 3;
    CHECK(trouble() == std::pair(std::string("too_many_classes"), std::size_t(1)));
    stops[0].classes = 0;
    CHECK(trouble() == std::pair(std::string("no_class"), std::size_t(0)));
    stops.clear();
    CHECK(trouble().first == "no_stop");
}

TEST_CASE("Wishes for a visit are days and half-days that can still come", "[resource][visit]")
{
    CHECK(text_of(wish_from("2026-10-08:am").value()) == "2026-10-08:am");
    CHECK(words_of(wish_from("2026-10-08:day").value()) == "10月8日(木) いつでも");
    for (auto const* wrong : {"", "2026-10-08", "2026-10-08:night", "2026-13-08:am", "10-08:am"})
        CHECK_FALSE(wish_from(wrong));
    auto const count = [](std::vector<VisitWish> const& wishes) { return problems_of(wishes, day).size(); };
    auto const later = [](int days) { return Date(std::chrono::sys_days(day) + std::chrono::days(days)); };
    CHECK(count({{later(1), HalfDay::Morning}, {later(1), HalfDay::Afternoon}}) == 0);
    CHECK(count({}) == 1);
    CHECK(count({{day, HalfDay::AllDay}}) == 1);
    CHECK(count({{later(367), HalfDay::AllDay}}) == 1);
    CHECK(count({{later(2), HalfDay::Morning}, {later(2), HalfDay::Morning}}) == 2);
    CHECK(count(std::vector<VisitWish>(11, {later(3), HalfDay::Morning})) == 12);
}

TEST_CASE("A visitor's slots keep the wish, the hours, the way and the other visits", "[resource][visit]")
{
    auto visitor = van(0);
    visitor.kind = ResourceKind::Visitor;
    visitor.hours = {{4, 9 * 60, 16 * 60}};
    visitor.areas = {"352047"};
    Circumstances around;
    around.travel.minutes = {{{"home", "other"}, 40}};
    auto const home = place("home");
    auto const slots = [&](HalfDay half) {
        std::vector<std::string> times;
        for (auto const time : visit_slots(visitor, home, {{day, half}}, minutes(60),
                 {use("s1", place("other"), at(10), 60)}, around, 20))
            times.push_back(
                std::to_string(to_tokyo(time).hour) + ":" + std::to_string(to_tokyo(time).minute));
        return times;
    };
    // 11:00 + 40 minutes is too late for a visit that ends by noon; 9:00 ends at 10:00 with no time to drive.
    CHECK(slots(HalfDay::Morning) == std::vector<std::string>{});
    CHECK(slots(HalfDay::Afternoon) == std::vector<std::string>{"13:0", "13:30", "14:0", "14:30", "15:0"});
    CHECK(slots(HalfDay::AllDay).size() == 5);
    visitor.areas = {"352110"};
    CHECK(slots(HalfDay::AllDay).empty());
}

} // namespace
