// The moves from which the path's steps are put together; private to this folder. step.cpp holds the table of
// controls, step_map.cpp where each screen leads, step_typing.cpp the fields, the rest what belongs to one
// way alone.
#pragma once

#include "kiosk/flow/event.h"
#include "kiosk/flow/step.h"

#include <string_view>

namespace meguri::kiosk::flow {

// step.cpp
/// The same visitor begins anew; what was typed is gone.
void begin_again(Step& step);
/// The next visitor finds the installation's look, not the last visitor's.
void forget(Step& step);
Look usual_look(Settings const& settings);
void go(State& state, Screen screen);
/// An answer that was being corrected leads back to the check, any other one on to the next question.
void go_on(State& state, Screen next);

// step_map.cpp
void on_main(Step& step);
void on_choice(Step& step, Press const& press);
void on_back(Step& step);
void on_change(State& state, std::string const& what);
void turn_page(State& state, int by);
void show_other_days(State& state);
void show_every_topic(State& state);
void change_text_size(State& state);

// step_answers.cpp: what the rest of the kiosk answers.
void happen(Step& step, Registered const& registered, domain::Time now);
void happen(Step& step, NeighbourhoodFound const& found, domain::Time now);
void happen(Step& step, SlipFound const& found, domain::Time now);
void happen(Step& step, SlipCancelled const& cancelled, domain::Time now);
void happen(Step& step, SlipMoved const& moved, domain::Time now);
void happen(Step& step, Attended const& attended, domain::Time now);
void happen(Step& step, SurveyKept const& kept, domain::Time now);
void happen(Step& step, LostFound const& found, domain::Time now);
void happen(Step& step, PinChecked const& checked, domain::Time now);
void happen(Step& step, CornerArrived const& arrived, domain::Time now);
void happen(Step& step, CornerDone const& done, domain::Time now);
void happen(Step& step, HelpAnswered const& answered, domain::Time now);
void happen(Step& step, SlipPrinted const& printed, domain::Time now);
void happen(Step& step, ReceiptFound const& found, domain::Time now);

// step_typing.cpp
/// What the kana pad writes into on this screen.
PrivateText& letters_of(State& state);
void press_digit(Step& step, int digit);
void erase_one(State& state);
void erase_all(State& state);
void toggle_contact_phone(Form& form);
/// Goes on without a second number; what was pressed of one is wiped.
void leave_second_phone(State& state);
void type_text(Step& step, std::string_view text);
/// Whether this belongs to what a scanner reads; it ends with Enter.
bool takes_scan(State& state, std::string_view text);
void end_scan(Step& step);

// step_slip.cpp: a slip in the visitor's hand.
/// A way that begins with a slip held to the machine or its number.
void begin_with_slip(State& state, Way way);
/// 教室に来ました, on the start page or on a slip's own page.
void come_in(Step& step);
void slip_number_given(Step& step);
/// Another slip may be another person's.
void forget_proof(Visit& visit);
void ask_slip(Step& step);
void print(Step& step);
void ask_for_proof(State& state);
void cancel_slip(Step& step);
void show_new_days(State& state);
void choose_new_day(State& state, std::string const& session);
void move_slip(Step& step);
void take_slip(Step& step, SlipFound const& found);
void take_cancelling(State& state, SlipCancelled const& cancelled);
void take_move(Step& step, SlipMoved const& moved);
void answer_survey(Step& step, std::string const& answer);

// step_staff.cpp: what needs the staff's number.
void begin_lost_slip(State& state);
void pin_given(Step& step);
void take_pin(Step& step, PinChecked const& checked);
void take_lost(Step& step, LostFound const& found);
void choose_found_slip(Step& step, int index);
void open_corner(Step& step);
void do_corner_task(Step& step, int task);
void enrol_here(Step& step);
void change_usual_text(Step& step);
void change_usual_colours(Step& step);
void test_sound(Step& step);
void restart(Step& step);

// step_visit.cpp
/// 自宅に来てもらう on the start page.
void begin_home_visit(State& state);
void choose_area(State& state, Press const& press);
/// The address begins with its postal code where there is a list of them.
void ask_for_address(State& state);
void find_neighbourhood(Step& step);
void take_neighbourhood(State& state, NeighbourhoodFound const& found);
/// The town when the house is not in this hall's.
void choose_visit_town(State& state, std::string const& code);
/// 申し込む on the check page of a visit; the form is whole.
void send_visit_wish(Step& step);
/// After a refusal: other days, with everything typed kept.
void choose_days_again(State& state);

} // namespace meguri::kiosk::flow
