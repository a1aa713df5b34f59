// 06: the kana as on paper, the あ column at the right, the や and わ columns with their holes; function keys
// and erasing.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace meguri::kiosk::screens {

namespace {

constexpr int column_count = 10;
constexpr int row_count = 5;
// A little more than the least, so that rounding to pixels never goes below it.
constexpr double key_gap = ui::space::target_gap_min + 0.1;
constexpr double low_key = ui::space::target_side_min + 0.4;

ButtonFace letter_face()
{
    ButtonFace face;
    face.type = ui::Type::Kana;
    face.radius_mm = ui::space::key_radius;
    return face;
}

ButtonFace function_face(Weight weight)
{
    ButtonFace face;
    face.type = ui::Type::NoteLarge;
    face.weight = weight;
    face.icon_mm = 13;
    face.radius_mm = ui::space::key_radius;
    return face;
}

void lay_out_letters(Sheet& sheet, Area const& area, flow::KanaContent const& content)
{
    for (int column = 0; column < std::min(column_count, static_cast<int>(content.columns.size()));
         ++column) {
        auto const& letters = content.columns[static_cast<std::size_t>(column)];
        for (int row = 0; row < std::min(row_count, static_cast<int>(letters.size())); ++row) {
            auto const& letter = letters[static_cast<std::size_t>(row)];
            int const place = row * column_count + (column_count - 1 - column);
            if (letter)
                sheet.key(area.cell(column_count, row_count, place, key_gap), *letter, letter_face());
        }
    }
}

/// In landscape all of them stand in one column; those whose words need two lines are higher.
void lay_out_function_column(
    Sheet& sheet, Area area, flow::KanaContent const& content, ButtonFace const& companion)
{
    struct Key {
        flow::Button button;
        ButtonFace face;
        bool is_long;
    };
    std::vector<Key> keys;
    auto const add = [&](flow::Button button, ButtonFace const& face) {
        // Two lines of the wide key become one here: てんてん が ざ.
        auto text = sheet.words(button.text);
        std::replace(text.begin(), text.end(), '\n', ' ');
        double const icon_width = button.icon.empty() ? 0 : face.icon_mm * 1.3;
        bool const is_long = !sheet.fits_one_line(text, area.width - 8 - icon_width);
        keys.push_back({std::move(button), face, is_long});
    };
    for (auto const& key : content.functions)
        add(key, function_face(Weight::Function));
    for (auto const& key : content.erase)
        add(key, function_face(Weight::Second));
    if (content.companion)
        add(*content.companion, companion);
    double const count = static_cast<double>(keys.size());
    auto const long_count = static_cast<double>(
        std::count_if(keys.begin(), keys.end(), [](Key const& key) { return key.is_long; }));
    double const room = area.height - key_gap * (count - 1);
    double const low = long_count > 0 ? low_key : room / count;
    double const high = long_count > 0 ? (room - low * (count - long_count)) / long_count : 0;
    for (auto const& key : keys) {
        auto face = key.face;
        face.is_one_line = true;
        sheet.key(area.take_top(key.is_long ? high : low, key_gap), key.button, face);
    }
}

void lay_out_echo(Sheet& sheet, Area const& area, flow::KanaContent const& content)
{
    sheet.say(
        area, EchoFace{content.echo.letters}, content.echo.letters, ui::Role::Paper, ui::A11yRole::Entry);
}

/// Six keys find room beside the letters; the others stand beside what was typed.
void lay_out_compact(Sheet& sheet, Area area, flow::KanaContent const& content)
{
    constexpr double letters_width = 10 * 20.3 + 9 * key_gap + 0.5;
    constexpr double letters_height = 5 * low_key + 4 * key_gap + 0.5;
    auto letters = area.take_bottom(letters_height, key_gap);
    auto functions = letters.take_right(letters.width - letters_width - key_gap, key_gap);
    lay_out_letters(sheet, letters, content);
    auto const key = [&](Area const& place, flow::Button const& button, Weight weight) {
        auto face = function_face(weight);
        face.type = ui::Type::Note;
        face.icon_mm = 9;
        sheet.key(place, button, face);
    };
    // Of eight keys five stand in the column, the last ones to erase and for a companion above it.
    int const count = static_cast<int>(content.functions.size());
    for (int i = 0; i < count; ++i)
        key(functions.cell(1, count, i, key_gap), content.functions[static_cast<std::size_t>(i)],
            Weight::Function);
    auto top = area;
    for (auto each = content.erase.rbegin(); each != content.erase.rend(); ++each)
        key(top.take_right(each->icon.empty() ? 55 : 38, key_gap), *each, Weight::Second);
    if (content.companion)
        key(top.take_right(60, key_gap), *content.companion, Weight::Plain);
    lay_out_echo(sheet, top, content);
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::KanaContent const& content)
{
    auto companion = function_face(Weight::Plain);
    companion.icon_mm = 14;
    companion.type = ui::Type::Body;
    if (sheet.is_compact())
        return lay_out_compact(sheet, area, content);
    if (!sheet.is_portrait()) {
        lay_out_echo(sheet, area.take_top(36, 5.5), content);
        auto keys = area.take_right(71, 7);
        lay_out_letters(sheet, area, content);
        companion.type = ui::Type::Note;
        companion.icon_mm = 12;
        lay_out_function_column(sheet, keys, content, companion);
        return;
    }
    Area const beside_example{area.right() - 134, area.y - 25, 134, 26};
    if (content.companion)
        sheet.key(beside_example, *content.companion, companion);
    area.take_top(4.5);
    lay_out_echo(sheet, area.take_top(42, 6), content);
    // Ten keys of 25 need more than the page margin leaves.
    area.x -= 3;
    area.width += 6;
    auto const erase = area.take_bottom(27, 4);
    auto functions = area.take_bottom(29, 6);
    area.height = std::min(area.height, 166.0);
    lay_out_letters(sheet, area, content);
    int const count = static_cast<int>(content.functions.size());
    for (int i = 0; i < count; ++i) {
        auto const& key = content.functions[static_cast<std::size_t>(i)];
        // The last one carries the longest words.
        bool const is_last = i + 1 == count;
        sheet.key(is_last ? functions
                          : functions.take_left((functions.width - 64) / (count - i - 1) - key_gap, key_gap),
            key, function_face(Weight::Function));
    }
    for (int i = 0; i < static_cast<int>(content.erase.size()); ++i)
        sheet.key(erase.cell(static_cast<int>(content.erase.size()), 1, i, 4),
            content.erase[static_cast<std::size_t>(i)], function_face(Weight::Second));
}

} // namespace meguri::kiosk::screens
