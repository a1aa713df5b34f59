// What is the same on every screen: head, route, question, foot, rail, page keys.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

using ui::Role;
using ui::Type;

namespace {

constexpr double margin = ui::space::page_margin;

// Portrait, mm from the top.
constexpr double head_height = 35;
constexpr double scenery_bottom = 105;
constexpr double question_without_route = 41.5;
constexpr double question_below_route = 79;
constexpr double question_below_scenery = 109;
constexpr double foot_top = 417;
constexpr double content_bottom = 409;

// Landscape.
constexpr double rail_width = 122;
constexpr double rail_inset = 8.4;
constexpr double landscape_foot = 49;
constexpr double landscape_content_x = 132;
constexpr double landscape_content_top = 8.6;
constexpr double landscape_content_gap = 6.5;

// Lying and low.
constexpr double narrow_rail = 56;
constexpr double compact_margin = 4;
constexpr double compact_strip_top = 1.5;
constexpr double compact_strip = 20.5;
constexpr double compact_foot = 30;
constexpr double compact_gap = 2;

HeadFace head_face(Sheet const& sheet, flow::Head const& head)
{
    HeadFace face;
    face.product = sheet.words(head.product);
    face.town_and_hall = sheet.words(head.town_and_hall);
    face.date = sheet.words(head.date);
    face.clock = sheet.words(head.clock);
    face.is_narrow = !sheet.is_portrait();
    return face;
}

std::string head_name(Sheet const& sheet, flow::Head const& head)
{
    return sheet.plain(head.product) + " " + sheet.plain(head.town_and_hall);
}

void lay_out_route(Sheet& sheet, flow::Route const& route)
{
    RouteFace face;
    face.here = route.here;
    std::string name;
    for (auto const& stop : route.stops)
        face.stops.push_back(sheet.words(stop));
    if (route.here >= 0 && route.here < static_cast<int>(route.stops.size()))
        name = std::to_string(route.here + 1) + " / " + std::to_string(route.stops.size()) + " "
            + sheet.plain(route.stops[static_cast<std::size_t>(route.here)]);
    // Wider than the page's text: the words at its ends are.
    sheet.say(
        {margin - 6, 40, sheet.panel().width_mm() - 2 * (margin - 6), 33}, std::move(face), std::move(name));
}

/// The count of the cards stands where the question ends: it is no content of its own.
flow::Words count_of(flow::View const& view)
{
    auto const* const cards = std::get_if<flow::CardsContent>(&view.content);
    return cards != nullptr ? cards->count : flow::Words{};
}

bool has_route(flow::View const& view)
{
    // A list of classes needs the height more than the route.
    return view.route.has_value() && !std::holds_alternative<flow::CardsContent>(view.content);
}

Area portrait_head(Sheet& sheet, flow::View const& view)
{
    double const width = sheet.panel().width_mm();
    double const inner = width - 2 * margin;
    sheet.say({margin, 0, inner, head_height}, head_face(sheet, view.head), head_name(sheet, view.head));
    sheet.ground({0, head_height, width, 0.4}, RuleFace{});
    bool const is_start = std::holds_alternative<flow::StartContent>(view.content);
    double top = question_without_route;
    if (is_start) {
        sheet.ground({0, head_height + 0.4, width, scenery_bottom - head_height}, SceneryFace{});
        top = question_below_scenery;
    } else if (has_route(view)) {
        lay_out_route(sheet, *view.route);
        top = question_below_route;
    }
    double next = top;
    if (!view.question.is_empty()) {
        auto const count = count_of(view);
        double const count_width = count.is_empty() ? 0 : 108;
        sheet.text({margin, top, inner - count_width, 23}, view.question, {{}, Type::Question, true},
            Role::Paper, ui::A11yRole::Heading);
        sheet.text({width - margin - count_width, top, count_width, 23}, count,
            {{}, Type::Body, false, Role::Ink2, ui::Align::Right});
        next = top + 27;
    }
    if (!view.under_question.is_empty()) {
        // On the name page the key for a companion stands beside this sentence.
        auto const* const kana = std::get_if<flow::KanaContent>(&view.content);
        bool const is_narrow = kana != nullptr && kana->companion.has_value();
        sheet.text(
            {margin, top + (is_narrow ? 22.5 : 24), is_narrow ? inner - 140 : inner, is_narrow ? 27.0 : 20.0},
            view.under_question, {{}, is_narrow ? Type::Note : Type::Body, false, Role::Ink2});
        next = top + 48;
    }
    double const content_top = view.question.is_empty() ? top + 2 : next;
    return {margin, content_top, inner, content_bottom - content_top};
}

Area landscape_head(Sheet& sheet, flow::View const& view)
{
    double const width = sheet.panel().width_mm();
    double const height = sheet.panel().height_mm();
    sheet.ground({0, 0, rail_width, height}, FillFace{Role::Band});
    sheet.ground({rail_width, 0, 0.4, height}, RuleFace{});
    double const inner = rail_width - rail_inset - 4;
    sheet.say(
        {rail_inset, 1, inner, 40}, head_face(sheet, view.head), head_name(sheet, view.head), Role::Band);
    double top = 43;
    double const question_height
        = sheet.height_of(sheet.words(view.question), Type::TitleLarge, true, inner, 60);
    sheet.text({rail_inset, top, inner, question_height + 1}, view.question,
        {{}, Type::TitleLarge, true, Role::Ink, ui::Align::Left, ui::Stand::Top}, Role::Band,
        ui::A11yRole::Heading);
    top += question_height + (view.question.is_empty() ? 0 : 4);
    for (auto const& words : {view.under_question, count_of(view)}) {
        double const room = 192 - top;
        double const text_height = sheet.height_of(sheet.words(words), Type::Body, false, inner, room);
        sheet.text({rail_inset, top, inner, text_height + 1}, words,
            {{}, Type::Body, false, Role::Ink2, ui::Align::Left, ui::Stand::Top}, Role::Band);
        top += text_height + (words.is_empty() ? 0 : 3);
    }
    double const content_width = width - landscape_content_x - 10;
    return {landscape_content_x, landscape_content_top, content_width,
        height - landscape_foot - landscape_content_top - landscape_content_gap};
}

/// The question and what stands under it elsewhere share one strip; on the start page also the hall, for
/// which the narrow rail has no room.
void lay_out_question_strip(Sheet& sheet, Area strip, flow::View const& view)
{
    bool const is_start = std::holds_alternative<flow::StartContent>(view.content);
    auto const upper = is_start ? view.head.town_and_hall : count_of(view);
    auto const& lower = view.under_question;
    double const lower_width = sheet.width_of(sheet.words(lower), Type::Least, false);
    // What must be said goes before where we are.
    bool const has_both
        = !upper.is_empty() && !lower.is_empty() && (!is_start || lower_width < strip.width * 0.5);
    bool const has_side = !upper.is_empty() || !lower.is_empty();
    double side = 0;
    if (has_both)
        side = std::max(sheet.width_of(sheet.words(upper), Type::Note, false),
            sheet.width_of(sheet.words(lower), Type::Note, false));
    else if (has_side) // Two lines of the smallest, and their ends do not meet.
        side = (lower.is_empty() ? sheet.width_of(sheet.words(upper), Type::Least, false) : lower_width)
            * 0.68;
    side = has_side ? std::max(side, 66.0) : 0;
    double const wanted = sheet.width_of(sheet.words(view.question), Type::TitleLarge, true) + 2;
    double const question_width
        = std::min(wanted, std::max(strip.width - side - 6, strip.width * (has_side ? 0.3 : 1)));
    sheet.text(strip.take_left(question_width, 6), view.question, {{}, Type::TitleLarge, true}, Role::Paper,
        ui::A11yRole::Heading);
    TextFace const note{{}, Type::Note, false, Role::Ink2};
    if (has_both)
        sheet.text(strip.take_top(strip.height / 2), upper, note);
    sheet.text(strip, lower.is_empty() ? upper : lower, note);
}

Area compact_head(Sheet& sheet, flow::View const& view)
{
    double const width = sheet.panel().width_mm();
    double const height = sheet.panel().height_mm();
    sheet.ground({0, 0, narrow_rail, height}, FillFace{Role::Band});
    sheet.ground({narrow_rail, 0, 0.4, height}, RuleFace{});
    auto head = head_face(sheet, view.head);
    head.is_stacked = true;
    sheet.say({2.5, 2.5, narrow_rail - 5, 20}, std::move(head), head_name(sheet, view.head), Role::Band);
    Area area{narrow_rail + compact_margin, compact_strip_top, width - narrow_rail - 2 * compact_margin,
        height - compact_foot - compact_gap - compact_strip_top};
    if (!view.question.is_empty())
        lay_out_question_strip(sheet, area.take_top(compact_strip, 1.5), view);
    else
        area.take_top(3);
    return area;
}

StatusFace status_face(Sheet const& sheet, flow::Status const& status)
{
    StatusFace face;
    face.icon = status.icon;
    face.line = sheet.words(status.line);
    face.age = sheet.words(status.age);
    face.is_up = status.line_is_up;
    face.is_stacked = !sheet.is_portrait();
    face.is_narrow = sheet.is_compact();
    return face;
}

void lay_out_status(Sheet& sheet, Area const& area, flow::Status const& status)
{
    sheet.say(area, status_face(sheet, status), sheet.plain(status.line) + " " + sheet.plain(status.age),
        Role::Band);
}

void foot_button(Sheet& sheet, Area const& area, std::optional<flow::Button> const& button, Weight weight)
{
    if (!button)
        return;
    ButtonFace face;
    face.weight = weight;
    // Words that take two lines are set smaller, so that the short ones can be large.
    if (weight != Weight::Main && sheet.words(button->text).find(' ') != std::string::npos)
        face.type = Type::ButtonSmall;
    sheet.key(area, *button, face, Role::Band);
}

void tool(Sheet& sheet, Area const& area, flow::Button const& button)
{
    ButtonFace face;
    face.type = Type::Note;
    face.is_bold = false;
    face.icon_mm = sheet.is_portrait() ? 13 : sheet.is_compact() ? 8.5 : 9;
    face.radius_mm = ui::space::key_radius;
    auto shown = button;
    shown.is_on = false; // Its words already say that it is on: 文字を もどす.
    sheet.key(area, shown, face, Role::Band);
}

void hint_or_main(Sheet& sheet, Area const& area, flow::Foot const& foot)
{
    if (foot.main)
        foot_button(sheet, area, foot.main, Weight::Main);
    else
        sheet.text(area, foot.hint, {{}, Type::NoteLarge, false, Role::Ink2}, Role::Band);
}

void portrait_foot(Sheet& sheet, flow::Foot const& foot)
{
    double const width = sheet.panel().width_mm();
    sheet.ground({0, foot_top, width, sheet.panel().height_mm() - foot_top}, FillFace{Role::Band});
    sheet.ground({0, foot_top, width, 0.4}, RuleFace{});
    Area row{margin, foot_top + 8, width - 2 * margin, 45};
    foot_button(sheet, row.take_left(78, 5.5), foot.left, Weight::Plain);
    foot_button(sheet, row.take_left(81, 5.5), foot.staff, Weight::Plain);
    if (!foot.main)
        row.take_left(3);
    hint_or_main(sheet, row, foot);
    Area const tools{margin, foot_top + 59, width - 2 * margin, 32};
    int const count = static_cast<int>(foot.tools.size());
    for (int i = 0; i < count; ++i)
        tool(sheet, tools.cell(count, 1, i, 5), foot.tools[static_cast<std::size_t>(i)]);
    lay_out_status(sheet, {margin, foot_top + 94.6, width - 2 * margin, 19.8}, foot.status);
}

void landscape_foot_and_tools(Sheet& sheet, flow::Foot const& foot)
{
    double const width = sheet.panel().width_mm();
    double const height = sheet.panel().height_mm();
    double const top = height - landscape_foot;
    sheet.ground({rail_width, top, width - rail_width, landscape_foot}, FillFace{Role::Band});
    sheet.ground({rail_width, top, width - rail_width, 0.4}, RuleFace{});
    Area row{landscape_content_x, top + 5.7, width - landscape_content_x - 10, 38};
    foot_button(sheet, row.take_left(88, 6), foot.left, Weight::Plain);
    foot_button(sheet, row.take_left(111, 6), foot.staff, Weight::Plain);
    if (!foot.main)
        row.take_left(4);
    hint_or_main(sheet, row, foot);
    Area const tools{rail_inset, 197, 108, 63};
    for (int i = 0; i < static_cast<int>(foot.tools.size()); ++i)
        tool(sheet, tools.cell(2, 2, i, 4.2), foot.tools[static_cast<std::size_t>(i)]);
    lay_out_status(sheet, {7, 263, rail_width - 7.5, 34}, foot.status);
}

void compact_foot_and_tools(Sheet& sheet, flow::Foot const& foot)
{
    double const width = sheet.panel().width_mm();
    double const height = sheet.panel().height_mm();
    double const top = height - compact_foot;
    sheet.ground({narrow_rail, top, width - narrow_rail, compact_foot}, FillFace{Role::Band});
    sheet.ground({narrow_rail, top, width - narrow_rail, 0.4}, RuleFace{});
    Area row{narrow_rail + compact_margin, top + 3, width - narrow_rail - 2 * compact_margin, 24};
    foot_button(sheet, row.take_left(70, 4), foot.left, Weight::Plain);
    foot_button(sheet, row.take_left(86, 4), foot.staff, Weight::Plain);
    hint_or_main(sheet, row, foot);
    Area tools{2.5, 25, narrow_rail - 5, 91};
    double const key = (tools.height - 3 * 3.1) / 4;
    for (auto const& each : foot.tools)
        tool(sheet, tools.take_top(key, 3.1), each);
    lay_out_status(sheet, {2.5, 119, narrow_rail - 4, 74.5}, foot.status);
}

} // namespace

Area lay_out_head(Sheet& sheet, flow::View const& view)
{
    if (sheet.is_compact())
        return compact_head(sheet, view);
    return sheet.is_portrait() ? portrait_head(sheet, view) : landscape_head(sheet, view);
}

void lay_out_foot(Sheet& sheet, flow::View const& view)
{
    if (sheet.is_compact())
        compact_foot_and_tools(sheet, view.foot);
    else if (sheet.is_portrait())
        portrait_foot(sheet, view.foot);
    else
        landscape_foot_and_tools(sheet, view.foot);
}

void lay_out_page_keys(Sheet& sheet, Area row, flow::PageKeys const& keys)
{
    ButtonFace face;
    face.weight = Weight::Second;
    // On a narrow row the two keys leave the number of the page its place.
    double const key_width = std::min(sheet.is_portrait() ? 105.0 : 126.0, (row.width - 40) / 2);
    sheet.key(row.take_left(key_width), keys.previous, face);
    sheet.key(row.take_right(key_width), keys.next, face);
    PageFace page;
    page.page = sheet.words(keys.page);
    page.unit = sheet.words(keys.unit);
    sheet.say(row, std::move(page), sheet.plain(keys.page) + " " + sheet.plain(keys.unit));
}

flow::Settings with_pages_for(Panel const& panel, flow::Settings settings)
{
    if (!panel.is_compact())
        return settings;
    settings.cards_a_page = 2;
    settings.cards_a_page_larger = 2;
    settings.topics_a_page = 6;
    settings.topics_a_page_larger = 6;
    settings.visit_days_a_page = 5;
    settings.visit_days_a_page_larger = 4;
    settings.today_lines = 1;
    return settings;
}

Tint tint_of(flow::Tone tone)
{
    switch (tone) {
    case flow::Tone::Plain:
        return {Role::Ink, Role::Surface};
    case flow::Tone::Good:
        return {Role::Ok, Role::OkTint};
    case flow::Tone::Few:
        return {Role::MikanInk, Role::MikanTint};
    case flow::Tone::Full:
        return {Role::Full, Role::FullTint};
    case flow::Tone::Calm:
        return {Role::Ai, Role::AiTint};
    }
    return {};
}

ChipFace chip_face(Sheet const& sheet, flow::Chip const& chip)
{
    return {chip.icon, sheet.words(chip.text), tint_of(chip.tone)};
}

Scene lay_out(flow::View const& view, Panel const& panel, ui::Sentences const& sentences,
    ui::Typesetter const& typesetter)
{
    Sheet sheet(panel, view.look, sentences, typesetter);
    auto const area = lay_out_head(sheet, view);
    std::visit([&](auto const& content) { lay_out_content(sheet, area, content); }, view.content);
    lay_out_foot(sheet, view);
    if (view.idle) {
        sheet.cover();
        lay_out_idle(sheet, *view.idle);
    } else if (view.languages) {
        sheet.cover();
        lay_out_languages(sheet, *view.languages);
    }
    return sheet.take();
}

} // namespace meguri::kiosk::screens
