// A session: what may be written, and every state against every action.
//
// Break: session.cpp: let a published session be unpublished with people, hold from published, cancel a held
// one; allow capacity 0 for first come, 1001; `<` for `<=` at the end; compare parts without the index;
// forget the wide space.
#include "shared/domain/session.h"

#include <catch2/catch.hpp>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <tuple>

using namespace meguri::domain;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Time at(std::string const& text)
{
    auto const time = time_from_iso(text);
    REQUIRE(time);
    return *time;
}

Time now()
{
    return at("2026-11-21T10:00:00+09:00");
}

/// A class next week, ten to half past eleven, that nothing is wrong with.
Session good_session()
{
    Session session;
    session.id = SessionId("session-1");
    session.title = "はじめてのスマホ";
    session.provider = OrganisationId("kddi");
    session.municipality = MunicipalityCode::parse("352012");
    session.venue = VenueId("venue-1");
    session.starts_at = at("2026-11-28T10:00:00+09:00");
    session.ends_at = at("2026-11-28T11:30:00+09:00");
    session.parts = {{session.starts_at, session.ends_at, session.venue}};
    session.capacity = 10;
    return session;
}

/// The same in two parts, a week apart.
Session two_parts()
{
    auto session = good_session();
    session.parts.push_back(
        {at("2026-12-05T10:00:00+09:00"), at("2026-12-05T11:30:00+09:00"), session.venue});
    session.ends_at = session.parts.back().ends_at;
    return session;
}

void set_times(Session& session, Time starts_at, Time ends_at)
{
    session.starts_at = starts_at;
    session.ends_at = ends_at;
    session.parts = {{starts_at, ends_at, session.venue}};
}

/// "title capacity": the fields that something is wrong with, in order.
std::string fields(Session const& session)
{
    std::string text;
    for (auto const& problem : problems_of(session, now())) {
        CHECK_FALSE(problem.reason.empty());
        text += (text.empty() ? "" : " ") + problem.field;
    }
    return text;
}

using Change = std::function<void(Session&)>;

} // namespace

TEST_CASE("A session as written is taken, or the fields that are wrong are named", "[domain][session]")
{
    auto const [why, change, wrong] = GENERATE(table<std::string, Change, std::string>({
        {"nothing is wrong", [](Session&) {}, ""},
        {"no title", [](Session& s) { s.title = ""; }, "title"},
        {"a title of spaces, narrow and wide", [](Session& s) { s.title = " 　\t"; }, "title"},
        {"a title that begins with a wide space", [](Session& s) { s.title = "　教室"; }, ""},
        {"nobody fits", [](Session& s) { s.capacity = 0; }, "capacity"},
        {"less than nobody", [](Session& s) { s.capacity = -1; }, "capacity"},
        {"one seat: a home visit", [](Session& s) { s.capacity = 1; }, ""},
        {"the largest hall", [](Session& s) { s.capacity = 1000; }, ""},
        {"larger than that", [](Session& s) { s.capacity = 1001; }, "capacity"},
        {"a lottery for nothing", [](Session& s) { s.capacity = 0, s.admission = Admission::Lottery; },
            "capacity"},
        {"drop-in without a number", [](Session& s) { s.capacity = 0, s.admission = Admission::DropIn; }, ""},
        {"drop-in for minus one", [](Session& s) { s.capacity = -1, s.admission = Admission::DropIn; },
            "capacity"},
        {"begins now", [](Session& s) { set_times(s, now(), now() + hours(1)); }, ""},
        {"began a second ago", [](Session& s) { set_times(s, now() - seconds(1), now() + hours(1)); },
            "starts_at"},
        {"ends as it begins", [](Session& s) { set_times(s, s.starts_at, s.starts_at); }, "ends_at"},
        {"ends before it begins", [](Session& s) { set_times(s, s.starts_at, s.starts_at - hours(1)); },
            "ends_at"},
        {"all in the past", [](Session& s) { set_times(s, now() - hours(2), now() - hours(3)); },
            "starts_at ends_at"},
        {"two things at once", [](Session& s) { s.title = "", s.capacity = 0; }, "title capacity"},
    }));
    INFO(why);
    auto session = good_session();
    change(session);
    CHECK(fields(session) == wrong);
}

TEST_CASE("The parts of a session stand in order, apart, and within it", "[domain][session]")
{
    auto const [why, change, wrong] = GENERATE(table<std::string, Change, std::string>({
        {"two parts a week apart", [](Session&) {}, ""},
        {"one right behind the other",
            [](Session& s) {
                s.parts[1] = {s.parts[0].ends_at, s.parts[0].ends_at + hours(1), s.venue};
                s.ends_at = s.parts[1].ends_at;
            },
            ""},
        {"the second begins a minute before the first ends",
            [](Session& s) { s.parts[1].starts_at = s.parts[0].ends_at - minutes(1); }, "parts[1].starts_at"},
        {"the second before the first",
            [](Session& s) {
                std::swap(s.parts[0], s.parts[1]);
                s.starts_at = s.parts[0].starts_at;
                s.ends_at = s.parts[1].ends_at;
            },
            "ends_at parts[1].starts_at"},
        {"the first ends before it begins",
            [](Session& s) { s.parts[0].ends_at = s.parts[0].starts_at - hours(1); }, "parts[0].ends_at"},
        {"the second lasts no time",
            [](Session& s) { s.ends_at = s.parts[1].ends_at = s.parts[1].starts_at; }, "parts[1].ends_at"},
        {"no parts", [](Session& s) { s.parts.clear(); }, "parts"},
        {"the session begins before its first part", [](Session& s) { s.starts_at -= hours(1); },
            "parts[0].starts_at"},
        {"the session ends after its last part", [](Session& s) { s.ends_at += hours(1); },
            "parts[1].ends_at"},
    }));
    INFO(why);
    auto session = two_parts();
    change(session);
    CHECK(fields(session) == wrong);
}

TEST_CASE("The registration window opens before it closes and closes by the start", "[domain][session]")
{
    // Hours before the start; 0 is the start itself.
    auto const [opens, closes, wrong, why] = GENERATE(table<int, int, std::string, std::string>({
        {48, 24, "", "as usual"},
        {48, 0, "", "until the start"},
        {1, 0, "", "a last hour"},
        {24, 48, "registration_closes_at", "closes before it opens"},
        {24, 24, "registration_closes_at", "open for no time"},
        {48, -1, "registration_closes_at", "closes after the class began"},
        {0, 0, "registration_opens_at registration_closes_at", "opens when it begins"},
        {-1, -2, "registration_opens_at registration_closes_at", "opens after it began"},
        {500, 24, "", "opened long ago"},
    }));
    INFO(why);
    auto session = good_session();
    session.registration_opens_at = session.starts_at - hours(opens);
    session.registration_closes_at = session.starts_at - hours(closes);
    CHECK(fields(session) == wrong);
}

TEST_CASE("Either end of the registration window may be left open", "[domain][session]")
{
    auto session = good_session();
    session.registration_opens_at = now() + hours(1);
    CHECK(fields(session).empty());
    session.registration_opens_at.reset();
    session.registration_closes_at = now() + hours(1);
    CHECK(fields(session).empty());
}

TEST_CASE("Every action from every state leads where the table says or is refused", "[domain][session]")
{
    // Rows: state; columns: action. "-" is not_from_this_state. A star: only while nobody is registered.
    struct Row {
        SessionState from;
        std::array<char const*, 7> to;
    };
    constexpr std::array actions{SessionAction::Arrange, SessionAction::Redraft, SessionAction::Publish,
        SessionAction::Unpublish, SessionAction::Close, SessionAction::Hold, SessionAction::Cancel};
    // clang-format off
    constexpr std::array rows {
        //                             arrange      redraft  publish      unpublish close     hold    cancel
        Row {SessionState::Draft,     {"arranging", "-",     "published", "-",      "-",      "-",    "cancelled"}},
        Row {SessionState::Arranging, {"arranging", "draft", "published", "-",      "-",      "-",    "cancelled"}},
        Row {SessionState::Published, {"-",         "-",     "-",         "draft*", "closed", "-",    "cancelled"}},
        Row {SessionState::Closed,    {"-",         "-",     "-",         "-",      "-",      "held", "cancelled"}},
        Row {SessionState::Held,      {"-",         "-",     "-",         "-",      "-",      "-",    "-"}},
        Row {SessionState::Cancelled, {"-",         "-",     "-",         "-",      "-",      "-",    "-"}},
    };
    // clang-format on
    REQUIRE(rows.size() == Names<SessionState>::entries.size());
    REQUIRE(actions.size() == Names<SessionAction>::entries.size());
    for (auto const& row : rows)
        for (std::size_t i = 0; i < actions.size(); ++i)
            for (bool const has_people : {false, true}) {
                INFO(name_of(row.from) << " " << name_of(actions[i]) << (has_people ? " with people" : ""));
                std::string expected = row.to[i];
                if (expected == "-")
                    expected = "not_from_this_state";
                else if (expected.ends_with("*"))
                    expected = has_people ? "has_people" : expected.substr(0, expected.size() - 1);
                auto const result = after(row.from, actions[i], has_people);
                CHECK((result ? name_of(*result) : name_of(result.error())) == expected);
            }
}

TEST_CASE("The public sees a session once it was published, and goes on seeing it when it was cancelled",
    "[domain][session]")
{
    auto const [state, seen] = GENERATE(table<SessionState, bool>({
        {SessionState::Draft, false},
        {SessionState::Arranging, false},
        {SessionState::Published, true},
        {SessionState::Closed, true},
        {SessionState::Held, true},
        {SessionState::Cancelled, true},
    }));
    CAPTURE(name_of(state));
    CHECK(is_public(state) == seen);
}

TEST_CASE("Every name of an enumeration reads back as its value, and no other word does", "[domain][names]")
{
    for (auto const& [format, name] : Names<SessionFormat>::entries) {
        CHECK(from_name<SessionFormat>(name) == format);
        CHECK(name_of(format) == name);
    }
    CHECK(Names<SessionFormat>::entries.size() == 8);
    CHECK_FALSE(from_name<SessionFormat>("Home_visit"));
    CHECK_FALSE(from_name<SessionFormat>(""));
    CHECK(all_names<Admission>() == "first_come, lottery, drop_in");
}
