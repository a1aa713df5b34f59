// A registration: its arrows, how a new one is decided, and the waiting list.
//
// Break: registration.cpp: let cancelled become confirmed, drop attended -> confirmed, confirm with `free()
// >= 0` or while somebody waits, `>` for `>=` at closing, sort by seq before priority, promote one too many.
#include "shared/domain/registration.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace meguri::domain;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

Time at(std::string const& text)
{
    auto const time = time_from_iso(text);
    REQUIRE(time);
    return *time;
}

/// Open from 1 to 20 November for a class on the 28th.
Session open_session()
{
    Session session;
    session.state = SessionState::Published;
    session.starts_at = at("2026-11-28T10:00:00+09:00");
    session.ends_at = at("2026-11-28T11:30:00+09:00");
    session.registration_opens_at = at("2026-11-01T09:00:00+09:00");
    session.registration_closes_at = at("2026-11-20T17:00:00+09:00");
    session.capacity = 3;
    return session;
}

std::string said(Session const& session, SeatAccount const& seats, Time now)
{
    auto const result = decide(session, seats, now);
    return std::string(result ? name_of(*result) : name_of(result.error()));
}

Waiter waiter(std::string const& name, int priority, std::int64_t seq)
{
    return {RegistrationId(name), priority, seq};
}

std::string joined(std::vector<RegistrationId> const& ids)
{
    std::string text;
    for (auto const& id : ids)
        text += (text.empty() ? "" : " ") + id.value;
    return text;
}

// Break: take the last part's mark for the whole.
TEST_CASE("The mark of a course follows from the marks of its parts", "[registration]")
{
    using M = AttendanceMark;
    using Row = std::tuple<std::vector<M>, std::optional<M>, std::string>;
    auto const [parts, whole, why] = GENERATE(table<std::vector<M>, std::optional<M>, std::string>({
        Row{{}, std::nullopt, "no part is marked yet"},
        Row{{M::Present}, M::Present, "the first part"},
        Row{{M::Present, M::Present}, M::Present, "came to all"},
        Row{{M::Present, M::Late}, M::Late, "came to all, late to one"},
        Row{{M::Late, M::Partial}, M::Partial, "left one early"},
        Row{{M::Present, M::NoShow}, M::Partial, "came to one of two"},
        Row{{M::AbsentWithNotice, M::Late}, M::Partial, "came to the second"},
        Row{{M::NoShow, M::AbsentWithNotice}, M::NoShow, "came to none"},
        Row{{M::AbsentWithNotice, M::AbsentWithNotice}, M::AbsentWithNotice, "said so each time"},
    }));
    INFO(why);
    CHECK(mark_of_parts(parts) == whole);
}

} // namespace

TEST_CASE("A registration changes along the drawn arrows and along no other", "[domain][registration]")
{
    using enum RegistrationState;
    std::vector<std::pair<RegistrationState, RegistrationState>> const arrows{
        {Received, Entered}, {Received, Confirmed}, {Received, Waiting}, {Received, Refused},
        {Received, Duplicate}, {Received, Cancelled}, //
        {Entered, Confirmed}, {Entered, Waiting}, {Entered, Refused}, {Entered, Cancelled},
        {Entered, Duplicate}, //
        {Waiting, Confirmed}, {Waiting, Lapsed}, {Waiting, Cancelled}, {Waiting, Duplicate}, //
        {Confirmed, Cancelled}, {Confirmed, Duplicate}, {Confirmed, Attended}, {Confirmed, NoShow}, //
        {Attended, NoShow}, {NoShow, Attended}, {Attended, Confirmed}, {NoShow, Confirmed}, // Corrections.
    };
    auto const& states = Names<RegistrationState>::entries;
    REQUIRE(states.size() == 10);
    for (auto const& [from, from_word] : states)
        for (auto const& [to, to_word] : states) {
            INFO(from_word << " -> " << to_word);
            bool const is_drawn = std::count(arrows.begin(), arrows.end(), std::pair(from, to)) == 1;
            CHECK(may_change(from, to) == is_drawn);
        }
}

TEST_CASE(
    "A registration takes a seat or a place exactly while it can still change", "[domain][registration]")
{
    auto const [state, is_taking] = GENERATE(table<RegistrationState, bool>({
        {RegistrationState::Received, true},
        {RegistrationState::Entered, true},
        {RegistrationState::Confirmed, true},
        {RegistrationState::Waiting, true},
        {RegistrationState::Attended, true},
        {RegistrationState::NoShow, true},
        {RegistrationState::Refused, false},
        {RegistrationState::Duplicate, false},
        {RegistrationState::Cancelled, false},
        {RegistrationState::Lapsed, false},
    }));
    CAPTURE(name_of(state));
    CHECK(is_active(state) == is_taking);
    CHECK(is_final(state) != is_taking);
    bool can_change = false;
    for (auto const& [to, word] : Names<RegistrationState>::entries)
        can_change = can_change || may_change(state, to);
    CHECK(is_final(state) != can_change);
}

TEST_CASE("Every mark of attendance means attended or not", "[domain][registration]")
{
    auto const [mark, state] = GENERATE(table<std::string, std::string>({
        {"present", "attended"},
        {"late", "attended"},
        {"partial", "attended"},
        {"absent_with_notice", "no_show"},
        {"no_show", "no_show"},
    }));
    CAPTURE(mark);
    auto const parsed = from_name<AttendanceMark>(mark);
    REQUIRE(parsed);
    CHECK(name_of(state_of(*parsed)) == state);
    CHECK(may_change(RegistrationState::Confirmed, state_of(*parsed)));
}

TEST_CASE(
    "A session that does not take registrations refuses with the reason by name", "[domain][registration]")
{
    auto const [state, admission, verdict, why]
        = GENERATE(table<SessionState, Admission, std::string, std::string>({
            {SessionState::Published, Admission::FirstCome, "confirmed", "the ordinary case"},
            {SessionState::Published, Admission::Lottery, "entered", "nobody is confirmed before the draw"},
            {SessionState::Published, Admission::DropIn, "drop_in", "people only come"},
            {SessionState::Draft, Admission::FirstCome, "not_open", ""},
            {SessionState::Draft, Admission::DropIn, "not_open", "a draft tells nobody what it is"},
            {SessionState::Arranging, Admission::FirstCome, "not_open", ""},
            {SessionState::Closed, Admission::FirstCome, "closed", "closed by a person before its time"},
            {SessionState::Closed, Admission::Lottery, "closed", "the draw is being made"},
            {SessionState::Held, Admission::FirstCome, "closed", ""},
            {SessionState::Cancelled, Admission::FirstCome, "session_cancelled", ""},
            {SessionState::Cancelled, Admission::DropIn, "session_cancelled",
                "cancelled says more than drop-in"},
        }));
    INFO(name_of(state) << " " << name_of(admission) << ": " << why);
    auto session = open_session();
    session.state = state;
    session.admission = admission;
    CHECK(said(session, {3, 0, 0, 0}, at("2026-11-10T10:00:00+09:00")) == verdict);
}

TEST_CASE("Registration is open from its first second until just before its last", "[domain][registration]")
{
    auto const [now, verdict, why] = GENERATE(table<std::string, std::string, std::string>({
        {"2026-11-01T08:59:59+09:00", "not_yet_open", "a second early"},
        {"2026-11-01T09:00:00+09:00", "confirmed", "the first second"},
        {"2026-11-20T16:59:59+09:00", "confirmed", "the last second"},
        {"2026-11-20T17:00:00+09:00", "closed", "the closing time itself"},
        {"2026-12-24T10:00:00+09:00", "closed", "long after"},
    }));
    INFO(why);
    CHECK(said(open_session(), {3, 0, 0, 0}, at(now)) == verdict);
}

TEST_CASE("Without a window registration is open from publication until the start", "[domain][registration]")
{
    auto session = open_session();
    session.registration_opens_at.reset();
    session.registration_closes_at.reset();
    CHECK(said(session, {3, 0, 0, 0}, at("2020-01-01T00:00:00+09:00")) == "confirmed");
    CHECK(said(session, {3, 0, 0, 0}, session.starts_at - seconds(1)) == "confirmed");
    CHECK(said(session, {3, 0, 0, 0}, session.starts_at) == "closed");
}

TEST_CASE("A lottery keeps its window too", "[domain][registration]")
{
    auto session = open_session();
    session.admission = Admission::Lottery;
    CHECK(said(session, {}, *session.registration_opens_at - seconds(1)) == "not_yet_open");
    CHECK(said(session, {}, *session.registration_closes_at) == "closed");
}

TEST_CASE("A seat is confirmed only while one is free and nobody waits", "[domain][registration]")
{
    auto const [seats, verdict, why] = GENERATE(table<SeatAccount, std::string, std::string>({
        {{3, 0, 0, 0}, "confirmed", "empty"},
        {{3, 2, 0, 0}, "confirmed", "the last one"},
        {{3, 3, 0, 0}, "waiting", "full"},
        {{3, 0, 3, 0}, "waiting", "all handed to kiosks"},
        {{3, 1, 1, 0}, "confirmed", "one taken, one handed out, one free"},
        {{3, 1, 2, 0}, "waiting", "none free"},
        {{3, 2, 0, 1}, "waiting", "one free, but somebody was here before"},
        {{3, 4, 0, 0}, "waiting", "capacity was lowered below what is confirmed"},
        {{1, 0, 0, 0}, "confirmed", "a home visit"},
        {{1, 1, 0, 0}, "waiting", "a home visit that is taken"},
    }));
    INFO(why);
    CHECK(said(open_session(), seats, at("2026-11-10T10:00:00+09:00")) == verdict);
}

TEST_CASE("A lottery takes every application, however few the seats", "[domain][registration]")
{
    auto session = open_session();
    session.admission = Admission::Lottery;
    CHECK(said(session, {3, 3, 0, 9}, at("2026-11-10T10:00:00+09:00")) == "entered");
}

TEST_CASE("Freed seats go to the first in line, by priority and then by arrival", "[domain][registration]")
{
    std::vector<Waiter> const line{waiter("late", 0, 40), waiter("early", 0, 10), waiter("old", 2, 50),
        waiter("older", 2, 20), waiter("moved", 1, 60), waiter("low", -1, 1)};
    auto const [free, ids] = GENERATE(table<int, std::string>({
        {-1, ""},
        {0, ""},
        {1, "older"},
        {2, "older old"},
        {3, "older old moved"},
        {4, "older old moved early"},
        {6, "older old moved early late low"},
        {7, "older old moved early late low"},
    }));
    CAPTURE(free);
    CHECK(joined(promoted(line, free)) == ids);
}

TEST_CASE("Nobody is promoted from an empty line", "[domain][registration]")
{
    CHECK(promoted({}, 5).empty());
}

TEST_CASE("A place in line is one more than those who come before", "[domain][registration]")
{
    std::vector<Waiter> const line{waiter("third", 0, 30), waiter("first", 1, 40), waiter("second", 0, 10)};
    CHECK(place_in_line(line, RegistrationId("first")) == 1);
    CHECK(place_in_line(line, RegistrationId("second")) == 2);
    CHECK(place_in_line(line, RegistrationId("third")) == 3);
    CHECK_FALSE(place_in_line(line, RegistrationId("nobody")));
    CHECK_FALSE(place_in_line({}, RegistrationId("first")));
}
