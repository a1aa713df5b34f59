// The steps that need the staff's number: a slip that was lost, and the staff corner. The number is checked
// by the rest of the kiosk, which also slows down whoever guesses.
#include "kiosk/flow/classes.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/step_parts.h"

namespace meguri::kiosk::flow {

namespace {

void enter_corner(Step& step)
{
    step.state.visit.way = Way::StaffCorner;
    step.state.visit.corner_answer.reset();
    go(step.state, Screen::Corner);
    step.effects.emplace_back(ReportCorner{});
}

void show_found_slip(Step& step, KeptSlip const& found)
{
    auto& state = step.state;
    auto& visit = state.visit;
    visit.slip_number = found.code;
    visit.token = found.token;
    visit.slip = found;
    visit.chosen = found.offer;
    if (auto const* offer = offer_with_id(state, found.session.value))
        visit.chosen = *offer;
    visit.form = Form{};
    go(state, Screen::Slip);
    print(step);
}

void run_corner_task(Step& step, CornerTask task)
{
    step.state.visit.corner_answer = CornerAnswer{task, false, true};
    step.effects.emplace_back(DoCornerTask{task, step.state.visit.enrol_code});
    step.state.visit.enrol_code.wipe();
}

void keep_look(Step& step)
{
    auto& state = step.state;
    state.look = usual_look(state.settings);
    step.effects.emplace_back(KeepLook{state.settings.is_usually_larger, state.settings.is_usually_contrast});
}

} // namespace

void begin_lost_slip(State& state)
{
    state.visit.way = Way::SlipLost;
    if (!line_is_up(state)) {
        state.visit.trouble_from = Screen::SlipNumber;
        return go(state, Screen::Trouble);
    }
    state.visit.form = Form{};
    go(state, Screen::Kana);
}

void pin_given(Step& step)
{
    auto& state = step.state;
    auto& visit = state.visit;
    if (visit.pin.digits.size() != domain::staff_pin_digits)
        return;
    if (visit.way == Way::SlipLost) {
        FindLost effect;
        effect.attempt = ++state.attempt;
        effect.kana = PrivateText(trimmed(visit.form.kana.view()));
        effect.phone = visit.form.phone;
        effect.pin = visit.pin.digits;
        step.effects.emplace_back(std::move(effect));
    } else {
        step.effects.emplace_back(CheckPin{++state.attempt, visit.pin.digits});
    }
    visit.pin = PinState{};
    go(state, Screen::Sending);
}

void take_pin(Step& step, PinChecked const& checked)
{
    auto& visit = step.state.visit;
    if (checked.answer == PinAnswer::Right)
        return enter_corner(step);
    visit.pin = PinState{};
    visit.pin.was_wrong = checked.answer == PinAnswer::Wrong;
    visit.pin.is_unset = checked.answer == PinAnswer::NotSet;
    visit.pin.wait_seconds = checked.wait_seconds;
    go(step.state, Screen::Pin);
}

void take_lost(Step& step, LostFound const& found)
{
    auto& state = step.state;
    auto& visit = state.visit;
    switch (found.finding) {
    case Finding::Found:
        if (found.slips.size() == 1)
            return show_found_slip(step, found.slips.front());
        visit.found_slips = found.slips;
        return go(state, Screen::FoundSlips);
    case Finding::WrongPin:
        visit.pin = PinState{};
        visit.pin.was_wrong = true;
        return go(state, Screen::Pin);
    case Finding::TooOften:
    case Finding::NoLine:
    case Finding::Failed:
        visit.trouble_from = Screen::SlipNumber;
        return go(state, Screen::Trouble);
    }
}

void choose_found_slip(Step& step, int index)
{
    auto& visit = step.state.visit;
    if (index < 0 || index >= static_cast<int>(visit.found_slips.size()))
        return;
    auto const chosen = visit.found_slips[static_cast<std::size_t>(index)];
    visit.found_slips.clear();
    show_found_slip(step, chosen);
}

void open_corner(Step& step)
{
    auto& state = step.state;
    if (state.visit.screen != Screen::Start || state.visit.overlay != Overlay::None)
        return;
    state.quiet_seconds = 0;
    // Nothing is kept here yet that a number would have to guard.
    if (!state.hall)
        return enter_corner(step);
    state.visit.way = Way::StaffCorner;
    go(state, Screen::Pin);
}

void do_corner_task(Step& step, int task)
{
    auto const wanted = static_cast<CornerTask>(task);
    if (wanted == CornerTask::Enrol) {
        step.state.visit.enrol_code.wipe();
        return go(step.state, Screen::EnrolCode);
    }
    run_corner_task(step, wanted);
}

void enrol_here(Step& step)
{
    go(step.state, Screen::Corner);
    run_corner_task(step, CornerTask::Enrol);
}

void change_usual_text(Step& step)
{
    auto& settings = step.state.settings;
    settings.is_usually_larger = !settings.is_usually_larger;
    keep_look(step);
}

void change_usual_colours(Step& step)
{
    auto& settings = step.state.settings;
    settings.is_usually_contrast = !settings.is_usually_contrast;
    keep_look(step);
}

void test_sound(Step& step)
{
    step.effects.emplace_back(SpeakSentence{say("声の 試しです。")});
}

void restart(Step& step)
{
    forget(step);
    step.effects.emplace_back(Restart{});
}

} // namespace meguri::kiosk::flow
