// The desk's calls and what needs a person today, against a canned hub over a real socket and as tables: what
// to say, what becomes of a call, what the files hold, which line leads where.
#include "admin/desk/models/today_lines.h"
#include "shared/domain/call_words.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

base::Time moment(char const* iso)
{
    return domain::time_from_iso(iso).value();
}

base::Time const now = moment("2026-10-05T09:00:00+09:00");

json call_json(std::string const& id, std::string const& reason, std::string const& kana,
    std::string const& phone, std::string const& starts = "2026-10-08T10:00:00+09:00")
{
    json registration{{"id", "r" + id}, {"code", "137460923"}, {"state", "confirmed"}};
    if (!kana.empty()) {
        registration["kana"] = kana;
        registration["phone"] = phone;
        registration["address"] = "椿東みほん1番2号";
    }
    return {{"id", id}, {"reason", reason}, {"made_at", "2026-10-04T09:00:00+09:00"}, {"tried", 0},
        {"note", ""},
        {"session",
            {{"id", "s" + id}, {"title", "はじめてのLINE"}, {"state", "published"}, {"starts_at", starts},
                {"ends_at", "2026-10-08T11:00:00+09:00"},
                {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
                {"venue", {{"id", "v1"}, {"name", "みほん公民館"}}}}},
        {"registration", registration}};
}

json calls_json(bool is_named = true)
{
    auto const kana = [&](char const* words) { return std::string(is_named ? words : ""); };
    return {{"calls",
        {call_json("1", "session_moved", kana("れいだい きよ"), "0838221234", "2026-10-20T10:00:00+09:00"),
            call_json("2", "promoted", kana("みほん はな"), "09012345678"),
            call_json("3", "session_cancelled", kana("=cmd|' /C calc'!A0"), "08012340000",
                "2026-10-14T10:00:00+09:00")}}};
}

struct CallOffice : Office {
    CallOffice()
        : Office(now)
    {
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array()}, {"next", nullptr}});
        hub.answer("GET /v1/calls", 200, calls_json(false));
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "municipality"}, {"org", "352047"}});
        desk.log_in("hagi", "himitsu");
        settle();
    }
    Calls& calls() { return desk.calls(); }
    void open()
    {
        hub.answer("GET /v1/calls", 200, calls_json());
        desk.open(Section::Calls);
        settle();
    }
    /// How often names were asked for.
    std::size_t named_looks() const
    {
        std::size_t looks = 0;
        for (auto const& request : hub.asked("GET /v1/calls"))
            if (request.parameter("purpose") == "call_list")
                ++looks;
        return looks;
    }
};

bool holds(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

// Break: leave a reason without words, or let a sentence lose the day, the class, or what is asked.
TEST_CASE("Every reason the hub calls for has whole sentences to read out", "[desk][calls]")
{
    struct Row {
        std::string reason;
        std::string words;
        std::string said;
    };
    for (auto const& row : std::vector<Row>{
             {"promoted", "席が空いた", "席が空きました"},
             {"session_moved", "日時・会場が変わった", "変わりました"},
             {"session_cancelled", "中止のお知らせ", "中止になりました"},
             {"moved", "別の回に移った", "お移ししました"},
             {"released", "席を次の方へ回した", "お回ししました"},
             {"provisional_confirmed", "仮受付の結果", "席がとれました"},
             {"provisional_waiting", "仮受付の結果", "お待ちの列に"},
             {"provisional_refused", "仮受付の結果", "お受けできませんでした"},
             {"promise_broken", "約束した席がない", "申し訳ございません"},
             {"code_changed", "受付番号が変わった", "137-460-923"},
             {"drawn", "抽選の結果", "当選"},
             {"not_drawn", "抽選の結果", "お取りできませんでした"},
             {"visit_scheduled", "訪問の日が決まった", "ご自宅に"},
             {"of_a_newer_hub", "of_a_newer_hub", "お知らせがあります"},
         }) {
        INFO(row.reason);
        CHECK(domain::call_reason_words(row.reason) == row.words);
        auto const script = domain::call_script({row.reason, "萩市", "みほん はな", "137-460-923",
            "はじめてのLINE", "みほん公民館", moment("2026-10-08T10:00:00+09:00"), "confirmed", {}});
        CHECK(holds(script, "萩市の スマホ教室の係です。みほん はなさん"));
        CHECK(holds(script, "10月8日(木) 午前10時の「はじめてのLINE」(みほん公民館)"));
        CHECK(holds(script, row.said));
        CHECK(script.ends_with("。"));
    }
    auto const asked = domain::call_script({"promoted", "", "", "137-460-923", "はじめてのLINE",
        "みほん公民館", now, "confirmed", moment("2026-10-07T17:00:00+09:00")});
    CHECK(asked.starts_with("スマホ教室の係です。"));
    CHECK(holds(asked, "10月7日(水) 午後5時までに お返事をください"));
}

// Break: ask for names at the log-in or by the timer; put what hurries last.
TEST_CASE("Names open when the clerk opens the calls, and never by the timer", "[desk][calls]")
{
    CallOffice office;
    CHECK(office.named_looks() == 0);
    CHECK(office.calls().count() == 3);
    CHECK(office.desk.urgent_count(Section::Calls) == 3);
    office.open();
    CHECK(office.named_looks() == 1);
    auto& table = office.calls().table();
    REQUIRE(table.row_count() == 3);
    CHECK(table.id(0) == "2");
    CHECK(table.id(2) == "1");
    // The timer's look keeps the names that are open.
    office.hub.answer("GET /v1/calls", 200, calls_json(false));
    office.desk.refresh_quietly();
    office.settle();
    CHECK(office.named_looks() == 1);
    CHECK(table.find("2")->person.kana == "みほん はな");
    office.desk.refresh();
    office.settle();
    CHECK(office.named_looks() == 2);
}

// Break: take a call off the list before the hub said so; lose the note; choose nobody next.
TEST_CASE("A call that was told goes, one in vain stays with its note", "[desk][calls]")
{
    CallOffice office;
    office.open();
    auto& calls = office.calls();
    calls.choose("2");
    CHECK(holds(script_of(*calls.chosen()), "席が空きました"));
    SECTION("in vain")
    {
        office.hub.answer("POST /v1/calls/2/tried", 200, {{"id", "2"}, {"state", "tried"}});
        calls.open_tried();
        CHECK(calls.is_tried_open());
        calls.tried("夕方に もう1度");
        office.settle();
        CHECK(json::parse(office.hub.asked("POST /v1/calls/2/tried").at(0).body)["note"] == "夕方に もう1度");
        CHECK(calls.table().row_count() == 3);
        CHECK_FALSE(calls.is_tried_open());
    }
    SECTION("told")
    {
        office.hub.answer("POST /v1/calls/2/done", 200, {{"id", "2"}, {"state", "done"}});
        auto left = calls_json(false);
        left["calls"].erase(1);
        office.hub.answer("GET /v1/calls", 200, left);
        calls.told();
        office.settle();
        CHECK(calls.table().row_count() == 2);
        CHECK(calls.chosen_id() == "3");
        CHECK(calls.notice().tone == Tone::Ok);
        office.hub.answer("POST /v1/calls/2/reopen", 200, {{"id", "2"}, {"state", "open"}});
        office.hub.answer("GET /v1/calls", 200, calls_json(false));
        auto const looks = office.named_looks();
        CHECK(calls.undo());
        office.settle();
        REQUIRE(calls.table().find("2") != nullptr);
        CHECK(calls.table().find("2")->person.kana == "みほん はな");
        CHECK(calls.chosen_id() == "2");
        CHECK(office.named_looks() == looks);
        CHECK_FALSE(calls.undo());
    }
    SECTION("the line is down: it stays, and the words say so")
    {
        office.hub.stop();
        calls.told();
        office.settle();
        CHECK(calls.table().find("2") != nullptr);
        CHECK(holds(calls.notice().text, "まだ 一覧に残っています"));
    }
    SECTION("one kind alone")
    {
        REQUIRE(calls.kinds().size() == 4);
        calls.show_kind("中止のお知らせ");
        CHECK(calls.table().row_count() == 1);
        CHECK(calls.chosen_id() == "3");
        CHECK(calls.count() == 3);
    }
}

// Break: write a phone as a number, let a name run as a formula, send a short message to a house.
TEST_CASE(
    "Files for postcards and short messages hold text that no spreadsheet runs or cuts", "[desk][calls]")
{
    CallOffice office;
    office.open();
    auto& calls = office.calls();
    calls.ask_file(CallFile::Postcards, "/tmp/cards.csv");
    office.settle();
    auto const cards = calls.take_file();
    REQUIRE(cards);
    CHECK_FALSE(calls.take_file());
    CHECK(cards->bytes.starts_with("\xEF\xBB\xBF"));
    CHECK(holds(cards->bytes, "みほん はな,萩市,椿東みほん1番2号,席が空いた,"));
    CHECK(holds(cards->bytes, "137-460-923"));
    CHECK(holds(cards->bytes, "\r\n'=cmd|"));
    CHECK(office.hub.asked("GET /v1/calls").back().parameter("purpose") == "postcards");
    calls.ask_file(CallFile::Messages, "/tmp/sms.csv");
    office.settle();
    auto const messages = calls.take_file();
    REQUIRE(messages);
    CHECK(holds(messages->bytes, "\r\n090-1234-5678,みほん はな,"));
    CHECK(holds(messages->bytes, "080-1234-0000"));
    CHECK_FALSE(holds(messages->bytes, "れいだい きよ"));
    office.hub.answer_text("GET /v1/calls/list.pdf", 200, "%PDF-1.7 …");
    calls.ask_file(CallFile::PrintedList, "/tmp/list.pdf");
    office.settle();
    CHECK(calls.take_file()->bytes.starts_with("%PDF"));
    office.hub.answer_text("GET /v1/calls/list.pdf", 200, "<html>");
    calls.ask_file(CallFile::PrintedList, "/tmp/list.pdf");
    office.settle();
    CHECK_FALSE(calls.take_file());
    CHECK(calls.notice().tone == Tone::Stop);
}

namespace {

Session session_on(std::string const& id, char const* starts, char const* ends, std::string const& state)
{
    Session session;
    session.id = id;
    session.title = "はじめてのLINE";
    session.format = "venue_class";
    session.admission = "first_come";
    session.state = state;
    session.municipality_code = "352047";
    session.venue.name = "みほん公民館";
    session.starts_at = moment(starts);
    session.ends_at = moment(ends);
    session.capacity = 10;
    session.seats_left = 4;
    return session;
}

/// Everything today's lines are made of, empty to begin with.
struct TodayDesk {
    std::vector<Session> sessions;
    SessionUses uses;
    SessionMarks marks;
    std::vector<Resource> resources;
    std::vector<KioskRow> kiosks;
    std::vector<CallTask> calls;
    std::vector<HelpCall> help;
    std::vector<Subsidy> subsidies;

    std::vector<TodayGroup> groups() const
    {
        return today_groups({now, sessions, uses, marks, resources, kiosks, calls, help, subsidies});
    }
    /// The lines of one kind.
    std::vector<TodayLine> lines(TodayKind kind) const
    {
        auto const all = groups();
        auto const found = std::ranges::find(all, kind, &TodayGroup::kind);
        return found == all.end() ? std::vector<TodayLine>() : found->lines;
    }
};

} // namespace

// Break: count what is settled; lead a line to another place than where it is dealt with.
TEST_CASE("Today lists what needs a person, each with why and with where it is dealt with", "[desk][today]")
{
    TodayDesk desk;
    CHECK(today_count(desk.groups()) == 0);
    CHECK(holds(today_headline(now, 0), "ありません"));
    CHECK(today_headline(now, 11) == "10月5日(月) 人の手が要ることは 11件です");

    SECTION("deadlines: reports of subsidies within two weeks, and those that should be there")
    {
        auto const due = [&](char const* id, char const* day) {
            Subsidy subsidy;
            subsidy.id = id;
            subsidy.municipality_name = "萩市";
            subsidy.report_due = domain::date_from_iso(day);
            desk.subsidies.push_back(subsidy);
        };
        due("near", "2026-10-19");
        due("far", "2026-10-20");
        due("late", "2026-10-02");
        due("none", "");
        auto const lines = desk.lines(TodayKind::Deadlines);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].target == "near");
        CHECK(lines[0].why == "報告 10月19日まで(あと14日)");
        CHECK(lines[0].deed == TodayDeed::OpenSubsidy);
        CHECK(lines[1].why == "報告の期限 10月2日を 3日すぎました");
        CHECK(lines[1].chip == "3日すぎ");
        CHECK(lines[1].tone == Tone::Stop);
    }
    SECTION("deadlines: what is near and not public, what is over and not written down")
    {
        desk.sessions = {
            session_on("near", "2026-10-12T10:00:00+09:00", "2026-10-12T11:00:00+09:00", "draft"),
            session_on("far", "2026-11-12T10:00:00+09:00", "2026-11-12T11:00:00+09:00", "draft"),
            session_on("public", "2026-10-12T10:00:00+09:00", "2026-10-12T11:00:00+09:00", "published"),
            session_on("over", "2026-10-02T10:00:00+09:00", "2026-10-02T11:00:00+09:00", "closed"),
            session_on("held", "2026-10-02T10:00:00+09:00", "2026-10-02T11:00:00+09:00", "held"),
            session_on("called off", "2026-10-06T10:00:00+09:00", "2026-10-06T11:00:00+09:00", "cancelled")};
        auto const lines = desk.lines(TodayKind::Deadlines);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].target == "near");
        CHECK(lines[0].chip == "あと7日");
        CHECK(lines[0].deed == TodayDeed::OpenSession);
        CHECK(lines[1].target == "over");
        CHECK(lines[1].deed == TodayDeed::OpenRoster);
    }
    SECTION("today's classes by time, a course of several days on its second as on its first")
    {
        auto course
            = session_on("course", "2026-09-28T09:30:00+09:00", "2026-10-12T10:30:00+09:00", "published");
        for (std::string const day : {"2026-09-28", "2026-10-05", "2026-10-12"})
            course.parts.push_back(
                {moment((day + "T09:30:00+09:00").c_str()), moment((day + "T10:30:00+09:00").c_str()), ""});
        desk.sessions = {course,
            session_on("late", "2026-10-05T14:00:00+09:00", "2026-10-05T15:00:00+09:00", "published"),
            session_on("early", "2026-10-05T09:00:00+09:00", "2026-10-05T10:00:00+09:00", "published"),
            session_on("tomorrow", "2026-10-06T09:00:00+09:00", "2026-10-06T10:00:00+09:00", "published")};
        std::string said;
        for (auto const& line : desk.lines(TodayKind::Classes))
            said += line.target + " " + line.under + "|";
        CHECK(said == "early 09:00〜10:00|course 09:30〜10:30 ・ 2日目|late 14:00〜15:00|");
    }
    SECTION("somebody waits although seats are there, and why")
    {
        auto full = session_on("full", "2026-10-12T10:00:00+09:00", "2026-10-12T11:00:00+09:00", "published");
        full.waiting = 2;
        full.seats_left = 0;
        desk.sessions = {full};
        CHECK(desk.lines(TodayKind::Waiting).empty());
        Kiosk kiosk;
        kiosk.id = "7";
        kiosk.venue_name = "みほん浜集会所";
        KioskLease lease;
        lease.session = "full";
        lease.rights = 1;
        kiosk.leases = {lease};
        desk.kiosks = {{kiosk, KioskHealth::Silent, now}};
        auto const held = desk.lines(TodayKind::Waiting);
        REQUIRE(held.size() == 1);
        CHECK(held[0].deed == TodayDeed::TakeSeatsBack);
        CHECK(held[0].target == "7");
        CHECK(held[0].why == "通信のない端末「みほん浜集会所」が 席を預かっています");
        CHECK(desk.lines(TodayKind::Kiosks).size() == 1);
        CallTask late;
        late.id = "1";
        late.reason = "promoted";
        late.session = "full";
        late.reply_by = now - std::chrono::hours(3);
        desk.calls = {late};
        auto const silent = desk.lines(TodayKind::Waiting);
        REQUIRE(silent.size() == 1);
        CHECK(silent[0].deed == TodayDeed::OpenRoster);
        CHECK(silent[0].button == "席を次の方へ");
    }
    SECTION("a lecturer is missed only where lecturers are kept")
    {
        desk.sessions
            = {session_on("s", "2026-10-22T10:00:00+09:00", "2026-10-22T11:00:00+09:00", "published")};
        desk.uses["s"] = {"room"};
        CHECK(desk.lines(TodayKind::Lecturer).empty());
        Resource teacher;
        teacher.id = "t";
        teacher.kind = "lecturer";
        teacher.owner = "352047";
        desk.resources = {teacher};
        REQUIRE(desk.lines(TodayKind::Lecturer).size() == 1);
        CHECK(desk.lines(TodayKind::Lecturer)[0].chip == "あと17日");
        CHECK(desk.lines(TodayKind::Lecturer)[0].why == "みほん公民館 ・ 申込 6人");
        desk.uses["s"] = {"room", "t"};
        CHECK(desk.lines(TodayKind::Lecturer).empty());
    }
    SECTION("who called for help, until somebody went there")
    {
        HelpCall help;
        help.id = "h1";
        help.kiosk = "3";
        help.venue_name = "みほん公民館";
        help.asked_at = now - std::chrono::minutes(2);
        desk.help = {help};
        REQUIRE(desk.lines(TodayKind::Help).size() == 1);
        CHECK(desk.lines(TodayKind::Help)[0].under == "端末 3 ・ 2分前");
        desk.help[0].is_open = false;
        CHECK(desk.lines(TodayKind::Help).empty());
    }
    SECTION("a clash that somebody wrote over with a reason is settled")
    {
        desk.sessions
            = {session_on("s", "2026-10-22T10:00:00+09:00", "2026-10-22T11:00:00+09:00", "published")};
        Conflict conflict;
        conflict.words = "サポート号は 間に合いません。";
        desk.marks["s"].conflicts = {conflict};
        CHECK(desk.lines(TodayKind::Conflicts).size() == 1);
        desk.marks["s"].conflicts[0].override_reason = "運転手が2人いるため";
        CHECK(desk.lines(TodayKind::Conflicts).empty());
    }
}

// Break: open names at the log-in; stumble over a hub that knows no help; leave a line that was dealt with.
TEST_CASE("Today asks who called for help, and a line leads to its section", "[desk][today]")
{
    CallOffice office;
    CHECK(office.desk.section() == Section::Today);
    CHECK(office.desk.today().notice().text.empty()); // This hub answers 404.
    CHECK(office.desk.today().count() == 3);
    office.hub.answer("GET /v1/help", 200,
        {{"help",
            {{{"id", "h1"}, {"kiosk", 3}, {"venue", {{"id", "v1"}, {"name", "みほん公民館"}}},
                {"asked_at", "2026-10-05T08:58:00+09:00"}, {"state", "open"}, {"screen", "phone"},
                {"form", {{"kana", "みほん はな"}, {"phone", "090"}}}}}}});
    office.desk.open(Section::Today);
    office.settle();
    auto const groups = office.desk.today().groups();
    REQUIRE(groups.front().kind == TodayKind::Help);
    CHECK(holds(groups.front().lines[0].why, "みほん はな さん"));
    office.hub.answer("POST /v1/help/h1/done", 200, json::object());
    office.desk.act_on(groups.front().lines[0]);
    office.settle();
    CHECK(office.desk.today().count() == 3);
    auto const calls = office.desk.today().groups();
    REQUIRE(calls.front().kind == TodayKind::Calls);
    office.desk.act_on(calls.front().lines[0]);
    office.settle();
    CHECK(office.desk.section() == Section::Calls);
    CHECK(office.calls().chosen_id() == "2");
    CHECK(holds(office.desk.csv(), "はじめてのLINE"));
}
