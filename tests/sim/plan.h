// What one seed's world is like: how large, and which faults exist in it at all and how often (swarm testing:
// a run that has every fault never gets far enough for the rare ones).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace meguri::sim {

struct Plan {
    std::uint64_t seed = 1;
    int kiosks = 5;
    int days = 7;
    std::chrono::minutes poll{30};
    int commands = 340; ///< About so many are made; whoever is late comes more often.
    int people = 150;
    bool has_real_crypto = false;
    int tombstone_hours = 0; ///< How long the hub says what is gone; 0: as long as it does by itself.

    // Of a thousand requests.
    int request_lost = 0;
    int reply_lost = 0;
    int doubled = 0;
    int delivered_late = 0; ///< The original comes hours after the kiosk gave up.
    int delivered_again = 0; ///< It came in time, and comes once more days later.
    int portal = 0;
    int cut_body = 0;
    int busy = 0;
    // Of a thousand operations: the power goes in the middle.
    int kiosk_power_mid = 0;
    int hub_power_mid = 0;
    // Hours between two of a kind on one machine; 0: never.
    int partition_hours = 0;
    int kiosk_power_hours = 0;
    int kiosk_kill_hours = 0;
    int hub_power_hours = 0;
    int hub_kill_hours = 0;
    int disk_trouble_hours = 0;
    int disk_full_hours = 0;
    int clock_hours = 0;
    int custody_hours = 0;

    std::vector<std::string> fault_classes() const;
};

Plan plan_of(std::uint64_t seed);

} // namespace meguri::sim
