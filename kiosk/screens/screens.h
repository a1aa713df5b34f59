// The screens: each lays one kind of content out on a sheet. `lay_out` puts the whole view together. Pure but
// for measuring text.
#pragma once

#include "kiosk/screens/sheet.h"

namespace meguri::kiosk::screens {

Scene lay_out(flow::View const& view, Panel const& panel, ui::Sentences const& sentences,
    ui::Typesetter const& typesetter);

/// Head, route and question; gives what is left for the content.
Area lay_out_head(Sheet& sheet, flow::View const& view);
/// Foot in portrait; foot and rail tools in landscape.
void lay_out_foot(Sheet& sheet, flow::View const& view);

void lay_out_content(Sheet& sheet, Area area, flow::StartContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::RowsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::TopicsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::CardsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::DetailsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::KanaContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::PhoneContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::YearsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::TownsContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::DaysContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::CheckContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::SendingContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::DoneContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::ArrivalContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::CornerContent const& content);
void lay_out_content(Sheet& sheet, Area area, flow::NoticeContent const& content);

void lay_out_idle(Sheet& sheet, flow::IdleQuestion const& question);
void lay_out_languages(Sheet& sheet, flow::LanguageQuestion const& question);

/// The row of page keys at the foot of a page: before, 1 / 2, after.
void lay_out_page_keys(Sheet& sheet, Area row, flow::PageKeys const& keys);

Tint tint_of(flow::Tone tone);
ChipFace chip_face(Sheet const& sheet, flow::Chip const& chip);

} // namespace meguri::kiosk::screens
