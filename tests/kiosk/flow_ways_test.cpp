// The ways 教室に来ました, 感想をつたえる, 受付票をなくした, 係の人をよぶ, and the staff corner: each row is
// a visit in words, and what the visitor comes to or sees.
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::kiosk::flow;
using namespace meguri::tests;
using Catch::Matchers::Contains;

namespace {

std::string const here = "教室に来ました > phone 482619571";
std::string const survey = "感想をつたえる > phone 482619571";
std::string const lost
    = "受付票を見る > 受付票をなくした > kana みほん_はな > つぎへ > phone 09000001234 > つぎへ";
std::string const corner = "held > phone 123456 > pin right > corner";

State without_line()
{
    auto state = ready_state();
    auto catalogue = *state.catalogue;
    catalogue.line_is_up = false;
    state.catalogue = std::make_shared<Catalogue const>(catalogue);
    return state;
}

// Break: go by the first day of a course alone, or by its hall alone.
TEST_CASE("a course of several days is among today's on each of them, where it is held", "[flow][start]")
{
    Visitor visitor;
    auto course = sample_offer("s-course", "3回のスマホ", -7, 11);
    give_parts(course, 3); // The last of them in another hall.
    Catalogue catalogue;
    catalogue.offers = {course};
    visitor.state.catalogue = std::make_shared<Catalogue const>(catalogue);
    CHECK_THAT(visitor.page(), Contains("今日の教室\n午前11時から 3回のスマホ"));
    visitor.now += std::chrono::hours(24);
    CHECK_THAT(visitor.page(), !Contains("3回のスマホ"));
    visitor.now += std::chrono::days(6);
    CHECK_THAT(visitor.page(), !Contains("3回のスマホ"));
}

} // namespace

// Break: let a wrong check digit through; keep the farewell page for the next visitor.
TEST_CASE("each way of the day of the class ends on the screen its touches lead to", "[flow][ways]")
{
    auto const [script, screen] = GENERATE(table<std::string, std::string>({
        {"教室に来ました", "slip-number"},
        {"教室に来ました > もどる", "start"},
        {"教室に来ました > phone 482619572", "slip-number"},
        {"教室に来ました > 受付票をなくした", "no 「受付票をなくした」 on slip-number"},
        {here, "sending"},
        {here + " > here recorded", "here"},
        {here + " > here kept", "here"},
        {here + " > here not-today", "here"},
        {here + " > here unknown", "here"},
        {here + " > here failed", "here"},
        {here + " > here recorded > おわる", "start"},
        {here + " > here recorded > wait 19", "here"},
        {here + " > here recorded > wait 20", "start"}, // The next in the queue stands behind.
        {here + " > wait 80 > here recorded", "start"}, // It finds nobody.
        {"教室に来ました > scan slip > here recorded", "here"},
        {survey, "face"},
        {survey + " > もどる", "slip-number"},
        {survey + " > よかった > よくわかった > もどる", "understood"},
        {survey + " > よかった > よくわかった > はい", "sending"},
        {survey + " > ふつう > すこしわかった > いいえ > survey kept", "thanks"},
        {survey + " > よくなかった > むずかしかった > いいえ > survey failed", "trouble"},
        {survey + " > よかった > よくわかった > はい > survey kept > wait 20", "start"},
    }));
    CAPTURE(script);
    CHECK(Visitor().does(script) == screen);
}

TEST_CASE("whoever comes is told where to go, or why not", "[flow][ways]")
{
    auto const [answer, shows] = GENERATE(table<std::string, std::string>({
        {"recorded", "受付が すみました\nどうぞ お入りください。\n今日の教室\n朝のスマホ"},
        {"kept", "受付が すみました"},
        {"not-today", "今日の教室では ありません"},
        {"another-hall", "ほかの会場の 教室です"},
        {"not-confirmed", "お席が まだ ありません"},
        {"unknown", "その番号は 見つかりません"},
        {"failed", "そのまま お入りになり、係の人に お話しください。"},
    }));
    CAPTURE(answer);
    Visitor visitor;
    visitor.does(here + " > here " + answer);
    CHECK_THAT(visitor.page(), Contains(shows));
}

// Break: send two answers in each other's place; send them before the last question.
TEST_CASE("the three answers after a class are sent together with the slip's number", "[flow][ways]")
{
    Visitor visitor;
    visitor.does(survey + " > ふつう > よくわかった");
    CHECK(visitor.count<SendSurvey>() == 0);
    visitor.does("いいえ");
    auto const sent = visitor.last<SendSurvey>();
    CHECK(sent.code.view() == "482619571");
    CHECK(sent.answers == SurveyAnswers{"middle", "yes", "no"});
}

// Break: ask for a lost slip without the line; keep name or phone after it was found.
TEST_CASE("a lost slip is found by name, phone and the staff's number", "[flow][ways][lost]")
{
    auto const [script, screen] = GENERATE(table<std::string, std::string>({
        {lost, "pin"},
        {lost + " > もどる", "phone"},
        {lost + " > phone 12345", "pin"},
        {lost + " > phone 123456", "sending"},
        {lost + " > phone 123456 > lost 1", "slip"},
        {lost + " > phone 123456 > lost 2", "found"},
        {lost + " > phone 123456 > lost 2 > LINEで写真をおくる", "slip"},
        {lost + " > phone 123456 > lost 0", "found"},
        {lost + " > phone 123456 > lost 0 > おわる", "start"},
        {lost + " > phone 123456 > lost wrong-pin", "pin"},
        {lost + " > phone 123456 > lost wrong-pin > phone 654321", "sending"},
        {lost + " > phone 123456 > lost too-often", "trouble"},
        {lost + " > phone 123456 > lost no-line", "trouble"},
        {lost + " > phone 123456 > lost no-line > もどる", "slip-number"},
    }));
    CAPTURE(script);
    CHECK(Visitor().does(script) == screen);
}

TEST_CASE("a lost slip that was found is printed, and nothing typed for it is kept", "[flow][ways][lost]")
{
    Visitor visitor;
    REQUIRE(visitor.does(lost + " > phone 123456 > lost 1") == "slip");
    auto const asked = visitor.last<FindLost>();
    CHECK(asked.kana.view() == "みほん はな");
    CHECK(asked.phone.view() == "09000001234");
    CHECK(asked.pin.view() == "123456");
    CHECK(visitor.last<PrintSlip>().code.view() == "482619571");
    CHECK(visitor.state.visit.form == Form());
    CHECK(visitor.state.visit.pin.digits.is_empty());
    CHECK_THAT(visitor.page(), Contains("LINEで写真をおくる") && !Contains("みほん はな"));
}

TEST_CASE("a lost slip that was asked for too often does not blame the line", "[flow][ways][lost]")
{
    Visitor visitor;
    REQUIRE(visitor.does(lost + " > phone 123456 > lost too-often") == "trouble");
    CHECK_THAT(visitor.page(), Contains("係の人を お呼びください。") && !Contains("通信が いります"));
}

TEST_CASE("without the line a lost slip says what it needs before any question", "[flow][ways][lost]")
{
    Visitor visitor(without_line());
    CHECK(visitor.does("受付票を見る > 受付票をなくした") == "trouble");
    CHECK_THAT(visitor.page(), Contains("さがすには 通信が いります。"));
    CHECK(visitor.does("もどる") == "slip-number");
}

// Break: send the form when the line is down; say 呼びました before the hub has answered; send it twice.
TEST_CASE("calling staff sends what was typed so far, once, and says what became of it", "[flow][ways][help]")
{
    Visitor visitor;
    REQUIRE(visitor.does("教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほ > "
                         "係の人をよぶ")
        == "kana+staff");
    CHECK_THAT(visitor.page(), Contains("係の人を お呼びしています。"));
    REQUIRE(visitor.count<CallStaff>() == 1);
    auto const call = visitor.last<CallStaff>();
    CHECK(call.form.kana.view() == "みほ");
    CHECK(call.session.value == "s-free");
    CHECK(call.screen == Screen::Kana);
    visitor.does("help coming");
    CHECK_THAT(visitor.page(), Contains("係の人を お呼びしました。\nこのまま お待ちください。"));
    CHECK(visitor.does("もどる > 係の人をよぶ") == "kana+staff");
    CHECK(visitor.count<CallStaff>() == 1);
    CHECK(visitor.state.visit.form.kana.view() == "みほ");
}

TEST_CASE("calling staff without the line, or without an answer, says whom to speak to", "[flow][ways][help]")
{
    Visitor offline(without_line());
    offline.does("教室をさがす > 係の人をよぶ");
    CHECK(offline.count<CallStaff>() == 0);
    CHECK_THAT(offline.page(), Contains("この機械からは お呼びできません。"));
    CHECK_THAT(offline.page(), Contains("0838-00-0000"));
    Visitor unheard;
    unheard.does("教室をさがす > 係の人をよぶ > help none");
    CHECK_THAT(unheard.page(), Contains("係の人に 声を かけてください。") && !Contains("通信が切れて"));
    // It can be tried again.
    unheard.does("もどる > 係の人をよぶ");
    CHECK(unheard.count<CallStaff>() == 2);
}

TEST_CASE("an answer to a registration is not missed while staff are called", "[flow][ways][help]")
{
    Visitor visitor;
    visitor.does(std::string(to_check) + " > 申し込む > 係の人をよぶ > help coming > answer confirmed");
    CHECK(visitor.state.visit.screen == Screen::Done);
}

// Break: ask for the postal code where there is no list; leave the neighbourhood in katakana.
TEST_CASE("an address begins with its postal code where the official list is there", "[flow][visit][postal]")
{
    std::string const days = "自宅に来てもらう > みほん東地区 > 10月8日(木) 午前 > つぎへ";
    auto const [script, screen] = GENERATE_COPY(table<std::string, std::string>({
        {days, "postal"},
        {days + " > もどる", "days"},
        {days + " > 郵便番号がわからない", "address"},
        {days + " > phone 758004", "postal"},
        {days + " > phone 7580041", "sending"},
        {days + " > phone 7580041 > postal unknown", "postal"},
        {days + " > phone 7580041 > postal エムカイ", "address"},
        {days + " > phone 7580041 > postal エムカイ > つぎへ", "house"},
        {days + " > phone 7580041 > postal エムカイ > もどる", "postal"},
    }));
    CAPTURE(script);
    auto state = ready_state();
    state.settings.has_postal_codes = true;
    Visitor visitor(state);
    CHECK(visitor.does(script) == screen);
    if (screen == "house")
        CHECK(visitor.state.visit.form.neighbourhood.view() == "えむかい");
    CHECK(Visitor().does(days) == "address");
    Visitor typing(state);
    typing.does(days + " > phone 75800");
    CHECK_THAT(typing.page(), Contains("758\n00__"));
}

// Break: open the corner without the number, or from the middle of somebody's visit.
TEST_CASE("the staff corner opens by a long press and the staff's number only", "[flow][corner]")
{
    auto const [script, screen] = GENERATE(table<std::string, std::string>({
        {"held", "pin"},
        {"held > もどる", "start"},
        {"held > phone 12345", "pin"},
        {"held > phone 123456", "sending"},
        {"held > phone 123456 > pin wrong", "pin"},
        {"held > phone 123456 > pin wait", "pin"},
        {"held > phone 123456 > pin unset", "pin"},
        {corner, "corner"},
        {corner + " > おわる", "start"},
        {corner + " > 登録する", "enrol"},
        {corner + " > 登録する > もどる", "corner"},
        {corner + " > 登録する > phone 12345678901 > つぎへ", "no 「つぎへ」 on enrol"},
        {corner + " > 登録する > phone 123456789012 > つぎへ", "corner"},
        {corner + " > 起動しなおす", "start"},
        {corner + " > wait 80", "start"}, // Nobody leaves it open.
        {"教室をさがす > held", "place"},
        {"受付票を見る > held", "slip-number"},
    }));
    CAPTURE(script);
    CHECK(Visitor().does(script) == screen);
}

TEST_CASE("a machine that was never enrolled opens the corner to be enrolled", "[flow][corner]")
{
    State state = first_state({});
    Visitor visitor(state);
    CHECK(visitor.does("held") == "corner");
    CHECK(visitor.does("登録する > phone 123456789012 > つぎへ") == "corner");
    CHECK(visitor.last<DoCornerTask>().task == CornerTask::Enrol);
    CHECK(visitor.last<DoCornerTask>().code.view() == "123456789012");
    CHECK(visitor.state.visit.enrol_code.is_empty());
}

TEST_CASE("the corner says how everything stands and what became of each key", "[flow][corner]")
{
    Visitor visitor;
    visitor.does(corner);
    CHECK_THAT(visitor.page(),
        Contains("端末 7番") && Contains("10/5 9:10") && Contains("2件") && Contains("5席")
            && Contains("receipt-1"));
    visitor.does("いま通信する");
    CHECK_THAT(visitor.page(), Contains("お待ちください。"));
    visitor.does("task failed");
    CHECK_THAT(visitor.page(), Contains("通信できませんでした。線と電源を お確かめください。"));
    visitor.does("印刷を試す > task done");
    CHECK_THAT(visitor.page(), Contains("試しの紙を 印刷しました。"));
    CHECK(visitor.does("スティックに書く") == "no 「スティックに書く」 on corner");
    visitor.state.settings.has_stick = true;
    CHECK(visitor.does("スティックに書く > task done") == "corner");
}

// Break: let the corner's look end with the visit.
TEST_CASE("what staff set for everybody is what each visitor begins with", "[flow][corner]")
{
    Visitor visitor;
    visitor.does(corner + " > いつも大きい文字 > いつも白黒 > おわる");
    CHECK(visitor.state.look == Look{true, true, Language::Japanese});
    CHECK(visitor.last<KeepLook>().is_larger);
    CHECK(visitor.last<KeepLook>().is_contrast);
    visitor.does("文字をもどす > 教室をさがす > wait 80");
    CHECK(visitor.state.look.is_larger);
}

// Break: show the digits of the staff's number; keep them after the page is left.
TEST_CASE("the staff's number is never seen and never kept", "[flow][corner]")
{
    Visitor visitor;
    visitor.does("held > phone 12345");
    CHECK_THAT(visitor.page(), Contains("●●●●●_"));
    visitor.does("もどる");
    CHECK(visitor.state.visit.pin.digits.is_empty());
}
