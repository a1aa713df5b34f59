// Deliberate breaks of the protocol, each beside the invariant that must see it: a checker that never cries
// proves nothing. None of them is in a program that is shipped.
#include "shared/base/mutant.h"
#include "tests/sim/run_seed.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;

constexpr std::uint64_t seeds_at_most = 20;

bool is_seen(std::string const& invariant, std::uint64_t seed)
{
    auto result = sim::run_seed(seed, false);
    if (invariant == "I17")
        sim::i17_same_seed_same_trace(result);
    return std::any_of(result.violations.begin(), result.violations.end(),
        [&](auto const& one) { return one.invariant == invariant; });
}

/// The first seed that sees it; 0: none does.
std::uint64_t first_seed_that_sees(std::string const& mutant, std::string const& invariant)
{
    base::active_mutant() = mutant;
    std::uint64_t seed = 1;
    while (seed <= seeds_at_most && !is_seen(invariant, seed))
        ++seed;
    base::active_mutant().clear();
    return seed <= seeds_at_most ? seed : 0;
}

} // namespace

// Break: take any check out of tests/sim, or any fault class that a mutant needs out of the plan.
TEST_CASE("Every deliberate break is seen by the invariant that it breaks", "[sim][mutant]")
{
    auto const [invariant, mutant] = GENERATE(table<std::string, std::string>({
        {"I1", "I1_sells_one_seat_too_many"},
        {"I2", "I2_spent_right_is_not_honoured"},
        {"I3", "I3_acknowledged_but_not_stored"},
        {"I4", "I4_known_command_is_judged_again"},
        {"I5", "I5_right_is_spent_again"},
        {"I6", "I6_rights_lent_count_nothing"},
        {"I6", "I6_moved_holds_both_seats"},
        {"I7", "I7_receipt_before_sync"},
        {"I8", "I8_changed_session_keeps_its_number"},
        {"I8", "I8_class_that_moved_away_stays"},
        {"I8", "I8_old_cursor_reads_on"},
        {"I8", "I8_moved_slip_keeps_its_day"},
        {"I10", "I10_second_cancellation_restores"},
        {"I11", "I11_early_cancellation_is_forgotten"},
        {"I12", "I12_last_come_first_seated"},
        {"I15", "I15_freed_seat_stays_empty"},
        {"I16", "I16_idle_sync_repeats"},
        {"I17", "I17_state_outlives_a_run"},
        {"I18", "I18_told_of_a_move_that_was_not"},
        {"I18", "I18_refused_move_costs_the_place"},
        {"I18", "I18_moved_without_proof"},
        {"I19", "I19_told_but_not_marked"},
        {"I19", "I19_marked_each_time"},
        {"I20", "I20_thanked_but_not_kept"},
        {"I20", "I20_kept_twice"},
    }));
    INFO(mutant);
    auto const seed = first_seed_that_sees(mutant, invariant);
    CHECK(seed > 0);
}

// Break: any of the mutants above, left on.
TEST_CASE("Without a deliberate break nothing is seen", "[sim][mutant]")
{
    auto const seed = GENERATE(range(std::uint64_t(1), std::uint64_t(6)));
    for (auto const& one : sim::run_seed(seed, false).violations)
        FAIL_CHECK("seed " << seed << ": " << one.invariant << " " << one.what);
}
