// The table of the path: which event leads where. Read `on_main`, `on_choice` and `on_back` for the way
// itself, `answers` for everything that can be pressed.
#include "kiosk/flow/step.h"

#include "kiosk/flow/classes.h"
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/step_parts.h"
#include "kiosk/flow/view.h"
#include "kiosk/flow/visit_choices.h"
#include "shared/base/verify.h"

#include <algorithm>
#include <array>

namespace meguri::kiosk::flow {

void go(State& state, Screen screen)
{
    state.visit.screen = screen;
}

void go_on(State& state, Screen next)
{
    go(state, state.visit.correcting ? Screen::Check : next);
    state.visit.correcting.reset();
}

void begin_again(Step& step)
{
    step.state.visit = Visit{};
    step.state.quiet_seconds = 0;
    step.effects.emplace_back(Wipe{});
}

// The next visitor finds the installation's look, not the last visitor's.
void forget(Step& step)
{
    begin_again(step);
    step.state.look = usual_look(step.state.settings);
}

Look usual_look(Settings const& settings)
{
    return {settings.is_usually_contrast, settings.is_usually_larger, settings.language};
}

namespace {

void call_staff(Step& step)
{
    auto& state = step.state;
    auto& visit = state.visit;
    visit.overlay = Overlay::Staff;
    // Somebody is on the way already, or is being asked.
    if (visit.help == Visit::Help::Coming || visit.help == Visit::Help::Asking)
        return;
    visit.help = line_is_up(state) && state.hall ? Visit::Help::Asking : Visit::Help::NoLine;
    if (visit.help == Visit::Help::NoLine)
        return;
    CallStaff effect;
    effect.attempt = ++state.help_attempt;
    effect.screen = visit.screen;
    effect.way = visit.way;
    if (visit.chosen)
        effect.session = visit.chosen->session;
    effect.form = visit.form;
    step.effects.emplace_back(std::move(effect));
}

void find_class(Step& step)
{
    step.effects.emplace_back(RefreshCatalogue{});
    go(step.state, Screen::Place);
}

void choose_language(State& state, Press const& press)
{
    state.look.language = static_cast<Language>(press.index);
    state.visit.overlay = Overlay::None;
}

/// What each control does; the screen it was pressed on has offered it.
struct Answer {
    Control control;
    void (*act)(Step& step, Press const& press, View const& shown);
};

Form& form_of(Step& step)
{
    return step.state.visit.form;
}

using P = Press const&;
using V = View const&;
constexpr std::array answers{
    Answer{Control::Back, [](Step& step, P, V) { on_back(step); }},
    Answer{Control::Main, [](Step& step, P, V) { on_main(step); }},
    Answer{Control::Choice, [](Step& step, P press, V) { on_choice(step, press); }},
    Answer{Control::FindClass, [](Step& step, P, V) { find_class(step); }},
    Answer{Control::EveryTopic, [](Step& step, P, V) { show_every_topic(step.state); }},
    Answer{Control::OtherDays, [](Step& step, P, V) { show_other_days(step.state); }},
    Answer{Control::PreviousPage, [](Step& step, P, V) { turn_page(step.state, -1); }},
    Answer{Control::NextPage, [](Step& step, P, V) { turn_page(step.state, 1); }},
    Answer{Control::Change, [](Step& step, P press, V) { on_change(step.state, press.id); }},
    Answer{Control::PrintAgain, [](Step& step, P, V) { print(step); }},
    Answer{Control::Kana, [](Step& step, P press, V) { add_kana(letters_of(step.state), press.id); }},
    Answer{Control::Voiced, [](Step& step, P, V) { mark_kana(letters_of(step.state), KanaMark::Voiced); }},
    Answer{Control::HalfVoiced,
        [](Step& step, P, V) { mark_kana(letters_of(step.state), KanaMark::HalfVoiced); }},
    Answer{Control::Small, [](Step& step, P, V) { mark_kana(letters_of(step.state), KanaMark::Small); }},
    Answer{Control::LongMark, [](Step& step, P, V) { add_long_mark(letters_of(step.state)); }},
    Answer{Control::Space, [](Step& step, P, V) { add_space(letters_of(step.state)); }},
    Answer{Control::EraseOne, [](Step& step, P, V) { erase_one(step.state); }},
    Answer{Control::EraseAll, [](Step& step, P, V) { erase_all(step.state); }},
    Answer{Control::Companion,
        [](Step& step, P, V) { form_of(step).is_by_companion = !form_of(step).is_by_companion; }},
    Answer{Control::Digit, [](Step& step, P press, V) { press_digit(step, press.index); }},
    Answer{Control::HouseMark,
        [](Step& step, P press, V) { add_house_mark(form_of(step).house_number, press.id); }},
    Answer{Control::MySlip, [](Step& step, P, V) { begin_with_slip(step.state, Way::MySlip); }},
    Answer{Control::Here, [](Step& step, P, V) { come_in(step); }},
    Answer{Control::Survey, [](Step& step, P, V) { begin_with_slip(step.state, Way::Survey); }},
    Answer{Control::SlipLost, [](Step& step, P, V) { begin_lost_slip(step.state); }},
    Answer{Control::CancelSlip, [](Step& step, P, V) { ask_for_proof(step.state); }},
    Answer{Control::MoveSlip, [](Step& step, P, V) { show_new_days(step.state); }},
    Answer{Control::CornerTask, [](Step& step, P press, V) { do_corner_task(step, press.index); }},
    Answer{Control::UsualText, [](Step& step, P, V) { change_usual_text(step); }},
    Answer{Control::UsualColours, [](Step& step, P, V) { change_usual_colours(step); }},
    Answer{Control::SoundTest, [](Step& step, P, V) { test_sound(step); }},
    Answer{Control::Restart, [](Step& step, P, V) { restart(step); }},
    Answer{Control::HomeVisit, [](Step& step, P, V) { begin_home_visit(step.state); }},
    Answer{Control::NoPostalCode, [](Step& step, P, V) { go(step.state, Screen::Address); }},
    Answer{Control::NoPhone, [](Step& step, P, V) { toggle_contact_phone(form_of(step)); }},
    Answer{Control::SecondPhone, [](Step& step, P, V) { go(step.state, Screen::SecondPhone); }},
    Answer{Control::NoSecondPhone, [](Step& step, P, V) { leave_second_phone(step.state); }},
    Answer{Control::Staff, [](Step& step, P, V) { call_staff(step); }},
    Answer{Control::Help, [](Step& step, P, V) { step.state.visit.overlay = Overlay::Help; }},
    Answer{Control::Languages, [](Step& step, P, V) { step.state.visit.overlay = Overlay::Languages; }},
    Answer{Control::Language, [](Step& step, P press, V) { choose_language(step.state, press); }},
    Answer{Control::Close, [](Step& step, P, V) { step.state.visit.overlay = Overlay::None; }},
    Answer{Control::Listen,
        [](Step& step, P, V shown) { step.effects.emplace_back(SpeakSentence{shown.spoken}); }},
    Answer{Control::LargerText, [](Step& step, P, V) { change_text_size(step.state); }},
    Answer{Control::Contrast,
        [](Step& step, P, V) { step.state.look.is_contrast = !step.state.look.is_contrast; }},
};

// Whether the touch was taken by the idle question.
bool answers_idle_question(Step& step, bool is_no)
{
    step.state.quiet_seconds = 0;
    if (step.state.visit.overlay != Overlay::Idle)
        return false;
    step.state.visit.overlay = Overlay::None;
    if (is_no)
        forget(step);
    return true;
}

void clamp_pages(State& state, domain::Time now)
{
    auto& visit = state.visit;
    auto const found = cards_shown(state, now).size();
    visit.cards_page = std::clamp(visit.cards_page, 0, page_count(found, cards_a_page(state)) - 1);
    visit.topics_page = std::clamp(visit.topics_page, 0, page_count(topics.size(), topics_a_page(state)) - 1);
}

void happen(Step& step, Press const& press, domain::Time now)
{
    step.state.visit.scanned.wipe();
    if (answers_idle_question(step, press.control == Control::StayNo))
        return;
    clamp_pages(step.state, now);
    auto const shown = view(step.state, now);
    auto const buttons = buttons_of(shown);
    auto const pressed = std::find_if(
        buttons.begin(), buttons.end(), [&](Button const& each) { return each.press == press; });
    if (pressed == buttons.end())
        return;
    if (!pressed->is_enabled) {
        if (step.state.settings.has_voice)
            step.effects.emplace_back(SpeakSentence{pressed->missing});
        return;
    }
    for (auto const& answer : answers)
        if (answer.control == press.control)
            return answer.act(step, press, shown);
}

void happen(Step& step, Touch const&, domain::Time)
{
    answers_idle_question(step, false);
}

void happen(Step& step, Typed const& typed, domain::Time)
{
    auto& state = step.state;
    if (answers_idle_question(step, false) || state.visit.overlay != Overlay::None)
        return;
    if (takes_scan(state, typed.text))
        return;
    type_text(step, typed.text);
}

void happen(Step& step, Backspace const&, domain::Time)
{
    step.state.visit.scanned.wipe();
    if (!answers_idle_question(step, false) && step.state.visit.overlay == Overlay::None)
        erase_one(step.state);
}

void happen(Step& step, Enter const&, domain::Time now)
{
    if (!step.state.visit.scanned.is_empty())
        return end_scan(step);
    Press main;
    main.control = Control::Main;
    happen(step, main, now);
}

void happen(Step& step, HeadHeld const&, domain::Time)
{
    answers_idle_question(step, false);
    open_corner(step);
}

void happen(Step& step, Escape const&, domain::Time now)
{
    Press press;
    press.control = step.state.visit.overlay == Overlay::None ? Control::Back : Control::Close;
    happen(step, press, now);
}

/// A page on which nothing is left to do goes by itself.
bool says_goodbye(Visit const& visit)
{
    bool const is_last = visit.screen == Screen::HereDone || visit.screen == Screen::Thanks;
    return is_last && visit.overlay == Overlay::None;
}

void happen(Step& step, Tick const& tick, domain::Time)
{
    auto& state = step.state;
    auto const& settings = state.settings;
    auto& visit = state.visit;
    state.quiet_seconds += std::max(0, tick.seconds);
    auto const patience = says_goodbye(visit) ? settings.farewell_seconds : settings.idle_seconds;
    if (state.quiet_seconds < patience)
        return;
    if (visit.screen == Screen::Start) {
        // Nobody has begun: there is nothing to ask about, only a look or a page to put back.
        if (state.look != usual_look(settings) || visit.overlay != Overlay::None)
            forget(step);
        state.quiet_seconds = 0;
        return;
    }
    if (says_goodbye(visit))
        return forget(step);
    if (visit.overlay != Overlay::Idle) {
        // The question is always seen for its whole time, however late this Tick comes.
        visit.overlay = Overlay::Idle;
        state.quiet_seconds = settings.idle_seconds;
        return;
    }
    if (state.quiet_seconds >= settings.idle_seconds + settings.idle_countdown_seconds)
        forget(step);
}

void happen(Step& step, CatalogueArrived const& arrived, domain::Time)
{
    auto& state = step.state;
    state.catalogue = arrived.catalogue;
    for (auto* kept : {&state.visit.looking_at, &state.visit.chosen})
        if (kept->has_value())
            if (auto const* newer = offer_with_id(state, (*kept)->session.value))
                *kept = *newer;
}

void happen(Step& step, HallArrived const& arrived, domain::Time)
{
    step.state.hall = arrived.hall;
}

void happen(Step& step, ReadinessChanged const& changed, domain::Time)
{
    step.state.can_register = changed.can_register;
}

} // namespace

State first_state(Settings const& settings)
{
    State state;
    state.settings = settings;
    state.look = usual_look(settings);
    return state;
}

Step step(State const& state, Event const& event, domain::Time now)
{
    Step next{state, {}};
    std::visit([&](auto const& happened) { happen(next, happened, now); }, event);
    return next;
}

} // namespace meguri::kiosk::flow
