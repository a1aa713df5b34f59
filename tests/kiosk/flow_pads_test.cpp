// The two pads on which a visitor types: what each row of keys leaves behind.
#include "kiosk/flow/kana_pad.h"
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::kiosk::flow;
using namespace meguri::tests;
using Catch::Matchers::Contains;

namespace {

std::string const to_name = "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む";
std::string const to_phone = to_name + " > kana みほん > つぎへ";

} // namespace

// Break: remove は's row of forms; let まる answer か; let 小 answer し.
TEST_CASE("the kana pad changes the letter before the caret", "[flow][kana]")
{
    auto const [keys, name] = GENERATE(table<std::string, std::string>({
        {"か゛", "が"}, {"か゛゛", "か"}, {"は゛", "ば"}, {"は゜", "ぱ"}, {"は゛゜", "ぱ"}, {"は゜゛", "ば"},
        {"は゜゜", "は"}, {"つ小", "っ"}, {"つ小小", "つ"}, {"つ゛", "づ"}, {"つ゛小", "っ"},
        {"つ小゛", "づ"}, {"う゛", "ゔ"}, {"う小", "ぅ"}, {"し小", "し"}, {"か゜", "か"}, {"な゛", "な"},
        {"しゆ小ん", "しゅん"}, {"きよ小う", "きょう"}, {"わ小", "ゎ"}, {"さとう_はなこ", "さとう はなこ"},
        {"゛", ""}, {"_", ""}, {"あ__い", "あ い"}, {"あ_-い", "あい"}, {"ー", ""}, {"あー", "あー"},
        {"あ_ー", "あ "}, {"あい-", "あ"}, {"-", ""}, {"あ_゛", "あ "}, // No letter before the caret.
        {"か゛く゛", "がぐ"}, // Only the last one changes.
    }));
    CAPTURE(keys);
    Visitor visitor;
    REQUIRE(visitor.does(to_name + " > kana " + keys) == "kana");
    CHECK(visitor.state.visit.form.kana.view() == name);
}

// Break: shift katakana by 0x61; let type_kana take Latin letters.
TEST_CASE("a hardware keyboard writes kana on the name page", "[flow][kana]")
{
    auto const [text, name] = GENERATE(table<std::string, std::string>({
        {"みほん はな", "みほん はな"},
        {"ミホン　ハナ", "みほん はな"},
        {"ヴァン", "ゔぁん"},
        {"abcかd1", "か"},
        {"漢字かな", "かな"},
        {"\xE3\x81", ""}, // Half a letter.
        {"😀か", "か"},
        {"か゛", "が"},
        {"ああああああああああああああああああああああああああああああああああああ",
            "ああああああああああああああああああああああああああああああ"},
    }));
    CAPTURE(text);
    Visitor visitor;
    visitor.does(to_name);
    visitor.happen(Typed{text});
    CHECK(visitor.state.visit.form.kana.view() == name);
    CHECK(letter_count(visitor.state.visit.form.kana.view()) <= max_name_letters);
}

TEST_CASE("つぎへ waits until there is a name, and says so", "[flow][kana]")
{
    auto const [keys, is_ready]
        = GENERATE(table<std::string, bool>({{"", false}, {"あ", false}, {"あ_", false}, {"あい", true}}));
    CAPTURE(keys);
    auto state = ready_state();
    state.settings.has_voice = true;
    Visitor visitor(state);
    visitor.does(to_name + " > kana " + keys);
    auto const main = view(visitor.state, visitor.now).foot.main.value();
    CHECK(main.is_enabled == is_ready);
    visitor.happen(main.press);
    CHECK(screen_name(visitor.state) == (is_ready ? "phone" : "kana"));
    CHECK(visitor.count<SpeakSentence>() == (is_ready ? 0 : 1));
}

// Break: ask for 10 digits of a mobile number; take digits past the end.
TEST_CASE("the phone pad says how many digits are missing", "[flow][phone]")
{
    auto const [digits, echo, sentence] = GENERATE(table<std::string, std::string, std::string>({
        {"09000001", "090 0000 1___", "あと 3つ 押すと「つぎへ」に すすめます。"},
        {"0900000123", "090 0000 123_", "あと 1つ 押すと「つぎへ」に すすめます。"},
        {"09000001234", "090 0000 1234", "よろしければ「つぎへ」を 押してください。"},
        {"090000012345", "090 0000 1234", "よろしければ「つぎへ」を 押してください。"}, // Full.
        {"083", "083 ___ ____", "あと 7つ 押すと「つぎへ」に すすめます。"},
        {"0838221234", "0838 22 1234", "よろしければ「つぎへ」を 押してください。"},
        {"9", "", "番号は 0から はじまります。もう1度 ゆっくり どうぞ。"},
        {"0000000000", "", "その番号には お電話できません。もう1度 ゆっくり どうぞ。"},
        {"", "", "0から はじまる番号を ぜんぶ 押してください。"},
    }));
    CAPTURE(digits);
    Visitor visitor;
    visitor.does(to_phone + " > phone " + digits);
    auto const content = std::get<PhoneContent>(view(visitor.state, visitor.now).content);
    CHECK(in_japanese(content.what_next) == sentence);
    std::string groups;
    for (auto const& group : content.groups)
        groups += (groups.empty() ? "" : " ") + group;
    if (!echo.empty())
        CHECK(groups == echo);
}

TEST_CASE("a hardware keyboard writes digits on the phone page", "[flow][phone]")
{
    Visitor visitor;
    visitor.does(to_phone);
    visitor.happen(Typed{"090-あ０１2"});
    CHECK(visitor.state.visit.form.phone.view() == "090012");
    visitor.does("backspace");
    CHECK(visitor.state.visit.form.phone.view() == "09001");
    visitor.does("自分の電話がない");
    CHECK(visitor.state.visit.form.phone.is_empty());
    CHECK_THAT(visitor.page(), Contains("連絡できる方の 電話番号を 教えてください"));
}

// Break: send what was pressed of a number that was left; take the first number a second time; ask who lost
// the slip for one.
TEST_CASE("who wants to gives a second number for when the first is engaged", "[flow][register]")
{
    auto const [presses, screen, second] = GENERATE(table<std::string, std::string, std::string>({
        {"phone 09000001234 > 2つ目の番号も伝える > phone 0838221234 > つぎへ", "decade", "0838221234"},
        {"phone 09000001234 > 2つ目の番号も伝える > phone 08382 > 2つ目はいらない", "decade", ""},
        {"phone 09000001234 > 2つ目の番号も伝える > phone 0838221234 > もどる", "phone", "0838221234"},
        {"phone 09000001234 > 2つ目の番号も伝える > phone 09000001234 > つぎへ",
            "no 「つぎへ」 on second-phone", "09000001234"},
        {"phone 0900000123 > 2つ目の番号も伝える", "no 「2つ目の番号も伝える」 on phone", ""},
    }));
    CAPTURE(presses);
    Visitor visitor;
    CHECK(visitor.does(to_phone + " > " + presses) == screen);
    CHECK(visitor.state.visit.form.second_phone.view() == second);
}

TEST_CASE("the second number is told on the page to check and goes with the registration", "[flow][register]")
{
    Visitor visitor;
    auto const at_check = visitor.does(to_phone
        + " > phone 09000001234 > 2つ目の番号も伝える > phone 0838221234 > つぎへ > 昭和20年代 > 昭和23年 > "
          "萩市");
    REQUIRE(at_check == "check");
    CHECK_THAT(visitor.page(), Contains("090-0000-1234 ほか1つ"));
    REQUIRE(visitor.does("申し込む") == "sending");
    CHECK(visitor.last<Register>().second_phone.view() == "0838221234");
}
