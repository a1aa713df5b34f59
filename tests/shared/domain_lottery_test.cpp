// The draw as a formula, the waiting line's order after a move, and limits of a programme.
#include "shared/crypto/sha256.h"
#include "shared/domain/lottery.h"
#include "shared/domain/registration_limit.h"
#include "shared/domain/waiting_line.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace meguri::domain;
using meguri::crypto::sha256_hex;

namespace {

std::string seed_number(int number)
{
    return sha256_hex("a seed of the test " + std::to_string(number));
}

std::vector<LotteryEntry> people(int count)
{
    std::vector<LotteryEntry> all;
    for (int i = 0; i < count; ++i)
        all.push_back({RegistrationId("r" + std::to_string(i)), i % 2 == 0, i % 3 == 0, i % 5 == 0});
    return all;
}

std::string ids_of(std::vector<Lot> const& list)
{
    std::string text;
    for (auto const& lot : list)
        text += lot.entry.id.value + (lot.is_drawn ? "! " : " ");
    return text;
}

// Break: hash without the colon, sort the other way round, or write the hash in capitals.
TEST_CASE("A draw is what sha256sum says", "[domain][lottery]")
{
    // FIPS 180-4, and `printf abc | sha256sum`.
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // for id in r0 r1 r2 r3; do printf 'seed:%s' $id | sha256sum; done | sort
    CHECK(ids_of(draw("seed", people(4), {}, 2, sha256_hex)) == "r1! r0! r3 r2 ");
}

TEST_CASE("The same seed gives the same list, in whatever order people came", "[domain][lottery]")
{
    auto entries = people(30);
    auto const first = ids_of(draw(seed_number(1), entries, {}, 7, sha256_hex));
    std::reverse(entries.begin(), entries.end());
    CHECK(ids_of(draw(seed_number(1), entries, {}, 7, sha256_hex)) == first);
    std::rotate(entries.begin(), entries.begin() + 11, entries.end());
    CHECK(ids_of(draw(seed_number(1), entries, {}, 7, sha256_hex)) == first);
    CHECK(ids_of(draw(seed_number(2), entries, {}, 7, sha256_hex)) != first);
}

TEST_CASE("Somebody who leaves moves nobody past another", "[domain][lottery]")
{
    auto entries = people(20);
    auto const before = draw(seed_number(3), entries, {}, 5, sha256_hex);
    std::erase_if(entries, [&](auto const& one) { return one.id == before[2].entry.id; });
    auto const after = draw(seed_number(3), entries, {}, 5, sha256_hex);
    REQUIRE(after.size() == 19);
    for (std::size_t i = 0; i < after.size(); ++i)
        CHECK(after[i].entry.id == before[i < 2 ? i : i + 1].entry.id);
    CHECK(after[4].is_drawn);
    CHECK_FALSE(after[5].is_drawn);
}

TEST_CASE("Any number of seats is given to as many as there are", "[domain][lottery]")
{
    auto const [entries, seats, drawn] = GENERATE(
        table<int, int, int>({{0, 5, 0}, {5, 0, 0}, {5, -3, 0}, // a session that is over its capacity already
            {5, 5, 5}, {5, 9, 5}, {1, 1, 1}, {9, 2, 2}}));
    INFO(entries << " people, " << seats << " seats");
    auto const list = draw(seed_number(4), people(entries), {}, seats, sha256_hex);
    CHECK(static_cast<int>(list.size()) == entries);
    CHECK(std::count_if(list.begin(), list.end(), [](auto const& lot) { return lot.is_drawn; }) == drawn);
}

// Break: seed without effect on some entries, or sort by id.
TEST_CASE("Over a thousand seeds everybody is drawn about equally often", "[domain][lottery]")
{
    constexpr int draws = 1000;
    constexpr int entrants = 10;
    constexpr int seats = 3;
    std::map<std::string, int> wins;
    std::map<std::string, int> firsts;
    for (int i = 0; i < draws; ++i) {
        auto const list = draw(seed_number(i), people(entrants), {}, seats, sha256_hex);
        ++firsts[list.front().entry.id.value];
        for (auto const& lot : list)
            wins[lot.entry.id.value] += lot.is_drawn ? 1 : 0;
    }
    auto const chi_square = [&](std::map<std::string, int> const& counts, double expected) {
        double sum = 0;
        for (auto const& [id, count] : counts)
            sum += (count - expected) * (count - expected) / expected;
        return sum;
    };
    REQUIRE(wins.size() == entrants);
    REQUIRE(firsts.size() == entrants);
    // 9 degrees of freedom: fair draws stay below 27.9 in 999 of 1000 runs; these seeds never change.
    CHECK(chi_square(firsts, draws / double(entrants)) < 27.9);
    CHECK(chi_square(wins, draws * seats / double(entrants)) < 27.9);
}

// Break: count the priorities that are met instead of weighing the first one highest.
TEST_CASE("Who is named first goes first, and among equals the lot decides", "[domain][lottery]")
{
    using enum DrawPriority;
    using Wanted = std::vector<DrawPriority>;
    auto const [wanted, entry, tier] = GENERATE(table<Wanted, LotteryEntry, int>({
        {{}, {RegistrationId("a"), true, true, true}, 0},
        {{Resident}, {RegistrationId("a"), true, true, false}, 0},
        {{Resident}, {RegistrationId("a"), false, false, true}, 1},
        {{Resident, FirstTime}, {RegistrationId("a"), false, false, true}, 2},
        {{Resident, FirstTime}, {RegistrationId("a"), true, true, false}, 1},
        {{Resident, FirstTime}, {RegistrationId("a"), false, true, true}, 3},
        {{Aged75, FirstTime, Resident}, {RegistrationId("a"), true, false, true}, 5},
    }));
    CHECK(tier_of(entry, wanted) == tier);
    for (int i = 0; i < 50; ++i) {
        auto const list = draw(seed_number(i), people(30), wanted, 8, sha256_hex);
        CHECK(std::is_sorted(list.begin(), list.end(),
            [](auto const& one, auto const& other) { return one.tier > other.tier; }));
        for (auto const& lot : list)
            CHECK(lot.tier == tier_of(lot.entry, wanted));
    }
}

// Break: any one check of trouble_with.
TEST_CASE("A published draw that was touched does not stand", "[domain][lottery]")
{
    PublishedDraw good{seed_number(7), sha256_hex(seed_number(7)), {DrawPriority::Aged75}, 3, {}};
    good.list = draw(good.seed, people(9), good.priorities, good.seats, sha256_hex);
    CHECK(trouble_with(good, sha256_hex).empty());
    using Change = std::function<void(PublishedDraw&)>;
    auto const [what, change] = GENERATE(table<std::string, Change>({
        {"another seed", [](auto& one) { one.seed = seed_number(8); }},
        {"another seed with its own hash",
            [](auto& one) {
                one.seed = seed_number(8);
                one.seed_hash = sha256_hex(one.seed);
            }},
        {"another hash", [](auto& one) { one.seed_hash = sha256_hex("x"); }},
        {"two change places", [](auto& one) { std::swap(one.list[0].entry, one.list[1].entry); }},
        {"a loser becomes a winner", [](auto& one) { one.list[5].is_drawn = true; }},
        {"a winner becomes a loser", [](auto& one) { one.list[1].is_drawn = false; }},
        {"one more seat", [](auto& one) { one.seats = 4; }},
        {"a better tier", [](auto& one) { one.list[8].tier = 1; }},
        {"younger than the tier says", [](auto& one) { one.list[0].entry.is_75 = false; }},
        {"somebody twice", [](auto& one) { one.list.push_back(one.list.back()); }},
        {"somebody added at the end",
            [](auto& one) {
                one.list.push_back({{RegistrationId("r999"), true, false, false}, 1, false});
            }},
        {"no priorities", [](auto& one) { one.priorities.clear(); }},
    }));
    INFO(what);
    change(good);
    CHECK_FALSE(trouble_with(good, sha256_hex).empty());
}

// Break: raise every priority, or compare arrivals the wrong way round.
TEST_CASE("Moving somebody in the line gives exactly the order asked for", "[domain][waiting]")
{
    std::vector<Waiter> const start{{RegistrationId("a"), 0, 1}, {RegistrationId("b"), 2, 5},
        {RegistrationId("c"), 0, 3}, {RegistrationId("d"), 1, 9}, {RegistrationId("e"), 0, 7}};
    auto const words = [](std::vector<Waiter> const& line) {
        std::string text;
        for (auto const& one : line)
            text += one.id.value;
        return text;
    };
    REQUIRE(words(in_line(start)) == "bdace");
    for (auto const& moved : start)
        for (auto const& before : start) {
            INFO(moved.id.value << " before " << before.id.value);
            auto const changed = moved_before(start, moved.id, before.id);
            REQUIRE(changed);
            auto line = start;
            for (auto const& one : *changed)
                for (auto& other : line)
                    if (other.id == one.id)
                        other.priority = one.priority;
            auto wanted = words(in_line(start));
            if (moved.id != before.id) {
                wanted.erase(wanted.find(moved.id.value), 1);
                wanted.insert(wanted.find(before.id.value), moved.id.value);
            }
            CHECK(words(in_line(line)) == wanted);
            // Whoever comes later still comes last.
            line.push_back({RegistrationId("z"), 0, 100});
            CHECK(words(in_line(line)) == wanted + "z");
        }
    CHECK_FALSE(moved_before(start, RegistrationId("x"), RegistrationId("a")));
    CHECK_FALSE(moved_before(start, RegistrationId("a"), RegistrationId("x")));
}

// Break: count refused ones, other programmes, or last year.
TEST_CASE("A limit counts what is active, of this programme and this fiscal year", "[domain][limits]")
{
    Session session;
    session.title = "LINE";
    session.topics = {"line"};
    session.programme = ProgrammeId("p");
    session.starts_at = time_from_iso("2026-10-08T10:00:00+09:00").value();
    TakenClass const same{RegistrationId("r"), RegistrationState::Attended, session.programme, "LINE",
        CourseLevel::Basic, {"line"}, session.starts_at};
    using Change = std::function<void(TakenClass&)>;
    auto const [what, change, of_course, of_year] = GENERATE(table<std::string, Change, bool, bool>({
        {"the same course", [](auto&) {}, true, true},
        {"a place in a line", [](auto& one) { one.state = RegistrationState::Waiting; }, true, true},
        {"a lot", [](auto& one) { one.state = RegistrationState::Entered; }, true, true},
        {"cancelled", [](auto& one) { one.state = RegistrationState::Cancelled; }, false, false},
        {"refused", [](auto& one) { one.state = RegistrationState::Refused; }, false, false},
        {"another title", [](auto& one) { one.title = "地図"; }, false, true},
        {"another level", [](auto& one) { one.level = CourseLevel::Advanced; }, false, true},
        {"other topics", [](auto& one) { one.topics = {"map"}; }, false, true},
        {"another programme", [](auto& one) { one.programme = ProgrammeId("q"); }, false, false},
        {"no programme", [](auto& one) { one.programme.reset(); }, false, false},
        {"the last day of the year before",
            [](auto& one) { one.starts_at = time_from_iso("2026-03-31T23:59:59+09:00").value(); }, false,
            false},
        {"the first day of this one",
            [](auto& one) { one.starts_at = time_from_iso("2026-04-01T00:00:00+09:00").value(); }, true,
            true},
    }));
    INFO(what);
    auto one = same;
    change(one);
    std::vector<TakenClass> const taken{one};
    CHECK((broken_limit({1, std::nullopt}, session, taken) == RegistrationRefusal::LimitPerCourse)
        == of_course);
    CHECK((broken_limit({std::nullopt, 1}, session, taken) == RegistrationRefusal::LimitPerYear) == of_year);
    CHECK_FALSE(broken_limit({}, session, taken));
    CHECK_FALSE(broken_limit({2, 2}, session, taken));
}

} // namespace
