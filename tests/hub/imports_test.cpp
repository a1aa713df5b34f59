// Files about people: applications on paper and attendance. All rows or none, and a row that came before
// changes nothing.
#include "shared/domain/receipt_code.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

struct PaperDesk {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");
    std::string session = hub.published(2);

    static json paper(int line, std::string const& session, std::string const& kana, std::string const& phone)
    {
        return {{"line", line}, {"session", session}, {"kana", kana}, {"phone", phone}, {"birth_year", 1948},
            {"consent", true}};
    }
    json three() const
    {
        return {paper(2, session, "みほん はな", "09012345678"),
            paper(3, session, "ためし うめ", "09012345679"),
            paper(4, session, "れいだい きよ", "09012345680")};
    }
    tests::Answer import(json const& rows, bool is_dry_run = false, std::string const& kind = "registrations")
    {
        return hub.ask(
            "POST", "/v1/imports", {{"kind", kind}, {"dry_run", is_dry_run}, {"rows", rows}}, clerk);
    }
    json roster() { return hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, clerk).body; }
    std::int64_t head() { return hub.store().head_seq().value(); }
};

bool names(tests::Answer const& answer, std::string const& field, std::string const& reason = "")
{
    auto const& errors = answer.body["errors"];
    return std::any_of(errors.begin(), errors.end(), [&](auto const& one) {
        return one["field"] == field && (reason.empty() || one["reason"] == reason);
    });
}

// Break: keep what a dry run wrote; skip the waiting list; forget a line that came in an earlier file.
TEST_CASE("Papers become registrations by the rules, once, however often the file comes", "[hub][import]")
{
    PaperDesk desk;
    auto const before = desk.head();
    auto const dry = desk.import(desk.three(), true);
    INFO(dry.text);
    REQUIRE(dry.status == 200);
    CHECK(dry.body["changed"] == 3);
    CHECK(dry.body["rows"][2]["state"] == "waiting");
    CHECK(dry.body["rows"][2]["position"] == 1);
    CHECK_FALSE(dry.body["rows"][0].contains("code"));
    CHECK(desk.head() == before);
    CHECK(desk.roster()["confirmed"].empty());

    auto const first = desk.import(desk.three());
    REQUIRE(first.status == 200);
    CHECK(first.body["changed"] == 3);
    auto const roster = desk.roster();
    REQUIRE(roster["confirmed"].size() == 2);
    CHECK(roster["confirmed"][0]["kana"] == "みほん はな");
    CHECK(roster["confirmed"][0]["code"] == first.body["rows"][0]["code"]);
    CHECK(roster["waiting"].size() == 1);

    auto const seq = desk.head();
    desk.hub.restart();
    auto const again = desk.import(desk.three());
    CHECK(again.body["changed"] == 0);
    CHECK(again.body["unchanged"] == 3);
    CHECK(again.body["rows"][0]["code"] == first.body["rows"][0]["code"]);
    CHECK(desk.head() == seq);
}

// Break: bring back who cancelled since; take a person a second time who phoned first.
TEST_CASE("A longer file adds only who is new, and brings nobody back who cancelled", "[hub][import]")
{
    PaperDesk desk;
    auto const phoned = desk.hub.register_by_phone(desk.session, "みほん はな", "09012345678");
    REQUIRE(phoned.status == 201);
    auto const all = desk.three();
    auto const first = desk.import({all[0], all[1]});
    REQUIRE(first.status == 200);
    CHECK(first.body["rows"][0]["result"] == "unchanged");
    CHECK(first.body["rows"][0]["id"] == phoned.body["id"]);
    auto const second = first.body["rows"][1]["id"].get<std::string>();
    REQUIRE(desk.hub.ask("POST", "/v1/registrations/" + second + "/cancel", {{"reason", "電話"}}, desk.clerk)
                .status
        == 200);
    auto const longer = desk.import(all);
    CHECK(longer.body["changed"] == 1);
    CHECK(longer.body["rows"][1]["result"] == "unchanged");
    CHECK(longer.body["rows"][1]["state"] == "cancelled");
    CHECK(desk.roster()["confirmed"].size() == 2);
}

// Break: keep the good rows of a bad file; leave out consent; take a band that is none.
TEST_CASE("One wrong paper keeps all out and is named by line and column", "[hub][import]")
{
    PaperDesk desk;
    auto const closed = desk.hub.published(2);
    REQUIRE(desk.hub.ask("POST", "/v1/sessions/" + closed + "/close", nullptr, desk.clerk).status == 200);
    struct Row {
        json change;
        std::string field;
        std::string reason = "";
    };
    for (auto const& row :
        std::vector<Row>{
            {{{"kana", "漢字"}}, "line 3, kana"}, {{{"phone", "110"}}, "line 3, phone"},
            {{{"birth_year", 1800}}, "line 3, birth_year"}, {{{"birth_year", nullptr}}, "line 3, birth_year"},
            {{{"birth_year", nullptr}, {"age_band", "old"}}, "line 3, age_band"},
            {{{"consent", false}}, "line 3, consent", "no_consent"},
            {{{"consent", nullptr}}, "line 3, consent", "no_consent"},
            {{{"municipality", "352046"}}, "line 3, municipality"},
            {{{"session", "none"}}, "line 3, session", "unknown_session"},
            {{{"session", closed}}, "line 3, session", "closed"},
            {{{"session", nullptr}, {"venue", "v-none"}, {"starts_at", "2026-12-01T10:00:00+09:00"}},
                "line 3, venue", "unknown_venue"},
            {{{"session", nullptr}, {"venue", "v-hagi"}, {"starts_at", "2026-12-01T10:00:00+09:00"}},
                "line 3, starts_at", "no_session_then"},
            {{{"session", nullptr}, {"venue", "v-hagi"}}, "line 3, starts_at"},
            {{{"kana", "ミホン ハナ"}, {"phone", "090-1234-5678"}}, "line 3, kana"}, // As line 2.
        }) {
        auto rows = desk.three();
        for (auto const& [name, value] : row.change.items()) {
            rows[1][name] = value;
            if (value.is_null())
                rows[1].erase(name);
        }
        auto const answer = desk.import(rows);
        INFO(answer.text);
        CHECK(answer.status == 422);
        CHECK(names(answer, row.field, row.reason));
        CHECK(desk.roster()["confirmed"].empty());
    }
    CHECK(desk.import(json::array()).status == 422);
    CHECK(desk.import(desk.three(), false, "people").status == 422);
    CHECK(desk.import({"text", 5}).status == 422);
}

TEST_CASE("A paper may name hall and hour, and an age band instead of a year", "[hub][import]")
{
    PaperDesk desk;
    auto const session = desk.hub.ask("GET", "/v1/sessions/" + desk.session).body;
    auto rows = desk.three();
    rows[0].erase("session");
    rows[0].erase("birth_year");
    rows[0]["venue"] = "みほん公民館";
    rows[0]["starts_at"] = session["starts_at"];
    rows[0]["age_band"] = "75_79";
    auto const answer = desk.import(rows);
    INFO(answer.text);
    // Two classes begin there at that hour only after the second one is made.
    REQUIRE(answer.status == 200);
    auto const entry = desk.roster()["confirmed"][0];
    CHECK(entry["age_band"] == "75_79");
    CHECK_FALSE(entry.contains("birth_year"));
    desk.hub.published(2);
    CHECK(names(desk.import(rows), "line 2, starts_at", "several_sessions"));
}

// Break: write the marks before the queue; seal nothing.
TEST_CASE("Nobody of a file is readable in the hub's files, nor imported without the key", "[hub][import]")
{
    PaperDesk desk;
    REQUIRE(desk.import(desk.three()).status == 200);
    std::ifstream file(desk.hub.database(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    for (auto const* one : {"みほん", "うめ", "09012345678"})
        CHECK(bytes.str().find(one) == std::string::npos);
    HubInMemory away(2, false);
    auto const session = away.published(2);
    auto const answer = away.ask("POST", "/v1/imports",
        {{"kind", "registrations"}, {"rows", {PaperDesk::paper(2, session, "みほん", "09012345678")}}},
        away.token_of(domain::Role::Municipality, "352047"));
    CHECK(answer.status == 503);
}

// Break: audit a mark that stands already; take a number whose check digit is wrong.
TEST_CASE("Attendance comes by number, once, and all or none", "[hub][import]")
{
    PaperDesk desk;
    auto const papers = desk.import(desk.three());
    auto const code = [&](std::size_t i) { return papers.body["rows"][i]["code"].get<std::string>(); };
    json const marks{{{"line", 2}, {"code", domain::receipt_code_words(code(0))}, {"mark", "present"}},
        {{"line", 3}, {"code", code(1)}, {"mark", "no_show"}}};
    CHECK(desk.import(marks, true, "attendance").body["changed"] == 2);
    CHECK_FALSE(desk.roster()["confirmed"][0].contains("attendance"));
    auto const done = desk.import(marks, false, "attendance");
    INFO(done.text);
    REQUIRE(done.status == 200);
    CHECK(done.body["changed"] == 2);
    auto const row = desk.hub.store().registration(
        domain::RegistrationId(papers.body["rows"][1]["id"].get<std::string>()));
    CHECK(row.value()->attendance == domain::AttendanceMark::NoShow);
    auto const audit = desk.hub.store().audit_after(0, 10'000).value().size();
    auto const again = desk.import(marks, false, "attendance");
    CHECK(again.body["unchanged"] == 2);
    CHECK(desk.hub.store().audit_after(0, 10'000).value().size() == audit);

    auto wrong = code(0);
    wrong[0] = wrong[0] == '1' ? '2' : '1';
    struct Row {
        json row;
        std::string field;
        std::string reason = "";
    };
    for (auto const& bad : std::vector<Row>{
             {{{"line", 3}, {"code", wrong}, {"mark", "present"}}, "line 3, code", "wrong_code"},
             {{{"line", 3}, {"code", "137-460-923"}, {"mark", "present"}}, "line 3, code"},
             {{{"line", 3}, {"code", code(1)}, {"mark", "maybe"}}, "line 3, mark"},
             {{{"line", 3}, {"code", code(1)}}, "line 3, mark"},
             {{{"line", 3}, {"code", code(0)}, {"mark", "present"}}, "line 3, code"}, // As line 2.
             {{{"line", 3}, {"code", code(2)}, {"mark", "present"}}, "line 3, code", "not_from_this_state"},
         }) {
        json const first{{"line", 2}, {"code", code(0)}, {"mark", "late"}};
        auto const answer = desk.import({first, bad.row}, false, "attendance");
        INFO(answer.text);
        CHECK(answer.status == 422);
        CHECK(names(answer, bad.field, bad.reason));
    }
    auto const kept = desk.hub.store().registration(
        domain::RegistrationId(papers.body["rows"][0]["id"].get<std::string>()));
    CHECK(kept.value()->attendance == domain::AttendanceMark::Present);
}

} // namespace
