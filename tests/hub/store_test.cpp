// The store's contract on each engine there is, and what is SQLite's own.
#include "admin/hub/store/sqlite_store.h"
#include "tests/hub/store_contract.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;

TEST_CASE("The SQLite store keeps the contract of every store", "[hub][store]")
{
    tests::TemporaryFolder const folder;
    int number = 0;
    tests::check_store_contract([&]() -> std::unique_ptr<hub::store::Store> {
        auto store = hub::store::SqliteStore::open(folder.path() / (std::to_string(++number) + ".db"));
        REQUIRE(store);
        return std::move(*store);
    });
}

// Break: open with synchronous=NORMAL or without WAL.
TEST_CASE(
    "A reader sees the last commit while the writer is in a transaction, and never blocks it", "[hub][store]")
{
    tests::TemporaryFolder const folder;
    auto const path = folder.path() / "hub.db";
    auto writer = hub::store::SqliteStore::open(path);
    REQUIRE(writer);
    REQUIRE((*writer)->set_setting("a", "1"));
    auto reader = hub::store::SqliteStore::open_reader(path);
    REQUIRE(reader);
    REQUIRE((*writer)->begin());
    REQUIRE((*writer)->set_setting("a", "2"));
    CHECK((*reader)->setting("a").value() == "1");
    REQUIRE((*writer)->commit());
    CHECK((*reader)->setting("a").value() == "2");
}

TEST_CASE("What was committed is there after the store was closed and opened again", "[hub][store]")
{
    tests::TemporaryFolder const folder;
    auto const path = folder.path() / "hub.db";
    {
        auto store = hub::store::SqliteStore::open(path);
        REQUIRE((*store)->set_setting("a", "1"));
        REQUIRE((*store)->begin());
        REQUIRE((*store)->set_setting("a", "not committed"));
    }
    auto store = hub::store::SqliteStore::open(path);
    REQUIRE(store);
    CHECK((*store)->setting("a").value() == "1");
}

} // namespace
