// What is typed on each screen goes into its field, whether by the pads or by a hardware keyboard.
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/phone_pad.h"
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/step_parts.h"

namespace meguri::kiosk::flow {

PrivateText& letters_of(State& state)
{
    auto& visit = state.visit;
    return visit.screen == Screen::Address ? visit.form.neighbourhood : visit.form.kana;
}

void press_digit(State& state, int digit)
{
    auto& visit = state.visit;
    if (visit.screen == Screen::HouseNumber)
        add_house_digit(visit.form.house_number, digit);
    else if (visit.screen == Screen::SlipNumber)
        add_digit_up_to(visit.slip_number, digit, slip_digits);
    else if (visit.screen == Screen::CancelProof)
        add_digit_up_to(visit.proof, digit, proof_digits);
    else
        add_digit(visit.form.phone, digit);
}

void erase_one(State& state)
{
    if (state.visit.screen == Screen::Kana)
        erase_kana(state.visit.form.kana);
    else if (state.visit.screen == Screen::Address)
        erase_kana(state.visit.form.neighbourhood);
    else if (state.visit.screen == Screen::HouseNumber)
        erase_house(state.visit.form.house_number);
    else if (state.visit.screen == Screen::Phone)
        state.visit.form.phone.drop(1);
    else if (state.visit.screen == Screen::SlipNumber)
        state.visit.slip_number.drop(1);
    else if (state.visit.screen == Screen::CancelProof)
        state.visit.proof.drop(1);
}

void erase_all(State& state)
{
    if (state.visit.screen == Screen::Kana)
        state.visit.form.kana.wipe();
    else if (state.visit.screen == Screen::Address)
        state.visit.form.neighbourhood.wipe();
    else if (state.visit.screen == Screen::HouseNumber)
        state.visit.form.house_number.wipe();
    else if (state.visit.screen == Screen::Phone)
        state.visit.form.phone.wipe();
    else if (state.visit.screen == Screen::SlipNumber)
        state.visit.slip_number.wipe();
    else if (state.visit.screen == Screen::CancelProof)
        state.visit.proof.wipe();
}

// Whose number it is changes, so the digits typed so far are another person's.
void toggle_contact_phone(Form& form)
{
    form.is_contact_phone = !form.is_contact_phone;
    form.phone.wipe();
}

void type_text(State& state, std::string_view text)
{
    if (state.visit.screen == Screen::Kana)
        type_kana(state.visit.form.kana, text);
    else if (state.visit.screen == Screen::Address)
        type_kana(state.visit.form.neighbourhood, text);
    else if (state.visit.screen == Screen::HouseNumber)
        type_house(state.visit.form.house_number, text);
    else if (state.visit.screen == Screen::Phone)
        type_digits(state.visit.form.phone, text);
    else if (state.visit.screen == Screen::SlipNumber)
        type_digits_up_to(state.visit.slip_number, text, slip_digits);
    else if (state.visit.screen == Screen::CancelProof)
        type_digits_up_to(state.visit.proof, text, proof_digits);
}

} // namespace meguri::kiosk::flow
