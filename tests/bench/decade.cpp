// Fills an empty folder with a hub that has ten years of one prefecture behind and before it: 50,000 classes
// and 400,000 registrations unless told otherwise. Prints `role login password` lines and one line per kiosk
// like `kiosk NUMBER INSTALL CREDENTIAL`; serve it with `meguri-hub serve --data FOLDER`.
//   decade_hub FOLDER [SESSIONS REGISTRATIONS]
// All of it is made by the hub's own core, but for the resources, which go straight to the store because they
// must be found by a known id. Registrations come as a clerk's would: a kiosk's would each have to be signed.
#include "admin/hub/app.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/new_password.h"
#include "admin/hub/facts/holidays_file.h"
#include "shared/base/assets.h"
#include "shared/base/files.h"
#include "tests/bench/decade_years.h"

#include <cstdio>
#include <cstdlib>

namespace {

using namespace meguri;
namespace core = hub::core;
using bench::DecadeTrouble;

constexpr int kiosks = 300;
constexpr char by[] = "decade";

std::string text_of(char const* name)
{
    auto text = base::SystemFiles().read(base::find_assets() / "data" / name);
    if (!text)
        throw DecadeTrouble{std::string(name) + " is not beside the program"};
    return std::move(*text);
}

void apply(core::Hub& hub, core::Command const& command)
{
    auto const outcome = hub.apply({&command, 1});
    if (auto const* failed = std::get_if<core::WorldFailed>(&outcome[0]))
        throw DecadeTrouble{failed->message};
    if (auto const* refusal = std::get_if<core::Refusal>(&outcome[0]))
        throw DecadeTrouble{refusal->reason + ": " + refusal->detail};
}

/// The documents of one year, the holidays, and the rules that come with the program.
void load_facts(core::Hub& hub)
{
    auto facts = hub::facts::parse_facts(text_of("yamaguchi-r6.json"));
    auto holidays = hub::facts::parse_holidays(text_of("holidays.json"));
    if (!facts || !holidays)
        throw DecadeTrouble{"the facts or the holidays cannot be read"};
    apply(hub, core::LoadFacts{std::move(*facts), by});
    apply(hub, core::SaveHolidays{std::move(*holidays), by});
}

void add_rules(core::Hub& hub)
{
    auto rules = core::parse_default_rules(text_of("programme-rules.json"));
    if (!rules)
        throw DecadeTrouble{"the rules cannot be read"};
    apply(hub, core::AddDefaultRules{std::move(*rules), by});
}

void add_users(core::Hub& hub, hub::facts::DemoData const& data)
{
    crypto::SodiumCrypto const crypto;
    base::SystemRandom random;
    for (auto const& account : data.accounts) {
        auto const password = core::new_password(random);
        auto const hash = core::need(crypto.hash_password(password));
        apply(hub, core::SaveUser{{account.login, account.role, account.organisation, hash, 0, {}}, by});
        std::printf("%s %s %s\n", std::string(domain::name_of(account.role)).c_str(), account.login.c_str(),
            password.c_str());
    }
}

void fill(std::filesystem::path const& folder, bench::DecadeSize size)
{
    hub::HubPlaces const places{folder, {}};
    core::need(hub::HubProgram::init(places));
    base::SystemFiles const files;
    crypto::SodiumCrypto const crypto;
    base::SystemClock const clock;
    base::SystemRandom random;
    core::Vault const vault(core::need(core::load_keys(hub::key_places(places), files)), crypto);
    auto const store = core::need(hub::store::SqliteStore::open(hub::database_path(places)));
    auto const data = hub::facts::parse_demo(text_of("demo-yamaguchi.json"));
    if (!data)
        throw DecadeTrouble{hub::facts::problem_words(data.error())};
    core::Hub now(*store, vault, clock, random, crypto);
    load_facts(now);
    bench::Decade decade(*store, vault, crypto, *data, clock.now());
    decade.live(size, [](int year) { std::fprintf(stderr, "%d\n", year); });
    decade.add_kiosks(std::min(kiosks, std::max(1, size.sessions / 100)));
    add_rules(now);
    add_users(now, *data);
    for (auto const& kiosk : core::need(store->kiosks()))
        std::printf("kiosk %u %s %s\n", kiosk.id, kiosk.install.c_str(),
            bench::Decade::credential_of(std::atoi(kiosk.install.c_str())).c_str());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2 && argc != 4) {
        std::fprintf(stderr, "decade_hub FOLDER [SESSIONS REGISTRATIONS]\n");
        return 2;
    }
    bench::DecadeSize size;
    if (argc == 4)
        size = {std::atoi(argv[2]), std::atoi(argv[3])};
    try {
        fill(argv[1], size);
    } catch (DecadeTrouble const& trouble) {
        std::fprintf(stderr, "decade_hub: %s\n", trouble.message.c_str());
        return 1;
    } catch (core::StorageTrouble const& trouble) {
        std::fprintf(stderr, "decade_hub: %s\n", trouble.error.message.c_str());
        return 1;
    }
    return 0;
}
