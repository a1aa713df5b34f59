// Papers with names on them, read back as the world reads them: the sign-in sheet and the roster of a class,
// the list of calls; and marks of attendance that are taken back.
#include "shared/base/files.h"
#include "tests/hub/town.h"
#include "tests/support/process.h"

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Answer;
using tests::Town;

/// A class of ten with two who have a seat, one of whom sees badly.
struct PaperTown {
    Town town;
    std::string session = town.hub.published(2);
    std::string first = come("みほん はな", "09012340001");
    std::string second = come("ためし たろう", "0838221234");
    std::string third = come("れいだい きく", "09012340003");

    std::string come(std::string const& kana, std::string const& phone)
    {
        return town.hub.register_by_phone(session, kana, phone).body["id"];
    }
    Answer paper(std::string const& what, std::string const& token = "")
    {
        return town.hub.ask("GET", what, nullptr, token.empty() ? town.clerk : token);
    }
    std::string words(std::string const& pdf)
    {
        auto const path = town.hub.folder.path() / "paper.pdf";
        REQUIRE(base::SystemFiles().write(path, pdf));
        return tests::run({"/usr/bin/pdftotext", "-layout", path.string(), "-"}).output;
    }
    std::string facts_of(std::string const& pdf, std::string const& program)
    {
        auto const path = town.hub.folder.path() / "paper.pdf";
        REQUIRE(base::SystemFiles().write(path, pdf));
        return tests::run({"/usr/bin/" + program, path.string()}).output;
    }
    std::ptrdiff_t readings(std::string const& purpose)
    {
        auto const rows = town.hub.store().audit_after(0, 10'000).value();
        return std::count_if(rows.begin(), rows.end(), [&](auto const& row) {
            return row.target == first && row.detail.find(purpose) != std::string::npos;
        });
    }
    Answer mark(json const& mark)
    {
        return town.hub.ask(
            "POST", "/v1/registrations/" + first + "/attendance", {{"mark", mark}}, town.clerk);
    }
};

bool holds(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

// Break: print who waits, forget the number, leave the font out, or write no reading down.
TEST_CASE(
    "The sign-in sheet has who has a seat, in Japanese that can be read back, on record", "[hub][paper]")
{
    PaperTown story;
    auto const sheet = story.paper("/v1/sessions/" + story.session + "/sign-in-sheet.pdf");
    REQUIRE(sheet.status == 200);
    auto const text = story.words(sheet.text);
    INFO(text);
    CHECK(holds(text, "出席簿"));
    CHECK(holds(text, "みほん はな"));
    CHECK(holds(text, "ためし たろう"));
    CHECK_FALSE(holds(text, "れいだい きく"));
    CHECK(holds(text, "ご署名"));
    // A sheet lies about: numbers to call are on the roster.
    CHECK_FALSE(holds(text, "090-1234-0001"));
    CHECK(story.readings("sign_in_sheet") == 1);
    CHECK(holds(story.facts_of(sheet.text, "pdffonts"), "BIZ"));
    CHECK(holds(story.facts_of(sheet.text, "pdfinfo"), "A4"));
}

// Break: leave out who waits, or the telephone.
TEST_CASE("The roster has numbers to call, and who waits below", "[hub][paper]")
{
    PaperTown story;
    auto const roster = story.paper("/v1/sessions/" + story.session + "/roster.pdf");
    REQUIRE(roster.status == 200);
    auto const text = story.words(roster.text);
    INFO(text);
    CHECK(holds(text, "090-1234-0001"));
    CHECK(holds(text, "待1"));
    CHECK(text.find("れいだい きく") > text.find("ためし たろう"));
    CHECK(holds(story.facts_of(roster.text, "pdfinfo"), "Pages:           1"));
}

// Break: put both days on one page.
TEST_CASE("A class of two days has a sheet to sign for each", "[hub][paper]")
{
    PaperTown story;
    auto const begin = story.town.hub.clock.now() + std::chrono::hours(24 * 20);
    auto const part = [&](int day) {
        auto const from = begin + std::chrono::hours(24 * day);
        return json{{"starts_at", domain::to_iso(from)},
            {"ends_at", domain::to_iso(from + std::chrono::hours(1))}, {"venue", "v-hagi"}};
    };
    story.town.change(story.session,
        {{"starts_at", part(0)["starts_at"]}, {"ends_at", part(2)["ends_at"]},
            {"parts", json::array({part(0), part(2)})}});
    auto const sheet = story.paper("/v1/sessions/" + story.session + "/sign-in-sheet.pdf");
    REQUIRE(sheet.status == 200);
    CHECK(holds(story.facts_of(sheet.text, "pdfinfo"), "Pages:           2"));
    auto const text = story.words(sheet.text);
    CHECK(holds(text, "1日目"));
    CHECK(holds(text, "2日目"));
    // The move made calls; what to say stands on their list.
    auto const list = story.paper("/v1/calls/list.pdf");
    REQUIRE(list.status == 200);
    auto const said = story.words(list.text);
    INFO(said);
    CHECK(holds(said, "日時・会場が"));
    CHECK(holds(said, "みほん はな"));
    CHECK(holds(said, "スマホ教室の係です"));
    CHECK(story.readings("call_list") == 1);
    // The prefecture counts; it does not call.
    auto const blind
        = story.paper("/v1/calls/list.pdf", story.town.hub.token_of(domain::Role::Prefecture, "prefecture"));
    REQUIRE(blind.status == 200);
    CHECK_FALSE(holds(story.words(blind.text), "みほん はな"));
    CHECK(story.readings("call_list") == 1);
}

// Break: leave the state of a mark that was taken back, or seat who waits.
TEST_CASE("A mark of attendance that was set by mistake is taken back", "[hub][attendance]")
{
    PaperTown story;
    auto const state = [&] {
        return story.town.hub.store().registration(domain::RegistrationId(story.first)).value().value();
    };
    CHECK(story.mark("no_show").status == 200);
    CHECK(state().state == domain::RegistrationState::NoShow);
    CHECK(story.mark(nullptr).status == 200);
    CHECK(state().state == domain::RegistrationState::Confirmed);
    CHECK_FALSE(state().attendance);
    CHECK(story.mark("here").status == 422);
    CHECK(story.mark("").status == 422);
    auto const part = story.town.hub.ask("POST", "/v1/registrations/" + story.first + "/attendance",
        {{"mark", nullptr}, {"part", 2}}, story.town.clerk);
    CHECK(part.status == 422);
    CHECK(part.body["errors"][0]["field"] == "part");
    auto const waits = story.town.hub.ask(
        "POST", "/v1/registrations/" + story.third + "/attendance", {{"mark", nullptr}}, story.town.clerk);
    INFO(waits.text);
    CHECK(waits.status == 200);
    CHECK(waits.body["state"] == "waiting");
}

} // namespace
