// The calendar of sessions: what stands where, where an arrow leads, what a move sends and takes back, and
// what of many drafts is published.
#include "admin/desk/models/session_calendar.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

domain::Date date(int year, unsigned month, unsigned day)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

base::Time at(int year, unsigned month, unsigned day, int hour, int minute = 0)
{
    return domain::from_tokyo({date(year, month, day), hour, minute, 0});
}

/// In October 2026; the 5th is a Monday.
Session class_on(std::string const& id, unsigned day, int hour, int minutes, std::string const& venue = "v1")
{
    Session session;
    session.id = id;
    session.title = "教室" + id;
    session.format = "venue_class";
    session.state = "published";
    session.admission = "first_come";
    session.venue.id = venue;
    session.venue.name = "会場" + venue;
    session.starts_at = at(2026, 10, day, hour);
    session.ends_at = session.starts_at + std::chrono::minutes(minutes);
    session.capacity = 10;
    session.seats_left = 7;
    return session;
}

Resource resource_named(std::string const& id, std::string const& kind, std::string const& owner)
{
    Resource one;
    one.id = id;
    one.kind = kind;
    one.name = "資源" + id;
    one.owner = owner;
    return one;
}

struct Facts {
    std::vector<Session> sessions;
    SessionUses uses;
    SessionMarks marks;
    std::vector<Resource> resources{resource_named("r1", "van", "352047"),
        resource_named("r2", "van", "kddi"), resource_named("r3", "lecturer", "352047")};
    std::vector<Venue> venues{{"v9", "よその会館", "352047", ""}};

    CalendarLayout lay(CalendarQuestion const& question) const
    {
        return lay_out(question, {sessions, uses, marks, resources, venues});
    }
};

CalendarQuestion week(CalendarLanes lanes = CalendarLanes::All)
{
    return {CalendarSpan::Week, lanes, date(2026, 10, 8)};
}
CalendarQuestion month(CalendarLanes lanes = CalendarLanes::All)
{
    return {CalendarSpan::Month, lanes, date(2026, 10, 8)};
}

/// s1@0.3 1/2: session, cell, and track of tracks.
std::string places_of(CalendarLayout const& layout)
{
    std::string all;
    for (auto const& block : layout.blocks)
        all += (all.empty() ? "" : " ") + block.session + "@" + std::to_string(block.row) + "."
            + std::to_string(block.column) + "." + std::to_string(block.place) + ":"
            + std::to_string(block.track) + "/" + std::to_string(block.tracks);
    return all;
}

std::string walk(CalendarLayout const& layout, std::string const& keys)
{
    std::size_t here = 0;
    std::string all = layout.blocks.at(0).session;
    for (char const key : keys) {
        here = neighbour(layout, here,
            key == 'l'       ? CalendarStep::Left
                : key == 'r' ? CalendarStep::Right
                : key == 'u' ? CalendarStep::Up
                             : CalendarStep::Down);
        all += " " + layout.blocks.at(here).session;
    }
    return all;
}

} // namespace

// Break: begin the week on Sunday; forget the year's end; leave the month's last week out.
TEST_CASE(
    "A week begins on Monday, a month is whole weeks, and with lanes it is its own days", "[desk][calendar]")
{
    auto const [span, lanes, day, first, count, title]
        = GENERATE(table<CalendarSpan, CalendarLanes, domain::Date, domain::Date, int, std::string>({
            {CalendarSpan::Week, CalendarLanes::All, date(2026, 10, 8), date(2026, 10, 5), 7,
                "10月5日(月) 〜 11日(日)"},
            {CalendarSpan::Week, CalendarLanes::Vans, date(2026, 10, 5), date(2026, 10, 5), 7,
                "10月5日(月) 〜 11日(日)"},
            // A Sunday belongs to the Monday before it; the week spans two years.
            {CalendarSpan::Week, CalendarLanes::All, date(2027, 1, 3), date(2026, 12, 28), 7,
                "12月28日(月) 〜 1月3日(日)"},
            {CalendarSpan::Month, CalendarLanes::All, date(2026, 10, 31), date(2026, 9, 28), 35,
                "令和8年10月"},
            // The first is a Monday and February has four weeks: nothing of other months.
            {CalendarSpan::Month, CalendarLanes::All, date(2027, 2, 10), date(2027, 2, 1), 28, "令和9年2月"},
            {CalendarSpan::Month, CalendarLanes::All, date(2026, 8, 10), date(2026, 7, 27), 42, "令和8年8月"},
            {CalendarSpan::Month, CalendarLanes::Venues, date(2026, 10, 31), date(2026, 10, 1), 31,
                "令和8年10月"},
        }));
    CalendarQuestion const question{span, lanes, day};
    auto const days = calendar_days(question);
    CHECK(days.first == first);
    CHECK(days.count == count);
    CHECK(calendar_title(question) == title);
    CHECK(calendar_days({span, lanes, turned_by(question, 1)}).first > first);
    CHECK(calendar_days({span, lanes, turned_by({span, lanes, turned_by(question, 1)}, -1)}).first == first);
}

// Break: compare with <= so that touching classes stand side by side; give each its own width.
TEST_CASE("Classes that overlap stand side by side, and those that only touch do not", "[desk][calendar]")
{
    Facts facts;
    facts.sessions = {class_on("a", 5, 10, 60), class_on("b", 5, 11, 60), class_on("c", 6, 10, 120),
        class_on("d", 6, 11, 120), class_on("e", 6, 12, 60), class_on("f", 6, 15, 60),
        class_on("g", 13, 9, 60)};
    auto const layout = facts.lay(week());
    CHECK(places_of(layout) == "a@0.0.0:0/1 b@0.0.1:0/1 c@0.1.0:0/2 d@0.1.1:1/2 e@0.1.2:0/2 f@0.1.3:0/1");
    CHECK(layout.has_hours);
    CHECK(layout.first_hour == 9);
    CHECK(layout.last_hour == 17);
}

// Break: show office hours only; let a class of the night run into the next day's column.
TEST_CASE("The hours grow with what is early or late, and midnight ends a day", "[desk][calendar]")
{
    Facts facts;
    facts.sessions = {class_on("early", 5, 6, 30), class_on("late", 6, 23, 150)};
    auto const layout = facts.lay(week());
    CHECK(layout.first_hour == 6);
    CHECK(layout.last_hour == 24);
    CHECK(layout.blocks.at(1).to_minute == 24 * 60);
    CHECK(places_of(layout) == "early@0.0.0:0/1 late@0.1.0:0/1");
}

// Break: draw the whole span as one block; use the session's house for every part.
TEST_CASE("Each day of a class of several days stands on its own day and place", "[desk][calendar]")
{
    Facts facts;
    auto session = class_on("s", 2, 10, 60);
    session.parts = {{at(2026, 10, 2, 10), at(2026, 10, 2, 11), "v1"},
        {at(2026, 10, 6, 13), at(2026, 10, 6, 15), "v9"}, {at(2026, 10, 7, 9), at(2026, 10, 7, 10), ""}};
    session.ends_at = at(2026, 10, 7, 10);
    facts.sessions = {session};
    auto const layout = facts.lay(week());
    REQUIRE(layout.blocks.size() == 2);
    CHECK(places_of(layout) == "s@0.1.0:0/1 s@0.2.0:0/1");
    CHECK(layout.blocks[0].venue == "よその会館");
    CHECK(block_time_words(layout.blocks[0]) == "13:00 2/3日目");
    CHECK(layout.blocks[1].venue == "会場v1");
    CHECK(key_of(layout, layout.blocks[1]) == "s/2/");
    CHECK(block_with(layout, "s/2/") == 1);
}

// Break: hide a van of one's own that is free; put a class without a van it does not need into a lane.
TEST_CASE(
    "By van, lecturer and hall each has a line, and what is still unset one at the end", "[desk][calendar]")
{
    Facts facts;
    auto van = class_on("van", 5, 10, 60);
    van.format = "mobile_van";
    auto bare = class_on("bare", 6, 10, 60, "v2");
    bare.format = "mobile_van";
    facts.sessions = {van, bare, class_on("class", 7, 10, 60, "v2"), class_on("hidden", 8, 10, 60, "v2")};
    facts.uses = {{"van", {"r2", "r3"}}, {"bare", {}}, {"class", {}}};
    auto question = week(CalendarLanes::Vans);
    question.own = "352047";
    auto const vans = facts.lay(question);
    REQUIRE(vans.lanes.size() == 3);
    CHECK(vans.lanes[0].id == "r1");
    CHECK(vans.lanes[2].name == "車が 未定");
    CHECK(places_of(vans) == "van@1.0.0:0/1 bare@2.1.0:0/1");
    auto const lecturers = facts.lay(week(CalendarLanes::Lecturers));
    CHECK(places_of(lecturers) == "van@0.0.0:0/1 bare@1.1.0:0/1 class@1.2.0:0/1");
    auto const halls = facts.lay(month(CalendarLanes::Venues));
    CHECK(halls.columns == 31);
    CHECK(halls.lanes.size() == 2);
    CHECK(places_of(halls) == "van@0.4.0:0/1 bare@1.5.0:0/1 class@1.6.0:0/1 hidden@1.7.0:0/1");
}

// Break: mark a cancelled class; forget the reason; look for words in the title only.
TEST_CASE("A clash is told in the hub's words, and the search looks at houses too", "[desk][calendar]")
{
    Facts facts;
    auto cancelled = class_on("x", 6, 10, 60, "v2");
    cancelled.state = "cancelled";
    facts.sessions = {class_on("a", 5, 10, 60), cancelled};
    Conflict conflict;
    conflict.words = "サポート号1 が 間に合いません";
    facts.marks["a"].conflicts = {conflict};
    facts.marks["x"].conflicts = {conflict};
    auto const layout = facts.lay(week());
    CHECK(block_words(layout.blocks[0])
        == "10月5日(月) 10:00〜11:00 教室a 会場v1 3/10 受付中 重なり: サポート号1 が 間に合いません");
    CHECK(layout.blocks[1].why.empty());
    auto question = week();
    question.query = "会場V2";
    CHECK(places_of(facts.lay(question)) == "x@0.1.0:0/1");
}

// Break: stop at an empty day; go from the end of a week nowhere; jump over a class of the same cell.
TEST_CASE("Arrows reach every class from every other", "[desk][calendar]")
{
    Facts facts;
    facts.sessions = {class_on("a", 5, 10, 60), class_on("b", 5, 14, 60), class_on("c", 8, 13, 60),
        class_on("d", 14, 9, 60), class_on("e", 12, 9, 60)};
    CHECK(walk(facts.lay(week()), "drulllu") == "a b c c b b b a");
    CHECK(walk(facts.lay(month()), "drrrrl") == "a b c e d d e");
    CHECK(walk(facts.lay(month()), "rddd") == "a c d d d");
    auto const lanes = facts.lay(month(CalendarLanes::Venues));
    CHECK(walk(lanes, "rrrr") == "a c e d d");
}

// Break: let a shift leave its day by minutes; shorten the class at the edge.
TEST_CASE("A shifted part keeps its length and stays within its day", "[desk][calendar]")
{
    protocol::SessionPart const part{at(2026, 10, 5, 22), at(2026, 10, 5, 23), "v1"};
    auto const [days, minutes, starts] = GENERATE(table<int, int, base::Time>({
        {0, 15, at(2026, 10, 5, 22, 15)},
        {1, -15, at(2026, 10, 6, 21, 45)},
        {-30, 0, at(2026, 9, 5, 22)},
        {0, 240, at(2026, 10, 5, 23)}, // Its last hour of the day.
        {0, -2000, at(2026, 10, 5, 0)},
    }));
    auto const moved = shifted(part, days, minutes);
    CHECK(moved.starts_at == starts);
    CHECK(moved.ends_at - moved.starts_at == std::chrono::hours(1));
    CHECK(moved.venue == "v1");
}

namespace {

json wire_class(std::string const& id, std::string const& state, int seats_left, int version = 3)
{
    return {{"id", id}, {"version", version}, {"title", "はじめてのLINE"}, {"title_kana", ""},
        {"course", {{"level", "basic"}, {"topics", json::array()}}}, {"format", "venue_class"},
        {"delivery", "in_person"}, {"provider", {{"id", "352047"}, {"name", "萩市"}}},
        {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
        {"venue", {{"id", "v1"}, {"name", "みほん公民館"}, {"address", ""}}},
        {"starts_at", "2026-10-05T10:00:00+09:00"}, {"ends_at", "2026-10-05T11:00:00+09:00"},
        {"parts", json::array()}, {"capacity", 10}, {"seats_left", seats_left}, {"waiting", 0},
        {"admission", "first_come"}, {"state", state}, {"programme", ""},
        {"registration_closes_at", "2026-10-03T17:00:00+09:00"},
        {"resources", json::array({{{"id", "r9"}, {"units", 1}}})}, {"waiting_for", ""}, {"private", false}};
}

struct CalendarOffice : Office {
    explicit CalendarOffice(json const& sessions)
        : Office(at(2026, 10, 1, 9))
    {
        show(sessions);
        hub.answer("GET /v1/municipalities", 200, {{"municipalities", json::array()}});
        hub.answer("GET /v1/venues", 200, {{"venues", json::array()}});
        hub.answer("GET /v1/providers", 200, {{"providers", json::array()}});
        hub.answer("GET /v1/kiosks", 403, {{"title", "not yours"}});
        hub.answer("GET /v1/resources", 200, {{"resources", json::array()}});
        hub.answer("GET /v1/programmes", 200, {{"programmes", json::array()}});
        hub.answer("GET /v1/session-templates", 200, {{"templates", json::array()}});
        hub.answer("GET /v1/conflicts", 200, {{"conflicts", json::array()}});
        hub.answer("GET /v1/sessions/short-of-people", 200, {{"sessions", json::array()}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "municipality"}, {"org", "352047"}});
        desk.log_in("hagi", "himitsu");
        settle();
        desk.open(Section::Sessions);
        settle();
    }
    void show(json const& sessions)
    {
        hub.answer("GET /v1/sessions", 200,
            {{"sessions", sessions}, {"next", nullptr}, {"as_of", "2026-10-01T08:30:00+09:00"}});
        for (auto const& one : sessions)
            hub.answer("GET /v1/sessions/" + one["id"].get<std::string>(), 200, one);
    }
    Sessions& sessions() { return desk.sessions(); }
    void open_week()
    {
        sessions().turn_to(Sessions::Face::Week);
        sessions().calendar().go_to(date(2026, 10, 5));
        settle();
    }
    json sent()
    {
        auto const all = hub.asked("PUT /v1/sessions/s1");
        return all.empty() ? json() : json::parse(all.back().body);
    }
};

} // namespace

// Break: ask for the whole year when the calendar opens; forget those that began before the week.
TEST_CASE("The calendar asks the hub for its span alone and keeps what began before it", "[desk][calendar]")
{
    auto long_one = wire_class("s9", "published", 10);
    long_one["starts_at"] = "2026-10-02T10:00:00+09:00";
    long_one["ends_at"] = "2026-10-09T11:00:00+09:00";
    long_one["parts"] = json::array({{{"starts_at", "2026-10-02T10:00:00+09:00"},
                                         {"ends_at", "2026-10-02T11:00:00+09:00"}, {"venue", "v1"}},
        {{"starts_at", "2026-10-09T10:00:00+09:00"}, {"ends_at", "2026-10-09T11:00:00+09:00"},
            {"venue", "v1"}}});
    CalendarOffice office(json::array());
    office.show(json::array({long_one, wire_class("s1", "published", 10)}));
    auto const before = office.hub.asked("GET /v1/sessions").size();
    office.open_week();
    auto const asked = office.hub.asked("GET /v1/sessions");
    REQUIRE(asked.size() == before + 2); // This week, then the one that was turned to.
    CHECK(asked.back().target.find("from=2025-10-04&") != std::string::npos);
    CHECK(asked.back().target.find("ends_after=2026-10-05") != std::string::npos);
    CHECK(asked.back().target.find("to=2026-10-12") != std::string::npos);
    CHECK(office.hub.asked("GET /v1/conflicts").back().target.find("from=2026-10-05&to=2026-10-11")
        != std::string::npos);
    CHECK(places_of(office.sessions().calendar().layout()) == "s1@0.0.0:0/1 s9@0.4.0:0/1");
}

// Break: leave If-Match out; send the old end; keep the last day to apply after the class has moved.
TEST_CASE(
    "A move writes the whole session over the version that was seen, and goes back while nobody is in it",
    "[desk][calendar]")
{
    CalendarOffice office(json::array({wire_class("s1", "published", 10)}));
    office.open_week();
    auto& sessions = office.sessions();
    sessions.move_by(1, 0);
    sessions.move_by(0, 15);
    office.settle();
    CHECK(sessions.panel() == Sessions::Panel::Move);
    CHECK(sessions.move().words() == "10月5日(月) 10:00〜11:00 → 10月6日(火) 10:15〜11:15");
    CHECK(sessions.move().people_words().text == "申込の方は まだ いません。");
    CHECK(office.hub.asked("PUT /v1/sessions/s1").empty());

    auto moved = wire_class("s1", "published", 10, 4);
    moved["starts_at"] = "2026-10-06T10:15:00+09:00";
    moved["ends_at"] = "2026-10-06T11:15:00+09:00";
    office.hub.answer("PUT /v1/sessions/s1", 200, moved);
    office.show(json::array({moved}));
    sessions.move().send("");
    office.settle();
    CHECK(office.hub.asked("PUT /v1/sessions/s1").back().header("if-match") == "\"3\"");
    CHECK(office.sent()["starts_at"] == "2026-10-06T10:15:00+09:00");
    CHECK(office.sent()["ends_at"] == "2026-10-06T11:15:00+09:00");
    CHECK(office.sent()["registration_closes_at"] == "2026-10-04T17:00:00+09:00");
    CHECK(office.sent()["resources"][0]["id"] == "r9");
    CHECK(sessions.panel() == Sessions::Panel::Details);
    CHECK(sessions.notice().text
        == "動かしました: はじめてのLINE 10月6日(火) 10:15〜11:15。Ctrl+Zで 元にもどせます。");

    CHECK(sessions.undo());
    office.settle();
    CHECK(office.sent()["starts_at"] == "2026-10-05T10:00:00+09:00");
    CHECK(office.hub.asked("PUT /v1/sessions/s1").back().header("if-match") == "\"4\"");
    CHECK(sessions.notice().text == "元にもどしました: はじめてのLINE 10月5日(月) 10:00〜11:00");
    CHECK_FALSE(sessions.undo());
}

// Break: move people back without a word to them.
TEST_CASE("A move does not go back once somebody has registered", "[desk][calendar]")
{
    CalendarOffice office(json::array({wire_class("s1", "published", 10)}));
    office.open_week();
    auto& sessions = office.sessions();
    sessions.move_by(1, 0);
    office.settle();
    auto const moved = wire_class("s1", "published", 9, 4);
    office.hub.answer("PUT /v1/sessions/s1", 200, wire_class("s1", "published", 10, 4));
    office.show(json::array({moved}));
    sessions.move().send("");
    office.settle();
    CHECK(sessions.undo());
    office.settle();
    CHECK(office.hub.asked("PUT /v1/sessions/s1").size() == 1);
    CHECK(sessions.notice().tone == Tone::Few);
    CHECK(sessions.notice().text.find("申込の方が いるので") == 0);
}

// Break: write at the first press; leave out how many are called; override without a reason.
TEST_CASE(
    "A move says how many must be called, and a clash is written over with a reason only", "[desk][calendar]")
{
    CalendarOffice office(json::array({wire_class("s1", "published", 6)}));
    office.open_week();
    auto& sessions = office.sessions();
    sessions.move_by(0, -15);
    office.settle();
    CHECK(sessions.move().people_words().text
        == "申込の 4人に 電話で 伝えることになります(電話連絡に出ます)。");
    std::string const words = "サポート号は、「買い物教室」で使われています。";
    office.hub.answer("PUT /v1/sessions/s1", 409,
        {{"title", "Refused by a rule"}, {"status", 409}, {"detail", words}, {"reason", "resource_clash"},
            {"errors", json::array({{{"field", "resources"}, {"reason", words}}})}});
    sessions.move().send("");
    office.settle();
    CHECK(sessions.panel() == Sessions::Panel::Move);
    CHECK(sessions.move().clashes() == std::vector<std::string>{words});
    CHECK(sessions.notice().tone == Tone::Stop);
    REQUIRE(sessions.move().can_override());
    sessions.move().send(" ");
    CHECK(sessions.move().remarks().size() == 1);
    CHECK(office.hub.asked("PUT /v1/sessions/s1").size() == 1);
    office.hub.answer("PUT /v1/sessions/s1", 200, wire_class("s1", "published", 6, 4));
    sessions.move().send("運転手が2人いる");
    office.settle();
    CHECK(office.sent()["override"]["reason"] == "運転手が2人いる");
    CHECK(sessions.notice().text.find("電話連絡に 4人が 出ました。") != std::string::npos);
    // Four people were called: nothing goes back by a key.
    CHECK_FALSE(sessions.undo());
}

// Break: move a class that is over; send what did not move; move into the past.
TEST_CASE("What is over, another's, or aimed at the past is not moved", "[desk][calendar]")
{
    auto const [state, days, words] = GENERATE(table<std::string, int, std::string>({
        {"held", 1, "実施済の開催回は 動かせません。"},
        {"cancelled", 1, "中止の開催回は 動かせません。"},
        {"published", -5, "もう過ぎた時刻には 動かせません。先の日にちへ 動かしてください。"},
        {"published", 0, "まだ 動いていません。Ctrl+矢印で 動かしてから、Enterを 押してください。"},
    }));
    CalendarOffice office(json::array({wire_class("s1", state, 10)}));
    office.open_week();
    auto& sessions = office.sessions();
    sessions.move_by(days, 0);
    office.settle();
    sessions.move().send("");
    office.settle();
    CHECK(sessions.notice().text == words);
    CHECK(office.hub.asked("PUT /v1/sessions/s1").empty());
}

// Break: move all parts together; lose the other parts' houses.
TEST_CASE("Of a class of several days only the day that was taken moves", "[desk][calendar]")
{
    auto two = wire_class("s1", "draft", 10);
    two["format"] = "mobile_van"; // Its form knows no parts; the session has them all the same.
    two["parts"] = json::array({{{"starts_at", "2026-10-05T10:00:00+09:00"},
                                    {"ends_at", "2026-10-05T11:00:00+09:00"}, {"venue", "v1"}},
        {{"starts_at", "2026-10-07T13:00:00+09:00"}, {"ends_at", "2026-10-07T14:00:00+09:00"},
            {"venue", "v2"}}});
    two["ends_at"] = "2026-10-07T14:00:00+09:00";
    CalendarOffice office(json::array({two}));
    office.open_week();
    auto& sessions = office.sessions();
    sessions.calendar().stand_on(1);
    sessions.move_by(1, 30);
    office.settle();
    office.hub.answer("PUT /v1/sessions/s1", 200, two);
    sessions.move().send("");
    office.settle();
    CHECK(office.sent()["starts_at"] == "2026-10-05T10:00:00+09:00");
    CHECK(office.sent()["ends_at"] == "2026-10-08T14:30:00+09:00");
    CHECK(office.sent()["parts"][0]["starts_at"] == "2026-10-05T10:00:00+09:00");
    CHECK(office.sent()["parts"][1]["starts_at"] == "2026-10-08T13:30:00+09:00");
    CHECK(office.sent()["parts"][1]["venue"] == "v2");
    CHECK(office.sent()["registration_closes_at"] == "2026-10-03T17:00:00+09:00");
}

// Break: let an overridden clash hinder; publish what waits for an answer; call a note a hindrance.
TEST_CASE("Each draft says what stands in the way of publishing it", "[desk][calendar][publish]")
{
    SessionUses uses{{"s", {}}};
    std::vector<Resource> const resources;
    domain::Actor clerk;
    clerk.role = domain::Role::Municipality;
    clerk.organisation = "352047";
    PublishFacts const facts{uses, resources, clerk, at(2026, 10, 1, 9)};
    auto session = class_on("s", 5, 10, 60);
    session.municipality_code = "352047";
    session.state = "draft";
    auto const line = publish_line(session, nullptr, facts);
    CHECK(line.state == PublishLine::State::Ready);
    CHECK(line.note == "講師が まだ 決まっていません");

    SessionMark mark;
    Conflict conflict;
    conflict.words = "二重です。";
    mark.conflicts = {conflict};
    CHECK(publish_line(session, &mark, facts).why == "重なり: 二重です。");
    mark.conflicts[0].override_reason = "理由";
    CHECK(publish_line(session, &mark, facts).state == PublishLine::State::Ready);

    auto const why = [&](auto change) {
        auto other = session;
        change(other);
        return publish_line(other, nullptr, facts).why;
    };
    CHECK(why([](Session& s) { s.state = "arranging"; }) == "返事を 待っています(調整中)");
    CHECK(why([](Session& s) { s.state = "published"; }) == "もう 受付中です");
    CHECK(why([](Session& s) { s.starts_at = at(2026, 9, 30, 9); }) == "始まる時刻が もう過ぎています");
    CHECK(why([](Session& s) { s.registration_closes_at = at(2026, 9, 30, 9); })
        == "申込の締切が もう過ぎています");
    CHECK(why([](Session& s) { s.municipality_code = "352012"; }) == "ほかの団体の開催回です");
}

// Break: publish what has something in its way; go on after a refusal silently; forget to say how many.
TEST_CASE("Bulk publishing goes through the drafts one by one and names what was refused",
    "[desk][calendar][publish]")
{
    CalendarOffice office(json::array({wire_class("s1", "draft", 10), wire_class("s2", "draft", 10),
        wire_class("s3", "arranging", 10), wire_class("s4", "published", 10)}));
    auto& sessions = office.sessions();
    for (auto const* id : {"s1", "s2", "s3"})
        office.hub.answer(
            "POST /v1/sessions/" + std::string(id) + "/publish", 200, wire_class(id, "published", 10));
    office.hub.answer("POST /v1/sessions/s2/publish", 409,
        {{"title", "Refused"}, {"status", 409}, {"reason", "not_from_this_state"}});
    // October is looked at as October is now; the deadline of the canned sessions is still ahead.
    sessions.open_publish();
    auto& bulk = sessions.bulk();
    CHECK(bulk.table().total_count() == 3);
    CHECK(bulk.words() == "3件のうち 2件を 公開できます");
    bulk.publish();
    CHECK(sessions.is_sending());
    office.settle();
    CHECK(bulk.count(PublishLine::State::Published) == 1);
    CHECK(bulk.count(PublishLine::State::Refused) == 1);
    CHECK(office.hub.asked("POST /v1/sessions/s3/publish").empty());
    CHECK(sessions.notice().text == "1件を 公開しました。1件は できませんでした。理由は 下の表にあります。");
    CHECK(sessions.panel() == Sessions::Panel::Publish);
}

// Break: stop only after all; lose count of what was left.
TEST_CASE(
    "Bulk publishing takes the marked rows alone and stops when it is told", "[desk][calendar][publish]")
{
    CalendarOffice office(
        {wire_class("s1", "draft", 10), wire_class("s2", "draft", 10), wire_class("s3", "draft", 10)});
    auto& sessions = office.sessions();
    sessions.pick_or_not("s1");
    sessions.pick_or_not("s2");
    sessions.pick_or_not("s3");
    sessions.pick_or_not("s3");
    CHECK(sessions.table().cell(0, 1).text == "☑ はじめてのLINE");
    for (auto const* id : {"s1", "s2"})
        office.hub.answer(
            "POST /v1/sessions/" + std::string(id) + "/publish", 200, wire_class(id, "published", 10));
    sessions.open_publish();
    CHECK(sessions.picked().empty());
    auto& bulk = sessions.bulk();
    REQUIRE(bulk.table().total_count() == 2);
    bulk.publish();
    sessions.close_panel(); // While it runs, Escape stops it.
    office.settle();
    CHECK(bulk.count(PublishLine::State::Published) == 1);
    CHECK(bulk.count(PublishLine::State::Ready) == 1);
    CHECK(sessions.notice().text == "1件を 公開しました。止めました。残り 1件は 下書きのままです。");
}
