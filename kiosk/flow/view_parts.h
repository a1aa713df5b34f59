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
/// Where one day of a class is, if this machine knows the venue's name; else empty.
Words place_of_part(State const& state, Offer const& offer, domain::SessionPart const& part);
/// 083-922-4111; empty for no digits.
Words phone_of(std::string_view digits);
/// The phone to call about this class: its hall's, else this hall's.
Words phone_about(State const& state, Offer const& offer);
Chip chip_of(State const& state, Offer const& offer);
/// 1席 without a plural that some language would get wrong.
Words count_words(int count, std::string_view one, std::string_view many);
PageKeys page_keys(int page, int pages, Words previous, Words next);
/// What a form screen is about; which stop of the route that is depends on the way.
enum class Stop { Choose, Address, Name, Phone, About, Check };
void set_route(State const& state, View& view, Stop here);
bool is_home_visit(State const& state);
void set_next(View& view, bool is_enabled, Words missing);
/// Dots as long as the text while the idle question lies above.
Words covered(State const& state, Words words, int letters);
CheckContent::Row check_row(Words label, Words value, std::string_view id);
/// The municipality the visitor named.
Words residence_of(State const& state);
/// The kana pad without what is said above it.
KanaContent kana_pad(State const& state, PrivateText const& typed, Words space);
/// The ten digits and the keys that erase.
PhoneContent number_pad(State const& state);

void show_start(State const& state, domain::Time now, View& view);
void show_place(State const& state, domain::Time now, View& view);
void show_topics(State const& state, domain::Time now, View& view);
void show_cards(State const& state, domain::Time now, View& view);
void show_details(State const& state, domain::Time now, View& view);

void show_kana(State const& state, View& view);
void show_phone(State const& state, View& view);
void show_second_phone(State const& state, View& view);
void show_decades(State const& state, domain::Time now, View& view);
void show_years(State const& state, domain::Time now, View& view);
void show_residence(State const& state, View& view);
void show_towns(State const& state, View& view);
void show_check(State const& state, View& view);

void show_area(State const& state, View& view);
void show_visit_days(State const& state, domain::Time now, View& view);
void show_postal_code(State const& state, View& view);
void show_address(State const& state, View& view);
void show_house_number(State const& state, View& view);
/// The rows of the check page before the name.
void add_visit_rows(State const& state, CheckContent& content);
/// The wishes in one sentence; empty without any.
Words wishes_in_words(std::vector<domain::VisitWish> const& wishes);
/// 10月8日(木) 午前
Words wish_in_words(domain::VisitWish const& wish);
/// What became of a wish for a visit, in the place of what became of a seat.
void fill_visit_answer(State const& state, Outcome const& outcome, DoneContent& content);

void show_slip_number(State const& state, View& view);
void show_slip_proof(State const& state, View& view);
void show_slip(State const& state, domain::Time now, View& view);
void show_cancel_proof(State const& state, View& view);
void show_new_days(State const& state, domain::Time now, View& view);
void show_move_proof(State const& state, View& view);

void show_arrival(State const& state, View& view);
void show_faces(View& view);
void show_understood(View& view);
void show_again(View& view);
void show_thanks(View& view);

void show_pin(State const& state, View& view);
void show_found_slips(State const& state, View& view);
void show_corner(State const& state, View& view);
void show_enrol_code(State const& state, View& view);
/// The cards of one page, their count and their page keys.
CardsContent cards_page(State const& state, std::vector<Offer const*> const& found);
/// Whom to call about anything in this hall.
NoticeContent::Line hall_phone_line(State const& state);
/// The digits of a number that covers itself.
PhoneContent covered_pad(State const& state, std::string_view digits, std::size_t most, std::size_t group);

void show_sending(State const& state, View& view);
void show_done(State const& state, View& view);
void show_trouble(State const& state, View& view);
void show_staff(State const& state, View& view);
void show_help(View& view);
IdleQuestion idle_question(State const& state);
LanguageQuestion language_question(State const& state);

} // namespace meguri::kiosk::flow
