#include "tests/sim/sim_hub.h"

#include "admin/hub/routes/all.h"
#include "shared/base/verify.h"
#include "shared/net/gzip.h"

namespace meguri::sim {

namespace {

constexpr char database_path[] = "/hub/hub.db";

} // namespace

SimHub::SimHub(Plan const& plan, EventQueue& queue, crypto::Crypto const& crypto, Findings& findings)
    : m_plan(plan)
    , m_queue(queue)
    , m_crypto(crypto)
    , m_findings(findings)
    , m_random(plan.seed, "hub", queue.moment())
    , m_disk_random(plan.seed, "hub disk", queue.moment())
    , m_clock(queue)
    , m_disk(
          "hub", [this] { return m_disk_random.next(); },
          [this](char const* name) { m_findings.fault(name, "the hub"); })
{
    m_keys.signing = m_crypto.make_signing_pair(m_random);
    hub::core::PeopleKey people;
    people.sealing = m_crypto.make_box_pair(m_random);
    people.mark_key = m_random.bytes(32);
    m_keys.sealing_public_key = people.sealing.public_key;
    m_keys.people = std::move(people);
}

void SimHub::add_places()
{
    bool is_good = true;
    auto const put = [&](auto const& row) { is_good = is_good && m_store->put(row).has_value(); };
    auto const hagi = domain::MunicipalityCode::parse("352047").value();
    auto const nagato = domain::MunicipalityCode::parse("352110").value();
    put(domain::Municipality{hagi, "萩市", "はぎし", domain::MunicipalityKind::City});
    put(domain::Municipality{nagato, "長門市", "ながとし", domain::MunicipalityKind::City});
    using domain::OrganisationId;
    using Kind = domain::OrganisationKind;
    put(domain::Organisation{OrganisationId("prefecture"), "山口県", Kind::Prefecture});
    put(domain::Organisation{OrganisationId("352047"), "萩市", Kind::Municipality});
    put(domain::Organisation{OrganisationId("352110"), "長門市", Kind::Municipality});
    put(domain::Organisation{OrganisationId("provider"), "みほん", Kind::Provider});
    domain::Venue venue{domain::VenueId("v-hagi"), hagi, "みほん公民館", "みほんこうみんかん",
        domain::VenueKind::CommunityCentre, "7580041", "江向510", domain::Position{34.408, 131.399},
        "0838250000", "", std::nullopt, true, false, true};
    put(venue);
    venue.id = domain::VenueId("v-nagato");
    venue.municipality = nagato;
    venue.name = "みほん会館";
    put(venue);
    base::verify(is_good, "the places of the simulation");
    m_has_places = true;
}

bool SimHub::boot()
{
    auto store = hub::store::SqliteStore::open(database_path, m_disk.vfs_name());
    if (!store)
        return false;
    m_store = std::move(*store);
    m_clock.boot();
    if (!m_has_places)
        add_places();
    m_vault = std::make_unique<hub::core::Vault>(m_keys, m_crypto);
    hub::core::Limits limits;
    if (m_plan.tombstone_hours > 0)
        limits.tombstone_hours = m_plan.tombstone_hours;
    m_hub = std::make_unique<hub::core::Hub>(*m_store, *m_vault, m_clock, m_random, m_crypto, limits);
    auto const epoch = m_hub->epoch();
    if (!epoch) {
        close();
        return false;
    }
    m_readers = std::make_unique<hub::routes::Readers>(
        [this] { return hub::store::SqliteStore::open_reader(database_path, m_disk.vfs_name()); });
    hub::routes::Settings settings;
    settings.public_url = "http://hub.test";
    m_router = std::make_unique<hub::routes::Router>(
        hub::routes::Services{*m_readers, *m_vault, m_clock, m_random, m_crypto, *epoch, settings,
            [this](hub::core::Command command, std::function<void(hub::core::Outcome)> done) {
                auto const outcome = m_hub->apply({&command, 1}).front();
                if (!m_disk.is_dead() && !std::holds_alternative<hub::core::WorldFailed>(outcome)) {
                    ++commits;
                    on_commit();
                }
                done(outcome);
                return true;
            },
            [](base::Task task) { task(); }});
    hub::routes::add_all_routes(*m_router);
    m_rows = std::make_unique<Rows>(m_disk, database_path);
    on_boot();
    return true;
}

void SimHub::close()
{
    m_rows.reset();
    m_router.reset();
    m_readers.reset();
    m_hub.reset();
    m_vault.reset();
    m_store.reset();
}

void SimHub::power_cut()
{
    m_disk.power_cut();
    close();
    on_down();
}

void SimHub::kill()
{
    m_disk.kill();
    close();
    on_down();
}

void SimHub::maybe_lose_power()
{
    if (power_mid == 0)
        return;
    Chance chance(m_disk_random.next());
    m_disk.cut_power_at(chance.permille(power_mid) ? chance.between(1, 30) : 0);
}

bool SimHub::has_lost_power()
{
    if (!m_disk.is_dead()) {
        m_disk.cut_power_at(0);
        return false;
    }
    m_findings.fault("hub_power_mid", "the hub");
    power_cut();
    return true;
}

std::optional<HubAnswer> SimHub::ask(HubRequest const& request)
{
    if (!is_up())
        return std::nullopt;
    hub::server::Request asked;
    asked.method = request.method;
    asked.target = request.target;
    asked.path = request.target.substr(0, request.target.find('?'));
    asked.headers = request.headers;
    asked.body = request.body;
    if (asked.header("content-encoding") == "gzip") {
        auto unpacked = net::gunzip(request.body, 1U << 20U);
        if (!unpacked)
            return HubAnswer{400, "", {}};
        asked.body = std::move(*unpacked);
    }
    maybe_lose_power();
    HubAnswer answer;
    m_router->handle(std::move(asked), [&](hub::server::Response response) {
        answer.status = response.status;
        answer.body = response.shared_body ? *response.shared_body : std::move(response.body);
        for (auto& [name, value] : response.headers) {
            std::string lower;
            for (char const letter : name)
                lower += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
            answer.headers.emplace_back(lower, value);
        }
    });
    if (has_lost_power())
        return std::nullopt;
    return answer;
}

std::optional<hub::core::Outcome> SimHub::apply(hub::core::Command command)
{
    if (!is_up())
        return std::nullopt;
    maybe_lose_power();
    auto outcome = m_hub->apply({&command, 1}).front();
    if (has_lost_power())
        return std::nullopt;
    if (!std::holds_alternative<hub::core::WorldFailed>(outcome)) {
        ++commits;
        on_commit();
    }
    return outcome;
}

} // namespace meguri::sim
