// The slip as a printer, a scanner and a reader meet it: what it says, how it is drawn, what it refuses.
#include "shared/paper/page_size.h"
#include "shared/paper/qr_code.h"
#include "shared/paper/slip.h"
#include "tests/kiosk/slip_reader.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::paper;
using meguri::tests::Edges;
using meguri::tests::PageReader;
using meguri::tests::without_space;

namespace {

constexpr char const* token_text = "MEGURI1:482619573:0123456789ABCDEF";

Slip usual_slip(SlipState state)
{
    Slip slip;
    slip.state = state;
    slip.number = "482-619-573";
    slip.date = "10月8日(木)";
    slip.time = "午前10時から 1時間";
    slip.title = "LINEで写真をおくる";
    slip.code_text = token_text;
    slip.place = "みほん公民館 2階 研修室";
    slip.address = "萩市みほん町1-1(見本)";
    slip.place_phone = "0838-00-0001";
    slip.bring = "お使いのスマホ";
    slip.staff_phone = "0838-00-0000";
    slip.staff = "萩市の係(見本)";
    slip.municipality = "萩市";
    slip.issued = "令和8年10月5日 午前9時13分";
    slip.issued_by = "みほん公民館の機械";
    slip.fee = "料金 無料";
    if (state == SlipState::Provisional || state == SlipState::Entered)
        slip.call_by = "10月6日(火) 午後5時";
    if (state == SlipState::Waiting)
        slip.place_in_line = 3;
    if (state == SlipState::Refused)
        slip.reason = "この教室は 抽選で 定員に なりました。";
    return slip;
}

/// Longer in every field than any that the real data has.
Slip longest_slip(SlipState state)
{
    auto slip = usual_slip(state);
    slip.place_in_line = 1288;
    slip.call_by = "令和18年12月28日(月) 午後12時30分";
    slip.reason = "この教室は 抽選で 定員に なりました。ほかの日の教室も 機械で さがせます。ご希望の方は "
                  "係の人を お呼びください。";
    slip.date = "令和18年12月28日(月)";
    slip.time = "午前10時30分から 午後12時30分まで(2時間)";
    slip.title = "はじめてのスマートフォン講座(電話・カメラ・LINEの使い方と災害時の安否確認サービス)";
    slip.place = "山口県立みほん総合福祉生涯学習センター 本館 3階 視聴覚研修室(東側エレベーター前)";
    slip.address = "山陽小野田市大字みほん字みほん1234番地の56 みほんビルディング第2別館 3階 301号室";
    slip.place_phone = "0836-00-0001(内線 1234)";
    slip.bring = "お使いのスマホ、充電器、老眼鏡、マイナンバーカード、暗証番号のひかえ";
    slip.staff = "山陽小野田市デジタル推進局スマート活用支援係";
    slip.municipality = "山陽小野田市";
    slip.issued_by = "山口県立みほん総合福祉生涯学習センターの機械";
    slip.fee = "料金 無料(教材費 1,000円)";
    return slip;
}

std::string pdf_of(Slip const& slip, SlipPaper paper = SlipPaper::Roll80)
{
    auto const pdf = slip_pdf(slip, japanese_slip_words(), paper);
    INFO((pdf ? "" : pdf.error().message));
    REQUIRE(pdf.has_value());
    return *pdf;
}

auto const every_state = {SlipState::Confirmed, SlipState::Provisional, SlipState::Waiting,
    SlipState::Entered, SlipState::Refused, SlipState::Cancelled};

} // namespace

// Break: set the level to L, scale modules by 6.72 dots, drop CAIRO_ANTIALIAS_NONE, let the title run under
// the code.
TEST_CASE("The square code is read back from a 203-dpi print as exactly the text given", "[paper][slip]")
{
    auto const state = GENERATE(values(every_state));
    CHECK(PageReader(pdf_of(usual_slip(state))).scanned() == std::string(token_text) + "\n");
    CHECK(PageReader(pdf_of(longest_slip(state))).scanned() == std::string(token_text) + "\n");
}

TEST_CASE("A slip without a text for the code has no code", "[paper][slip]")
{
    auto slip = usual_slip(SlipState::Refused);
    slip.code_text.clear();
    CHECK(PageReader(pdf_of(slip)).scanned().empty());
}

TEST_CASE("The code is 20 to 22 mm wide, in whole dots, with four white modules around it", "[paper][slip]")
{
    auto const page = PageReader(pdf_of(longest_slip(SlipState::Confirmed))).raster(Edges::Smooth);
    auto const code = encode_text(token_text);
    REQUIRE(code.has_value());
    int const module = 7, side = module * code->size(), right = 608, left = right - side;
    CHECK(side >= 160);
    CHECK(side <= 176);
    // The finder pattern's upper edge: the first row whose seven modules at the right edge are black.
    int top = 0;
    auto const is_black_row = [&](int y) {
        for (int x = right - 7 * module; x < right; ++x)
            if (page.at(x, y) != 0)
                return false;
        return y > 250; // Below the plate.
    };
    while (top < page.height && !is_black_row(top))
        ++top;
    REQUIRE(top + side < page.height);
    int wrong = 0;
    int const quiet = quiet_modules;
    for (int row = -quiet; row < code->size() + quiet; ++row)
        for (int column = -quiet; column < code->size() + quiet; ++column) {
            bool const is_inside = row >= 0 && row < code->size() && column >= 0 && column < code->size();
            int const wanted = is_inside && code->is_dark(column, row) ? 0 : 255;
            for (int y = 0; y < module; ++y)
                for (int x = 0; x < module; ++x)
                    wrong += page.at(left + column * module + x, top + row * module + y) != wanted;
        }
    CHECK(wrong == 0);
}

// Break: give the provisional plate the confirmed words, leave out the note, leave the promise out of draw().
TEST_CASE("A slip says what its state promises and nothing more", "[paper][slip]")
{
    using Texts = std::vector<std::string>;
    auto const [state, says, never_says] = GENERATE(table<SlipState, Texts, Texts>({
        {SlipState::Confirmed, {"席確定", "受付票", "着いたら"}, {"仮", "まだ", "待ち", "お電話します"}},
        {SlipState::Provisional,
            {"仮の受付票", "まだ確定ではありません", "10月6日(火)午後5時までに", "お電話します"},
            {"席確定", "確定しました", "待ち"}},
        {SlipState::Waiting, {"キャンセル待ち3番目", "まだ確定ではありません", "席が空いたらお電話します"},
            {"席確定", "確定しました", "までに"}},
        {SlipState::Entered, {"抽選待ち", "まだ確定ではありません", "10月6日(火)午後5時までに"},
            {"席確定", "確定しました", "番目"}},
        {SlipState::Refused, {"お席がありません", "定員になりました", "お問合せは"},
            {"確定", "着いたら", "お電話します"}}, // Not to come, so nothing on coming.
        {SlipState::Cancelled, {"取り消しました", "お問合せは"}, {"確定", "着いたら", "お電話します"}},
    }));
    auto const words = PageReader(pdf_of(usual_slip(state))).words();
    for (auto const& text : says)
        CHECK_THAT(words, Catch::Contains(text));
    for (auto const& text : never_says)
        CHECK_THAT(words, !Catch::Contains(text));
    for (auto const* text :
        {"482-619-573", "10月8日(木)", "午前10時から1時間", "LINEで写真をおくる", "みほん公民館2階研修室",
            "会場の電話0838-00-0001", "0838-00-0000", "令和8年10月5日午前9時13分発行"})
        CHECK_THAT(words, Catch::Contains(text));
}

TEST_CASE("A place in line that is not known is not made up", "[paper][slip]")
{
    auto slip = usual_slip(SlipState::Waiting);
    slip.place_in_line = 0;
    auto const words = PageReader(pdf_of(slip)).words();
    CHECK_THAT(words, Catch::Contains("キャンセル待ち"));
    CHECK_THAT(words, !Catch::Contains("番目"));
}

// Break: fill the plate for Waiting as well.
TEST_CASE("Only a confirmed slip has a black plate under its heading", "[paper][slip]")
{
    auto const state = GENERATE(values(every_state));
    auto const page = PageReader(pdf_of(usual_slip(state))).raster(Edges::Hard);
    int black = 0;
    int const first = 150, last = 200, just_inside = 48;
    for (int y = first; y < last; ++y)
        black += page.at(just_inside, y) == 0;
    CHECK(black == (state == SlipState::Confirmed ? last - first : 0));
}

// Break: name another family, draw a rule in grey, write a line from x = 20, give a text no width.
TEST_CASE("Every font is an embedded BIZ UDGothic, even for rarer characters", "[paper][slip]")
{
    auto slip = longest_slip(SlipState::Provisional);
    slip.address
        = "下関市宇部市山口市萩市防府市下松市岩国市光市長門市柳井市美祢市周南市山陽小野田市周防大島町和木町"
          "上関町田布施町平生町阿武町 祇園 鯖山 辻 葛 髙 﨑 德 蘇 嘉 瀬 厚狭 俵山 秋穂 鋳銭司 ①～ー「」…";
    PageReader const page(pdf_of(slip));
    auto const fonts = page.fonts();
    CHECK_FALSE(fonts.empty());
    for (auto const& font : fonts) {
        CHECK_THAT(font, Catch::Contains("BIZUDGothic"));
        CHECK_THAT(
            font, Catch::Matches(".* yes +yes +yes .*")); // Embedded, a subset, with its Unicode table.
    }
    CHECK_THAT(page.words(), Catch::Contains(without_space(slip.address)));
}

TEST_CASE("Nothing but black and white is on the paper", "[paper][slip]")
{
    auto const state = GENERATE(values(every_state));
    auto const page = PageReader(pdf_of(usual_slip(state))).raster(Edges::Hard);
    CHECK(std::all_of(
        page.pixels.begin(), page.pixels.end(), [](auto grey) { return grey == 0 || grey == 255; }));
}

TEST_CASE("The longest texts stay whole, inside the 72 mm that the head can print", "[paper][slip]")
{
    auto const state = GENERATE(values(every_state));
    auto const slip = longest_slip(state);
    PageReader const reader(pdf_of(slip));
    auto const page = reader.raster(Edges::Smooth);
    int outside = 0;
    int inside = 0;
    for (int y = 0; y < page.height; ++y)
        for (int x = 0; x < page.width; ++x) {
            bool const is_margin = x < 31 || x >= 609 || y < 16 || y >= page.height - 16;
            (is_margin ? outside : inside) += page.at(x, y) != 255;
        }
    CHECK(outside == 0);
    CHECK(inside > 20'000);
    auto const words = reader.words();
    for (auto const& text : {slip.date, slip.time, slip.title, slip.place, slip.address, slip.place_phone,
             slip.staff, slip.issued_by, slip.fee, slip.number, slip.municipality})
        CHECK_THAT(words, Catch::Contains(without_space(text)));
}

// Break: leave keep_whole out.
TEST_CASE(
    "A line never breaks inside a phrase that fits, nor between a number and its counter", "[paper][slip]")
{
    auto slip = longest_slip(SlipState::Confirmed);
    slip.address = "みほん町 1234番地 みほんビルディング第2別館 3階 みほんみほんみほん301号室";
    // One phrase wider than the paper, so that it must break somewhere: 5678 would fall on the edge.
    slip.staff = "みほんみほんみほんみほんみほ5678番の係のそのまた係のそのまた係";
    auto const lines = PageReader(pdf_of(slip)).lines();
    for (auto const* phrase : {"午前10時30分から", "午後12時30分まで(2時間)", "みほんビルディング第2別館",
             "みほんみほんみほん301号室", "視聴覚研修室(東側エレベーター前)", "マイナンバーカード、",
             "5678番"})
        CHECK_THAT(lines, Catch::Contains(phrase));
}

TEST_CASE("The page is 80 mm wide and as long as its text", "[paper][slip]")
{
    auto const usual = page_size(pdf_of(usual_slip(SlipState::Confirmed)));
    auto const longest = page_size(pdf_of(longest_slip(SlipState::Provisional)));
    REQUIRE(usual.has_value());
    REQUIRE(longest.has_value());
    CHECK(usual->width_mm == Approx(80).margin(0.01));
    CHECK(longest->width_mm == Approx(80).margin(0.01));
    CHECK(usual->height_mm > 110);
    CHECK(usual->height_mm < 180); // The design's own length, which has a second code.
    CHECK(longest->height_mm > usual->height_mm + 40);
}

// Break: enlarge the longest slip like the usual one; place it from the left edge.
TEST_CASE("On A4 the same slip stands whole on one sheet, larger, and its code is read", "[paper][slip]")
{
    auto const state = GENERATE(values(every_state));
    bool const is_usual = GENERATE(true, false);
    auto const slip = is_usual ? usual_slip(state) : longest_slip(state);
    auto const pdf = pdf_of(slip, SlipPaper::A4);
    auto const page = page_size(pdf);
    REQUIRE(page.has_value());
    CHECK(page->width_mm == Approx(210).margin(0.1));
    CHECK(page->height_mm == Approx(297).margin(0.1));
    PageReader const reader(pdf);
    CHECK(reader.words() == PageReader(pdf_of(slip)).words());
    CHECK(reader.scanned() == std::string(token_text) + "\n");
    auto const sheet = reader.raster(Edges::Smooth);
    double const dots = 203 / 25.4;
    int left = sheet.width, right = 0, bottom = 0;
    for (int y = 0; y < sheet.height; ++y)
        for (int x = 0; x < sheet.width; ++x)
            if (sheet.at(x, y) < 128) {
                left = std::min(left, x);
                right = std::max(right, x);
                bottom = y;
            }
    CHECK(left > 11 * dots);
    CHECK(sheet.width - right > 11 * dots);
    CHECK(sheet.height - bottom > 11 * dots);
    CHECK(std::abs(left - (sheet.width - right)) < 4 * dots); // In the middle.
    if (is_usual)
        CHECK(right - left > 100 * dots); // 72 mm on the roll.
}

TEST_CASE("The same slip gives the same bytes", "[paper][slip]")
{
    CHECK(pdf_of(usual_slip(SlipState::Confirmed)) == pdf_of(usual_slip(SlipState::Confirmed)));
    CHECK(pdf_of(usual_slip(SlipState::Confirmed)) != pdf_of(usual_slip(SlipState::Waiting)));
}

// Break: drop check(), drop the limit of 400 mm.
TEST_CASE("A slip that cannot be right is refused, naming the field", "[paper][slip]")
{
    auto const [field, spoil] = GENERATE(table<std::string, void (*)(Slip&)>({
        {"number", [](Slip& slip) { slip.number.clear(); }},
        {"issued", [](Slip& slip) { slip.issued.clear(); }},
        {"call_by", [](Slip& slip) { slip.call_by.clear(); }}, // A promise to call without a date is none.
        {"title", [](Slip& slip) { slip.title = "\xE3\x81"; }}, // Half a character.
        {"address", [](Slip& slip) { slip.address = std::string("a\0b", 3); }}, // Would end the text for C.
        {"title", [](Slip& slip) { slip.title = std::string(20'000, 'a'); }}, // Would take minutes to set.
        {"400 mm", // Each just short enough, together longer than any slip should be.
            [](Slip& slip) {
                slip.title = slip.place = slip.address = slip.bring = slip.staff = std::string(999, 'W');
            }},
        {"code_text", [](Slip& slip) { slip.code_text = std::string(200, 'a'); }},
    }));
    auto slip = usual_slip(SlipState::Provisional);
    spoil(slip);
    auto const pdf = slip_pdf(slip, japanese_slip_words());
    REQUIRE_FALSE(pdf.has_value());
    CHECK(pdf.error().kind == base::ErrorKind::BadInput);
    CHECK_THAT(pdf.error().message, Catch::Contains(field));
}

TEST_CASE("A slip of which only the needed texts are known is still a slip", "[paper][slip]")
{
    Slip slip;
    slip.state = SlipState::Confirmed;
    slip.number = "482-619-573";
    slip.issued = "令和8年10月5日";
    auto const words = PageReader(pdf_of(slip)).words();
    CHECK_THAT(words, Catch::Contains("席確定") && Catch::Contains("482-619-573") && !Catch::Contains("{"));
}

// Break: pass the text's length as C does, take level L.
TEST_CASE("Only text or bytes that fit make a square code", "[paper][qr]")
{
    CHECK_FALSE(encode_text("").has_value());
    CHECK_FALSE(encode_text(std::string_view("a\0b", 3)).has_value());
    CHECK_FALSE(encode_text(std::string(3'500, 'a')).has_value());
    CHECK_FALSE(encode_bytes({}).has_value());
    CHECK_FALSE(encode_bytes(base::Bytes(2'332, 0)).has_value());
    auto const fullest = encode_bytes(base::Bytes(2'331, 0));
    REQUIRE(fullest.has_value());
    CHECK(fullest->size() == 177);
    auto const token = encode_text(token_text);
    REQUIRE(token.has_value());
    CHECK(token->size()
        == 25); // Version 2 at level M holds 38 of the compact alphabet; at L it would be as large.
    auto const lower_case = encode_text("meguri1:482619573:0123456789abcdef");
    REQUIRE(lower_case.has_value());
    CHECK(lower_case->size() == 29);
}

TEST_CASE("Bytes that are no PDF have no page size", "[paper][page_size]")
{
    auto const bytes = GENERATE(as<std::string>{}, "", "%PDF-1.5", "/MediaBox [ 0 0 10 10 ]",
        "%PDF-1.5 /MediaBox [ 0 0 x ]", "%PDF-1.5 /MediaBox [ 0 0 0 10 ]", "%PDF-1.5 /MediaBox [");
    CHECK_FALSE(page_size(bytes).has_value());
}
