// How many registrations become durable in the time of one bare fdatasync: the whole write path of the hub
// (sealed box, queue, group commit, decision, audit, feed marks, COMMIT) at 1, 16 and 64 clients, each
// between two probes of the same disk in the same run. Prints ratios and their medians; never a pass or a
// fail.
//   bench_registrations FOLDER [ROUNDS]
#include "admin/hub/core/hub.h"
#include "admin/hub/server/writer.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <future>
#include <thread>
#include <vector>

namespace {

using namespace meguri;
namespace core = meguri::hub::core;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Seconds of one 4 KiB append with fdatasync.
double probe(std::filesystem::path const& folder)
{
    auto const path = folder / "probe";
    int const file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    std::vector<char> const block(4096, 'x');
    constexpr int count = 200;
    auto const start = Clock::now();
    for (int i = 0; i < count; ++i)
        if (::write(file, block.data(), block.size()) < 0 || ::fdatasync(file) != 0)
            std::perror("probe");
    double const each = seconds_since(start) / count;
    ::close(file);
    return each;
}

class Bench {
public:
    explicit Bench(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
        base::SystemFiles files;
        core::KeyPlaces const places{m_folder / "hub-key.json", m_folder / "people-key.json"};
        bool const is_made = core::make_keys(places, files, m_crypto, m_random).has_value();
        base::verify(is_made, "keys");
        m_vault = std::make_unique<core::Vault>(*core::load_keys(places, files), m_crypto);
        m_store = *hub::store::SqliteStore::open(m_folder / "hub.db");
        m_hub = std::make_unique<core::Hub>(*m_store, *m_vault, m_clock, m_random, m_crypto);
        add_session();
        m_writer = std::make_unique<Writer>(
            [this](std::span<core::Command const> commands) { return m_hub->apply(commands); });
    }

    /// Registrations a second.
    double run(int clients, int each)
    {
        std::vector<std::thread> threads;
        threads.reserve(static_cast<std::size_t>(clients));
        auto const start = Clock::now();
        for (int i = 0; i < clients; ++i)
            threads.emplace_back([this, each] {
                for (int n = 0; n < each; ++n)
                    register_one();
            });
        for (auto& thread : threads)
            thread.join();
        return clients * each / seconds_since(start);
    }

private:
    using Writer = hub::server::Writer<core::Command, core::Outcome>;

    void add_session()
    {
        auto const code = *domain::MunicipalityCode::parse("352047");
        bool is_good
            = m_store->put(domain::Municipality{code, "萩市", "はぎし", domain::MunicipalityKind::City})
                  .has_value();
        is_good = is_good
            && m_store
                   ->put(domain::Organisation{
                       domain::OrganisationId("352047"), "萩市", domain::OrganisationKind::Municipality})
                   .has_value();
        domain::Venue venue{domain::VenueId("v1"), code, "みほん公民館", "",
            domain::VenueKind::CommunityCentre, "", "", std::nullopt, "", "", std::nullopt, false, false,
            false};
        is_good = is_good && m_store->put(venue).has_value();
        base::verify(is_good, "places");
        domain::Session session;
        session.title = "LINE";
        session.provider = domain::OrganisationId("352047");
        session.venue = domain::VenueId("v1");
        session.starts_at = m_clock.now() + std::chrono::hours(48);
        session.ends_at = session.starts_at + std::chrono::hours(1);
        session.capacity = 1000;
        for (int i = 0; i < 64; ++i) {
            core::Command const make = core::SaveSession{session, std::nullopt, "bench"};
            auto const made = m_hub->apply({&make, 1});
            auto const id = std::get<core::SessionAnswer>(made[0]).id;
            core::Command const publish = core::ActOnSession{id, domain::SessionAction::Publish, "", "bench"};
            (void)m_hub->apply({&publish, 1});
            m_sessions.push_back(id);
        }
    }

    void register_one()
    {
        auto const number = m_next++;
        protocol::Registrant person;
        person.kana = "みほん はな";
        person.phone = "090" + std::to_string(10000000 + number);
        person.birth_year = 1948;
        core::TakeRegistration command;
        command.id = domain::RegistrationId(base::make_uuid7(m_clock, m_random));
        command.session = m_sessions[static_cast<std::size_t>(number) % m_sessions.size()];
        command.sealed = *m_vault->seal(person, {0, "", 0, command.id.value, command.session.value});
        command.key_id = 1;
        command.facts.marks = m_vault->marks_of(person);
        command.token = "0123456789abcdef";
        command.taken_by = "bench";
        command.idempotency = {"bench", std::to_string(number), "hash"};
        std::promise<void> done;
        auto waiting = done.get_future();
        bool const is_taken = m_writer->submit(std::move(command), [&done](core::Outcome const& outcome) {
            base::verify(std::holds_alternative<core::RegistrationAnswer>(outcome), "not registered");
            done.set_value();
        });
        base::verify(is_taken, "queue full");
        waiting.get();
    }

    std::filesystem::path m_folder;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    crypto::SodiumCrypto m_crypto;
    std::unique_ptr<core::Vault> m_vault;
    std::unique_ptr<hub::store::SqliteStore> m_store;
    std::unique_ptr<core::Hub> m_hub;
    std::vector<domain::SessionId> m_sessions;
    std::atomic<int> m_next = 0;
    std::unique_ptr<Writer> m_writer;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_registrations FOLDER [ROUNDS]\n");
        return 2;
    }
    std::filesystem::path const folder = argv[1];
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    std::filesystem::create_directories(folder);
    Bench bench(folder);
    std::printf("clients  registrations per fdatasync, each round ... median\n");
    for (int const clients : {1, 16, 64}) {
        std::vector<double> ratios;
        std::printf("%7d ", clients);
        for (int round = 0; round < rounds; ++round) {
            double const before = probe(folder);
            double const rate = bench.run(clients, clients == 1 ? 200 : 60);
            double const after = probe(folder);
            ratios.push_back(rate * (before + after) / 2);
            std::printf(" %.2f", ratios.back());
        }
        std::printf("  ... %.2f\n", median(ratios));
    }
    return 0;
}
