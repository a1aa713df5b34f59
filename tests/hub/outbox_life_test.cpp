// How long a kiosk keeps a command: until a copy of the hub's database covers it and 35 days more, and never
// longer than 400 days; by the hub's clock. And what it keeps when its program is updated.
#include "shared/storage/backup.h"
#include "tests/hub/town.h"

namespace meguri::kiosk::local {

// Made by the build from the numbered .sql files.
std::span<storage::Migration const> migrations();

} // namespace meguri::kiosk::local

namespace {

using namespace meguri;
using std::chrono::hours;
using tests::Box;
using tests::Town;

constexpr hours day{24};

std::vector<std::string> states(Box& box)
{
    std::vector<std::string> all;
    for (auto const& row : box.kiosk->outbox().value())
        all.push_back(row.state);
    return all;
}

using States = std::vector<std::string>;

/// A kiosk whose two registrations the hub has.
struct Kept {
    Town town;
    base::Time start = town.hub.clock.now() + day * 1100;
    std::string session = town.hub.published(
        10, {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}});
    Box box{town.hub, "a"};

    Kept()
    {
        (void)box.take(session, "みほん はな", "09000000001");
        (void)box.take(session, "やまだ たろう", "09000000002");
        box.sync();
        REQUIRE(states(box) == States{"acked", "acked"});
    }
    void copy_made()
    {
        auto const seq = town.hub.store().head_seq().value();
        auto const outcome = town.hub.apply(hub::core::RecordBackup{seq, "copy.db", "test"});
        REQUIRE(std::holds_alternative<hub::core::Done>(outcome));
    }
    /// Something changes at the hub, so that the next sync has an answer with a body.
    void pass(hours time)
    {
        town.pass(time, box);
        REQUIRE(town.hub.store().next_seq());
        box.sync();
    }
};

// Break: call a command safe when the hub has it; or leave kiosks that have nothing else to hear uninformed.
TEST_CASE("A command is safe once a copy of the hub covers it", "[sync][outbox]")
{
    Kept kept;
    kept.town.pass(hours(1), kept.box);
    kept.box.sync();
    CHECK(states(kept.box) == States{"acked", "acked"});
    kept.copy_made();
    (void)kept.box.take(kept.session, "さとう じろう", "09000000003");
    kept.box.sync();
    CHECK(states(kept.box) == States{"safe", "safe", "acked"}); // The copy was made before the third.
}

// Break: purge at once; purge the last one, whose number and chain the next one follows; or count by the
// kiosk's own clock.
TEST_CASE("A safe command is kept for 35 days, and the chain goes on behind it", "[sync][outbox]")
{
    Kept kept;
    kept.copy_made();
    kept.box.sync();
    REQUIRE(states(kept.box) == States{"safe", "safe"});
    kept.box.clock.jump(day * 365 * 3);
    kept.pass(day * 34);
    CHECK(states(kept.box).size() == 2);
    kept.box.clock.jump(-day * 365 * 3);
    kept.pass(day * 2);
    CHECK(states(kept.box) == States{"safe"});
    kept.box.open();
    auto const slip = kept.box.take(kept.session, "たなか うめ", "09000000004");
    kept.box.sync();
    CHECK(kept.town.state(slip) == domain::RegistrationState::Confirmed);
    CHECK(kept.box.kiosk->outbox().value().back().cmd_no == 3);
}

// Break: keep for ever what no copy covers; or forget it without a word.
TEST_CASE("A command that no copy ever covered is kept for 400 days, then staff are told", "[sync][outbox]")
{
    Kept kept;
    kept.pass(day * 399);
    CHECK(states(kept.box) == States{"acked", "acked"});
    CHECK(kept.town.notes().empty());
    kept.pass(day * 2);
    CHECK(states(kept.box) == States{"acked"}); // The one that tells of it.
    CHECK(kept.town.notes() == std::vector<std::string>{"forgotten_without_backup"});
}

// Break: leave pending commands out; a kiosk that heard nothing of the hub for years still owes them.
TEST_CASE("What the hub has not got is never forgotten", "[sync][outbox]")
{
    Kept kept;
    (void)kept.box.take(kept.session, "さとう じろう", "09000000003");
    kept.box.line.fate = [] { return tests::LineInMemory::Fate::RequestLost; };
    kept.town.pass(day * 1000, kept.box);
    (void)kept.box.kiosk->sync();
    CHECK(states(kept.box) == States{"acked", "acked", "pending"});
}

// Break: believe a copy that is newer than the hub, such as one of another hub.
TEST_CASE("A copy of another hub makes nothing safe", "[sync][outbox]")
{
    Kept kept;
    auto const seq = kept.town.hub.store().head_seq().value();
    auto const outcome = kept.town.hub.apply(hub::core::RecordBackup{seq + 1, "copy.db", "test"});
    REQUIRE(std::holds_alternative<hub::core::Refusal>(outcome));
    CHECK(kept.town.hub.store().counters().value().safe_seq == 0);
}

// Break: alarm a hub that began yesterday; or be quiet after a week.
TEST_CASE("A hub without a copy for a week is said to be so", "[sync][outbox]")
{
    Kept kept;
    auto const is_too_old
        = [&] { return hub::core::backup_age(kept.town.hub.store(), kept.town.hub.clock.now()).is_too_old; };
    CHECK_FALSE(is_too_old());
    kept.town.hub.clock.pass(day * 8);
    CHECK(is_too_old());
    kept.copy_made();
    CHECK_FALSE(is_too_old());
    kept.town.hub.clock.pass(day * 8);
    CHECK(is_too_old());
    auto const token = kept.town.hub.token_of(domain::Role::Prefecture, "prefecture");
    CHECK(kept.town.hub.ask("GET", "/v1/kiosks", nullptr, token).body["backup"]["is_too_old"] == true);
}

std::int64_t schema_of(std::filesystem::path const& path)
{
    auto database = storage::Database::open(path, storage::Access::ReadOnly);
    REQUIRE(database);
    auto statement = database->prepare("PRAGMA user_version");
    REQUIRE(statement.step());
    return statement.integer(0);
}

// Break: migrate without a copy; copy a file that needs no change, or an empty one; change it although the
// copy could not be made.
TEST_CASE("An update copies the kiosk's file before it changes it", "[sync][outbox]")
{
    auto const all = kiosk::local::migrations();
    auto const last = all.back().number;
    tests::TemporaryFolder folder;
    auto const path = folder.path() / "kiosk.db";
    auto const copy = folder.path() / ("kiosk.db.before-" + std::to_string(last));
    {
        auto database = storage::Database::open(path, storage::Access::ReadWrite);
        REQUIRE(database);
        REQUIRE(storage::migrate(*database, all.first(all.size() - 1)));
    }
    SECTION("which then stands beside it as it was")
    {
        REQUIRE(kiosk::local::LocalStore::open(path));
        CHECK(schema_of(path) == last);
        CHECK(schema_of(copy) == all[all.size() - 2].number);
        REQUIRE(std::filesystem::remove(copy));
        REQUIRE(kiosk::local::LocalStore::open(path));
        CHECK_FALSE(std::filesystem::exists(copy));
    }
    SECTION("and leaves it alone when that cannot be done")
    {
        std::filesystem::create_directories(copy / "something");
        CHECK_FALSE(kiosk::local::LocalStore::open(path));
        CHECK(schema_of(path) == all[all.size() - 2].number);
    }
    SECTION("unless there is nothing in it yet")
    {
        REQUIRE(kiosk::local::LocalStore::open(folder.path() / "new.db"));
        CHECK_FALSE(std::filesystem::exists(folder.path() / ("new.db.before-" + std::to_string(last))));
    }
}

} // namespace
