// A hall without any line, whose sync travels in somebody's pocket; and the copy of the hub's database that
// lets kiosks forget.
#include "tests/scenarios/region.h"

namespace {

using namespace meguri;
using nlohmann::json;
using tests::a_session;
using tests::person;
using tests::Region;

std::string state_of(json const& outbox, std::string const& id)
{
    for (auto const& command : outbox["commands"])
        if (command["id"] == id)
            return command["state"];
    return "";
}

// Break: take an answer twice; leave the changes out of the file; ask the line although there is none.
SCENARIO("A hall without a line hears of its people by a stick", "[scenario][stick]")
{
    GIVEN("a kiosk that was enrolled in town and stands in a hall without a line, where two registered")
    {
        Region region;
        region.prepare();
        region.start();
        auto const clerk = region.log_in("hagi");
        auto const van = region.publish(a_session("mobile_van", 3), clerk);
        region.enrol();
        (void)region.kiosk({"sync"});
        auto const first = region.kiosk(person(van, "みほん はな", {"--offline"}));
        auto const second = region.kiosk(person(van, "やまだ たろう", {"--offline"}));
        CHECK(first["state"] == "confirmed");
        CHECK(second["state"] == "provisional");
        auto const in = [&](char const* name) { return (region.folder.path() / name).string(); };

        WHEN("one stick is lost and the next goes to the hub and back")
        {
            CHECK(region.kiosk({"export", in("lost")})["pushed"] == 2);
            CHECK(region.kiosk({"export", in("request")})["pushed"] == 2);
            REQUIRE(region.hub({"exchange", in("request"), in("answer")}).code == 0);
            (void)region.publish(a_session("home_visit", 1), clerk);
            auto const heard = region.kiosk({"import", in("answer")});
            CHECK(heard["results"].size() == 2);

            THEN("both are confirmed at the hub and here, once, whatever is carried again")
            {
                REQUIRE(region.hub({"exchange", in("request"), in("again")}).code == 0);
                REQUIRE(region.hub({"exchange", in("lost"), in("late")}).code == 0);
                auto const roster = region.ask("GET", "/v1/sessions/" + van + "/roster", nullptr, clerk, 200);
                CHECK(roster["confirmed"].size() == 2);
                for (auto const* name : {"answer", "again", "late"})
                    CHECK(region.kiosk({"import", in(name)}, 1)["reason"].is_string());
                auto const outbox = region.kiosk({"outbox"});
                CHECK(state_of(outbox, first["id"]) == "acked");
                CHECK(state_of(outbox, second["id"]) == "acked");
            }
            THEN("a file that is none is refused by both")
            {
                CHECK(region.hub({"exchange", in("answer"), in("nothing")}).code == 1);
                CHECK(region.kiosk({"import", in("request")}, 1)["reason"].is_string());
                CHECK(region.hub({"exchange", in("missing"), in("nothing")}).code == 3);
            }
        }
    }
}

// Break: copy the file while it is written; say safe before the copy was read back; keep the log beside it.
SCENARIO("A copy of a serving hub covers what the kiosks keep", "[scenario][backup]")
{
    GIVEN("a serving hub with one registration from a kiosk")
    {
        Region region;
        region.prepare();
        region.start();
        auto const clerk = region.log_in("hagi");
        auto const van = region.publish(a_session("mobile_van", 3), clerk);
        region.enrol();
        (void)region.kiosk({"sync"});
        auto const slip = region.kiosk(person(van, "みほん はな"));
        CHECK(state_of(region.kiosk({"outbox"}), slip["id"]) == "acked");
        auto const copy = (region.folder.path() / "copy.db").string();

        WHEN("the database is copied")
        {
            auto const ended = region.hub({"backup", copy});
            INFO(ended.output);
            REQUIRE(ended.code == 0);
            auto const told = json::parse(ended.output);
            CHECK(told["file"] == copy);
            CHECK(told["bytes"] == std::filesystem::file_size(copy));

            THEN("the copy holds it, stands alone, and the kiosk hears that it is safe")
            {
                CHECK_FALSE(std::filesystem::exists(copy + "-wal"));
                CHECK_FALSE(std::filesystem::exists(copy + ".part"));
                auto const counted
                    = tests::run({"/usr/bin/sqlite3", copy, "SELECT count(*) FROM registration"});
                CHECK(counted.output == "1\n");
                (void)region.kiosk({"sync"});
                CHECK(state_of(region.kiosk({"outbox"}), slip["id"]) == "safe");
            }
            THEN("a copy that cannot be written is trouble, and the one before stays")
            {
                CHECK(region.hub({"backup", "/proc/none/copy.db"}).code == 3);
                CHECK(region.hub({"backup", copy}).code == 0);
                CHECK(region.hub({"doctor"}).code == 0);
            }
        }
    }
}

} // namespace
