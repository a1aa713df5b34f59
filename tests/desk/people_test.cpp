// People put right at the desk, accounts, keys and the audit, against a canned hub.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

json registered(
    std::string const& id, std::string const& state, std::string const& kana, std::string const& phone)
{
    return {{"id", id}, {"code", "137460923"}, {"state", state}, {"kana", kana}, {"phone", phone},
        {"birth_year", 1948}};
}

struct Counter : Office {
    explicit Counter(char const* role = "municipality", char const* organisation = "352047")
        : Office(domain::time_from_iso("2026-10-01T09:00:00+09:00").value())
    {
        json const session{{"id", "s1"}, {"version", 1}, {"title", "はじめてのLINE"},
            {"course", {{"level", "basic"}, {"topics", json::array()}}}, {"format", "venue_class"},
            {"delivery", "in_person"}, {"provider", {{"id", "352047"}, {"name", "萩市"}}},
            {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
            {"venue", {{"id", "v1"}, {"name", "みほん公民館"}}}, {"starts_at", "2026-10-20T10:00:00+09:00"},
            {"ends_at", "2026-10-20T11:00:00+09:00"}, {"capacity", 2}, {"seats_left", 0}, {"waiting", 2},
            {"admission", "first_come"}, {"state", "published"}};
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array({session})}, {"next", nullptr}});
        hub.answer("GET /v1/sessions/s1/roster", 200,
            {{"capacity", 2}, {"leased", 0}, {"free", 0},
                {"confirmed",
                    json::array({registered("r1", "confirmed", "みほん はな", "0838000012"),
                        registered("r2", "no_show", "れいだい きよ", "0838000013")})},
                {"waiting",
                    json::array({registered("r3", "waiting", "ためし うめ", "0838000014"),
                        registered("r4", "waiting", "みほん はなこ", "0838000012")})}});
        hub.answer("GET /v1/municipalities", 200,
            {{"municipalities",
                json::array({{{"code", "352047"}, {"name", "萩市"}, {"kana", "はぎし"}, {"kind", "city"}},
                    {{"code", "352110"}, {"name", "長門市"}, {"kana", "ながとし"}, {"kind", "city"}}})}});
        hub.answer("GET /v1/venues", 200,
            {{"venues",
                json::array({{{"id", "v1"}, {"name", "みほん公民館"},
                                 {"municipality", {{"code", "352047"}, {"name", "萩市"}}}, {"address", ""}},
                    {{"id", "v2"}, {"name", "れい会館"},
                        {"municipality", {{"code", "352110"}, {"name", "長門市"}}}, {"address", ""}}})}});
        hub.answer("GET /v1/providers", 200,
            {{"providers", json::array({{{"id", "softbank"}, {"name", "ソフトバンク"}}})}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", role}, {"org", organisation}});
        hub.answer("GET /v1/users", 200,
            {{"users",
                json::array(
                    {account("hagi", "municipality", true, true), account("boss", "operator", true, false),
                        account("old", "municipality", false, true)})}});
        hub.answer("GET /v1/keys", 200,
            {{"may_have_sandbox", false}, {"keys", json::array({key("予約", true), key("旧", false)})}});
        desk.log_in("somebody", "himitsu");
        settle();
    }
    static json account(std::string const& login, std::string const& role, bool is_active, bool may_change)
    {
        return {{"login", login}, {"role", role}, {"organisation", "352047"}, {"organisation_name", "萩市"},
            {"is_active", is_active}, {"last_login_at", nullptr}, {"locked_until", nullptr},
            {"may_change", may_change}};
    }
    static json key(std::string const& name, bool is_good)
    {
        return {{"organisation", "softbank"}, {"organisation_name", "ソフトバンク"}, {"name", name},
            {"made_at", "2026-09-01T10:00:00+09:00"}, {"is_sandbox", false},
            {"ends_at", is_good ? json() : json("2026-09-02T10:00:00+09:00")}, {"is_good", is_good}};
    }
    Applications& roster()
    {
        if (desk.applications().session_id().empty()) {
            desk.applications().choose_session("s1");
            settle();
        }
        return desk.applications();
    }
    Accounts& accounts()
    {
        desk.open(Section::People);
        settle();
        return desk.people().accounts();
    }
    json sent(std::string const& what) { return json::parse(hub.asked(what).at(0).body); }
    Belongings all() { return {desk.municipality_list(), desk.all_venues(), desk.providers()}; }
};

std::string names_of(std::vector<Choice> const& choices)
{
    std::string names;
    for (auto const& [id, word] : choices)
        names += id + " ";
    return names;
}

} // namespace

// Break: send what did not change, send without a reason, or close the form when the hub refused.
TEST_CASE("A name is put right by sending only what differs, and why", "[desk][people]")
{
    Counter office;
    auto& people = office.roster();
    CHECK_FALSE(people.can_correct());
    people.choose_entry("r3");
    REQUIRE(people.can_correct());
    people.open_correct();
    auto form = people.correction();
    CHECK(form.kana == "ためし うめ");
    CHECK(form.phone == "0838-00-0014");
    people.correct(form);
    CHECK(remark_on(people.remarks(), "reason") == "not_chosen");
    form.reason = "misheard";
    people.correct(form);
    CHECK(people.notice().text == "直した所が ありません。");
    CHECK(office.hub.asked("POST /v1/registrations/r3/correct").empty());
    form.kana = "ためし うめこ";
    form.phone = "0838000014"; // The same, written otherwise.
    office.hub.answer("POST /v1/registrations/r3/correct", 409, {{"reason", "duplicate"}, {"id", "r1"}});
    people.correct(form);
    office.settle();
    CHECK(office.sent("POST /v1/registrations/r3/correct")
        == json{{"reason", "misheard"}, {"kana", "ためし うめこ"}});
    CHECK(people.panel() == Applications::Panel::Correct);
    CHECK(people.notice().text.find("重複をまとめる") != std::string::npos);
    office.hub.answer("POST /v1/registrations/r3/correct", 200, json::object());
    people.correct(form);
    office.settle();
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().tone == Tone::Ok);
    CHECK(people.entry_id() == "r3");
}

// Break: say the other way round which one stays; offer who did not come; send without a choice.
TEST_CASE("Two of one person are merged after it is said which one stays", "[desk][people]")
{
    Counter office;
    auto& people = office.roster();
    people.choose_entry("r2");
    CHECK_FALSE(people.can_merge()); // Did not come.
    people.choose_entry("r4");
    REQUIRE(people.can_merge());
    people.open_merge();
    CHECK(names_of(people.twins()) == "r1 r3 "); // The same number first.
    auto const words = people.merge_words("r1");
    CHECK(words.find("残す: 1番 みほん はな") != std::string::npos);
    CHECK(words.find("なくす: 待2番 みほん はなこ") != std::string::npos);
    CHECK(people.merge_words("r3").find("残す: 待1番") != std::string::npos);
    people.merge("");
    CHECK(office.hub.asked("POST /v1/registrations/r4/merge").empty());
    office.hub.answer("POST /v1/registrations/r4/merge", 200, json::object());
    people.merge("r1");
    office.settle();
    CHECK(office.sent("POST /v1/registrations/r4/merge") == json{{"other", "r1"}});
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.notice().tone == Tone::Ok);
}

// Break: let an answer about the one chosen before be shown about the next; keep the panel for another
// person.
TEST_CASE("A correction begun for one class is not sent in another", "[desk][people]")
{
    Counter office;
    auto& people = office.roster();
    people.choose_entry("r3");
    people.open_correct();
    people.choose_session("s2");
    CHECK(people.panel() == Applications::Panel::None);
    people.correct({"べつの ひと", "0838000014", "1948", "misread"});
    office.settle();
    CHECK(office.hub.asked("POST /v1/registrations/r3/correct").empty());
}

// Break: offer roles or halls that are not this user's to give; send without a role.
TEST_CASE("A town's clerk adds accounts of his own town and its halls only", "[desk][people]")
{
    Counter office;
    auto& accounts = office.accounts();
    REQUIRE(accounts.can_add());
    CHECK(names_of(accounts.roles()) == "municipality venue ");
    CHECK(names_of(accounts.organisations("municipality", office.all())) == "352047 ");
    CHECK(names_of(accounts.organisations("venue", office.all())) == "v1 ");
    accounts.open_add();
    accounts.add({"", "", ""});
    CHECK(remark_on(accounts.remarks(), "login") == "empty");
    CHECK(remark_on(accounts.remarks(), "role") == "not_chosen");
    accounts.add({"hagi-02", "venue", ""});
    CHECK(remark_on(accounts.remarks(), "organisation") == "not_chosen");
    office.hub.answer("POST /v1/users", 409, {{"reason", "login_taken"}, {"errors", json::array()}});
    accounts.add({" hagi-02 ", "venue", "v1"});
    office.settle();
    CHECK(accounts.panel() == Accounts::Panel::Add);
    CHECK(accounts.notice().tone == Tone::Stop);
    office.hub.answer("POST /v1/users", 201, {{"login", "hagi-02"}, {"password", "abcd-efgh"}});
    accounts.add({"hagi-02", "venue", "v1"});
    office.settle();
    CHECK(office.sent("POST /v1/users")
        == json{{"login", "hagi-02"}, {"role", "venue"}, {"organisation", "v1"}});
    REQUIRE(accounts.panel() == Accounts::Panel::Secret);
    CHECK(accounts.secret()->value == "abcd-efgh");
    accounts.close_panel();
    CHECK_FALSE(accounts.secret().has_value());
}

// Break: do it without asking; offer what the hub says is not this user's; leave the password after logging
// out.
TEST_CASE("Switching off and a new password are asked once more, and a secret is forgotten", "[desk][people]")
{
    Counter office("prefecture", "prefecture");
    auto& accounts = office.accounts();
    CHECK(names_of(accounts.roles()) == "prefecture ");
    accounts.choose("boss");
    CHECK_FALSE(accounts.can(AccountDeed::SwitchOff));
    accounts.choose("old");
    CHECK(accounts.can(AccountDeed::SwitchOn));
    CHECK_FALSE(accounts.can(AccountDeed::SwitchOff));
    accounts.choose("hagi");
    accounts.do_deed();
    accounts.open_deed(AccountDeed::SwitchOff);
    CHECK(office.hub.asked("POST /v1/users/hagi/off").empty());
    office.hub.answer("POST /v1/users/hagi/off", 409, {{"reason", "last_administrator"}});
    accounts.do_deed();
    office.settle();
    CHECK(accounts.notice().text.find("最後の管理者") != std::string::npos);
    accounts.choose("old");
    CHECK(accounts.panel() == Accounts::Panel::None); // The question was about the one before.
    accounts.choose("hagi");
    accounts.open_deed(AccountDeed::ResetPassword);
    office.hub.answer("POST /v1/users/hagi/password", 200, {{"login", "hagi"}, {"password", "secret"}});
    accounts.do_deed();
    office.settle();
    REQUIRE(accounts.secret().has_value());
    office.desk.log_out();
    CHECK_FALSE(accounts.secret().has_value());
    CHECK(accounts.table().total_count() == 0);
}

// Break: ask the hub for keys although they are not this user's; revoke at the first press; rotate an ended
// one.
TEST_CASE("Keys are made, rotated with a grace and revoked by who has them", "[desk][people]")
{
    {
        Counter clerk;
        clerk.desk.open(Section::People);
        clerk.desk.people().turn_to(People::Face::Keys);
        clerk.settle();
        CHECK(clerk.hub.asked("GET /v1/keys").empty());
    }
    Counter office("operator", "");
    auto& keys = office.desk.people().keys();
    office.desk.open(Section::People);
    office.desk.people().turn_to(People::Face::Keys);
    office.settle();
    REQUIRE(keys.table().row_count() == 2);
    keys.choose(keys.table().id(1));
    CHECK_FALSE(keys.can_change());
    keys.choose(keys.table().id(0));
    REQUIRE(keys.can_change());
    keys.open_rotate();
    office.hub.answer(
        "POST /v1/keys/rotate", 200, {{"organisation", "softbank"}, {"name", "予約"}, {"key", "mk_new"}});
    keys.rotate("168");
    office.settle();
    CHECK(office.sent("POST /v1/keys/rotate")
        == json{{"organisation", "softbank"}, {"name", "予約"}, {"grace_hours", 168}});
    CHECK(keys.secret()->value == "mk_new");
    keys.open_revoke();
    CHECK_FALSE(keys.secret().has_value());
    CHECK(office.hub.asked("POST /v1/keys/revoke").empty());
    office.hub.answer("POST /v1/keys/revoke", 200, {{"organisation", "softbank"}, {"name", "予約"}});
    keys.revoke();
    office.settle();
    CHECK(office.hub.asked("POST /v1/keys/revoke").size() == 1);
    keys.open_add();
    keys.add("", "", false);
    CHECK(keys.remarks().size() == 2);
}

// Break: drop a filter on its way; put the next page in the place of the first; read the day as something
// else.
TEST_CASE("The audit is asked for what is looked for, and older pages come below", "[desk][people]")
{
    Counter office;
    auto const line = [](int row, std::string const& action, json const& purpose) {
        return json{{"row", row}, {"at", "2026-09-30T10:00:00+09:00"}, {"login", "hagi"}, {"action", action},
            {"target", "r1"}, {"detail", purpose.is_null() ? "misread: kana" : purpose.get<std::string>()},
            {"purpose", purpose}, {"municipality", "352047"}};
    };
    office.hub.answer("GET /v1/audit", 200,
        {{"entries",
             json::array({line(9, "person.read", "call_list"), line(8, "registration.corrected", nullptr)})},
            {"next", 8}});
    office.desk.open(Section::People);
    office.desk.people().turn_to(People::Face::Audit);
    office.settle();
    auto& audit = office.desk.people().audit();
    REQUIRE(audit.table().row_count() == 2);
    CHECK(audit.table().cell(0, 2).text == "名前を開いた");
    CHECK(audit.table().cell(0, 3).text == "電話連絡");
    CHECK(audit.table().cell(1, 2).text == "名前・電話の訂正");
    CHECK(audit.table().cell(1, 5).text == "misread: kana");
    REQUIRE(audit.has_more());
    office.hub.answer("GET /v1/audit", 200,
        {{"entries", json::array({line(7, "login.done", nullptr)})}, {"next", nullptr}});
    audit.load_more();
    office.settle();
    CHECK(office.hub.asked("GET /v1/audit").back().parameter("before") == "8");
    CHECK(audit.table().row_count() == 3);
    CHECK_FALSE(audit.has_more());
    audit.look_for({"きのう", "", "", "", ""});
    CHECK(remark_on(audit.remarks(), "from") == "not_a_date");
    auto const asked = office.hub.asked("GET /v1/audit").size();
    audit.look_for({"9/1", "9/30", "hagi", "registration.", "desk"});
    office.settle();
    auto const requests = office.hub.asked("GET /v1/audit");
    REQUIRE(requests.size() == asked + 1);
    CHECK(requests.back().parameter("from") == "2026-09-01");
    CHECK(requests.back().parameter("to") == "2026-09-30");
    CHECK(requests.back().parameter("login") == "hagi");
    CHECK(requests.back().parameter("action") == "registration.");
    CHECK(requests.back().parameter("purpose") == "desk");
    CHECK(requests.back().parameter("municipality") == "352047");
    CHECK(office.desk.csv().find("名前を開いた") == std::string::npos);
    CHECK(office.desk.csv_name() == "監査記録-2026-10-01.csv");
}
