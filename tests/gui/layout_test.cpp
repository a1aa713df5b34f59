// What a person of 78 needs of every screen, measured on the controls as they are laid out in the real
// window: size, gaps, place, names, contrast, and that every text found its place. Needs a display; run under
// with-display.
#include "kiosk/screens/window.h"
#include "shared/ui/loop.h"
#include "shared/ui/theme.h"
#include "shared/ui/typeset.h"
#include "tests/gui/pages.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace meguri;
using namespace meguri::kiosk;
using ui::Box;
using ui::Palette;

struct LaidOut {
    std::string name;
    screens::Panel panel;
    std::vector<screens::Target> targets;
    std::vector<screens::ShownText> texts;
    std::vector<std::string> unfit;
    std::vector<std::string> misplaced;
    std::vector<std::string> faint; ///< Texts whose two commonest colours are too near to each other.
    std::vector<flow::Press> offered;
};

std::vector<flow::Press> offered_by(flow::View const& view)
{
    std::vector<flow::Press> offered;
    for (auto const& button : flow::buttons_of(view))
        offered.push_back(button.press);
    return offered;
}

/// The ratio of the two commonest colours in a box of the picture.
double contrast_in(screens::Picture const& picture, Box const& box)
{
    std::map<std::uint32_t, int> counts;
    int const left = std::max(0, static_cast<int>(box.x));
    int const right = std::min(picture.width, static_cast<int>(std::ceil(box.right())));
    int const bottom = std::min(picture.height, static_cast<int>(std::ceil(box.bottom())));
    std::uint32_t last = 0;
    int run = 0; // Counted in runs: most neighbours are alike.
    for (int y = std::max(0, static_cast<int>(box.y)); y < bottom; ++y) {
        auto const* pixel = &picture.rgb[static_cast<std::size_t>(y * picture.width + left) * 3];
        for (int x = left; x < right; ++x, pixel += 3) {
            auto const colour = static_cast<std::uint32_t>(pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
            if (colour != last) {
                counts[last] += run;
                last = colour;
                run = 0;
            }
            ++run;
        }
    }
    counts[last] += run;
    std::vector<std::pair<int, std::uint32_t>> order;
    for (auto const& [colour, count] : counts)
        order.emplace_back(count, colour);
    std::sort(order.rbegin(), order.rend());
    if (order.size() < 2)
        return 1;
    auto const rgba = [](std::uint32_t colour) {
        return ui::Rgba{static_cast<std::uint8_t>(colour >> 16U),
            static_cast<std::uint8_t>((colour >> 8U) & 0xFFU), static_cast<std::uint8_t>(colour & 0xFFU)};
    };
    return ui::contrast_ratio(rgba(order[0].second), rgba(order[1].second));
}

LaidOut laid_out_page(screens::Window& window, tests::Page const& page, tests::NamedLook const& look)
{
    auto const view = tests::view_of(page, look.look, window.panel());
    window.show(view);
    // Colours are the same in each language, and in larger text.
    bool const has_pixels = look.look.language == flow::Language::Japanese && !look.look.is_larger;
    auto const picture
        = window.picture(has_pixels ? screens::Window::Pixels::Yes : screens::Window::Pixels::No);
    LaidOut made{look.name + " " + page.name, window.panel(), window.targets(), picture.texts, picture.unfit,
        window.misplaced_parts(), {}, offered_by(view)};
    if (has_pixels)
        for (auto const& text : picture.texts)
            if (contrast_in(picture, text.ink.inside(-3)) < 7)
                made.faint.push_back(text.text);
    return made;
}

/// The toolkit can be started once in a process, so all pages are laid out at the first question.
std::vector<LaidOut> const& laid_out()
{
    static std::vector<LaidOut> const all = [] {
        std::vector<LaidOut> made;
        std::string program = "test_layout";
        char* arguments[] = {program.data(), nullptr};
        ui::run_loop(1, arguments, [&] {
            for (auto const& kind : tests::panel_kinds()) {
                auto const window = tests::open_on(kind);
                for (auto const& look : tests::looks()) {
                    // Another language's contrast theme is laid out as its normal one.
                    if (look.look.is_contrast && look.look.language != flow::Language::Japanese)
                        continue;
                    for (auto const& page : tests::pages()) {
                        made.push_back(laid_out_page(*window, page, look));
                        made.back().name.insert(0, kind.name + " ");
                    }
                }
            }
            return false;
        });
        return made;
    }();
    return all;
}

using Complaints = std::vector<std::string>;

/// Of two boxes that do not overlap; negative when they do.
double gap_px(Box const& one, Box const& other)
{
    double const across = std::max(one.x, other.x) - std::min(one.right(), other.right());
    double const down = std::max(one.y, other.y) - std::min(one.bottom(), other.bottom());
    return std::max(across, down);
}

} // namespace

// Break: make the kana keys' gap 2 mm, or give the erase keys of kana.cpp 18 mm.
TEST_CASE("Every target of every screen is at least 20 mm wide and high", "[gui][layout]")
{
    REQUIRE(laid_out().size() == tests::pages().size() * tests::panel_kinds().size() * 7);
    for (auto const& page : laid_out()) {
        Complaints small;
        for (auto const& target : page.targets)
            if (page.panel.scale.mm(std::min(target.box.width, target.box.height))
                < ui::space::target_side_min)
                small.push_back(target.name);
        INFO(page.name);
        CHECK_FALSE(page.targets.empty());
        CHECK(small == Complaints{});
    }
}

TEST_CASE("No two targets of a screen are nearer than 3 mm", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        Complaints near;
        for (std::size_t i = 0; i < page.targets.size(); ++i)
            for (std::size_t j = i + 1; j < page.targets.size(); ++j)
                if (page.panel.scale.mm(gap_px(page.targets[i].box, page.targets[j].box))
                    < ui::space::target_gap_min)
                    near.push_back(page.targets[i].name + " | " + page.targets[j].name);
        INFO(page.name);
        CHECK(near == Complaints{});
    }
}

// Break: lay the foot out 20 mm lower.
TEST_CASE("Every target lies inside the window", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        for (auto const& target : page.targets) {
            INFO(page.name << ": " << target.name);
            CHECK(target.box.x >= 0);
            CHECK(target.box.y >= 0);
            CHECK(target.box.right() <= page.panel.width_px);
            CHECK(target.box.bottom() <= page.panel.height_px);
        }
    }
}

// Break: leave out wxSIZE_ALLOW_MINUS_ONE in part_control.cpp (the head after the idle question).
TEST_CASE("Every part of a screen stands where it was laid out, whatever screen was before", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        INFO(page.name);
        CHECK(page.misplaced == std::vector<std::string>{});
    }
}

// Break: forget a key of a content in its lay_out_content, or lay one out twice.
TEST_CASE(
    "Each press the view offers is exactly one target, and nothing else can be pressed", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        INFO(page.name);
        CHECK(page.targets.size() == page.offered.size());
        for (auto const& press : page.offered) {
            INFO("control " << static_cast<int>(press.control) << " " << press.index << " " << press.id);
            CHECK(std::count_if(page.targets.begin(), page.targets.end(), [&](screens::Target const& target) {
                return target.press == press;
            }) == 1);
        }
    }
}

// Break: name the buttons 直す by their words alone (Sheet::press).
TEST_CASE("No two targets of a screen have the same name for assistive technology", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        std::set<std::string> names;
        for (auto const& target : page.targets) {
            INFO(page.name << ": " << target.name);
            CHECK_FALSE(target.name.empty());
            CHECK(names.insert(target.name).second);
        }
    }
}

// Break: make the tools of the rail 40 mm wide.
TEST_CASE("Every text finds its place without a phrase being broken, in each language", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        INFO(page.name);
        CHECK(page.unfit == std::vector<std::string>{});
    }
}

// Break: give the status line of the narrow rail half its height.
TEST_CASE("No letter is cut off by the edge of its part or of the window", "[gui][layout]")
{
    constexpr double smoothing = 1; // A curve may touch the next pixel.
    for (auto const& page : laid_out()) {
        Complaints cut;
        for (auto const& text : page.texts) {
            bool const is_inside = text.ink.x >= std::max(0.0, text.part.x) - smoothing
                && text.ink.y >= std::max(0.0, text.part.y) - smoothing
                && text.ink.right() <= std::min<double>(page.panel.width_px, text.part.right()) + smoothing
                && text.ink.bottom()
                    <= std::min<double>(page.panel.height_px, text.part.bottom()) + smoothing;
            if (!is_inside)
                cut.push_back(text.text);
        }
        INFO(page.name);
        CHECK(cut == Complaints{});
    }
}

// Break: let the label of a row on the check page reach into its value.
TEST_CASE("No two texts of a screen lie on each other", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        Complaints overlapping;
        for (std::size_t i = 0; i < page.texts.size(); ++i)
            for (std::size_t j = i + 1; j < page.texts.size(); ++j)
                if (gap_px(page.texts[i].ink, page.texts[j].ink) <= -1)
                    overlapping.push_back(page.texts[i].text + " | " + page.texts[j].text);
        INFO(page.name);
        CHECK(overlapping == Complaints{});
    }
}

// Break: leave `hold.otherwise` out of lay_out_hold_beside in phone.cpp.
TEST_CASE("On every panel the page of the slip's number says that the number can be pressed", "[gui][layout]")
{
    int pages = 0;
    for (auto const& page : laid_out()) {
        bool const is_number = page.name.find("-ja ") != std::string::npos
            && page.name.find("50-slip-number-empty") != std::string::npos;
        if (!is_number)
            continue;
        ++pages;
        std::string all;
        for (auto const& text : page.texts)
            for (char const letter : text.text)
                if (letter != ' ' && letter != '\n')
                    all += letter;
        INFO(page.name << ": " << all);
        CHECK(all.find("受付番号を押してください") != std::string::npos);
    }
    CHECK(pages > 3);
}

// Break: write the age of the data in Role::Line.
TEST_CASE("The two commonest colours in the box of each text differ by 7:1", "[gui][layout]")
{
    for (auto const& page : laid_out()) {
        INFO(page.name);
        CHECK(page.faint == std::vector<std::string>{});
    }
}

// Break: any colour of theme.cpp a shade nearer to its ground, e.g. Ink2 0x6F6857.
TEST_CASE("Every text reaches 7:1 on its ground and every border 3:1, in both themes", "[gui][theme]")
{
    auto const palette = GENERATE(Palette::Normal, Palette::Contrast);
    REQUIRE_FALSE(ui::declared_pairs().empty());
    for (auto const& pair : ui::declared_pairs()) {
        INFO(ui::hex_of(ui::colour_of(pair.front, palette))
            << " on " << ui::hex_of(ui::colour_of(pair.ground, palette)));
        CHECK(ui::contrast_ratio(ui::colour_of(pair.front, palette), ui::colour_of(pair.ground, palette))
            >= pair.ratio_min);
    }
}

TEST_CASE(
    "The contrast ratio is that of WCAG: 21 for black on white, 1 for a colour on itself", "[gui][theme]")
{
    CHECK(ui::contrast_ratio({0, 0, 0}, {255, 255, 255}) == Approx(21));
    CHECK(ui::contrast_ratio({23, 59, 102}, {23, 59, 102}) == Approx(1));
    CHECK(ui::contrast_ratio({0x6F, 0x68, 0x57}, {0xFA, 0xF6, 0xEC}) == Approx(5.1).margin(0.05));
}

namespace {

std::string bars(std::string_view text, ui::Breaks breaks)
{
    std::string joined;
    for (auto const& phrase : ui::phrases_of(text, breaks))
        joined += (joined.empty() ? "" : "|") + phrase.text;
    return joined;
}

} // namespace

// Break: take 。 out of the ending marks; let every hiragana be a particle.
TEST_CASE("A line may break between phrases only, and for titles without half spaces after particles",
    "[gui][typeset]")
{
    using ui::Breaks;
    auto const [text, breaks, expected] = GENERATE(table<std::string, Breaks, std::string>({
        {"絵を 1つ 押してください。", Breaks::Phrases, "絵を|1つ|押してください。"},
        {"どうなさいますか", Breaks::Phrases, "どうなさいますか"},
        {"お取りください。当日 お持ちください。", Breaks::Phrases, "お取りください。|当日|お持ちください。"},
        {"はい、つづけます", Breaks::Phrases, "はい、|つづけます"},
        {"「もどる。」を押す", Breaks::Phrases,
            "「もどる。」|を押す"}, // a closing bracket never begins a line
        {"1 / 2", Breaks::Phrases, "1 / 2"}, // a fraction stays together
        {"一行\n二行", Breaks::Phrases, "一行|二行"},
        {"LINEで写真をおくる", Breaks::Phrases, "LINEで写真をおくる"}, // a title from the data
        {"LINEで写真をおくる", Breaks::Particles, "LINEで|写真を|おくる"},
        {"はじめてのスマホ", Breaks::Particles, "はじめての|スマホ"},
        {"健康・お医者さん", Breaks::Particles, "健康・|お医者さん"},
        {"だまされない使い方", Breaks::Particles,
            "だまされない使い方"}, // no particle: better one size smaller
        {"みほん公民館", Breaks::Particles, "みほん公民館"},
        {"まちがえたら「もどる」", Breaks::Particles, "まちがえたら|「もどる」"},
    }));
    CHECK(bars(text, breaks) == expected);
}

// Break: try the phrases at all sizes before the particles, or count a broken phrase as whole.
TEST_CASE("A text that is too wide is set one size smaller before its phrase is broken", "[gui][typeset]")
{
    ui::Typesetter const typesetter;
    std::vector<ui::Font> const fonts{{40, false, 1.4}, {30, false, 1.4}, {20, false, 1.4}};
    auto const [text, width, size, lines, is_whole]
        = GENERATE(table<std::string, double, double, std::size_t, bool>({
            {"あいうえお", 210, 40, 1, true},
            {"あいうえお", 160, 30, 1, true}, // one size smaller instead of breaking
            {"あいう えお", 130, 40, 2, true}, // a phrase end comes first
            {"写真をおくる", 130, 40, 2, true}, // two sizes do not do; after a particle
            {"あいうえお", 110, 20, 1, true}, // no particle: the smaller sizes
            {"あいうえお", 70, 20, 2, false}, // no place at all: said so
        }));
    auto const set = typesetter.fit(text, fonts, width, 1000);
    CHECK(set.font.px == size);
    CHECK(set.lines.size() == lines);
    CHECK(set.is_whole == is_whole);
}

TEST_CASE("Marks of bold are not spoken and do not make a line wider than bold letters are", "[gui][typeset]")
{
    CHECK(ui::plain_of("お席は <b>確定</b> しています。") == "お席は 確定 しています。");
    ui::Typesetter const typesetter;
    auto const set = typesetter.set("お席は <b>確定 して</b>います。", {20, false, 1.4}, 130);
    CHECK(set.is_whole);
    CHECK(set.lines.size() == 2);
}
