// The failure table of LEASE-SYNC/1, rows 2 to 12: what is lost, torn, full, late or wrong about the time.
#include "tests/hub/town.h"

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using tests::Box;
using tests::Town;
using Fate = tests::LineInMemory::Fate;
using std::chrono::hours;
using std::chrono::minutes;

// Break: apply a batch outside one savepoint.
TEST_CASE("Row 2: a batch that fails half-way leaves nothing, and the kiosk repeats it", "[sync][row2]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    (void)box.take(session, "みほん はな", "09000000001");
    (void)box.take(session, "やまだ たろう", "09000000002");
    auto database = storage::Database::open(town.hub.database(), storage::Access::ReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute("CREATE TRIGGER broken BEFORE INSERT ON command WHEN NEW.cmd_no=2"
                              " BEGIN SELECT RAISE(ABORT, 'the disk failed'); END"));
    CHECK_FALSE(box.kiosk->sync());
    CHECK(town.seats(session).confirmed == 0);
    REQUIRE(database->execute("DROP TRIGGER broken"));
    box.sync();
    CHECK(town.seats(session).confirmed == 2);
}

// Break: return an outcome before the commit of the kiosk's own store.
TEST_CASE("Row 4: what was not committed shows no slip and costs nothing", "[sync][row4]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto database = storage::Database::open(box.path, storage::Access::ReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute("CREATE TRIGGER broken BEFORE INSERT ON registration"
                              " BEGIN SELECT RAISE(ABORT, 'power cut'); END"));
    kiosk::local::Form form;
    form.session = session;
    form.person = {"みほん はな", "09000000001", 1948, "", "", "", false, false, ""};
    CHECK_FALSE(box.kiosk->register_person(form, Line::Forbid));
    REQUIRE(database->execute("DROP TRIGGER broken"));
    box.open();
    CHECK(box.kiosk->outbox().value().empty());
    CHECK(box.kiosk->rights().value()[session] == 1);
}

TEST_CASE("Row 5: after a power cut behind the commit the registration stands, once", "[sync][row5]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    CHECK(slip.state == "confirmed");
    box.open();
    CHECK(box.state_of(slip) == "confirmed");
    CHECK(box.kiosk->rights().value()[session] == 0);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed == 1);
}

// Break: list only new grants; or leave the digest out of the idle answer.
TEST_CASE(
    "Row 9: a grant whose reply was lost is listed again, also to a kiosk that only idles", "[sync][row9]")
{
    Town town;
    Box box(town.hub, "a");
    auto const session = town.hub.published(10);
    town.pass(minutes(2), box);
    box.line.fate = [] { return Fate::ReplyLost; };
    CHECK_FALSE(box.kiosk->sync());
    CHECK(town.seats(session).leased == 1);
    CHECK(box.kiosk->leases().value().empty());
    box.line.fate = [] { return Fate::Arrives; };
    box.sync();
    CHECK(box.kiosk->rights().value()[session] == 1);
    CHECK(town.seats(session).leased == 1);
}

// Break: close a lease without comparing the bitmaps.
TEST_CASE("Row 10: a lease that is given back before its spends have come stays out", "[sync][row10]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const lease = box.kiosk->leases().value().front().view.lease;
    auto const slip = box.take(session, "みほん はな");
    auto const& identity = *box.kiosk->identity();
    hub::core::ReceiveCommands overtaking;
    overtaking.kiosk = identity.answer.kiosk;
    overtaking.proto = "1.0";
    overtaking.closing = {{lease, 1}};
    town.hub.apply(overtaking);
    CHECK(town.seats(session).leased == 1);
    CHECK(town.seats(session).free() == 9);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed + town.seats(session).leased + town.seats(session).free() == 10);
}

// Break: forget the end of use; or let the hub take an expired lease back by itself.
TEST_CASE(
    "Row 11: past its time a right promises nothing, and stays out until the kiosk settles", "[sync][row11]")
{
    Town town;
    auto const start = town.hub.clock.now() + hours(24 * 20);
    auto const session = town.hub.published(
        10, {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}});
    Box box(town.hub, "a");
    town.pass(hours(24 * 8), box);
    CHECK(box.take(session, "みほん はな").state == "provisional");
    CHECK(town.seats(session).leased == 1);
    box.sync();
    CHECK(box.kiosk->rights().value()[session] == 1); // The old one was settled, a new one lent.
    CHECK(town.seats(session).leased == 1);
}

// Break: use a lease whatever the clock says.
TEST_CASE("Row 12: a kiosk whose clock is years off promises nothing until the hub told it the time",
    "[sync][row12]")
{
    auto const jump = GENERATE(hours(24 * 365 * 3), -hours(24 * 365 * 3));
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    CHECK(box.take(session, "みほん はな", "09000000001").state == "confirmed");
    box.sync();
    box.clock.jump(jump);
    if (jump < hours(0)) {
        CHECK(box.take(session, "やまだ たろう", "09000000002").state == "provisional");
        CHECK_FALSE(box.kiosk->is_clock_sane().value());
    }
    (void)box.kiosk->sync();
    CHECK_FALSE(box.kiosk->is_clock_sane().value());
    CHECK(box.kiosk->rights().value()[session] == 0);
    box.clock.jump(-jump);
    box.sync();
    CHECK(box.kiosk->is_clock_sane().value());
    CHECK(town.seats(session).confirmed + town.seats(session).leased <= 10);
}

// Break: forget the note; or let it wait behind nothing.
TEST_CASE(
    "Row 6: a kiosk without paper tells staff at the next sync, and the registration stands", "[sync][row6]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    REQUIRE(box.kiosk->note("printer_failed"));
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    auto const audit = town.hub.store().audit_after(0, 1000).value();
    CHECK(std::any_of(audit.begin(), audit.end(),
        [](auto const& row) { return row.action == "kiosk.note" && row.detail == "printer_failed"; }));
}

} // namespace
