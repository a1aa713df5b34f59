#include "tests/sim/plan.h"

#include "tests/sim/chance.h"

#include <array>

namespace meguri::sim {

namespace {

struct FaultClass {
    char const* name;
    int Plan::*rate;
    int least;
    int most;
};

constexpr std::array fault_table{
    FaultClass{"request_lost", &Plan::request_lost, 20, 300},
    FaultClass{"reply_lost", &Plan::reply_lost, 20, 300},
    FaultClass{"doubled", &Plan::doubled, 20, 300},
    FaultClass{"delivered_late", &Plan::delivered_late, 10, 100},
    FaultClass{"delivered_again", &Plan::delivered_again, 10, 100},
    FaultClass{"portal", &Plan::portal, 10, 100},
    FaultClass{"cut_body", &Plan::cut_body, 10, 100},
    FaultClass{"busy", &Plan::busy, 10, 150},
    FaultClass{"kiosk_power_mid", &Plan::kiosk_power_mid, 3, 40},
    FaultClass{"hub_power_mid", &Plan::hub_power_mid, 1, 15},
    FaultClass{"partition", &Plan::partition_hours, 12, 60},
    FaultClass{"kiosk_power", &Plan::kiosk_power_hours, 8, 60},
    FaultClass{"kiosk_kill", &Plan::kiosk_kill_hours, 8, 60},
    FaultClass{"hub_power", &Plan::hub_power_hours, 6, 60},
    FaultClass{"hub_kill", &Plan::hub_kill_hours, 6, 60},
    FaultClass{"disk_trouble", &Plan::disk_trouble_hours, 8, 60},
    FaultClass{"disk_full", &Plan::disk_full_hours, 12, 80},
    FaultClass{"clock", &Plan::clock_hours, 12, 80},
    FaultClass{"custody", &Plan::custody_hours, 6, 30},
};

} // namespace

std::vector<std::string> Plan::fault_classes() const
{
    std::vector<std::string> names;
    for (auto const& one : fault_table)
        if (this->*one.rate > 0)
            names.emplace_back(one.name);
    return names;
}

Plan plan_of(std::uint64_t seed)
{
    Chance chance(seed, "plan", 0);
    Plan plan;
    plan.seed = seed;
    plan.kiosks = chance.percent(92) ? 5 : 6;
    plan.days = 7;
    plan.poll = std::chrono::minutes(chance.between(75, 80));
    plan.commands = chance.between(346, 358);
    plan.people = chance.between(60, 200);
    plan.has_real_crypto = seed % 20 == 7;
    // Of its own stream, so that the rest of a seed's plan stays as it was. Short ones make snapshots needed.
    Chance purge(seed, "plan of tombstones", 0);
    plan.tombstone_hours = purge.percent(50) ? purge.between(8, 40) : 0;
    int const share = chance.between(25, 80);
    for (auto const& one : fault_table)
        if (chance.percent(share))
            plan.*one.rate = chance.between(one.least, one.most);
    while (plan.fault_classes().size() < 4) {
        auto const& one = fault_table[chance.below(fault_table.size())];
        plan.*one.rate = chance.between(one.least, one.most);
    }
    return plan;
}

} // namespace meguri::sim
