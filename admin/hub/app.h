// The hub as a program: composes store, keys, core, writer, routes and listener over one data folder, and
// answers the command line for it. Owns everything it composes and the folder's lock. `open` is enough for
// commands; `start` adds the writer thread, the sockets and the control socket.
#pragma once

#include "admin/hub/core/hub.h"
#include "admin/hub/routes/router.h"
#include "admin/hub/server/listener.h"
#include "admin/hub/server/writer.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/net/control_socket.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace meguri::hub {

struct HubPlaces {
    std::filesystem::path data;
    std::filesystem::path people_key; ///< Empty: DIR/people-key.json.
};

core::KeyPlaces key_places(HubPlaces const& places);
std::filesystem::path database_path(HubPlaces const& places);

struct ServeSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8420;
    std::string public_url; ///< Empty: the address that READY names.
    bool is_behind_proxy = false;
    unsigned threads = 2;
    int feed_page_size = 500;
};

/// Work that needs the store alone, on the writer's thread: loading a year, a demonstration.
using ExclusiveWork = std::function<net::ControlAnswer(store::Store&)>;

class HubProgram {
public:
    /// Makes folder and keys when there are none; prints nothing. Safe to repeat.
    static base::Result<void> init(HubPlaces const& places);
    /// A new sealing key, used from the next start on. Busy while a hub owns the folder.
    static base::Result<void> rotate_sealing_key(HubPlaces const& places);
    /// Takes the lock. Busy: another program owns the folder. NotFound: `init` has not been run.
    static base::Result<std::unique_ptr<HubProgram>> open(HubPlaces const& places);
    ~HubProgram();

    base::Result<void> start(ServeSettings const& settings);
    /// As READY names it; only after `start`.
    std::string url() const;
    /// Serves until stop() or a signal of `signals`.
    void run_until_stopped(std::vector<int> const& signals);
    void stop();

    /// Through the writer when it runs, directly otherwise; waits for the outcome.
    core::Outcome apply(core::Command command);
    net::ControlAnswer with_store(ExclusiveWork const& work);

    core::Vault const& vault() const { return *m_vault; }
    std::filesystem::path database() const;
    std::string const& epoch() const { return m_epoch; }
    base::Clock const& clock() const { return m_clock; }
    base::Random& random() { return m_random; }
    crypto::Crypto const& crypto() const { return m_crypto; }

private:
    struct Work {
        std::optional<core::Command> command;
        std::shared_ptr<std::function<void(store::Store&)>> exclusive;
    };
    using WorkWriter = server::Writer<Work, core::Outcome>;

    HubProgram(base::FolderLock lock, HubPlaces places);
    std::vector<core::Outcome> apply_works(std::span<Work const> works);
    routes::Services services(std::string public_url, ServeSettings const& settings);
    void pass_time_every_minute();

    base::FolderLock m_lock;
    HubPlaces m_places;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    crypto::SodiumCrypto m_crypto;
    std::unique_ptr<store::SqliteStore> m_store;
    std::unique_ptr<core::Vault> m_vault;
    std::unique_ptr<core::Hub> m_hub;
    std::string m_epoch;
    std::unique_ptr<routes::Readers> m_readers;
    std::unique_ptr<base::Worker> m_slow;
    std::unique_ptr<server::Handler>
        m_forward; ///< Lets the listener know its address before the routes stand.
    std::unique_ptr<routes::Router> m_router;
    std::unique_ptr<WorkWriter> m_writer;
    std::unique_ptr<server::Listener> m_listener;
    std::unique_ptr<net::ControlServer> m_control;
    std::mutex m_stop_mutex;
    std::condition_variable m_stop_wake;
    bool m_is_stopping = false;
    std::thread m_minutes;
};

} // namespace meguri::hub
