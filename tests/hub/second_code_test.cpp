// Two slips that bear one number, which the hub cannot prevent: it gives the second a number of its own,
// calls, and goes on knowing whoever comes with the printed one. Found by seed 85 of the simulation.
#include "tests/hub/town.h"

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using std::chrono::minutes;
using tests::Box;
using tests::Town;

struct Twins {
    Town town;
    std::string session = town.hub.published(10);
    Box box{town.hub, "a"};
    Box elsewhere{town.hub, "b"};
    kiosk::local::RegisterOutcome slip;
    domain::RegistrationId other;

    /// Somebody registered by phone has the number that the slip is about to bear.
    Twins()
    {
        slip = box.take(session, "みほん はな", "09012345678");
        auto const phoned = town.hub.register_by_phone(session, "やまだ たろう", "09011112222");
        REQUIRE(phoned.status == 201);
        other = domain::RegistrationId(phoned.body["id"].get<std::string>());
        auto database = storage::Database::open(town.hub.database(), storage::Access::ReadWrite);
        REQUIRE(database);
        auto statement = database->prepare("UPDATE registration SET code=? WHERE id=?");
        REQUIRE(statement.bind_all(slip.code, other.value).run());
    }
    RegistrationState other_state() { return town.hub.store().registration(other).value().value().state; }
};

// Break: look for the number's holder alone; call nobody.
TEST_CASE("A slip whose number is somebody else's is cancelled by its own proof", "[sync][code]")
{
    Twins twins;
    twins.box.sync();
    CHECK(twins.town.state(twins.slip) == RegistrationState::Confirmed);
    CHECK(twins.town.hub.store().registration(domain::RegistrationId(twins.slip.id)).value()->code
        != twins.slip.code);
    CHECK(twins.town.calls() == std::vector<std::string>{"code_changed"});
    twins.town.pass(minutes(2), twins.box, twins.elsewhere);
    SECTION("by whoever holds the slip")
    {
        auto const told = twins.elsewhere.kiosk->cancel(twins.slip.code, "5678", Line::Use);
        REQUIRE(told);
        CHECK(told->state == "cancelled");
        CHECK(twins.town.state(twins.slip) == RegistrationState::Cancelled);
        CHECK(twins.other_state() == RegistrationState::Confirmed);
    }
    SECTION("by whose number it is")
    {
        REQUIRE(twins.elsewhere.kiosk->cancel(twins.slip.code, "2222", Line::Use)->state == "cancelled");
        CHECK(twins.town.state(twins.slip) == RegistrationState::Confirmed);
        CHECK(twins.other_state() == RegistrationState::Cancelled);
    }
    SECTION("by nobody else")
    {
        CHECK(twins.elsewhere.kiosk->cancel(twins.slip.code, "0000", Line::Use)->reason == "wrong_proof");
        CHECK(twins.town.state(twins.slip) == RegistrationState::Confirmed);
        CHECK(twins.other_state() == RegistrationState::Confirmed);
    }
}

} // namespace
