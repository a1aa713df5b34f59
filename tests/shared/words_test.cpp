// Names in kana and phone numbers as people write them.
//
// Break: kana.cpp: NFC for NFKC, katakana_last one smaller (ヶ), drop the voice marks, keep two spaces, 59
// for 60, take ～ for a long mark, fold ゔ, leave っ as it is, turn +81 into nothing, insert 0 before (0).
#include "shared/domain/phone.h"
#include "shared/words/encoding.h"
#include "shared/words/kana.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::words;

namespace {

std::string kept(std::string const& text)
{
    auto const result = normalise_kana(text);
    if (result)
        return *result;
    switch (result.error()) {
    case KanaProblem::Empty:
        return "empty";
    case KanaProblem::TooLong:
        return "too_long";
    case KanaProblem::NotKana:
        return "not_kana";
    }
    return "?";
}

std::string repeated(std::string const& text, int count)
{
    std::string result;
    for (int i = 0; i < count; ++i)
        result += text;
    return result;
}

} // namespace

TEST_CASE("A name is kept in hiragana, however it was typed", "[words][kana]")
{
    auto const [text, name, why] = GENERATE(table<std::string, std::string, std::string>({
        {"やまだ はなこ", "やまだ はなこ", "already right"},
        {"ヤマダ　ハナコ", "やまだ はなこ", "katakana and a wide space"},
        {"ﾔﾏﾀﾞ ﾊﾅｺ", "やまだ はなこ", "half-width, the voice mark joined"},
        {"ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ", "がぎぐ ぱぴぷ", "half-width voice marks"},
        {"ヴァイオレット", "ゔぁいおれっと", "ヴ has a hiragana of its own"},
        {"ｳﾞｨｵﾗ", "ゔぃおら", "also in half-width"},
        {"か\u3099", "が", "a combining voice mark, as macOS writes it"},
        {"か゛は゜", "がぱ", "a voice mark typed as a character of its own"},
        {"ヵヶ", "ゕゖ", "the last katakana"},
        {"ァ", "ぁ", "the first"},
        {"すーざん", "すーざん", "a long mark"},
        {"スーザン", "すーざん", "a long mark in katakana"},
        {"ｽｰｻﾞﾝ", "すーざん", "in half-width"},
        {"す‐ざん", "すーざん", "a hyphen for it"},
        {"す－ざん", "すーざん", "a wide hyphen for it"},
        {"かねこ みすゞ", "かねこ みすゞ", "a repeat mark is hiragana"},
        {"ミスヾ", "みすゞ", "and has a katakana"},
        {"ゐゑを", "ゐゑを", "letters of old names"},
        {"  やまだ   はなこ  ", "やまだ はなこ", "trimmed, one space between"},
        {"　やまだ　 　はなこ\n", "やまだ はなこ", "spaces of every kind"},
        {"", "empty", "nothing"},
        {" 　 ", "empty", "only spaces"},
        {"山田 花子", "not_kana", "kanji"},
        {"やまだ花子", "not_kana", "kanji behind kana"},
        {"Yamada", "not_kana", "Latin"},
        {"Ｙａｍａｄａ", "not_kana", "wide Latin"},
        {"やまだ2", "not_kana", "a digit"},
        {"やまだ２", "not_kana", "a wide digit"},
        {"す～ざん", "not_kana", "a wide tilde is no long mark"},
        {"す〜ざん", "not_kana", "nor is a wave dash"},
        {"じょん・すみす", "not_kana", "a middle dot"},
        {"ー", "not_kana", "a long mark alone is no name"},
        {"やまだ。", "not_kana", "a full stop"},
        {"や\u3099", "not_kana", "a voice mark that nothing can take"},
        {"やま\xFFだ", "not_kana", "not UTF-8"},
        {"やま\xE3\x81", "not_kana", "cut within a character"},
        {std::string("やま\0だ", 10), "not_kana", "a zero byte within"},
        {"ヷ", "not_kana", "katakana without a hiragana"},
        {"😀", "not_kana", "outside the first plane"},
    }));
    INFO(why);
    CHECK(kept(text) == name);
}

TEST_CASE("A name may have sixty characters, counted after it was brought into form", "[words][kana]")
{
    CHECK(kept(repeated("あ", 60)) == repeated("あ", 60));
    CHECK(kept(repeated("あ", 61)) == "too_long");
    CHECK(kept(repeated("ｶﾞ", 60)) == repeated("が", 60)); // 120 typed characters become 60.
    CHECK(kept(repeated("ｶﾞ", 61)) == "too_long");
    CHECK(kept("あ" + repeated("　", 500) + "い") == "あ い");
    CHECK(kept(repeated("あ", 100000)) == "too_long");
    CHECK(kept(repeated("山", 61)) == "not_kana"); // Shortening it would not help.
}

TEST_CASE("Bringing a name into form twice is the same as once", "[words][kana]")
{
    auto const text = GENERATE(values<std::string>({"ﾔﾏﾀﾞ　ﾊﾅｺ", "ヴｧ－", "ミスヾ", "か゛"}));
    auto const once = kept(text);
    CHECK(kept(once) == once);
}

TEST_CASE("Two spellings of one name fold into one, two names do not", "[words][kana]")
{
    auto const [one, other, is_same, why] = GENERATE(table<std::string, std::string, bool, std::string>({
        {"やまだ はなこ", "ﾔﾏﾀﾞﾊﾅｺ", true, "width and spaces"},
        {"はっとり", "はつとり", true, "っ and つ"},
        {"きょうこ", "きようこ", true, "ょ and よ"},
        {"ゕゖゎ", "かけわ", true, "the rare small letters"},
        {"ぁぃぅぇぉゃゅ", "あいうえおやゆ", true, "the other small letters"},
        {"みちぢ", "みちじ", true, "ぢ and じ"},
        {"かなづ", "かなず", true, "づ and ず"},
        {"カナヅ", "かなず", true, "ヅ in katakana"},
        {"みを", "みお", true, "を and お"},
        {"おおの", "おーの", false, "a long mark is dropped, an お is not"},
        {"すーざん", "すざん", true, "a long mark is dropped"},
        {"す‐ざん", "すざん", true, "also a hyphen for it"},
        {"す－ざん", "スーザン", true, "and a wide hyphen"},
        {"はなこ", "ばなこ", false, "a voice mark makes another name"},
        {"ゔぃおら", "うぃおら", false, "ゔ is not う"},
        {"やまだ", "やました", false, "two names"},
        {"山田", "山下", false, "what is not kana stays different, too"},
        {"", "やまだ", false, "nothing is nobody"},
    }));
    INFO(one << " / " << other << ": " << why);
    CHECK((fold_kana(one) == fold_kana(other)) == is_same);
}

TEST_CASE("A folded name has neither spaces nor long marks nor small letters", "[words][kana]")
{
    CHECK(fold_kana("キャッシー　ヅヂヲ") == "きやつしずじお");
}

TEST_CASE("A phone number is brought down to its digits", "[words][phone]")
{
    auto const [text, digits, why] = GENERATE(table<std::string, std::string, std::string>({
        {"09012345678", "09012345678", "already right"},
        {"090-1234-5678", "09012345678", "hyphens"},
        {"０９０－１２３４－５６７８", "09012345678", "wide"},
        {"090ー1234ｰ5678", "09012345678", "long marks for hyphens"},
        {"090‐1234–5678", "09012345678", "hyphens of typesetters"},
        {"090−1234—5678", "09012345678", "a minus and a dash"},
        {" 090 1234　5678 ", "09012345678", "spaces"},
        {"(083)922-4111", "0839224111", "brackets"},
        {"（０８３）９２２－４１１１", "0839224111", "wide brackets"},
        {"+81 90-1234-5678", "09012345678", "from abroad"},
        {"＋８１９０１２３４５６７８", "09012345678", "from abroad, wide"},
        {"+81 (0)90 1234 5678", "09012345678", "from abroad with its 0"},
        {"+81", "0", "no more than that"},
        {"+1 202 555 0100", "+12025550100", "another country stays, to be refused"},
        {"8190", "8190", "81 without + is not a country"},
        {"090abc", "090abc", "letters stay, to be refused"},
        {"090.1234.5678", "090.1234.5678", "dots stay, to be refused"},
        {"", "", "nothing"},
    }));
    INFO(why);
    CHECK(fold_phone(text) == digits);
}

TEST_CASE("What stayed in a folded number is what the domain refuses", "[words][phone]")
{
    CHECK_FALSE(meguri::domain::problem_of_phone(fold_phone("+81 90-1234-5678")));
    for (auto const* text : {"+1 202 555 0100", "090abc45678", "090.1234.5678", "\xFF\xFE"}) {
        CAPTURE(text);
        CHECK(meguri::domain::problem_of_phone(fold_phone(text)) == meguri::domain::PhoneProblem::NotDigits);
    }
}

TEST_CASE("Hiragana becomes katakana and the rest stays", "[words][kana]")
{
    auto const [text, katakana] = GENERATE(table<std::string, std::string>({
        {"はじめてのすまほ", "ハジメテノスマホ"},
        {"ゔゖゞ", "ヴヶヾ"},
        {"らーめん 2026年", "ラーメン 2026年"},
        {"スマホ教室ABC", "スマホ教室ABC"},
        {"", ""},
    }));
    CHECK(to_katakana(text) == katakana);
}

namespace {

std::string decoded(std::string_view bytes)
{
    auto const text = decode(bytes);
    if (text)
        return (text->encoding == Encoding::Utf8 ? "utf8 " : "cp932 ") + text->text;
    auto const line = " " + std::to_string(text.error().line);
    switch (text.error().problem) {
    case EncodingProblem::ZeroByte:
        return "zero" + line;
    case EncodingProblem::Utf16:
        return "utf16" + line;
    case EncodingProblem::Neither:
        return "neither" + line;
    }
    return "?";
}

} // namespace

// Break: encoding.cpp: shift_jis for windows-31j, a callback that replaces, no look at the mark, CP932 first.
TEST_CASE("Bytes are UTF-8 or what Windows writes, and nothing is replaced", "[shared][words][encoding]")
{
    auto const [bytes, words] = GENERATE(table<std::string, std::string>({
        {"", "utf8 "},
        {"ascii\n", "utf8 ascii\n"},
        {"みほん", "utf8 みほん"},
        {"\xEF\xBB\xBFみほん", "utf8 みほん"},
        {"\x82\xDD\x82\xD9\x82\xF1", "cp932 みほん"},
        {"\x87\x40\x87\x8A\xFB\xFC", "cp932 ①㈱髙"}, // Not of Shift_JIS, but of Windows.
        {"\xD0\xCE\xDD,\x81\x60", "cp932 ﾐﾎﾝ,～"},
        {"\x83\x5C\x95\x5C\n", "cp932 ソ表\n"}, // A second byte that looks like a backslash.
        {"a\n\xFF\n", "neither 2"},
        {"\xEF\xBB\xBF\n\n\x82\xDD", "neither 3"}, // It said UTF-8 and is not.
        {"\x82", "neither 1"}, // Cut off in the middle.
        {std::string("a\nb\0", 4), "zero 2"},
        {"PK\x03\x04" + std::string(1, '\0'), "zero 1"}, // A workbook.
        {std::string("\xFF\xFE"
                     "a\0",
             4),
            "utf16 1"},
    }));
    CHECK(decoded(bytes) == words);
}

TEST_CASE("A long text comes through whole in either encoding", "[shared][words][encoding]")
{
    std::string utf8;
    std::string cp932;
    for (int i = 0; i < 100'000; ++i) {
        utf8 += "みa\n";
        cp932 += "\x82\xDD"
                 "a\n";
    }
    CHECK(decode(utf8).value().text == utf8);
    CHECK(decode(cp932).value().text == utf8);
}

TEST_CASE("Width is folded away where it says nothing", "[shared][words]")
{
    CHECK(fold_width("１２－３") == "12-3");
    CHECK(fold_width("ｶﾞﾊﾟー") == "ガパー");
    CHECK(fold_width("①㈱") == "1(株)");
    CHECK(fold_width("漢字") == "漢字");
}
