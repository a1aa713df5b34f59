// The pieces from which the screens' views are put together; private to this folder. Each `show_…` fills the
// part of the view that differs from screen to screen.
#pragma once

#include "kiosk/flow/classes.h"
#include "kiosk/flow/view.h"

#include <string>
#include <string_view>

namespace meguri::kiosk::flow {

Press press_of(Control control, int index = 0, std::string id = {});
Button button(Words text, std::string_view icon, Press press);
/// Dots as long as the text.
std::string dots(int count);
/// Typed text is covered while the idle question lies above.
bool is_masked(State const& state);
/// The kana instead of the name in easy Japanese.
Words name_for(State const& state, std::string_view name, std::string_view kana);
Words title_of(State const& state, Offer const& offer);
Words venue_of(State const& state, Offer const& offer);
Words town_name(State const& state);
/// 10月8日(木) 午前10時から
Words when_of(Offer const& offer);
/// 083-922-4111; empty for no digits.
Words phone_of(std::string_view digits);
/// The phone to call about this class: its hall's, else this hall's.
Words phone_about(State const& state, Offer const& offer);
Chip chip_of(State const& state, Offer const& offer);
/// 1席 without a plural that some language would get wrong.
Words count_words(int count, std::string_view one, std::string_view many);
PageKeys page_keys(int page, int pages, Words previous, Words next);
void set_route(View& view, int here);

void show_start(State const& state, domain::Time now, View& view);
void show_place(State const& state, domain::Time now, View& view);
void show_topics(State const& state, domain::Time now, View& view);
void show_cards(State const& state, domain::Time now, View& view);
void show_details(State const& state, domain::Time now, View& view);

void show_kana(State const& state, View& view);
void show_phone(State const& state, View& view);
void show_decades(domain::Time now, View& view);
void show_years(State const& state, domain::Time now, View& view);
void show_residence(State const& state, View& view);
void show_towns(State const& state, View& view);
void show_check(State const& state, View& view);

void show_sending(View& view);
void show_done(State const& state, View& view);
void show_trouble(State const& state, View& view);
void show_staff(State const& state, View& view);
void show_help(View& view);
IdleQuestion idle_question(State const& state);
LanguageQuestion language_question(State const& state);

} // namespace meguri::kiosk::flow
