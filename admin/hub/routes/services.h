// What every route may use, handed in by the composition: readers, the way to the one writer, the vault, and
// the world. Owned by the program (or by a test); shared by all threads.
#pragma once

#include "admin/hub/core/hub.h"
#include "admin/hub/store/store.h"
#include "shared/base/queue.h"
#include "shared/protocol/sync.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace meguri::hub::routes {

/// Read-only connections, lent to one thread at a time; opens another when all are lent.
class Readers {
public:
    using Open = std::function<base::Result<std::unique_ptr<store::Reader>>()>;
    explicit Readers(Open open)
        : m_open(std::move(open))
    {
    }

    class Lent {
    public:
        Lent(Readers& home, std::unique_ptr<store::Reader> reader)
            : m_home(home)
            , m_reader(std::move(reader))
        {
        }
        ~Lent();
        Lent(Lent const&) = delete;
        Lent& operator=(Lent const&) = delete;
        store::Reader& operator*() { return *m_reader; }
        store::Reader* operator->() { return m_reader.get(); }

    private:
        Readers& m_home;
        std::unique_ptr<store::Reader> m_reader;
    };

    /// Throws core::StorageTrouble when the database cannot be opened; the router's one catch answers 503.
    Lent lend();

private:
    Open m_open;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<store::Reader>> m_idle;
};

struct Settings {
    std::string public_url; ///< Begins every `next` and `@id`; no slash at the end.
    int feed_page_size = 500;
    int token_hours = 12;
    int max_results = 500;
    int key_requests_a_minute = 600; ///< Of one API key.
    std::filesystem::path own_files = {}; ///< Where a hub's own templates lie; empty: it has none.
    /// Kiosks that speak less promise nothing by themselves.
    std::string min_proto = std::string(protocol::proto_version);
};

struct Services {
    Readers& readers;
    core::Vault const& vault;
    base::Clock const& clock;
    base::Random& random;
    crypto::Crypto const& crypto;
    std::string epoch;
    Settings settings;
    /// To the writer; the callback runs after COMMIT, on the writer's thread. False: the queue is full.
    std::function<bool(core::Command, std::function<void(core::Outcome)>)> submit;
    /// For slow work (Argon2): a small pool of its own.
    base::Post slow;
};

} // namespace meguri::hub::routes
