// A whole hub behind its routes, without a socket or a thread: real database file, real cryptography, a clock
// that the test moves. `ask` sends one request and gives its answer; the verbs below make a test read as a
// story. Every answer must be as the API document says, or `ask` throws.
#pragma once

#include "admin/hub/core/hub.h"
#include "admin/hub/routes/router.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/net/http_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace meguri::tests {

struct Answer {
    int status = 0;
    nlohmann::json body; ///< Null when it is no JSON.
    std::string text;
    std::map<std::string, std::string> headers; ///< Names in lower case.
};

class HubInMemory {
public:
    explicit HubInMemory(std::uint64_t seed = 1, bool has_people_key = true);

    Answer ask(std::string const& method, std::string const& target, nlohmann::json const& body = nullptr,
        std::string const& token = "", std::map<std::string, std::string> headers = {});
    Answer ask_raw(std::string const& method, std::string const& target, std::string const& body,
        std::string const& token = "", std::map<std::string, std::string> headers = {});

    /// Logs in as one of the users below and gives the token; makes the user first.
    std::string token_of(domain::Role role, std::string const& organisation);
    std::string key_of(std::string const& organisation);
    /// A published session of that capacity at v-hagi, tomorrow at ten; gives its id.
    std::string published(int capacity, nlohmann::json extra = nlohmann::json::object());
    /// Registers by phone as the clerk of Hagi; a key of its own each time.
    Answer register_by_phone(std::string const& session, std::string const& kana, std::string const& phone,
        int birth_year = 1948, std::string const& key = "");
    std::string enrol_code(std::string const& venue);

    hub::core::Outcome apply(hub::core::Command command);
    /// Closes and opens everything again, as after a restart.
    void restart();
    /// A copy of the database, as `meguri-hub backup` makes it.
    std::filesystem::path copy(std::string const& name);
    /// That copy takes the database's place; what the database had told is known, unless it is taken for
    /// lost.
    hub::core::ResumedAnswer restore(std::filesystem::path const& from, bool is_before_lost = false);

    FakeClock clock;
    SeededRandom random;
    crypto::SodiumCrypto crypto;
    TemporaryFolder folder;
    std::filesystem::path database() const { return folder.path() / "hub.db"; }
    hub::store::SqliteStore& store() { return *m_store; }
    std::string
        min_proto; ///< What kiosks are asked to speak from the next restart on; empty: as the program does.
    /// A new sealing key, and a hub that starts with it.
    void rotate_sealing_key();
    hub::core::Vault& vault() { return *m_vault; }
    hub::core::Hub& hub() { return *m_hub; }
    hub::routes::Router& router() { return *m_router; }

private:
    void open();
    bool m_has_people_key;
    int m_next_key = 0;
    std::unique_ptr<hub::store::SqliteStore> m_store;
    std::unique_ptr<hub::core::Vault> m_vault;
    std::unique_ptr<hub::core::Hub> m_hub;
    std::unique_ptr<hub::routes::Readers> m_readers;
    std::unique_ptr<hub::routes::Router> m_router;
    std::map<std::string, std::string> m_tokens;
};

/// The line between a kiosk and a hub in memory: what is sent arrives, is lost, or loses its reply, as told.
class LineInMemory final : public net::HttpClient {
public:
    explicit LineInMemory(HubInMemory& hub)
        : m_hub(hub)
    {
    }
    base::Result<net::HttpAnswer> send(net::HttpRequest const& request) override;

    enum class Fate { Arrives, RequestLost, ReplyLost, CaptivePortal };
    std::function<Fate()> fate = [] { return Fate::Arrives; };
    std::function<void(std::string& body)> change = [](std::string&) {}; ///< What reaches the hub.
    int delivered = 0;

private:
    HubInMemory& m_hub;
};

} // namespace meguri::tests
