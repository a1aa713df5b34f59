// A lottery with the real programs, and somebody at home who repeats the draw from the published list.
#include "tests/scenarios/region.h"

#include <fstream>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::a_session;
using tests::Ended;
using tests::Region;

/// As anybody would run it: no folder of a hub, only the file.
Ended check(Region& region, json const& draw, std::vector<std::string> const& more = {})
{
    auto const file = (region.folder.path() / "draw.json").string();
    std::ofstream(file) << draw.dump();
    std::vector<std::string> command{region.hub_program, "draw-check", file};
    command.insert(command.end(), more.begin(), more.end());
    return tests::run(command);
}

// Break: check the list against itself instead of the seed.
SCENARIO("A draw is repeated by anybody who has the published list", "[scenario][lottery]")
{
    GIVEN("a lottery for two seats that five entered, three of them at a kiosk")
    {
        Region region;
        region.prepare();
        region.start();
        auto const clerk = region.log_in("hagi");
        auto body = a_session("venue_class", 2);
        body["admission"] = "lottery";
        body["draw"] = {{"priorities", {"resident"}}};
        body["provider"] = "352047";
        auto const session = region.publish(body, clerk);
        auto const noted = region.ask("GET", "/v1/sessions/" + session, nullptr, "", 200)["draw"]["seed_hash"]
                               .get<std::string>();
        region.enrol();
        (void)region.kiosk({"sync"});
        for (auto const* kana : {"みほん はな", "やまだ たろう", "さとう じろう"})
            CHECK(region.kiosk({"register", "--session", session, "--kana", kana, "--phone", "09012345678",
                      "--birth-year", "1948", "--municipality", "352047"})["state"]
                == "entered");
        for (auto const* kana : {"たなか よしこ", "おがわ きみこ"})
            CHECK(region.ask("POST", "/v1/registrations",
                      {{"session", session}, {"kana", kana}, {"phone", "09012345679"}, {"birth_year", 1950}},
                      clerk, 201)["state"]
                == "entered");
        (void)region.ask("POST", "/v1/sessions/" + session + "/close", nullptr, clerk, 200);

        WHEN("the lots are drawn")
        {
            auto const drawn
                = region.ask("POST", "/v1/sessions/" + session + "/draw", json::object(), clerk, 200);
            auto const published = region.ask("GET", "/v1/sessions/" + session + "/draw", nullptr, "", 200);
            CHECK(published == drawn);
            REQUIRE(drawn["list"].size() == 5);

            THEN("the list stands, against the hash noted before too, and a touched one does not")
            {
                auto const good = check(region, published, {"--hash", noted});
                CHECK(good.code == 0);
                CHECK(json::parse(good.output)["ok"] == true);
                auto list = published;
                // Two of one tier: of two tiers the order may stay right by chance.
                std::swap(list["list"][0]["id"], list["list"][1]["id"]);
                auto seed = published;
                seed["seed"] = std::string(64, '7');
                for (auto const& bad : {list, seed}) {
                    auto const answer = check(region, bad);
                    CHECK(answer.code == 1);
                    CHECK(json::parse(answer.output)["ok"] == false);
                    CHECK_FALSE(json::parse(answer.output)["why"].get<std::string>().empty());
                }
                CHECK(check(region, published, {"--hash", std::string(64, '7')}).code == 1);
                CHECK(tests::run({region.hub_program, "draw-check", "/nowhere"}).code == 3);
                CHECK(tests::run({region.hub_program, "draw-check"}).code == 2);
            }
            THEN("sha256sum says the same, without any program of ours")
            {
                std::string script = "while read tier id; do printf '%s ' $tier;"
                                     " printf '%s:%s' \"$0\" $id | sha256sum | cut -c1-64 | tr '\\n' ' ';"
                                     " echo $id; done | sort -k1,1nr -k2,2 | cut -d' ' -f3";
                std::string lines;
                std::string wanted;
                for (auto const& one : published["list"]) {
                    lines.insert(0, one["tier"].dump() + " " + one["id"].get<std::string>() + "\n");
                    wanted += one["id"].get<std::string>() + "\n";
                }
                auto const by_hand
                    = tests::run({"/bin/sh", "-c", script, published["seed"].get<std::string>()}, lines);
                CHECK(by_hand.output == wanted);
            }
        }
    }
}

} // namespace
