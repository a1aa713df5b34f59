// The small simulation: production cores of one hub and two kiosks in one thread, a line that loses what it
// likes, crashes and restarts. After healing: every receipt is at the hub exactly once, nobody is over
// capacity, all agree.
#include "kiosk/local/kiosk.h"
#include "tests/support/hub_in_memory.h"
#include "tests/support/roomy_files.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using kiosk::local::Kiosk;
using kiosk::local::Line;
using tests::HubInMemory;
using tests::LineInMemory;

struct Site {
    std::unique_ptr<LineInMemory> line;
    tests::RoomyFiles files;
    std::unique_ptr<Kiosk> kiosk;
    std::filesystem::path path;
    std::vector<kiosk::local::RegisterOutcome> receipts;
};

std::unique_ptr<Kiosk> open(HubInMemory& hub, Site& site)
{
    auto kiosk = Kiosk::open(site.path, {hub.clock, hub.random, hub.crypto, *site.line, site.files});
    REQUIRE(kiosk);
    return std::move(*kiosk);
}

void register_somebody(Site& site, std::string const& session, tests::SeededRandom& dice)
{
    static constexpr char const* kana[]{"あ", "い", "う", "え", "お", "か", "き", "く"};
    kiosk::local::Form form;
    form.session = session;
    form.person.kana = std::string(kana[dice.below(8)]) + kana[dice.below(8)] + kana[dice.below(8)];
    form.person.phone = "0901234567" + std::to_string(dice.below(3));
    form.person.birth_year = 1940 + static_cast<int>(dice.below(3));
    auto const outcome = site.kiosk->register_person(form, dice.below(3) == 0 ? Line::Forbid : Line::Use);
    REQUIRE(outcome);
    if (!outcome->id.empty())
        site.receipts.push_back(*outcome);
}

// Break: acknowledge before COMMIT, forget the pending rows at start, or give a seat without counting.
TEST_CASE("Twenty seeds of lost replies, crashes and restarts lose no receipt and overbook nobody", "[sim]")
{
    auto const seed = GENERATE(range(std::uint64_t(1), std::uint64_t(21)));
    INFO("seed " << seed);
    HubInMemory hub(seed);
    tests::SeededRandom dice(seed * 7919);
    auto const session = hub.published(4);
    std::vector<Site> sites(2);
    for (auto& site : sites) {
        site.line = std::make_unique<LineInMemory>(hub);
        site.path = hub.folder.path() / ("kiosk" + std::to_string(&site - sites.data()) + ".db");
        site.kiosk = open(hub, site);
        REQUIRE(site.kiosk->enrol("http://hub.test", hub.enrol_code("v-hagi")));
        REQUIRE(site.kiosk->sync());
        site.line->fate = [&dice] { return static_cast<LineInMemory::Fate>(dice.below(4)); };
    }
    for (int step = 0; step < 60; ++step) {
        auto& site = sites[dice.below(2)];
        hub.clock.pass(std::chrono::seconds(dice.below(600)));
        switch (dice.below(6)) {
        case 0:
            site.kiosk.reset();
            site.kiosk = open(hub, site);
            break;
        case 1:
            hub.restart();
            break;
        case 2:
            (void)site.kiosk->sync();
            break;
        default:
            register_somebody(site, session, dice);
        }
    }
    std::size_t receipts = 0;
    for (auto& site : sites) {
        site.line->fate = [] { return LineInMemory::Fate::Arrives; };
        REQUIRE(site.kiosk->sync());
        for (auto const& row : site.kiosk->outbox().value())
            CHECK(row.state == "acked");
    }
    for (auto& site : sites) {
        REQUIRE(site.kiosk->sync());
        for (auto const& receipt : site.receipts) {
            auto const row = hub.store().registration(domain::RegistrationId(receipt.id)).value();
            REQUIRE(row);
            ++receipts;
            if (receipt.state == "confirmed")
                CHECK(row->state == domain::RegistrationState::Confirmed);
            if (receipt.state != "duplicate")
                CHECK(site.kiosk->registration_by_code(row->code).value()->state
                    == domain::name_of(row->state));
        }
    }
    auto const seats = hub.store().seats(domain::SessionId(session)).value();
    CHECK(seats.confirmed <= seats.capacity);
    CHECK((seats.waiting == 0 || seats.confirmed == seats.capacity));
    CHECK(receipts > 10);
}

} // namespace
