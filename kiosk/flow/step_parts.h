// The moves from which the path's steps are put together; private to this folder. step.cpp holds the table,
// step_typing.cpp
// the fields, step_visit.cpp and step_slip.cpp what belongs to one way alone.
#pragma once

#include "kiosk/flow/event.h"
#include "kiosk/flow/step.h"

#include <string_view>

namespace meguri::kiosk::flow {

void go(State& state, Screen screen);
/// An answer that was being corrected leads back to the check, any other one on to the next question.
void go_on(State& state, Screen next);

/// What the kana pad writes into on this screen.
PrivateText& letters_of(State& state);
void press_digit(State& state, int digit);
void erase_one(State& state);
void erase_all(State& state);
void toggle_contact_phone(Form& form);
void type_text(State& state, std::string_view text);

/// 受付票を見る on the start page.
void begin_my_slip(State& state);
void find_slip(Step& step);
void ask_for_proof(State& state);
void cancel_slip(Step& step);
void take_slip(State& state, SlipFound const& found);
void take_cancelling(State& state, SlipCancelled const& cancelled);

/// 自宅に来てもらう on the start page.
void begin_home_visit(State& state);
void choose_area(State& state, Press const& press);
/// The town when the house is not in this hall's.
void choose_visit_town(State& state, std::string const& code);
/// 申し込む on the check page of a visit; the form is whole.
void send_visit_wish(Step& step);
/// After a refusal: other days, with everything typed kept.
void choose_days_again(State& state);

} // namespace meguri::kiosk::flow
