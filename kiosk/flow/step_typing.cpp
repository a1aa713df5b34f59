// What is typed on each screen goes into its field, whether by the pads or by a hardware keyboard.
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/phone_pad.h"
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/step_parts.h"
#include "shared/domain/slip_token.h"

namespace meguri::kiosk::flow {

PrivateText& letters_of(State& state)
{
    auto& visit = state.visit;
    return visit.screen == Screen::Address ? visit.form.neighbourhood : visit.form.kana;
}

namespace {

/// A field of digits only, and how many it takes.
struct DigitField {
    PrivateText* digits = nullptr; ///< Null: this screen has none.
    std::size_t most = 0;
};

DigitField digit_field_of(Visit& visit)
{
    auto const screen = visit.screen;
    if (screen == Screen::SlipNumber)
        return {&visit.slip_number, slip_digits};
    if (screen == Screen::SlipProof || screen == Screen::CancelProof || screen == Screen::MoveProof)
        return {&visit.proof, proof_digits};
    if (screen == Screen::Pin)
        return {&visit.pin.digits, domain::staff_pin_digits};
    if (screen == Screen::PostalCode)
        return {&visit.form.postal_code, postal_code_digits};
    if (screen == Screen::EnrolCode)
        return {&visit.enrol_code, enrol_code_digits};
    return {};
}

/// The last digit of a number that can be checked, or that is only looked up by, needs no つぎへ behind it.
void go_on_when_whole(Step& step)
{
    auto& visit = step.state.visit;
    if (visit.screen == Screen::SlipNumber && is_slip_number(visit.slip_number.view()))
        slip_number_given(step);
    else if (visit.screen == Screen::SlipProof && visit.proof.size() == proof_digits)
        ask_slip(step);
    else if (visit.screen == Screen::PostalCode && visit.form.postal_code.size() == postal_code_digits)
        find_neighbourhood(step);
    else if (visit.screen == Screen::Pin && visit.pin.digits.size() == domain::staff_pin_digits)
        pin_given(step);
}

/// Where the letters of the kana pad go; null on a screen without one.
PrivateText* kana_field_of(Visit& visit)
{
    if (visit.screen == Screen::Kana)
        return &visit.form.kana;
    return visit.screen == Screen::Address ? &visit.form.neighbourhood : nullptr;
}

/// Where the digits of a telephone number go; null on a screen without one.
PrivateText* phone_field_of(Visit& visit)
{
    if (visit.screen == Screen::Phone)
        return &visit.form.phone;
    return visit.screen == Screen::SecondPhone ? &visit.form.second_phone : nullptr;
}

} // namespace

void press_digit(Step& step, int digit)
{
    auto& visit = step.state.visit;
    if (visit.screen == Screen::HouseNumber)
        return add_house_digit(visit.form.house_number, digit);
    auto const field = digit_field_of(visit);
    if (auto* const phone = phone_field_of(visit))
        return add_digit(*phone, digit);
    if (!field.digits)
        return;
    add_digit_up_to(*field.digits, digit, field.most);
    go_on_when_whole(step);
}

void erase_one(State& state)
{
    auto& visit = state.visit;
    auto const field = digit_field_of(visit);
    if (auto* const letters = kana_field_of(visit))
        erase_kana(*letters);
    else if (visit.screen == Screen::HouseNumber)
        erase_house(visit.form.house_number);
    else if (auto* const phone = phone_field_of(visit))
        phone->drop(1);
    else if (field.digits)
        field.digits->drop(1);
}

void erase_all(State& state)
{
    auto& visit = state.visit;
    auto const field = digit_field_of(visit);
    if (auto* const letters = kana_field_of(visit))
        letters->wipe();
    else if (visit.screen == Screen::HouseNumber)
        visit.form.house_number.wipe();
    else if (auto* const phone = phone_field_of(visit))
        phone->wipe();
    else if (field.digits)
        field.digits->wipe();
}

// Whose number it is changes, so the digits typed so far are another person's.
void toggle_contact_phone(Form& form)
{
    form.is_contact_phone = !form.is_contact_phone;
    form.phone.wipe();
    form.second_phone.wipe();
}

void leave_second_phone(State& state)
{
    state.visit.form.second_phone.wipe();
    go_on(state, Screen::BirthDecade);
}

void type_text(Step& step, std::string_view text)
{
    auto& visit = step.state.visit;
    auto const field = digit_field_of(visit);
    if (auto* const letters = kana_field_of(visit))
        type_kana(*letters, text);
    else if (visit.screen == Screen::HouseNumber)
        type_house(visit.form.house_number, text);
    else if (auto* const phone = phone_field_of(visit))
        type_digits(*phone, text);
    else if (field.digits) {
        auto const before = field.digits->size();
        type_digits_up_to(*field.digits, text, field.most);
        if (field.digits->size() != before)
            go_on_when_whole(step);
    }
}

bool takes_scan(State& state, std::string_view text)
{
    auto& visit = state.visit;
    bool const can_begin = visit.screen == Screen::Start || visit.screen == Screen::SlipNumber
        || visit.screen == Screen::SlipProof || visit.screen == Screen::CancelProof
        || visit.screen == Screen::MoveProof;
    bool const begins = can_begin && !text.empty() && text.front() == scan_begins_with;
    if (!state.settings.has_scanner || (visit.scanned.is_empty() && !begins))
        return false;
    // Far longer than a slip says: it is something else, and read to its end only to be thrown away.
    if (visit.scanned.size() + text.size() <= PrivateText::max_bytes)
        visit.scanned.append(text);
    return true;
}

void end_scan(Step& step)
{
    auto& state = step.state;
    auto& visit = state.visit;
    auto const slip = domain::parse_slip_token(visit.scanned.view());
    visit.scanned.wipe();
    visit.is_scan_unread = !slip;
    if (!slip)
        return;
    bool const is_same = visit.slip_number == PrivateText(slip->code);
    visit.token = PrivateText(slip->token);
    if (visit.screen == Screen::CancelProof || visit.screen == Screen::MoveProof) {
        // The slip instead of the digits; another slip proves nothing here.
        if (!is_same)
            visit.token.wipe();
        visit.is_proof_refused = !is_same;
        return;
    }
    if (visit.screen == Screen::Start)
        begin_with_slip(state, Way::MySlip);
    if (visit.screen != Screen::SlipNumber && visit.screen != Screen::SlipProof)
        return;
    visit.slip_number = PrivateText(slip->code);
    slip_number_given(step);
}

} // namespace meguri::kiosk::flow
