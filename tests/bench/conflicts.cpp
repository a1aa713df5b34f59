// What looking for clashes adds to writing a class, with ten years of classes in the store: the same class
// written with a van and a lecturer and without, in turns, as one ratio; and the same in a store that is
// nearly empty. Prints ratios and their medians; never a pass or a fail.
//   bench_conflicts FOLDER [ROUNDS]
#include "admin/hub/core/hub.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/base/files.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace meguri;
namespace core = meguri::hub::core;
using Clock = std::chrono::steady_clock;

constexpr int resources_a_day = 20; ///< Each is used once a day, by a class of its own.
constexpr int days_of_ten_years = 2500; ///< 250 working days a year: 50,000 classes in all.

class Bench {
public:
    explicit Bench(std::filesystem::path const& folder)
    {
        std::filesystem::create_directories(folder);
        base::SystemFiles files;
        core::KeyPlaces const places{folder / "hub-key.json", folder / "people-key.json"};
        base::verify(core::make_keys(places, files, m_crypto, m_random).has_value(), "keys");
        m_vault = std::make_unique<core::Vault>(*core::load_keys(places, files), m_crypto);
        m_store = *hub::store::SqliteStore::open(folder / "hub.db");
        m_hub = std::make_unique<core::Hub>(*m_store, *m_vault, m_clock, m_random, m_crypto);
        add_places();
    }

    void fill(int days)
    {
        std::vector<core::Command> commands;
        for (int day = 0; day < days; ++day) {
            for (int i = 0; i < resources_a_day; ++i)
                commands.emplace_back(save(day, 10, i, true));
            if (commands.size() >= 1000 || day + 1 == days) {
                for (auto const& outcome : m_hub->apply(commands))
                    base::verify(std::holds_alternative<core::SessionAnswer>(outcome), "not filled");
                commands.clear();
            }
        }
    }

    /// Seconds of one write; each on another day, so that none is in the way of the next.
    double write(int days, bool has_resources)
    {
        auto const number = m_written++;
        core::Command const command
            = save((number * 7919) % days, 14 + (number / days) % 4, number % resources_a_day, has_resources);
        auto const start = Clock::now();
        auto const made = m_hub->apply({&command, 1});
        auto const seconds = std::chrono::duration<double>(Clock::now() - start).count();
        base::verify(std::holds_alternative<core::SessionAnswer>(made[0]), "not written");
        return seconds;
    }

private:
    void add_places()
    {
        auto const code = *domain::MunicipalityCode::parse("352047");
        domain::OrganisationId const clerk("352047");
        bool is_good
            = m_store->put(domain::Municipality{code, "萩市", "はぎし", domain::MunicipalityKind::City})
                  .has_value();
        is_good = is_good
            && m_store->put(domain::Organisation{clerk, "萩市", domain::OrganisationKind::Municipality})
                   .has_value();
        for (int i = 0; is_good && i < resources_a_day; ++i) {
            auto const number = std::to_string(i);
            domain::Position const position{34.2 + 0.01 * i, 131.4};
            domain::Venue const venue{domain::VenueId("v" + number), code, "会場" + number, "",
                domain::VenueKind::CommunityCentre, "", "", position, "", "", std::nullopt, false, false,
                false};
            is_good = m_store->put(venue).has_value();
            for (auto const kind : {domain::ResourceKind::Van, domain::ResourceKind::Lecturer}) {
                domain::Resource resource;
                resource.id = domain::ResourceId(std::string(domain::name_of(kind)) + number);
                resource.kind = kind;
                resource.name = resource.id.value;
                resource.owner = clerk;
                resource.setup_minutes = 10;
                is_good = is_good && m_store->put(resource).has_value();
            }
        }
        base::verify(is_good, "places");
    }

    core::SaveSession save(int day, int hour, int number, bool has_resources) const
    {
        domain::Session session;
        session.title = "LINE";
        session.provider = domain::OrganisationId("352047");
        session.venue = domain::VenueId("v" + std::to_string(number));
        auto const first = std::chrono::sys_days(domain::tokyo_date(m_clock.now())) + std::chrono::days(2);
        session.starts_at = domain::from_tokyo({domain::Date(first + std::chrono::days(day)), hour, 0, 0});
        session.ends_at = session.starts_at + std::chrono::minutes(50);
        session.capacity = 10;
        if (has_resources) {
            session.resources.push_back({domain::ResourceId("van" + std::to_string(number)), 1});
            session.resources.push_back({domain::ResourceId("lecturer" + std::to_string(number)), 1});
        }
        return {session, std::nullopt, "bench"};
    }

    base::SystemClock m_clock;
    base::SystemRandom m_random;
    crypto::SodiumCrypto m_crypto;
    std::unique_ptr<core::Vault> m_vault;
    std::unique_ptr<hub::store::SqliteStore> m_store;
    std::unique_ptr<core::Hub> m_hub;
    int m_written = 0;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The median write with resources over the median one without, taken in turns.
double ratio_of_round(Bench& bench, int days)
{
    std::vector<double> with;
    std::vector<double> without;
    for (int i = 0; i < 100; ++i) {
        with.push_back(bench.write(days, true));
        without.push_back(bench.write(days, false));
    }
    return median(with) / median(without);
}

void measure(std::filesystem::path const& folder, char const* name, int days, int rounds)
{
    Bench bench(folder);
    bench.fill(days);
    std::vector<double> ratios;
    std::printf("%-22s", name);
    for (int round = 0; round < rounds; ++round) {
        ratios.push_back(ratio_of_round(bench, days));
        std::printf(" %.2f", ratios.back());
    }
    std::printf("  ... %.2f\n", median(ratios));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_conflicts FOLDER [ROUNDS]\n");
        return 2;
    }
    std::filesystem::path const folder = argv[1];
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    std::printf("a write with two resources over the same without, each round ... median\n");
    measure(folder / "some", "a year: 5,000 classes", 250, rounds);
    measure(folder / "ten", "ten years: 50,000", days_of_ten_years, rounds);
    return 0;
}
