#include "tests/sim/run_seed.h"

#include "tests/sim/town.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace meguri::sim {

using nlohmann::json;

SeedResult run_seed(std::uint64_t seed, bool is_verbose)
{
    // SQLite's own randomness (the salts of its log) begins anew as well.
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed), nullptr);
    Town town(plan_of(seed), is_verbose);
    town.run();
    return {
        seed, town.plan(), town.findings().sums, town.findings().violations(), town.findings().trace_hash()};
}

void i17_same_seed_same_trace(SeedResult& result)
{
    auto const second = run_seed(result.seed, false);
    if (second.trace_hash != result.trace_hash)
        result.violations.push_back({"I17", "the same seed ran otherwise the second time", 0});
}

std::string to_text(SeedResult const& result)
{
    auto violations = json::array();
    for (auto const& one : result.violations)
        violations.push_back({one.invariant, one.what, one.at_hours});
    return json{{"seed", result.seed}, {"violations", violations}, {"hash", result.trace_hash},
        {"kiosk_hours", result.sums.kiosk_hours}, {"transactions", result.sums.transactions},
        {"commands", result.sums.commands}, {"requests", result.sums.requests},
        {"faults", result.sums.faults}, {"sometimes", result.sums.sometimes}}
        .dump();
}

SeedResult from_text(std::string const& text)
{
    auto const object = json::parse(text);
    SeedResult result;
    result.seed = object["seed"].get<std::uint64_t>();
    result.plan = plan_of(result.seed);
    for (auto const& one : object["violations"])
        result.violations.push_back(
            {one[0].get<std::string>(), one[1].get<std::string>(), one[2].get<double>()});
    result.trace_hash = object["hash"].get<std::uint64_t>();
    result.sums.kiosk_hours = object["kiosk_hours"].get<double>();
    result.sums.transactions = object["transactions"].get<std::uint64_t>();
    result.sums.commands = object["commands"].get<std::uint64_t>();
    result.sums.requests = object["requests"].get<std::uint64_t>();
    result.sums.faults = object["faults"].get<std::map<std::string, std::uint64_t>>();
    result.sums.sometimes = object["sometimes"].get<std::map<std::string, std::uint64_t>>();
    return result;
}

} // namespace meguri::sim
