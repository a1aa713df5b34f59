// The hub's database is put back to a copy by the command line: what is refused, what stays, and that all who
// were ahead of the copy end well.
#include "tests/harvest/harvester.h"
#include "tests/scenarios/region.h"

#include <fstream>
#include <set>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::a_session;
using tests::Harvester;
using tests::person;
using tests::Region;

struct Office : Region {
    std::string clerk;
    std::string copy = (folder.path() / "copy.db").string();

    Office()
    {
        prepare();
        start();
        clerk = log_in("hagi");
    }
    Harvester consumer()
    {
        return Harvester("http://127.0.0.1:" + port + "/feeds/scheduled-sessions",
            [this](std::string const& url) -> std::optional<std::string> {
                net::HttpRequest request;
                request.url = url;
                auto const answer = line->send(request);
                return answer && answer->status == 200 ? std::optional(answer->body) : std::nullopt;
            });
    }
    static std::set<std::string> read(Harvester& harvester)
    {
        while (harvester.read_one() == Harvester::Page::Middle) { }
        std::set<std::string> ids;
        for (auto const& [id, item] : harvester.items())
            ids.insert(id);
        return ids;
    }
    json restored(int code = 0)
    {
        auto const ended = hub({"restore", copy});
        INFO(ended.output);
        CHECK(ended.code == code);
        return json::parse(ended.output, nullptr, false);
    }
    bool has(std::string const& name) const { return std::filesystem::exists(hub_data + "/" + name); }
};

} // namespace

// Break: restore under a serving hub; leave the old log beside the new database; throw the old database away.
SCENARIO("A hub goes on from a copy", "[scenario][restore]")
{
    GIVEN("a hub that was copied, went on, and is followed by a consumer and a kiosk")
    {
        Office office;
        auto const van = office.publish(a_session("mobile_van", 8), office.clerk);
        office.enrol();
        (void)office.kiosk({"sync"});
        auto const before = office.kiosk(person(van, "みほん はな"));
        REQUIRE(office.hub({"backup", office.copy}).code == 0);
        auto const later = office.publish(a_session("home_visit", 2), office.clerk);
        auto const after = office.kiosk(person(van, "やまだ たろう"));
        CHECK(after["state"] == "confirmed");
        auto consumer = office.consumer();
        CHECK(Office::read(consumer) == std::set{van, later});

        WHEN("somebody restores while it serves")
        {
            THEN("it is refused, names who serves, and nothing has changed")
            {
                tests::Ended const ended
                    = tests::run({"/bin/sh", "-c", "\"$0\" restore --data \"$1\" \"$2\" 2>&1",
                        office.hub_program, office.hub_data, office.copy});
                CHECK(ended.code == 3);
                auto const who = "meguri-hub (process " + std::to_string(office.server->id()) + ")";
                CHECK(ended.output.find(who) != std::string::npos);
                CHECK(Office::read(consumer) == std::set{van, later});
            }
        }
        WHEN("it is stopped, or the power goes, and the copy is restored")
        {
            bool const is_cut = GENERATE(false, true);
            CAPTURE(is_cut);
            if (is_cut)
                office.server->kill_hard();
            else
                CHECK(office.server->end() == 0);
            auto const answer = office.restored();
            CHECK(answer["before_was_read"] == true);
            CHECK(answer["taken_back"] == 2); // The session, and the series it is of.
            CHECK(answer["missing_from"] <= answer["missing_to"]);
            CHECK(answer["before"] == office.hub_data + "/hub.db.before-restore-1");
            office.start();

            THEN("the consumer ends with what the hub has, and the kiosk's people are all there")
            {
                CHECK(Office::read(consumer) == std::set{van});
                (void)office.kiosk(person(van, "さとう うめ"));
                (void)office.kiosk({"sync"});
                auto const roster = office.ask(
                    "GET", "/v1/sessions/" + van + "/roster", nullptr, office.log_in("hagi"), 200);
                CHECK(roster["confirmed"].size() == 3);
                auto const third = office.publish(a_session("mobile_van", 4), office.log_in("hagi"));
                CHECK(Office::read(consumer) == std::set{van, third});
                CHECK(consumer.complaints().empty());
                CHECK(office.hub({"audit", "verify"}).code == 0);
            }
            THEN("the old database lies beside the new one, whole, and can be gone back to")
            {
                CHECK(office.has("hub.db.before-restore-1"));
                CHECK_FALSE(office.has("hub.db.restoring"));
                CHECK_FALSE(office.has("hub.db.restoring-wal"));
                office.server.reset();
                office.copy = office.hub_data + "/hub.db.before-restore-1";
                CHECK(office.restored()["before"] == office.hub_data + "/hub.db.before-restore-2");
                office.start();
                CHECK(Office::read(consumer) == std::set{van, later});
            }
        }
        WHEN("the database is gone or full of rubbish, and the copy is restored")
        {
            bool const is_rubbish = GENERATE(false, true);
            office.server.reset();
            for (auto const* name : {"/hub.db", "/hub.db-wal", "/hub.db-shm"})
                std::filesystem::remove(office.hub_data + name);
            if (is_rubbish)
                std::ofstream(office.hub_data + "/hub.db") << std::string(100'000, 'x');
            auto const answer = office.restored();
            CHECK(answer["before_was_read"] == false);
            CHECK(answer["before"].is_null() != is_rubbish);
            office.start();

            THEN("the consumer still ends with what the hub has")
            {
                CHECK(Office::read(consumer) == std::set{van});
                auto const third = office.publish(a_session("mobile_van", 4), office.log_in("hagi"));
                CHECK(Office::read(consumer) == std::set{van, third});
                CHECK(consumer.complaints().empty());
            }
        }
    }
}

// Break: fill a stranger's file with empty tables; take half a file; remove the database before.
SCENARIO("What is no copy of a hub changes nothing", "[scenario][restore]")
{
    GIVEN("a hub with one class, stopped")
    {
        Office office;
        auto const van = office.publish(a_session("mobile_van", 3), office.clerk);
        REQUIRE(office.hub({"backup", office.copy}).code == 0);
        auto const in = [&](char const* name) { return (office.folder.path() / name).string(); };
        office.server.reset();

        WHEN("it is told to restore from something else")
        {
            std::ofstream(in("empty.db")).flush();
            std::ofstream(in("text.db")) << "no database";
            std::filesystem::copy_file(office.copy, in("half.db"));
            std::filesystem::resize_file(in("half.db"), std::filesystem::file_size(office.copy) / 2);
            tests::run({"/usr/bin/sqlite3", in("other.db"), "CREATE TABLE a(b)"});

            THEN("each is refused, and the hub goes on as it was")
            {
                for (auto const* name : {"empty.db", "text.db", "half.db", "other.db"}) {
                    office.copy = in(name);
                    CHECK(office.restored(1)["reason"] == "no_copy_of_a_hub");
                }
                CHECK(office.hub({"restore", in("missing.db")}).code == 3);
                CHECK(office.hub({"restore"}).code == 2);
                CHECK_FALSE(office.has("hub.db.before-restore-1"));
                office.start();
                auto consumer = office.consumer();
                CHECK(Office::read(consumer) == std::set{van});
            }
        }
    }
}
