// The whole loop with the real programs: registered, killed, brought back, on paper and in the feed.
#include "tests/scenarios/region.h"

namespace {

using namespace meguri;
using tests::a_session;
using tests::person;
using tests::Region;

// Break: keep the outbox in memory; answer before COMMIT; forget Idempotency at a restart; write the address
// in clear.
SCENARIO(
    "A van class of three seats and a home visit are filled while the hub dies in the middle", "[scenario]")
{
    GIVEN("a hub with the facts of Yamaguchi, a clerk, two carriers and an enrolled kiosk in Hagi")
    {
        Region region;
        region.prepare();
        region.start();
        auto const key = region.hub({"key", "add", "--org", "kddi", "--name", "test"});
        REQUIRE(key.code == 0);
        auto const carrier = key.output.substr(0, key.output.find('\n'));
        auto const clerk = region.log_in("hagi");
        auto const van = region.publish(a_session("mobile_van", 3), clerk);
        auto const visit = region.publish(a_session("home_visit", 1), clerk);
        region.enrol();
        CHECK(region.kiosk({"sessions"})["sessions"].size() == 2);

        WHEN("one registers, the hub is killed, three more register without it, and it comes back")
        {
            auto const first = region.kiosk(person(van, "みほん はな"));
            CHECK(first["state"] == "confirmed");
            region.server->kill_hard();
            std::vector<std::string> kept;
            for (auto const* kana : {"やまだ たろう", "さとう じろう", "すずき さぶろう"}) {
                auto const outcome = region.kiosk(person(van, kana));
                // The kiosk holds one seat right: the first is promised that seat, the others a call.
                CHECK(outcome["state"] == (kept.empty() ? "confirmed" : "provisional"));
                kept.push_back(outcome["id"]);
            }
            auto const home
                = region.kiosk(person(visit, "みほん はな", {"--address", "萩市かなりや町一丁目"}));
            CHECK(home["state"] == "confirmed");
            (void)region.kiosk({"sync"}, 3);
            region.start();
            auto const report = region.kiosk({"sync"});
            CHECK(report["pushed"] == 4);

            THEN("each receipt is at the hub once, three are confirmed and the fourth waits")
            {
                auto const roster = region.ask("GET", "/v1/sessions/" + van + "/roster", nullptr, clerk, 200);
                REQUIRE(roster["confirmed"].size() == 3);
                REQUIRE(roster["waiting"].size() == 1);
                CHECK(roster["confirmed"][0]["kana"] == "みほん はな");
                CHECK(roster["waiting"][0]["id"] == kept[2]);
                auto const outbox = region.kiosk({"outbox"});
                REQUIRE(outbox["commands"].size() == 5);
                for (auto const& command : outbox["commands"])
                    CHECK(command["state"] == "acked");
                CHECK(region.kiosk({"sync"})["pushed"] == 0);
            }
            THEN("the address opens for the carrier alone, and no file holds it")
            {
                auto const target = "/v1/sessions/" + visit + "/roster";
                CHECK(region.ask("GET", target, nullptr, carrier, 200)["confirmed"][0]["address"]
                    == "萩市かなりや町一丁目");
                CHECK_FALSE(
                    region.ask("GET", target, nullptr, clerk, 200)["confirmed"][0].contains("address"));
                auto const found
                    = tests::run({"/bin/grep", "-rla", "かなりや", region.folder.path().string()});
                CHECK(found.output.empty());
            }
            THEN("the slip is a PDF with the number, and everybody can pull the class from the feed")
            {
                auto const slip = (region.folder.path() / "slip.pdf").string();
                CHECK(region.kiosk({"slip", "--code", first["code"], "--out", slip})["state"] == "confirmed");
                auto const text = tests::run({"/usr/bin/pdftotext", slip, "-"});
                std::string const number = first["code"];
                CHECK(text.output.find(number.substr(0, 3) + "-" + number.substr(3, 3)) != std::string::npos);
                auto const feed = region.ask("GET", "/feeds/scheduled-sessions", nullptr, "", 200);
                CHECK(feed["items"].size() == 2);
                CHECK(region.server->end() == 0);
                CHECK(region.hub({"audit", "verify"}).code == 0);
            }
        }
    }
}

} // namespace
