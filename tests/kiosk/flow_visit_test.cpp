// The way 自宅に来てもらう: each row is a visit in words, and what the visitor comes to or sees.
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/visit_choices.h"
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::kiosk::flow;
using namespace meguri::tests;
using Catch::Matchers::Contains;

namespace {

std::string const checked(to_visit_check);
std::string const to_days = "自宅に来てもらう > みほん東地区";

Visitor in_a_town_with(std::vector<AreaName> areas)
{
    auto state = ready_state();
    auto hall = *state.hall;
    hall.areas = std::move(areas);
    state.hall = std::make_shared<HallFacts const>(hall);
    return Visitor(state);
}

std::string wishes_of(RequestVisit const& sent)
{
    std::string all;
    for (auto const& wish : sent.wishes)
        all += (all.empty() ? "" : " ") + domain::text_of(wish);
    return all;
}

std::string house_after(std::string_view typed)
{
    PrivateText house;
    type_house(house, typed);
    return std::string(house.view());
}

} // namespace

// Break: let つぎへ of the address lead to the name; ask where one lives again at the end.
TEST_CASE("each wish for a visit ends on the screen its touches lead to", "[flow][visit]")
{
    auto const [script, screen] = GENERATE(table<std::string, std::string>({
        {"自宅に来てもらう", "area"},
        {to_days, "days"},
        {to_days + " > つぎへ", "no 「つぎへ」 on days"}, // No day yet.
        {to_days + " > 10月8日(木) 午前 > つぎへ", "address"},
        {to_days + " > 10月8日(木) 午前 > つぎへ > つぎへ", "no 「つぎへ」 on address"},
        {to_days + " > 10月8日(木) 午前 > つぎへ > kana みほん > つぎへ", "house"},
        // Some houses have no number.
        {to_days + " > 10月8日(木) 午前 > つぎへ > kana みほん > つぎへ > つぎへ", "kana"},
        {"自宅に来てもらう > ほかの市や町", "towns"},
        {"自宅に来てもらう > ほかの市や町 > この中にない", "no 「この中にない」 on towns"},
        {"自宅に来てもらう > ほかの市や町 > 長門市", "no 「長門市」 on towns"}, // The second page.
        {"自宅に来てもらう > ほかの市や町 > 次の8つ > 長門市", "days"},
        {"自宅に来てもらう > 萩市のほかの所", "days"},
        {checked, "check"},
        {checked + " > 申し込む", "sending"},
        {checked + " > 申し込む > 申し込む", "no 「申し込む」 on sending"}, // A late second tap.
        {checked + " > 申し込む > answer late", "sending"},
        {checked + " > 申し込む > answer provisional", "done"},
        {checked + " > 申し込む > answer provisional > おわる", "start"},
        {checked + " > 申し込む > answer failed", "trouble"},
        {checked + " > 申し込む > answer failed > もどる", "check"},
        {checked + " > 申し込む > answer refused > 日にちをえらびなおす", "days"},
        {checked + " > 申し込む > answer refused > 日にちをえらびなおす > 10月11日(日) 午後 > つぎへ",
            "check"},
        {checked + " > 申し込む > wait 80 > answer provisional", "start"}, // It finds nobody.
        {to_days + " > 係の人をよぶ > もどる", "days"},
        {"自宅に来てもらう > escape", "start"},
    }));
    CAPTURE(script);
    CHECK(Visitor().does(script) == screen);
}

// Break: put a page between check and answer; ask for the phone twice.
TEST_CASE("wishing for a visit takes at most 16 taps besides kana and digits", "[flow][visit]")
{
    Visitor visitor;
    REQUIRE(visitor.does(checked + " > 申し込む > answer provisional > おわる") == "start");
    CHECK(visitor.taps == 13);
    Visitor choosy;
    // Three days on two pages.
    REQUIRE(
        choosy.does(to_days
            + " > 10月8日(木) 午前 > 次の日 > 10月15日(木) 午前 > 10月16日(金) 午後 > つぎへ > kana みほん > "
              "つぎへ > house 1 > つぎへ > kana みほん > つぎへ > phone 09000001234 > つぎへ > 昭和20年代 > "
              "昭和23年 > 申し込む > answer provisional > おわる")
        == "start");
    CHECK(choosy.taps <= 16);
}

// Break: send the area's id; send the address with the name; leave the trailing mark.
TEST_CASE("the wish that is sent holds what was chosen and typed", "[flow][visit]")
{
    auto const [script, municipality, area, wishes, house]
        = GENERATE(table<std::string, std::string, std::string, std::string, std::string>({
            {"touch", "352047", "みほん東地区", "2026-10-08:am 2026-10-09:pm", "12の3"},
            {"地域を直す > 萩市のほかの所", "352047", "萩市", "2026-10-08:am 2026-10-09:pm", "12の3"},
            {"地域を直す > ほかの市や町 > 次の8つ > 長門市", "code-長門市", "長門市",
                "2026-10-08:am 2026-10-09:pm", "12の3"},
            // In the order of the calendar, whatever was pressed first.
            {"よい日を直す > 10月8日(木) 午後 > つぎへ", "352047", "みほん東地区",
                "2026-10-08:am 2026-10-08:pm 2026-10-09:pm", "12の3"},
            // Pressed again, a day is no wish any more.
            {"よい日を直す > 10月8日(木) 午前 > つぎへ", "352047", "みほん東地区", "2026-10-09:pm", "12の3"},
            {"ご住所を直す > つぎへ > 1字消す > つぎへ", "352047", "みほん東地区",
                "2026-10-08:am 2026-10-09:pm", "12"},
            {"ご住所を直す > つぎへ > ぜんぶ消す > つぎへ", "352047", "みほん東地区",
                "2026-10-08:am 2026-10-09:pm", ""},
        }));
    CAPTURE(script);
    Visitor visitor;
    REQUIRE(visitor.does(checked + " > " + script) == "check");
    visitor.does("申し込む");
    REQUIRE(visitor.count<RequestVisit>() == 1);
    CHECK(visitor.count<Register>() == 0);
    auto const sent = visitor.last<RequestVisit>();
    CHECK(sent.attempt == visitor.state.attempt);
    CHECK(sent.municipality == municipality);
    CHECK(sent.area == area);
    CHECK(wishes_of(sent) == wishes);
    CHECK(sent.neighbourhood.view() == "みほんひがし");
    CHECK(sent.house_number.view() == house);
    CHECK(sent.kana.view() == "みほん はな");
    CHECK(sent.phone.view() == "09000001234");
    CHECK(sent.birth_year == 1948);
}

// Break: forget correcting on the address's first page; reset it on the second.
TEST_CASE("a correction of a wish leads back to the check and shows what it says now", "[flow][visit]")
{
    auto const [script, shows] = GENERATE(table<std::string, std::string>({
        {"touch", "10月8日(木) 午前、10月9日(金) 午後"},
        {"touch", "萩市 みほん東地区"},
        {"touch", "みほんひがし 12の3"},
        {"ご住所を直す > もどる", "みほんひがし 12の3"},
        {"ご住所を直す > kana し > つぎへ > もどる > もどる", "みほんひがしし 12の3"},
        {"ご住所を直す > ぜんぶ消してはじめから > kana はま > つぎへ > つぎへ", "はま 12の3"},
        {"地域を直す > もどる", "萩市 みほん東地区"},
        {"地域を直す > ほかの市や町 > もどる > もどる", "萩市 みほん東地区"},
        {"よい日を直す > もどる", "10月8日(木) 午前、10月9日(金) 午後"},
        {"お名前を直す > ぜんぶ消してはじめから > kana さとう > つぎへ", "さとう さま"},
        {"生まれた年を直す > 昭和10年代 > 昭和15年", "昭和15年 (1940年)"},
        {"電話番号を直す > もどる", "090-0000-1234"},
    }));
    CAPTURE(script);
    Visitor visitor;
    CHECK(visitor.does(checked + " > " + script) == "check");
    CHECK_THAT(visitor.page(), Contains(shows));
}

// Break: wipe the form or the wishes in on_back.
TEST_CASE("going back through every screen of a wish keeps what was answered", "[flow][visit]")
{
    Visitor visitor;
    REQUIRE(visitor.does(checked) == "check");
    auto const form = visitor.state.visit.form;
    auto const home = visitor.state.visit.home;
    for (auto const* screen : {"decade", "phone", "kana", "house", "address", "days", "area"})
        CHECK(visitor.does("もどる") == screen);
    CHECK(visitor.state.visit.form == form);
    CHECK(visitor.state.visit.home == home);
    CHECK(visitor.does("みほん東地区 > つぎへ > つぎへ > つぎへ > つぎへ > つぎへ > 昭和20年代 > 昭和23年")
        == "check");
    for (int i = 0; i < 8; ++i)
        visitor.does("もどる");
    CHECK(screen_name(visitor.state) == "start");
    CHECK(visitor.state.visit.form == Form{});
    CHECK(visitor.state.visit.home == HomeVisit{});
}

// Break: count a fourth wish; leave a chosen key out of those that can be pressed when three are.
TEST_CASE("up to three half-days can be marked, on whatever pages they are", "[flow][visit]")
{
    auto const [script, wishes] = GENERATE(table<std::string, std::string>({
        {"10月8日(木) 午前", "えらんだ日: 10月8日(木) 午前"},
        {"10月8日(木) 午前 > 10月8日(木) 午前", "まだ えらんでいません。"},
        {"次の日 > 10月15日(木) 午後 > 前の日 > 10月9日(金) 午前",
            "えらんだ日: 10月9日(金) 午前、10月15日(木) 午後"},
        {"10月8日(木) 午前 > 10月8日(木) 午後 > 10月9日(金) 午前",
            "えらんだ日: 10月8日(木) 午前、10月8日(木) 午後、10月9日(金) 午前"},
        {"次の日 > 次の日 > 次の日 > 11月4日(水) 午後", "えらんだ日: 11月4日(水) 午後"}, // The last day.
    }));
    CAPTURE(script);
    Visitor visitor;
    CHECK(visitor.does(to_days + " > " + script) == "days");
    CHECK_THAT(visitor.page(), Contains(wishes));
    if (visitor.state.visit.home.wishes.size() == 3) {
        CHECK(visitor.does("10月11日(日) 午前") == "no 「10月11日(日) 午前」 on days");
        CHECK_THAT(visitor.page(), Contains("3つ えらびました。「つぎへ」を 押してください。"));
        CHECK(visitor.does("10月8日(木) 午後 > 10月11日(日) 午前") == "days");
        CHECK_THAT(visitor.page(), Contains("10月8日(木) 午前、10月9日(金) 午前、10月11日(日) 午前"));
    }
}

TEST_CASE("larger text shows fewer days a page and stays at the day that was first", "[flow][visit]")
{
    Visitor visitor;
    REQUIRE(visitor.does(to_days + " > 次の日 > 文字を大きく") == "days");
    auto const content = std::get<DaysContent>(view(visitor.state, visitor.now).content);
    CHECK(content.days.size() == 5);
    // The eighth day is on the second page of five.
    CHECK_THAT(visitor.page(), Contains("10月15日(木)"));
    CHECK(in_japanese(content.pages.page) == "2 / 6");
}

// Break: offer tomorrow; begin in UTC.
TEST_CASE("the days on offer begin on the third day in Japan and reach four weeks", "[flow][visit]")
{
    auto const today = domain::tokyo_date(morning());
    auto const days = visit_days(today);
    REQUIRE(days.size() == 28);
    CHECK(days.front() == std::chrono::year(2026) / 10 / 8);
    CHECK(days.back() == std::chrono::year(2026) / 11 / 4);
    std::vector<domain::VisitWish> wishes;
    for (auto const& one : {days.front(), days.back()})
        for (auto const half : {domain::HalfDay::Morning, domain::HalfDay::Afternoon})
            wishes.push_back({one, half});
    CHECK(domain::problems_of(wishes, today).empty()); // The hub takes every one of them.
}

// Break: leave the town out where the hall has areas; show the grid for two.
TEST_CASE("the areas on offer are those of the hall's town, then the town, then the others", "[flow][visit]")
{
    auto const count = GENERATE(0, 1, 2, 3, 12);
    CAPTURE(count);
    std::vector<AreaName> areas;
    for (int i = 1; i <= count; ++i)
        areas.push_back({"a-" + std::to_string(i), "地区" + std::to_string(i)});
    auto visitor = in_a_town_with(areas);
    REQUIRE(visitor.does("自宅に来てもらう") == "area");
    std::string last = count == 0 ? "萩市" : "萩市のほかの所";
    if (count == 12) {
        CHECK(visitor.does("地区9") == "no 「地区9」 on area");
        last = "次の8つ > " + last;
    }
    CHECK(visitor.does(last) == "days");
    CHECK(visitor.state.visit.home.area == "萩市");
    if (count > 0) {
        CHECK(visitor.does("もどる > 前の8つ > 地区1") == (count == 12 ? "days" : "no 「前の8つ」 on area"));
        if (count != 12)
            CHECK(visitor.does("地区1") == "days");
        CHECK(visitor.state.visit.home.area == "地区1");
    }
}

// Break: keep the address while the idle question lies above; forget one of the two fields.
TEST_CASE("the address is covered by the idle question and gone with the visitor", "[flow][visit][idle]")
{
    auto const script = GENERATE(as<std::string>(), "touch", "もどる > もどる > もどる > もどる",
        "もどる > もどる > もどる > もどる > もどる");
    Visitor visitor;
    REQUIRE(visitor.does(checked) == "check");
    visitor.does(script);
    auto const open = visitor.page();
    CHECK((open.find("みほんひがし") != std::string::npos || open.find("12の3") != std::string::npos));
    visitor.does("wait 60");
    CHECK_THAT(
        visitor.page(), !Contains("みほんひがし\n") && !Contains("みほんひがし 12") && !Contains("12の3\n"));
    CHECK_THAT(visitor.page(), Contains("●"));
    visitor.does("wait 20");
    CHECK(screen_name(visitor.state) == "start");
    CHECK(visitor.state.visit.form == Form{});
    CHECK(visitor.state.visit.home == HomeVisit{});
    CHECK(visitor.state.visit.way == Way::FindClass);
    CHECK(visitor.count<Wipe>() == 1);
}

// Break: say a seat was had; print no slip; leave the address on the page.
TEST_CASE("what became of a wish is said in words, and nothing personal stays", "[flow][visit][done]")
{
    auto const [kind, shows, also, slips] = GENERATE(table<std::string, std::string, std::string, int>({
        {"provisional", "ご希望を 受け付けました",
            "10月6日(火) 午後5時までに、\n来る日の ことで お電話します。", 1},
        {"provisional", "来る日は まだ 決まっていません。", "仮の受付票が 下から出ます", 1},
        {"provisional", "10月8日(木) 午前、10月9日(金) 午後", "お急ぎのときは 0838-00-0000 へ", 1},
        {"duplicate", "もう 申し込まれています", "訪問の希望を もう うかがっています。", 0},
        {"refused", "今回は お受けできません", "日にちを えらびなおす", 0},
    }));
    CAPTURE(kind);
    Visitor visitor;
    REQUIRE(visitor.does(checked + " > 申し込む > answer " + kind) == "done");
    CHECK_THAT(visitor.page(), Contains(shows));
    CHECK_THAT(visitor.page(), Contains(also));
    CHECK_THAT(
        visitor.page(), !Contains("みほん はな") && !Contains("090-0000-1234") && !Contains("みほんひがし"));
    CHECK_THAT(visitor.page(), !Contains("席"));
    CHECK(visitor.count<PrintSlip>() == slips);
}

// Break: ask somebody for a name whom nothing can be kept of.
TEST_CASE("a machine that takes nobody says so when a visit is asked for", "[flow][visit][trouble]")
{
    Visitor visitor;
    visitor.happen(ReadinessChanged{false});
    CHECK(visitor.does("自宅に来てもらう") == "trouble");
    CHECK_THAT(visitor.page(), Contains("いまは 申し込みを 受けられません"));
    CHECK(visitor.does("もどる") == "start");
    visitor.happen(ReadinessChanged{true});
    REQUIRE(visitor.does(checked) == "check");
    visitor.happen(ReadinessChanged{false});
    CHECK(visitor.does("申し込む") == "trouble");
    CHECK(visitor.count<RequestVisit>() == 0);
    visitor.happen(ReadinessChanged{true});
    CHECK(visitor.does("もどる > 申し込む") == "sending"); // Nothing typed was lost.
}

TEST_CASE("without a line a wish is asked for and answered in the same words", "[flow][visit]")
{
    auto state = ready_state();
    auto catalogue = *state.catalogue;
    catalogue.line_is_up = false;
    state.catalogue = std::make_shared<Catalogue const>(catalogue);
    Visitor visitor(state);
    REQUIRE(visitor.does(checked + " > 申し込む > answer provisional") == "done");
    CHECK_THAT(visitor.page(), Contains("来る日の ことで お電話します。"));
}

TEST_CASE("a wish found after a power cut is told as a wish", "[flow][visit][row5]")
{
    Visitor visitor;
    Outcome outcome;
    outcome.state = OutcomeState::Provisional;
    outcome.code = PrivateText("482619573");
    visitor.happen(ReceiptFound{outcome, domain::SessionId()});
    CHECK_THAT(visitor.page(), Contains("受付は 完了しています") && Contains("482-619-573"));
    CHECK_THAT(visitor.page(), Contains("来る日の ことで、あとで お電話します。") && !Contains("席"));
}

// Break: let two marks stand together; take letters of a keyboard.
TEST_CASE("the number of a house is digits with の or - between them", "[flow][visit][pads]")
{
    auto const [typed, shown, sent] = GENERATE(table<std::string, std::string, std::string>({
        {"12の3", "12の3", "12の3"},
        {"1-2-304", "1-2-304", "1-2-304"},
        {"１２ー３", "12-3", "12-3"},
        {"1ノ2", "1の2", "1の2"},
        {"の12", "12", "12"}, // Never first,
        {"1の-2", "1の2", "1の2"}, // never two,
        {"12の", "12の", "12"}, // never last.
        {"12番地3号", "123", "123"},
        {"12345678901234567890", "1234567890123456", "1234567890123456"},
        {"", "", ""},
    }));
    CAPTURE(typed);
    CHECK(house_after(typed) == shown);
    CHECK(house_without_end(house_after(typed)) == sent);
}

TEST_CASE("a hardware keyboard types the address as the pads do", "[flow][visit][pads]")
{
    Visitor visitor;
    REQUIRE(visitor.does(to_days + " > 10月8日(木) 午前 > つぎへ") == "address");
    visitor.does("typed ミホンヒガシa1 > backspace > enter");
    CHECK(screen_name(visitor.state) == "house");
    visitor.does("typed 12-3x > backspace > typed 4 > enter");
    CHECK(screen_name(visitor.state) == "kana");
    CHECK(visitor.state.visit.form.neighbourhood.view() == "みほんひが");
    CHECK(visitor.state.visit.form.house_number.view() == "12-4");
}
