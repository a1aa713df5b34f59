// The disk of the simulation itself, and what the product's owner of databases does on it: what was synced
// stays, what was not may go in any part, and a log that was only in memory is never built upon.
#include "shared/storage/database.h"
#include "tests/sim/chance.h"
#include "tests/sim/crash_disk.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using sim::CrashDisk;
using storage::Database;

constexpr char path[] = "/disk/some.db";

struct Machine {
    explicit Machine(std::uint64_t seed)
        : chance(seed)
        , disk(
              "test", [this] { return chance.next(); }, [](char const*) {})
    {
    }
    std::unique_ptr<Database> open()
    {
        auto database = Database::open(path, storage::Access::ReadWrite, disk.vfs_name());
        if (!database)
            return nullptr;
        return std::make_unique<Database>(std::move(*database));
    }
    static bool add(Database& database, int value)
    {
        return database.prepare("INSERT INTO kept VALUES(?)").bind(value).run().has_value();
    }
    static std::int64_t count(Database& database)
    {
        auto statement = database.prepare("SELECT count(*) FROM kept");
        return statement.step().value_or(false) ? statement.integer(0) : -1;
    }
    sim::Chance chance;
    CrashDisk disk;
};

} // namespace

// Break: let CrashDisk::sync forget a write, or open the database with synchronous=OFF.
TEST_CASE("What was committed survives a power cut at any step", "[sim][disk]")
{
    for (int step = 1; step < 120; ++step) {
        Machine machine(static_cast<std::uint64_t>(step));
        int added = 0;
        {
            auto database = machine.open();
            REQUIRE(database);
            REQUIRE(database->execute("CREATE TABLE kept(value INTEGER)"));
            machine.disk.cut_power_at(step);
            while (!machine.disk.is_dead() && Machine::add(*database, added))
                ++added;
            machine.disk.power_cut();
        }
        auto const database = machine.open();
        REQUIRE(database);
        auto const kept = Machine::count(*database);
        INFO("step " << step << ": " << added << " were acknowledged, " << kept << " are there");
        CHECK((kept == added || kept == added + 1));
        auto check = database->prepare("PRAGMA integrity_check");
        REQUIRE(check.step());
        CHECK(check.text(0) == "ok");
    }
}

// Break: leave settle_log out of Database::open.
TEST_CASE(
    "A log that a failed sync left in memory only is made durable before anything follows it", "[sim][disk]")
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        Machine machine(seed);
        {
            auto database = machine.open();
            REQUIRE(database);
            REQUIRE(database->execute("CREATE TABLE kept(value INTEGER)"));
            REQUIRE(Machine::add(*database, 1));
            machine.disk.set_faults({0, 10000, false});
            CHECK_FALSE(Machine::add(*database, 2));
            machine.disk.set_faults({});
            machine.disk.kill();
        }
        std::int64_t before = 0;
        {
            auto database = machine.open();
            REQUIRE(database);
            before = Machine::count(*database);
            REQUIRE(Machine::add(*database, 3));
            machine.disk.power_cut();
        }
        auto const database = machine.open();
        REQUIRE(database);
        CHECK(Machine::count(*database) == before + 1);
    }
}

// Break: let CrashDisk::power_cut keep everything.
TEST_CASE("What was not synced may be lost", "[sim][disk]")
{
    int lost = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Machine machine(seed);
        {
            auto database = machine.open();
            REQUIRE(database);
            REQUIRE(database->execute("CREATE TABLE kept(value INTEGER)"));
            REQUIRE(database->execute("PRAGMA synchronous=OFF"));
            REQUIRE(Machine::add(*database, 1));
            machine.disk.power_cut();
        }
        auto const database = machine.open();
        REQUIRE(database);
        lost += Machine::count(*database) == 0 ? 1 : 0;
    }
    CHECK(lost > 5);
}
