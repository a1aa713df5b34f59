// Attendance by keyboard, hints at the telephone, and the papers of a class, against a canned hub.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

json person(std::string const& id, std::string const& kana, std::string const& phone)
{
    return {{"id", id}, {"code", "137460923"}, {"state", "confirmed"}, {"kana", kana}, {"phone", phone}};
}

/// A class that begins in a quarter of an hour.
struct ClassOffice : Office {
    explicit ClassOffice(char const* now = "2026-10-05T09:45:00+09:00", json const& parts = json::array())
        : Office(domain::time_from_iso(now).value())
    {
        json session{{"id", "s1"}, {"version", 1}, {"title", "はじめてのLINE"},
            {"course", {{"level", "basic"}, {"topics", json::array()}}}, {"format", "venue_class"},
            {"delivery", "in_person"}, {"provider", {{"id", "352047"}, {"name", "萩市"}}},
            {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
            {"venue", {{"id", "v1"}, {"name", "みほん公民館"}}}, {"starts_at", "2026-10-05T10:00:00+09:00"},
            {"ends_at", "2026-10-05T11:00:00+09:00"}, {"capacity", 3}, {"seats_left", 0}, {"waiting", 1},
            {"admission", "first_come"}, {"state", "published"}};
        if (!parts.empty()) {
            session["parts"] = parts;
            session["ends_at"] = parts.back()["ends_at"];
        }
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array({session})}, {"next", nullptr}});
        auto waiting = person("r9", "てすと よし", "0838000085");
        waiting["state"] = "waiting";
        hub.answer("GET /v1/sessions/s1/roster", 200,
            {{"capacity", 3}, {"leased", 0}, {"free", 0},
                {"confirmed",
                    json::array({person("r1", "みほん はな", "09000001234"),
                        person("r2", "れいだい きよ", "0838221234"),
                        person("r3", "ためし うめ", "0838221235")})},
                {"waiting", json::array({waiting})}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "municipality"}, {"org", "352047"}});
        desk.log_in("hagi", "himitsu");
        settle();
        people().choose_session("s1");
        settle();
        for (auto const* id : {"r1", "r2", "r3"})
            hub.answer("POST /v1/registrations/" + std::string(id) + "/attendance", 200, json::object());
    }
    Applications& people() { return desk.applications(); }
    std::string mark_of(std::string const& id) { return people().table().find(id)->entry.attendance; }
    json sent(std::string const& id, std::size_t which)
    {
        return json::parse(hub.asked("POST /v1/registrations/" + id + "/attendance").at(which).body);
    }
    std::size_t looks() const { return hub.asked("GET /v1/sessions/s1/roster").size(); }
};

/// Three Mondays; `now` is in the second of them unless told otherwise.
struct CourseOffice : ClassOffice {
    explicit CourseOffice(char const* now = "2026-10-12T09:45:00+09:00")
        : ClassOffice(now, days())
    {
    }
    static json days()
    {
        auto all = json::array();
        for (std::string const day : {"05", "12", "19"})
            all.push_back({{"starts_at", "2026-10-" + day + "T10:00:00+09:00"},
                {"ends_at", "2026-10-" + day + "T11:00:00+09:00"}, {"venue", "v1"}});
        return all;
    }
    std::string day_mark_of(std::string const& id) { return people().table().find(id)->mark; }
};

} // namespace

// Break: leave a key out, go on to a row that is marked, or read all names anew after each key.
TEST_CASE("One key marks one row and goes on to the next that is not marked", "[desk][attendance]")
{
    ClassOffice office;
    auto& people = office.people();
    REQUIRE(people.can_mark());
    CHECK_FALSE(people.mark(1)); // Nobody is chosen.
    people.choose_entry("r1");
    CHECK(people.table().cell(0, 2).text == "▶ キー 1〜5");
    CHECK(people.mark(1));
    CHECK(people.entry_id() == "r2");
    CHECK(people.mark(4));
    CHECK(people.entry_id() == "r3");
    office.settle();
    CHECK(office.sent("r1", 0) == json{{"mark", "present"}});
    CHECK(office.sent("r2", 0) == json{{"mark", "absent_with_notice"}});
    CHECK(office.mark_of("r1") == "present");
    CHECK(people.marked_words() == "2 / 3人 記入ずみ");
    CHECK(office.looks() == 1);
    CHECK_FALSE(people.mark(6));
    CHECK(attendance_key_words().size() == 5);
    people.choose_entry("r9");
    CHECK_FALSE(people.mark(1)); // Who waits has no seat to be marked.
}

// Break: forget what stood before, or take the whole list back at once.
TEST_CASE("Marks go back one by one to what they were", "[desk][attendance]")
{
    ClassOffice office;
    auto& people = office.people();
    CHECK_FALSE(people.undo());
    people.choose_entry("r1");
    people.mark(1);
    people.choose_entry("r1");
    people.mark(5);
    office.settle();
    CHECK(office.mark_of("r1") == "no_show");
    CHECK(people.undo());
    office.settle();
    CHECK(office.mark_of("r1") == "present");
    CHECK(office.sent("r1", 2) == json{{"mark", "present"}});
    CHECK(people.undo());
    office.settle();
    CHECK(office.mark_of("r1").empty());
    CHECK(office.sent("r1", 3) == json{{"mark", nullptr}});
    CHECK(people.entry_id() == "r1");
    CHECK_FALSE(people.undo());
}

// Break: show a mark that the hub did not take.
TEST_CASE("A mark that the hub does not take goes back and says so", "[desk][attendance]")
{
    ClassOffice office;
    auto& people = office.people();
    office.hub.answer("POST /v1/registrations/r1/attendance", 409, {{"reason", "not_from_this_state"}});
    people.choose_entry("r1");
    people.mark(2);
    CHECK(office.mark_of("r1") == "late");
    office.settle();
    CHECK(office.mark_of("r1").empty());
    CHECK(people.notice().tone == Tone::Stop);
    CHECK_FALSE(people.undo());
}

// Break: mark a class of tomorrow.
TEST_CASE("Nobody is marked before the hour in which the class begins", "[desk][attendance]")
{
    ClassOffice early("2026-10-05T08:59:00+09:00");
    early.people().choose_entry("r1");
    CHECK_FALSE(early.people().can_mark());
    CHECK(early.people().mark(1));
    CHECK(early.people().notice().tone == Tone::Few);
    CHECK(early.mark_of("r1").empty());
}

// Break: hint at half a number, or miss a name because it was typed in katakana.
TEST_CASE("Whoever phones is known by a whole number or a whole name", "[desk][attendance]")
{
    ClassOffice office;
    auto const hint
        = [&](char const* kana, char const* phone) { return office.people().duplicate_hint(kana, phone); };
    CHECK(hint("", "").empty());
    CHECK(hint("みほん", "0900000").empty());
    CHECK(hint("ミホン　ハナ", "090-0000-1234").find("もう この回に入っています: 1番") != std::string::npos);
    CHECK(hint("みほん たろう", "090-0000-1234").find("同じ電話") != std::string::npos);
    CHECK(hint("れいだい きよ", "").find("同じよみがな") != std::string::npos);
}

// Break: take anything for a PDF.
TEST_CASE("The papers of a class come from the hub and have a name", "[desk][attendance]")
{
    ClassOffice office;
    auto& people = office.people();
    CHECK(people.paper_name(SessionPaper::SignInSheet) == "出席簿-はじめてのLINE-2026-10-05.pdf");
    office.hub.answer_text("GET /v1/sessions/s1/sign-in-sheet.pdf", 200, "%PDF-1.7");
    people.ask_paper(SessionPaper::SignInSheet, "/tmp/x.pdf");
    office.settle();
    CHECK(people.take_file()->bytes == "%PDF-1.7");
    people.ask_paper(SessionPaper::Roster, "/tmp/x.pdf");
    office.settle();
    CHECK_FALSE(people.take_file());
    CHECK(people.notice().tone == Tone::Stop);
}

// Break: mark people as absent when it was the provider; cancel before the marks are gone; ask nothing first.
TEST_CASE("A provider that did not come cancels the class, and nobody is absent for it", "[desk][attendance]")
{
    ClassOffice office;
    auto& people = office.people();
    REQUIRE(people.can_say_not_come());
    people.choose_entry("r1");
    people.mark(1);
    office.settle();
    people.open_not_come();
    CHECK(people.panel() == Applications::Panel::NotCome);
    CHECK(people.not_come_words()
        == "この回は「講師が来なかった」という理由の 中止になります。申込の 4人は 欠席になりません。"
           "電話連絡に出ます。つけた出欠 1人分は 消えます。元にもどせません。");
    CHECK(office.hub.asked("POST /v1/sessions/s1/cancel").empty());
    office.hub.answer("POST /v1/sessions/s1/cancel", 200, json::object());
    people.say_not_come();
    office.settle();
    CHECK(office.sent("r1", 1) == json{{"mark", nullptr}});
    CHECK(json::parse(office.hub.asked("POST /v1/sessions/s1/cancel").at(0).body)
        == json{{"reason", "講師が来なかった"}});
    CHECK(office.hub.asked("POST /v1/registrations/r2/attendance").empty());
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().text == "講師が来なかったため 中止にしました: はじめてのLINE");
    CHECK_FALSE(people.undo());
}

// Break: offer it the day before.
TEST_CASE(
    "That a provider did not come is said when the class is about to begin, not before", "[desk][attendance]")
{
    ClassOffice office("2026-10-05T08:00:00+09:00");
    auto& people = office.people();
    CHECK_FALSE(people.can_say_not_come());
    people.open_not_come();
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().tone == Tone::Few);
    people.say_not_come();
    office.settle();
    CHECK(office.hub.asked("POST /v1/sessions/s1/cancel").empty());
}

// Break: mark the whole instead of the day, another day than today's, or a day that has not come.
TEST_CASE("A class of several days is marked day by day", "[desk][attendance]")
{
    CourseOffice office;
    auto& people = office.people();
    CHECK(people.days()
        == std::vector<std::string>{"1日目 10月5日(月)", "2日目 10月12日(月)", "3日目 10月19日(月)"});
    REQUIRE(people.day() == 2);
    people.choose_entry("r1");
    CHECK(people.mark(1));
    CHECK(people.entry_id() == "r2");
    people.choose_day(1);
    people.choose_entry("r1");
    CHECK(office.day_mark_of("r1").empty());
    CHECK(people.marked_words() == "0 / 3人 記入ずみ");
    CHECK(people.mark(5));
    office.settle();
    CHECK(office.sent("r1", 0) == json{{"mark", "present"}, {"part", 2}});
    CHECK(office.sent("r1", 1) == json{{"mark", "no_show"}, {"part", 1}});
    CHECK(office.mark_of("r1") == "partial");
    CHECK(office.day_mark_of("r1") == "no_show");
    CHECK(people.table().cell(0, 6).text == "出席: 1日目 連絡なし、2日目 出席");
    people.choose_day(3);
    people.choose_entry("r1");
    CHECK(people.mark(1));
    CHECK(people.notice().tone == Tone::Few);
    CHECK(office.day_mark_of("r1").empty());
    people.choose_day(4);
    CHECK(people.day() == 3);
}

// Break: take back the whole with a day, or show another day than the one that went back.
TEST_CASE("The mark of a day goes back alone", "[desk][attendance]")
{
    CourseOffice office;
    auto& people = office.people();
    people.choose_day(1);
    people.choose_entry("r1");
    people.mark(1);
    people.choose_day(2);
    people.choose_entry("r1");
    people.mark(2);
    people.choose_day(3);
    CHECK(people.undo());
    CHECK(people.day() == 2);
    office.settle();
    CHECK(office.sent("r1", 2) == json{{"mark", nullptr}, {"part", 2}});
    CHECK(office.mark_of("r1") == "present");
    CHECK(people.undo());
    office.settle();
    CHECK(people.day() == 1);
    CHECK(office.mark_of("r1").empty());
    CHECK(people.table().find("r1")->entry.state == "confirmed");
}

TEST_CASE("The day to mark is the one that begins within the hour or began last", "[desk][attendance]")
{
    auto const [now, day] = GENERATE(table<char const*, int>({{"2026-09-01T12:00:00+09:00", 1},
        {"2026-10-05T10:30:00+09:00", 1}, {"2026-10-12T08:59:00+09:00", 1}, {"2026-10-12T09:00:00+09:00", 2},
        {"2026-10-18T12:00:00+09:00", 2}, {"2026-11-30T12:00:00+09:00", 3}}));
    CAPTURE(now);
    CHECK(CourseOffice(now).people().day() == day);
}

// Break: cancel a course of which a day was held, and with it the marks of who was there.
TEST_CASE("With a day of several held a provider that did not come is no reason to cancel all",
    "[desk][attendance]")
{
    CourseOffice office;
    auto& people = office.people();
    CHECK_FALSE(people.can_say_not_come());
    people.open_not_come();
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().text.starts_with("1日目が 終わった回は"));
    CHECK(CourseOffice("2026-10-05T09:45:00+09:00").people().can_say_not_come());
}
