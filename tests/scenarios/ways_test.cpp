// A slip goes from one hall's kiosk to the other's: with real programs, the line up and down.
#include "shared/domain/tokyo_time.h"
#include "tests/scenarios/region.h"

namespace {

using namespace meguri;
using nlohmann::json;
using tests::a_session;
using tests::person;
using tests::Region;

/// Two kiosks of one hall and a class that begins within the hour, as well as one tomorrow.
struct TwoKiosks {
    Region region;
    std::string clerk;
    std::string soon;
    std::string tomorrow;

    TwoKiosks()
    {
        region.prepare();
        region.start();
        clerk = region.log_in("hagi");
        soon = publish(std::chrono::minutes(40));
        tomorrow = publish(std::chrono::hours(24));
        for (auto const* name : {"first", "second"}) {
            at(name);
            region.enrol();
            (void)region.kiosk({"sync"});
        }
    }
    std::string publish(std::chrono::minutes from_now)
    {
        auto body = a_session("mobile_van", 4);
        auto const start = base::SystemClock().now() + from_now;
        body["starts_at"] = domain::to_iso(start);
        body["ends_at"] = domain::to_iso(start + std::chrono::hours(1));
        return region.publish(body, clerk);
    }
    void at(std::string const& name) { region.kiosk_data = (region.folder.path() / name).string(); }
    json show(std::string const& code)
    {
        return region.ask("GET", "/v1/registrations/by-code/" + code, nullptr, clerk, 200);
    }
};

// Break: let a kiosk answer for slips it does not know; move without leaving; forget what waits for the line.
SCENARIO("A slip of one kiosk is moved and attended at another", "[scenario][ways]")
{
    GIVEN("two kiosks and a slip that the first printed")
    {
        TwoKiosks halls;
        auto& region = halls.region;
        halls.at("first");
        auto const slip = region.kiosk(person(halls.tomorrow, "みほん はな"));
        auto const code = slip["code"].get<std::string>();
        CHECK(halls.show(code)["session"]["id"] == halls.tomorrow);

        WHEN("its holder takes today's class at the second, with the line up, and comes")
        {
            halls.at("second");
            CHECK(region.kiosk({"attend", "--code", code}, 1)["reason"] == "not_today");
            auto const wrong
                = region.kiosk({"move", "--code", code, "--session", halls.soon, "--phone-last4", "0000"}, 1);
            CHECK(wrong["reason"] == "wrong_proof");
            auto const moved
                = region.kiosk({"move", "--code", code, "--session", halls.soon, "--phone-last4", "5678"});
            CHECK(moved["state"] == "confirmed");
            CHECK(region.kiosk({"attend", "--code", code})["state"] == "attended");
            auto const said = region.kiosk(
                {"survey", "--code", code, "--face", "good", "--understood", "partly", "--again", "yes"});
            CHECK(said["state"] == "done");

            THEN("hub and first kiosk know it")
            {
                CHECK(halls.show(code)["state"] == "attended");
                CHECK(halls.show(code)["session"]["id"] == halls.soon);
                auto const survey
                    = region.ask("GET", "/v1/sessions/" + halls.soon + "/survey", nullptr, halls.clerk, 200);
                CHECK(survey["understood"]["partly"] == 1);
                halls.at("first");
                (void)region.kiosk({"sync"});
                auto const out = (region.folder.path() / "slip.pdf").string();
                CHECK(region.kiosk({"slip", "--code", code, "--out", out})["state"] == "attended");
            }
        }
        WHEN("all of it happens without the line")
        {
            halls.at("second");
            auto const moved = region.kiosk(
                {"move", "--code", code, "--session", halls.soon, "--phone-last4", "5678", "--offline"});
            CHECK(moved["state"] == "requested");
            CHECK(region.kiosk({"attend", "--code", code, "--offline"})["state"] == "requested");
            CHECK(halls.show(code)["state"] == "confirmed");
            (void)region.kiosk({"sync"});

            THEN("it stands once the kiosk was heard")
            {
                CHECK(halls.show(code)["state"] == "attended");
                CHECK(halls.show(code)["session"]["id"] == halls.soon);
            }
        }
    }
}

// Break: print the PIN's hash; make a PIN for a hall nobody knows.
SCENARIO("Staff get a PIN for their hall's kiosks from the command line", "[scenario][ways]")
{
    GIVEN("a hub that serves")
    {
        Region region;
        region.prepare();
        region.start();
        auto const made = region.hub({"pin", "--venue", "v-352047-1"});
        CHECK(made.code == 0);
        CHECK(made.output.size() == 7);
        CHECK(made.output.find_first_not_of("0123456789") == 6);
        CHECK(region.hub({"pin", "--venue", "nowhere"}).code == 1);
        CHECK(region.hub({"pin"}).code == 2);
    }
}

} // namespace
