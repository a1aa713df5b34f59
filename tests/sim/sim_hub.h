// The hub as a machine of the simulation: the production core behind the production routes, on a disk that
// may fail and lose its power. A request that it does not survive has no answer.
#pragma once

#include "admin/hub/core/hub.h"
#include "admin/hub/routes/router.h"
#include "admin/hub/store/sqlite_store.h"
#include "tests/sim/crash_disk.h"
#include "tests/sim/findings.h"
#include "tests/sim/plan.h"
#include "tests/sim/rows.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace meguri::sim {

struct HubAnswer {
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers; ///< Names in lower case.
};

struct HubRequest {
    std::string method;
    std::string target;
    std::string body; ///< As on the wire: perhaps gzip.
    std::vector<std::pair<std::string, std::string>> headers; ///< Names in lower case.
};

class SimHub {
public:
    SimHub(Plan const& plan, EventQueue& queue, crypto::Crypto const& crypto, Findings& findings);

    /// Called after each commit, with nothing else under way.
    std::function<void()> on_commit = [] {};
    /// Called after each start, and whenever it went down.
    std::function<void()> on_boot = [] {};
    std::function<void()> on_down = [] {};

    bool is_up() const { return m_hub != nullptr; }
    /// False: the disk did not let it start.
    bool boot();
    void power_cut();
    void kill();
    /// Empty: it is down, or its power went before it could answer.
    std::optional<HubAnswer> ask(HubRequest const& request);
    std::optional<hub::core::Outcome> apply(hub::core::Command command);
    CrashDisk& disk() { return m_disk; }
    /// The checker's own look; only while it is up.
    Rows& rows() { return *m_rows; }
    MachineClock& clock() { return m_clock; }
    crypto::Crypto const& crypto() const { return m_crypto; }
    /// In how many of a thousand operations the power goes in the middle.
    int power_mid = 0;
    std::uint64_t commits = 0;

private:
    void close();
    void maybe_lose_power();
    bool has_lost_power();
    void add_places();

    Plan const& m_plan;
    EventQueue& m_queue;
    crypto::Crypto const& m_crypto;
    Findings& m_findings;
    EventRandom m_random;
    EventRandom m_disk_random;
    MachineClock m_clock;
    CrashDisk m_disk;
    hub::core::HubKeys m_keys;
    bool m_has_places = false;
    std::unique_ptr<hub::store::SqliteStore> m_store;
    std::unique_ptr<hub::core::Vault> m_vault;
    std::unique_ptr<hub::core::Hub> m_hub;
    std::unique_ptr<hub::routes::Readers> m_readers;
    std::unique_ptr<hub::routes::Router> m_router;
    std::unique_ptr<Rows> m_rows;
};

} // namespace meguri::sim
