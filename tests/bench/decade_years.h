// Ten years of one prefecture lived through in the order of time by the hub's own core, evening by evening,
// so that every state, mark, call and audit row is one that the hub itself wrote. One thread.
#pragma once

#include "admin/hub/core/hub.h"
#include "tests/bench/decade_plan.h"
#include "tests/support/seeded_random.h"

#include <functional>
#include <map>

namespace meguri::bench {

/// A rule or the disk said no where the ten years needed a yes.
struct DecadeTrouble {
    std::string message;
};

/// The time the years have reached.
class ReachedClock final : public base::Clock {
public:
    void set(base::Time now) { m_now = now; }
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_now.time_since_epoch(); }

private:
    base::Time m_now;
};

class Decade {
public:
    /// The facts of one year stand in the store already.
    Decade(hub::store::Store& store, hub::core::Vault const& vault, crypto::Crypto const& crypto,
        hub::facts::DemoData const& data, base::Time now);

    /// Throws DecadeTrouble. `say` hears of each year as it begins.
    void live(DecadeSize size, std::function<void(int year)> const& say);
    /// So many machines in halls, of which nearly all have called just now. What each shows at a sync is made
    /// of its number: see credential_of.
    void add_kiosks(int count);
    static std::string credential_of(int number) { return "decade-kiosk-" + std::to_string(number); }
    static std::string install_of(int number);

private:
    enum class Kind { Write, Announce, Register, DropOut, PutOff, Close, Draw, Hold, CallOff };
    struct Event {
        Kind kind = Kind::Write;
        std::size_t which = 0;
        int turn = 0;
    };

    void make_ground();
    void add_resources();
    void schedule(std::size_t i);
    void schedule_subsidies();
    void at(domain::Date day, Kind kind, std::size_t i, int turn = 0)
    {
        m_days[day].push_back({kind, i, turn});
    }
    void happen(Event const& event);
    void write(std::size_t i);
    void register_somebody(std::size_t i, int turn);
    void drop_out(std::size_t i);
    void put_off(std::size_t i);
    void hold(std::size_t i);
    void take_step(std::string const& municipality, int year, domain::SubsidyEntry entry);
    void settle_calls();
    protocol::Registrant somebody(std::size_t i, int turn) const;
    void act(std::size_t i, domain::SessionAction action, std::string const& reason = "");
    void apply(hub::core::Command command, std::function<void(hub::core::Outcome const&)> then = {});
    void flush();

    hub::store::Store& m_store;
    hub::core::Vault const& m_vault;
    crypto::Crypto const& m_crypto;
    hub::facts::DemoData const& m_data;
    base::Time m_end;
    domain::Date m_today;
    tests::SeededRandom m_random{20261123};
    base::SystemRandom m_secrets;
    ReachedClock m_clock;
    hub::core::Hub m_hub;
    std::vector<std::string> m_towns;
    std::vector<domain::Programme> m_programmes;
    std::vector<PlannedClass> m_plan;
    std::vector<domain::SessionId> m_ids; ///< Of each planned class; empty until it is written.
    int m_people_of_a_town = 50;
    std::map<domain::Date, std::vector<Event>> m_days;
    std::map<domain::Date, std::vector<std::function<void()>>> m_steps;
    std::map<std::pair<std::string, int>, domain::SubsidyId> m_subsidies; ///< By municipality and year.
    std::vector<hub::core::Command> m_batch;
    std::vector<std::function<void(hub::core::Outcome const&)>> m_then;
};

} // namespace meguri::bench
