// meguri-sim: runs seeds of the simulation, several processes at a time, and says what they saw.
//   meguri-sim --seeds N [--first S] [--jobs J] [--mutant NAME] [--need-hours H] [--need-faults F]
//   meguri-sim --seed S [--mutant NAME]      replays one, with every step
// Exit code: 0 clean, 1 a violation or a sum too small, 2 cannot be understood.
#include "shared/base/mutant.h"
#include "tests/sim/run_seed.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <map>
#include <optional>

namespace {

using namespace meguri;
using sim::SeedResult;

struct Options {
    std::uint64_t seeds = 20;
    std::uint64_t first = 1;
    int jobs = 1;
    std::optional<std::uint64_t> replay;
    double need_hours = 0;
    std::uint64_t need_faults = 0;
};

std::optional<Options> options_from(int count, char** words)
{
    Options options;
    for (int i = 1; i < count; i += 2) {
        std::string const word = words[i];
        if (i + 1 >= count)
            return std::nullopt;
        char const* value = words[i + 1];
        auto const number = std::strtoull(value, nullptr, 10);
        if (word == "--seeds")
            options.seeds = number;
        else if (word == "--first")
            options.first = number;
        else if (word == "--jobs")
            options.jobs = static_cast<int>(number);
        else if (word == "--seed")
            options.replay = number;
        else if (word == "--mutant")
            base::active_mutant() = value;
        else if (word == "--need-hours")
            options.need_hours = std::strtod(value, nullptr);
        else if (word == "--need-faults")
            options.need_faults = number;
        else
            return std::nullopt;
    }
    return options.jobs > 0 ? std::optional(options) : std::nullopt;
}

/// Every jobs-th seed, one line of result each.
void work(Options const& options, int job, int into)
{
    for (auto seed = options.first + static_cast<std::uint64_t>(job); seed < options.first + options.seeds;
         seed += static_cast<std::uint64_t>(options.jobs)) {
        auto result = sim::run_seed(seed, false);
        if (seed % 100 == 0)
            sim::i17_same_seed_same_trace(result);
        auto const line = sim::to_text(result) + "\n";
        for (std::size_t at = 0; at < line.size();) {
            auto const done = ::write(into, line.data() + at, line.size() - at);
            if (done <= 0)
                return;
            at += static_cast<std::size_t>(done);
        }
    }
}

/// The pipe of a new process that does one job's share.
int start(Options const& options, int job)
{
    int ends[2]{};
    if (::pipe(ends) != 0)
        return -1;
    std::fflush(stdout);
    if (::fork() == 0) {
        ::close(ends[0]);
        // The product's own log: a hub without its disk complains at length.
        if (std::freopen("/dev/null", "w", stderr) == nullptr)
            ::_exit(3);
        work(options, job, ends[1]);
        ::_exit(0);
    }
    ::close(ends[1]);
    return ends[0];
}

std::map<std::uint64_t, SeedResult> results_of(Options const& options)
{
    std::vector<int> pipes;
    for (int job = 0; job < options.jobs; ++job)
        pipes.push_back(start(options, job));
    std::map<std::uint64_t, SeedResult> results;
    for (int const pipe : pipes) {
        std::string text;
        char buffer[65536];
        for (ssize_t got = 0; (got = ::read(pipe, buffer, sizeof buffer)) > 0;)
            text.append(buffer, static_cast<std::size_t>(got));
        ::close(pipe);
        for (std::size_t at = 0; text.find('\n', at) != std::string::npos;) {
            auto const end = text.find('\n', at);
            auto result = sim::from_text(text.substr(at, end - at));
            results.emplace(result.seed, std::move(result));
            at = end + 1;
        }
    }
    while (::wait(nullptr) > 0) { }
    return results;
}

std::string replay_command(std::uint64_t seed)
{
    auto command = "meguri-sim --seed " + std::to_string(seed);
    if (!base::active_mutant().empty())
        command += " --mutant " + base::active_mutant();
    return command;
}

int say(SeedResult const& result)
{
    for (auto const& one : result.violations)
        std::printf("VIOLATION %s, seed %" PRIu64 ", hour %.2f: %s\n  replay: %s\n", one.invariant.c_str(),
            result.seed, one.at_hours, one.what.c_str(), replay_command(result.seed).c_str());
    return static_cast<int>(result.violations.size());
}

/// What every seed must have, so that nobody mistakes an empty run for a clean one.
int shortfalls(SeedResult const& result)
{
    auto const classes = result.sums.faults.size();
    bool const is_full
        = result.plan.kiosks >= 5 && result.plan.days >= 7 && result.sums.commands >= 300 && classes >= 3;
    if (!is_full)
        std::printf("TOO SMALL seed %" PRIu64 ": %d kiosks, %d days, %" PRIu64
                    " commands, %zu fault classes\n",
            result.seed, result.plan.kiosks, result.plan.days, result.sums.commands, classes);
    return is_full ? 0 : 1;
}

void add(std::map<std::string, std::uint64_t>& to, std::map<std::string, std::uint64_t> const& more)
{
    for (auto const& [name, count] : more)
        to[name] += count;
}

int run_many(Options const& options)
{
    auto const results = results_of(options);
    sim::Sums sums;
    std::uint64_t hash = 0;
    int violations = 0;
    int troubles = 0;
    for (auto seed = options.first; seed < options.first + options.seeds; ++seed) {
        auto const found = results.find(seed);
        if (found == results.end()) {
            std::printf("NO RESULT of seed %" PRIu64 "\n  replay: %s\n", seed, replay_command(seed).c_str());
            ++troubles;
            continue;
        }
        auto const& result = found->second;
        violations += say(result);
        troubles += shortfalls(result);
        sums.kiosk_hours += result.sums.kiosk_hours;
        sums.transactions += result.sums.transactions;
        sums.commands += result.sums.commands;
        sums.requests += result.sums.requests;
        add(sums.faults, result.sums.faults);
        add(sums.sometimes, result.sums.sometimes);
        hash = sim::mixed(hash, result.trace_hash);
    }
    std::uint64_t faults = 0;
    for (auto const& [name, count] : sums.faults)
        faults += count;
    std::printf("%" PRIu64 " seeds: %.0f kiosk-hours, %" PRIu64 " transactions, %" PRIu64
                " commands, %" PRIu64 " requests, %" PRIu64 " faults, %d violations, trace %016" PRIx64 "\n",
        options.seeds, sums.kiosk_hours, sums.transactions, sums.commands, sums.requests, faults, violations,
        hash);
    for (auto const& [name, count] : sums.faults)
        std::printf("  fault      %-32s %10" PRIu64 "\n", name.c_str(), count);
    for (auto const& [name, count] : sums.sometimes)
        std::printf("  sometimes  %-32s %10" PRIu64 "\n", name.c_str(), count);
    if (sums.kiosk_hours < options.need_hours || faults < options.need_faults) {
        std::printf("TOO SMALL: %.0f kiosk-hours and %" PRIu64 " faults were asked for\n", options.need_hours,
            options.need_faults);
        ++troubles;
    }
    return violations + troubles == 0 ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    auto const options = options_from(count, words);
    if (!options) {
        std::fprintf(stderr,
            "meguri-sim --seeds N [--first S] [--jobs J] [--mutant NAME] [--need-hours H]"
            " [--need-faults F]\nmeguri-sim --seed S [--mutant NAME]\n");
        return 2;
    }
    if (options->replay) {
        auto result = sim::run_seed(*options->replay, true);
        sim::i17_same_seed_same_trace(result);
        for (auto const& name : result.plan.fault_classes())
            std::printf("fault class %s\n", name.c_str());
        return say(result) == 0 ? 0 : 1;
    }
    return run_many(*options);
}
