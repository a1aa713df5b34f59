// The way 受付票を見る: each row is a visit in words, and what the visitor comes to or sees.
#include "kiosk/flow/slip_pad.h"
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

#include <memory>

using namespace meguri;
using namespace meguri::kiosk::flow;
using namespace meguri::tests;
using Catch::Matchers::Contains;

namespace {

std::string const looked_up(to_slip);
std::string const to_proof = looked_up + " > slip confirmed > 取り消す";
std::string const to_move
    = looked_up + " > slip confirmed > 別の日にする > はじめてのLINE > phone 1234 > この日に変える";

} // namespace

// Break: look a number up whose check digit is wrong; cancel without asking once more.
TEST_CASE("each look at a slip ends on the screen its touches lead to", "[flow][slip]")
{
    auto const [script, screen] = GENERATE(table<std::string, std::string>({
        {"受付票を見る", "slip-number"},
        {"受付票を見る > もどる", "start"},
        {"受付票を見る > phone 4826195 > つぎへ", "no 「つぎへ」 on slip-number"},
        {"受付票を見る > phone 482619571", "sending"}, // The ninth digit needs no つぎへ behind it.
        {"受付票を見る > phone 482619572 > つぎへ", "no 「つぎへ」 on slip-number"}, // The check digit.
        {"受付票を見る > phone 482619572 > 1字消す > phone 1", "sending"},
        {"受付票を見る > typed ４８２-619-571", "sending"},
        {looked_up, "sending"},
        {looked_up + " > slip confirmed", "slip"},
        {looked_up + " > slip confirmed > おわる", "start"},
        {looked_up + " > wait 80 > slip confirmed", "start"}, // It finds nobody.
        {looked_up + " > slip cancelled > 取り消す", "no 「取り消す」 on slip"},
        {looked_up + " > slip refused > もう1枚印刷", "no 「もう1枚印刷」 on slip"},
        {looked_up + " > slip elsewhere", "slip-proof"}, // The hub can be asked who proves whose it is.
        {looked_up + " > slip elsewhere > もどる", "slip-number"},
        {looked_up + " > slip elsewhere > もどる > つぎへ", "sending"},
        {looked_up + " > slip elsewhere > phone 1234", "sending"},
        {looked_up + " > slip elsewhere > phone 1234 > asked confirmed", "slip"},
        {looked_up + " > slip elsewhere > phone 1234 > asked unknown", "slip-proof"},
        {looked_up + " > slip elsewhere > phone 1234 > asked no-line", "slip"},
        {looked_up + " > slip elsewhere > phone 1234 > asked no-line > もう1枚印刷",
            "no 「もう1枚印刷」 on slip"},
        {looked_up + " > slip elsewhere > phone 1234 > asked confirmed > 取り消す > 取り消す", "sending"},
        {to_proof + " > scan slip > 取り消す", "sending"}, // The slip itself instead of the digits.
        {to_proof + " > scan other > 取り消す", "no 「取り消す」 on proof"},
        {"scan slip", "sending"}, // On the start page, without any touch.
        {"scan junk", "start"},
        {"受付票を見る > scan slip", "sending"},
        {"受付票を見る > scan junk", "slip-number"},
        {"scan slip > slip elsewhere", "sending"}, // The slip proves itself: the hub is asked at once.
        {"scan slip > slip elsewhere > asked confirmed", "slip"},
        {"scan slip > slip elsewhere > asked unknown", "slip"},
        {"scan slip > slip confirmed > 取り消す > 取り消す", "sending"},
        {looked_up + " > slip today > 教室に来ました", "sending"},
        {looked_up + " > slip confirmed > 教室に来ました", "no 「教室に来ました」 on slip"}, // In three days.
        {looked_up + " > slip confirmed > 別の日にする", "new-days"},
        {looked_up + " > slip confirmed > 別の日にする > もどる", "slip"},
        {looked_up + " > slip confirmed > 別の日にする > はじめてのLINE", "move-proof"},
        {looked_up + " > slip confirmed > 別の日にする > はじめてのLINE > もどる", "new-days"},
        {to_move + " > moved confirmed", "slip"},
        {to_move + " > moved waiting", "slip"},
        {to_move + " > moved asked", "slip"},
        {to_move + " > moved full", "new-days"},
        {to_move + " > moved refused", "move-proof"},
        {to_move + " > moved failed", "trouble"},
        {looked_up + " > slip wished > 別の日にする", "no 「別の日にする」 on slip"},
        {to_proof, "proof"},
        {to_proof + " > もどる", "slip"},
        {to_proof + " > 取り消す", "no 「取り消す」 on proof"},
        {to_proof + " > phone 1234 > 取り消す", "sending"},
        {to_proof + " > phone 1234 > 取り消す > 取り消す",
            "no 「取り消す」 on sending"}, // A late second tap.
        {to_proof + " > phone 1234 > 取り消す > cancelled done", "slip"},
        {to_proof + " > phone 1234 > 取り消す > cancelled asked", "slip"},
        {to_proof + " > phone 1234 > 取り消す > cancelled refused", "proof"},
        {to_proof + " > phone 1234 > 取り消す > cancelled failed", "trouble"},
        {to_proof + " > phone 1234 > 取り消す > cancelled failed > もどる", "slip"},
    }));
    CAPTURE(script);
    CHECK(Visitor().does(script) == screen);
}

// Break: show everybody every other day; show nobody a full one.
TEST_CASE("a full day is offered to who waits, and not to who would give a seat for it", "[flow][slip]")
{
    auto const [slip, shows]
        = GENERATE(table<std::string, bool>({{"slip confirmed", false}, {"slip waiting", true}}));
    CAPTURE(slip);
    Visitor visitor;
    auto catalogue = sample_catalogue();
    for (auto& offer : catalogue.offers)
        if (offer.title == "はじめてのLINE")
            offer.seats_left = 0;
    visitor.state.catalogue = std::make_shared<Catalogue const>(std::move(catalogue));
    visitor.does(looked_up + " > " + slip + " > 別の日にする");
    CHECK((visitor.page().find("はじめてのLINE") != std::string::npos) == shows);
}

// Break: ask twice; look the number up by one more page.
TEST_CASE("every way with a slip takes at most 4 taps besides kana and digits", "[flow][slip]")
{
    auto const [script, taps] = GENERATE(table<std::string, int>({
        {looked_up + " > slip confirmed > もう1枚印刷", 2},
        {to_proof + " > phone 1234 > 取り消す", 3},
        {to_move, 4},
        {looked_up + " > slip elsewhere > phone 1234 > asked confirmed > 取り消す > 取り消す", 3},
        {"scan slip > slip confirmed > 取り消す > 取り消す", 2},
        {"教室に来ました > phone 482619571 > here recorded", 1},
        {"教室に来ました > scan slip > here recorded", 1},
        {"感想をつたえる > phone 482619571 > よかった > よくわかった > はい", 4},
        {"受付票を見る > 受付票をなくした > kana みほん_はな > つぎへ > phone 09000001234 > つぎへ > phone "
         "123456 > lost 1",
            4},
        {"held > phone 123456 > pin right", 0},
    }));
    Visitor visitor;
    visitor.does(script);
    CHECK(visitor.taps == taps);
}

// Break: send the number with the groups' hyphens; print the outcome's number.
TEST_CASE("what is looked up, printed and cancelled is the number that was typed", "[flow][slip]")
{
    Visitor visitor;
    REQUIRE(visitor.does(to_proof + " > もどる > もう1枚印刷 > paper in > 取り消す > phone 1234 > 取り消す")
        == "sending");
    CHECK(visitor.last<FindSlip>().code.view() == "482619571");
    CHECK(visitor.last<PrintSlip>().code.view() == "482619571");
    CHECK(visitor.last<CancelSlip>().code.view() == "482619571");
    CHECK(visitor.last<CancelSlip>().proof.view() == "1234");
    CHECK(visitor.count<CancelSlip>() == 1);
    CHECK(visitor.state.visit.proof.is_empty());
}

// Break: say 確定 of a provisional one; say of another machine's slip how it stands.
TEST_CASE("a slip says in words how it stands now", "[flow][slip]")
{
    auto const [kind, shows, also] = GENERATE(table<std::string, std::string, std::string>({
        {"confirmed", "お席は 確定 しています。", "10月8日(木) 午前10時から"},
        {"provisional", "まだ 確定ではありません。", "10月6日(火) 午後5時までに、"},
        {"waiting", "お待ちの列に います", "いま 3番目です。"},
        {"entered", "抽選に 申し込んであります", "結果は お電話で お知らせします。"},
        {"wished", "訪問の希望を うかがっています", "来る日は まだ 決まっていません。"},
        {"planned", "訪問の日が 決まりました", "10月9日(金) 午後1時30分から"},
        {"cancelled", "取り消してあります", "482-619-571"},
        {"refused", "席は とれませんでした", "くわしいことは 係の人に おたずねください。"},
        {"attended", "出席されました", "感想を お聞かせください。"},
        {"called", "お席は 確定 しています。", "お電話しましたが、つながりませんでした。"},
    }));
    CAPTURE(kind);
    Visitor visitor;
    REQUIRE(visitor.does(looked_up + " > slip " + kind) == "slip");
    CHECK_THAT(visitor.page(), Contains(shows) && Contains(also));
    CHECK(
        (visitor.page().find("確定 して") != std::string::npos) == (kind == "confirmed" || kind == "called"));
}

TEST_CASE("without a line another machine's slip says whom to ask and when a cancellation takes effect",
    "[flow][slip]")
{
    auto state = ready_state();
    auto catalogue = *state.catalogue;
    catalogue.line_is_up = false;
    state.catalogue = std::make_shared<Catalogue const>(catalogue);
    Visitor visitor(state);
    REQUIRE(visitor.does(looked_up + " > slip elsewhere") == "slip");
    CHECK_THAT(visitor.page(), Contains("いま通信が切れていて、どうなっているか わかりません。"));
    CHECK_THAT(
        visitor.page(), Contains("取り消しと 日の変更は 受け付けて、\n通信が もどりしだい 届けます。"));
    // Break: promise to take a change of day and give no way to ask for it.
    REQUIRE(visitor.does("別の日にする") == "new-days");
    CHECK_THAT(visitor.page(), Contains("受付票と 同じ教室の 日を"));
    REQUIRE(visitor.does("LINEで写真をおくる > phone 1234 > この日に変える") == "sending");
    CHECK(visitor.last<MoveSlip>().code.view() == "482619571");
    CHECK(visitor.last<MoveSlip>().proof.view() == "1234");
    REQUIRE(visitor.does("moved asked") == "slip");
    CHECK_THAT(visitor.page(), Contains("日の変更を 受け付けました"));
}

TEST_CASE("a cancellation says what became of it", "[flow][slip]")
{
    auto const [result, shows] = GENERATE(table<std::string, std::string>({
        {"done", "取り消してあります"},
        {"asked", "いま通信が切れています。もどりしだい 取り消します。"},
        {"refused", "番号が ちがうようです。もう1度 ゆっくり どうぞ。"},
    }));
    Visitor visitor;
    visitor.does(to_proof + " > phone 1234 > 取り消す > cancelled " + result);
    CHECK_THAT(visitor.page(), Contains(shows));
}

// Break: leave the number uncovered, or keep it for the next visitor.
TEST_CASE("the number is covered by the idle question and gone with the visitor", "[flow][slip][idle]")
{
    auto const script = GENERATE_COPY(as<std::string>(), "受付票を見る > phone 48261",
        looked_up + " > slip confirmed", to_proof + " > phone 12");
    Visitor visitor;
    visitor.does(script + " > wait 60");
    CHECK_THAT(visitor.page(), !Contains("482") && !Contains("12_") && Contains("●"));
    visitor.does("wait 20");
    CHECK(screen_name(visitor.state) == "start");
    CHECK(visitor.state.visit.slip_number.is_empty());
    CHECK(visitor.state.visit.proof.is_empty());
    CHECK_FALSE(visitor.state.visit.slip);
    CHECK(visitor.count<Wipe>() == 1);
}
