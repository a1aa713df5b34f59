// The waiting list at the desk against a canned hub: who may be moved where, and whose seat may be freed.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

json person(std::string const& id, std::string const& state, std::string const& kana)
{
    return {{"id", id}, {"code", "137460923"}, {"state", state}, {"kana", kana}, {"phone", "0838000012"}};
}

struct FullClass : Office {
    FullClass()
        : Office(domain::time_from_iso("2026-10-01T09:00:00+09:00").value())
    {
        json const session{{"id", "s1"}, {"version", 1}, {"title", "はじめてのLINE"},
            {"course", {{"level", "basic"}, {"topics", json::array()}}}, {"format", "venue_class"},
            {"delivery", "in_person"}, {"provider", {{"id", "352047"}, {"name", "萩市"}}},
            {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
            {"venue", {{"id", "v1"}, {"name", "みほん公民館"}}}, {"starts_at", "2026-10-20T10:00:00+09:00"},
            {"ends_at", "2026-10-20T11:00:00+09:00"}, {"capacity", 1}, {"seats_left", 0}, {"waiting", 2},
            {"admission", "first_come"}, {"state", "published"}};
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array({session})}, {"next", nullptr}});
        auto promoted = person("r0", "confirmed", "みほん はな");
        promoted["reply_by"] = "2026-10-01T12:00:00+09:00";
        hub.answer("GET /v1/sessions/s1/roster", 200,
            {{"capacity", 1}, {"leased", 0}, {"free", 0}, {"confirmed", json::array({promoted})},
                {"waiting",
                    json::array({person("r1", "waiting", "ためし うめ"),
                        person("r2", "waiting", "れいだい きく")})}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "municipality"}, {"org", "352047"}});
        desk.log_in("hagi", "himitsu");
        settle();
        people().choose_session("s1");
        settle();
    }
    Applications& people() { return desk.applications(); }
    json sent(std::string const& what) { return json::parse(hub.asked(what).at(0).body); }
};

} // namespace

// Break: offer a place to who has a seat; send a move without why.
TEST_CASE("Who waits is put before another or to the front, with a reason", "[desk][waiting]")
{
    FullClass office;
    auto& people = office.people();
    people.choose_entry("r0");
    CHECK_FALSE(people.can_change_place());
    people.choose_entry("r2");
    REQUIRE(people.can_change_place());
    people.open_place();
    auto const places = people.places();
    REQUIRE(places.size() == 2);
    CHECK(places[1] == Choice{"r1", "待1番 ためし うめの前"});
    people.change_place("r1", " ");
    CHECK(remark_on(people.remarks(), "reason") == "reason_missing");
    office.hub.answer("POST /v1/registrations/r2/reorder", 200, json::object());
    people.change_place("r1", "通院の日");
    office.settle();
    CHECK(office.sent("POST /v1/registrations/r2/reorder") == json{{"before", "r1"}, {"reason", "通院の日"}});
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().tone == Tone::Ok);

    people.open_place();
    office.hub.answer("POST /v1/registrations/r2/promote", 409, {{"reason", "not_waiting"}});
    people.change_place("", "会場の手違い");
    office.settle();
    CHECK(office.sent("POST /v1/registrations/r2/promote")["reason"] == "会場の手違い");
    CHECK(people.notice().text == "この方は キャンセル待ちでは ありません。");
    CHECK(people.panel() == Applications::Panel::Place);
}

// Break: offer to free a seat before the day of the reply has passed.
TEST_CASE("A seat is freed only when the day of the reply has passed", "[desk][waiting]")
{
    FullClass office;
    auto& people = office.people();
    CHECK(people.table().cell(0, 6).text == "返事 10月1日 12:00まで");
    people.choose_entry("r0");
    CHECK_FALSE(people.can_release());
    people.open_release();
    CHECK(people.panel() == Applications::Panel::None);
    office.clock.set(domain::time_from_iso("2026-10-01T12:01:00+09:00").value());
    REQUIRE(people.can_release());
    office.hub.answer("POST /v1/registrations/r0/release", 200, json::object());
    people.release(); // Not before it was asked.
    office.settle();
    CHECK(office.hub.asked("POST /v1/registrations/r0/release").empty());
    people.open_release();
    CHECK(people.panel() == Applications::Panel::Release);
    CHECK(people.release_words().find("すぐ 次の方の席になります") != std::string::npos);
    people.release();
    office.settle();
    CHECK(office.hub.asked("POST /v1/registrations/r0/release").size() == 1);
    CHECK(people.notice().tone == Tone::Ok);
    people.choose_entry("r1");
    CHECK_FALSE(people.can_release());
}
