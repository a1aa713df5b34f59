// One kiosk as a machine of the simulation: its disk, its clock, its line, and the production core on them.
// It may lose its power in the middle of anything; what it was saying then nobody heard.
#pragma once

#include "kiosk/local/kiosk.h"
#include "tests/sim/crash_disk.h"
#include "tests/sim/findings.h"
#include "tests/sim/plan.h"
#include "tests/sim/sim_hub.h"
#include "tests/support/roomy_files.h"

#include <functional>
#include <memory>
#include <string>

namespace meguri::sim {

class Site;

/// The line between one kiosk and the hub. Requests and answers are real bytes; each may be lost, doubled,
/// late, cut, or answered by somebody else.
class SimLine final : public net::HttpClient {
public:
    SimLine(Plan const& plan, EventQueue& queue, SimHub& hub, Findings& findings, Site& site);
    base::Result<net::HttpAnswer> send(net::HttpRequest const& request) override;
    bool is_faulty = false;
    Span cut_until{0};
    std::uint64_t requests = 0;

private:
    base::Result<net::HttpAnswer> lost(char const* why);
    base::Result<net::HttpAnswer> carried(HubRequest const& request, Chance& chance);
    void send_again(HubRequest const& request, std::chrono::seconds after);

    Plan const& m_plan;
    EventQueue& m_queue;
    SimHub& m_hub;
    Findings& m_findings;
    Site& m_site;
    EventRandom m_random;
    std::uint64_t m_late = 0;
};

class Site {
public:
    Site(Plan const& plan, EventQueue& queue, SimHub& hub, Findings& findings, int number);

    int number() const { return m_number; }
    std::string name() const { return "kiosk " + std::to_string(m_number); }
    std::string const& venue() const { return m_venue; }
    bool is_up() const { return m_kiosk != nullptr; }
    kiosk::local::Kiosk& kiosk() { return *m_kiosk; }
    /// Empty for one that lost its identity with its disk.
    std::string install() const
    {
        return m_kiosk && m_kiosk->identity() ? m_kiosk->identity()->install : std::string();
    }
    /// Called whenever it went down.
    std::function<void()> on_down = [] {};
    /// False: the disk did not let it start.
    bool boot();
    void power_cut();
    void kill();
    /// As a service manager stops it: everything is closed in order.
    void stop();

    /// Does something at the kiosk. False: the kiosk is down, or its power went meanwhile and nobody saw what
    /// it did.
    bool at_kiosk(std::function<void(kiosk::local::Kiosk&)> const& work);

    CrashDisk& disk() { return m_disk; }
    MachineClock& clock() { return m_clock; }
    SimLine& line() { return m_line; }
    std::string path() const { return "/kiosk" + std::to_string(m_number) + "/kiosk.db"; }
    int power_mid = 0;
    bool is_revoked = false; ///< Until it is enrolled again.
    std::string last_install;
    bool is_retired = false; ///< Stolen, broken or revoked: it takes part no more.
    double up_hours() const;

private:
    int m_number;
    std::string m_venue;
    EventQueue& m_queue;
    Findings& m_findings;
    crypto::Crypto const& m_crypto;
    EventRandom m_random;
    EventRandom m_disk_random;
    MachineClock m_clock;
    CrashDisk m_disk;
    SimLine m_line;
    tests::RoomyFiles m_files; ///< How full the disk is, it says itself when written to.
    std::unique_ptr<kiosk::local::Kiosk> m_kiosk;
    Span m_up_since{0};
    Span m_up{0};
};

} // namespace meguri::sim
