// The failure table of LEASE-SYNC/1, rows 5, 7 and 8: a kiosk whose power goes or whose disk fails while it
// takes somebody. Real SQLite on a disk that says no, or forgets what was not synced.
#include "tests/hub/town.h"
#include "tests/sim/crash_disk.h"

namespace {

using namespace meguri;
using domain::RegistrationState;
using tests::Box;
using tests::Town;

/// A disk that fails only as it is told to.
struct Disk {
    std::vector<std::string> troubles;
    sim::CrashDisk disk{"failing", [] { return std::uint64_t(0); },
        [this](char const* what) { troubles.emplace_back(what); }};
};

constexpr int always = 10'000;

} // namespace

// Break: mark a receipt as seen when it is kept; or tell of all that nobody has seen.
TEST_CASE("Row 5: after the power was cut the kiosk shows the number that nobody has seen", "[sync][row5]")
{
    Town town;
    Disk failing;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a", failing.disk.vfs_name());
    auto const seen = box.take(session, "みほん はな", "09000000001");
    REQUIRE(box.kiosk->seen(seen.code));
    auto const earlier = box.take(session, "やまだ たろう", "09000000002");
    box.clock.pass(std::chrono::minutes(1));
    auto const slip = box.take(session, "すずき いちろう", "09000000003");
    failing.disk.power_cut();
    box.open();
    auto const found = box.kiosk->unseen_receipt();
    REQUIRE(found);
    REQUIRE(found->has_value());
    CHECK((*found)->code == slip.code);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.state(earlier) == RegistrationState::Confirmed);
    CHECK(town.notes() == std::vector<std::string>{"receipt_unseen:" + earlier.code});
    REQUIRE(box.kiosk->seen(slip.code));
    CHECK_FALSE(box.kiosk->unseen_receipt().value());
}

// Break: answer before COMMIT; or ask for the room only when it is too late.
TEST_CASE("Row 7: a full disk takes nobody, and what was promised can still be sent", "[sync][row7]")
{
    Town town;
    Disk failing;
    auto const session = town.hub.published(10);
    auto const other = town.hub.published(10);
    Box box(town.hub, "a", failing.disk.vfs_name());
    CHECK(box.files.has_ballast);
    auto const before = box.take(session, "みほん はな", "09000000001");

    // So full that not even the promised room is there: a commit fails.
    failing.disk.set_faults({0, 0, true});
    box.files.free = std::uint64_t(256) << 20U;
    CHECK(box.kiosk->can_register());
    box.files.free -= 1;
    CHECK_FALSE(box.kiosk->can_register()); // Said before the first question.
    CHECK(box.attempt(session, "やまだ たろう", "09000000002").error().kind == base::ErrorKind::Storage);
    CHECK(failing.troubles.empty()); // Nothing was even tried.

    // And when it fills up in the middle of a registration: nothing is kept, and the ballast makes room.
    box.files.free = std::uint64_t(256) << 20U;
    box.line.fate = [&] {
        box.files.free = 0;
        return tests::LineInMemory::Fate::RequestLost;
    };
    CHECK_FALSE(box.attempt(other, "やまだ たろう", "09000000002", kiosk::local::Line::Use));
    CHECK_FALSE(box.files.has_ballast);
    CHECK_FALSE(box.kiosk->must_restart());
    CHECK(box.kiosk->outbox().value().size() == 1);

    failing.disk.set_faults({});
    box.line.fate = [] { return tests::LineInMemory::Fate::Arrives; };
    box.sync();
    CHECK(town.state(before) == RegistrationState::Confirmed);
    CHECK_FALSE(box.kiosk->can_register());
    box.files.free = std::uint64_t(1) << 40U;
    box.sync();
    CHECK(box.kiosk->can_register());
    CHECK(box.files.has_ballast);
}

// Break: go on with a file whose sync failed; or show a receipt for it.
TEST_CASE("Row 8: after a failed sync nothing is promised until the program began anew", "[sync][row8]")
{
    Town town;
    Disk failing;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a", failing.disk.vfs_name());
    auto const before = box.take(session, "みほん はな", "09000000001");
    failing.disk.set_faults({0, always, false});
    CHECK(box.attempt(session, "やまだ たろう", "09000000002").error().kind == base::ErrorKind::Storage);
    failing.disk.set_faults({});
    CHECK(box.kiosk->must_restart());
    CHECK_FALSE(box.kiosk->can_register());
    CHECK_FALSE(box.attempt(session, "すずき いちろう", "09000000003"));

    box.open();
    CHECK(box.kiosk->can_register());
    auto const after = box.take(session, "すずき いちろう", "09000000003");
    failing.disk.power_cut();
    box.open();
    box.sync();
    CHECK(town.state(before) == RegistrationState::Confirmed);
    CHECK(town.state(after) == RegistrationState::Confirmed);

    auto const held = box.take(session, "さとう はるこ", "09000000004");
    failing.disk.set_faults({0, always, false});
    CHECK_FALSE(box.attempt(session, "いとう あきこ", "09000000005"));
    failing.disk.set_faults({});
    CHECK_FALSE(box.kiosk->can_register()); // Out of service until it is started anew.
    box.sync(); // What it holds is still sent.
    CHECK(town.state(held) == RegistrationState::Confirmed);
}
