// 04: classes as cards; the whole card is one target. In landscape the cards are columns.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

namespace {

CardFace card_face(Sheet const& sheet, flow::Card const& card)
{
    CardFace face;
    face.month = sheet.words(card.month);
    face.day = sheet.words(card.day);
    face.weekday = sheet.words(card.weekday);
    face.title = sheet.words(card.title);
    face.time = sheet.words(card.time);
    face.place = sheet.words(card.place);
    face.chip = chip_face(sheet, card.chip);
    face.beside = sheet.words(card.beside);
    face.action = sheet.words(card.action);
    face.shape
        = sheet.is_compact() ? CardShape::Low : (sheet.is_portrait() ? CardShape::Wide : CardShape::Tall);
    return face;
}

void lay_out_empty(Sheet& sheet, Area area, flow::CardsContent const& content)
{
    sheet.text(area.take_top(sheet.is_compact() ? 36 : 40, 8), content.empty, {{}, ui::Type::Title, true});
    if (!content.wider)
        return;
    ButtonFace face;
    sheet.key(area.take_top(sheet.is_portrait() ? 60 : 50), *content.wider, face);
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::CardsContent const& content)
{
    if (content.cards.empty())
        return lay_out_empty(sheet, area, content);
    bool const is_compact = sheet.is_compact();
    bool const is_below = sheet.is_portrait() || is_compact;
    double const gap = is_compact ? 3.5 : ui::space::card_gap;
    std::optional<Area> keys;
    if (content.pages)
        keys = area.take_bottom(
            is_compact ? 24 : (is_below ? 38 : 36), is_compact ? 3.5 : (is_below ? 5.5 : 6.5));
    int const page = sheet.is_larger() || is_compact ? 2 : 3;
    int const count = std::max(page, static_cast<int>(content.cards.size()));
    for (int i = 0; i < static_cast<int>(content.cards.size()); ++i) {
        auto const& card = content.cards[static_cast<std::size_t>(i)];
        auto place = is_below ? area.cell(1, count, i, gap) : area.cell(count, 1, i, gap);
        place.height = std::min(place.height, is_compact ? 60.0 : (is_below ? 150.0 : 235.0));
        flow::Button named;
        named.text = card.title;
        named.name = card.name;
        named.press = card.press;
        sheet.press(place, card_face(sheet, card), named, ui::Role::Paper,
            sheet.plain(card.place) + " " + sheet.plain(card.chip.text));
    }
    if (keys)
        lay_out_page_keys(sheet, *keys, *content.pages);
}

} // namespace meguri::kiosk::screens
