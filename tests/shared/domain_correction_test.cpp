// Which of two registrations of one person stays, and who may manage whose account.
#include "shared/domain/access.h"
#include "shared/domain/correction.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::domain;

// Break: let arrival decide before the seat, or the place in the line after the arrival.
TEST_CASE(
    "Of two registrations the better place stays, and of two alike the earlier one", "[domain][correction]")
{
    using S = RegistrationState;
    using Row = std::tuple<Twin, Twin, std::string>;
    auto const [kept, other, why] = GENERATE(table<Twin, Twin, std::string>({
        Row{{S::Confirmed, 0, 9}, {S::Waiting, 0, 1}, "a seat before the line, although it came later"},
        Row{{S::Attended, 0, 9}, {S::Confirmed, 0, 1}, "who came was there"},
        Row{{S::Entered, 0, 9}, {S::Waiting, 0, 1}, "a lot before the line"},
        Row{{S::Confirmed, 0, 1}, {S::Confirmed, 5, 9}, "two seats: the earlier; the line is behind them"},
        Row{{S::Waiting, 1, 9}, {S::Waiting, 0, 1}, "further in front"},
        Row{{S::Waiting, 0, 1}, {S::Waiting, 0, 9}, "the earlier"},
    }));
    INFO(why);
    CHECK(stays(kept, other));
    CHECK_FALSE(stays(other, kept));
}

TEST_CASE("Only who has a place or came can be merged", "[domain][correction]")
{
    for (auto const& [state, name] : Names<RegistrationState>::entries) {
        INFO(name);
        bool const expected = state == RegistrationState::Attended || state == RegistrationState::Confirmed
            || state == RegistrationState::Entered || state == RegistrationState::Waiting;
        CHECK(can_be_merged(state) == expected);
    }
}

// Break: let a prefecture make operators, a town make carriers, or a town see another's.
TEST_CASE("An operator's account is an operator's matter, and a town has its own staff and halls",
    "[domain][access]")
{
    Actor const boss{"boss", Role::Operator, ""};
    Actor const prefecture{"p", Role::Prefecture, "prefecture"};
    Actor const town{"t", Role::Municipality, "352012"};
    Ownership const own{"352012", "", "", false};
    Ownership const others{"352021", "", "", false};
    for (auto const& [role, name] : Names<Role>::entries) {
        INFO(name);
        CHECK(may_manage(boss, role, others));
        CHECK(may_manage(prefecture, role, others) == (role == Role::Prefecture));
        CHECK(may_manage(town, role, own) == (role == Role::Municipality || role == Role::Venue));
        CHECK_FALSE(may_manage(town, role, others));
        CHECK_FALSE(may_manage(town, role, {}));
        CHECK_FALSE(may_manage({"k", Role::Provider, "kddi"}, role, {"", "kddi", "", false}));
        CHECK_FALSE(may_manage({"v", Role::Venue, "v1"}, role, {"352012", "", "v1", false}));
    }
}
