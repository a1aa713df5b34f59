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

namespace {

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
    step.state.look = Look{};
    step.state.look.language = step.state.settings.language;
}

void send(Step& step)
{
    auto& state = step.state;
    auto const& form = state.visit.form;
    if (!state.can_register) {
        state.visit.trouble_from = Screen::Check;
        return go(state, Screen::Trouble);
    }
    if (state.visit.way == Way::HomeVisit)
        return send_visit_wish(step);
    base::verify(state.visit.chosen.has_value() && form.birth_year.has_value(), "sending an unfinished form");
    Register effect;
    effect.attempt = ++state.attempt;
    effect.session = state.visit.chosen->session;
    effect.kana = PrivateText(trimmed(form.kana.view()));
    effect.phone = form.phone;
    effect.birth_year = *form.birth_year;
    if (form.municipality && !form.municipality->empty())
        effect.municipality = form.municipality;
    effect.is_contact_phone = form.is_contact_phone;
    effect.is_by_companion = form.is_by_companion;
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void accept_class(State& state)
{
    if (!state.can_register) {
        state.visit.trouble_from = Screen::Details;
        return go(state, Screen::Trouble);
    }
    state.visit.chosen = state.visit.looking_at;
    go_on(state, Screen::Kana);
}

void on_main(Step& step)
{
    auto& state = step.state;
    switch (state.visit.screen) {
    case Screen::Details:
        return accept_class(state);
    case Screen::VisitDays:
        return go_on(state, Screen::Address);
    case Screen::Address:
        return go(state, Screen::HouseNumber);
    case Screen::HouseNumber:
        return go_on(state, Screen::Kana);
    case Screen::Kana:
        return go_on(state, Screen::Phone);
    case Screen::Phone:
        return go_on(state, Screen::BirthDecade);
    case Screen::Check:
        return send(step);
    case Screen::SlipNumber:
        return find_slip(step);
    case Screen::CancelProof:
        return cancel_slip(step);
    case Screen::Done:
    case Screen::Trouble:
    case Screen::Slip:
        return forget(step);
    case Screen::Start:
    case Screen::Place:
    case Screen::Topic:
    case Screen::Cards:
    case Screen::Area:
    case Screen::BirthDecade:
    case Screen::BirthYear:
    case Screen::Residence:
    case Screen::Towns:
    case Screen::Sending:
        return;
    }
}

void choose_residence(State& state, Press const& press)
{
    if (state.visit.way == Way::HomeVisit)
        return choose_visit_town(state, press.id);
    bool const is_other = state.visit.screen == Screen::Residence && press.id.empty();
    if (is_other) {
        state.visit.towns_page = 0;
        return go(state, Screen::Towns);
    }
    state.visit.form.municipality = press.id;
    go_on(state, Screen::Check);
}

void on_choice(State& state, Press const& press)
{
    auto& visit = state.visit;
    switch (visit.screen) {
    case Screen::Place:
        visit.near = static_cast<Near>(press.index);
        visit.topics_page = 0;
        return go(state, Screen::Topic);
    case Screen::Topic:
        visit.topic = press.id;
        visit.cards_page = 0;
        return go(state, Screen::Cards);
    case Screen::Cards:
        if (auto const* offer = offer_with_id(state, press.id)) {
            visit.looking_at = *offer;
            go(state, Screen::Details);
        }
        return;
    case Screen::Area:
        return choose_area(state, press);
    case Screen::VisitDays:
        if (auto const wish = domain::wish_from(press.id))
            toggle_wish(visit.home, *wish);
        return;
    case Screen::BirthDecade:
        visit.decade = press.index;
        return go(state, Screen::BirthYear);
    case Screen::BirthYear:
        visit.form.birth_year = press.index;
        // Where a visit goes to was the first question.
        return go_on(state, visit.way == Way::HomeVisit ? Screen::Check : Screen::Residence);
    case Screen::Residence:
    case Screen::Towns:
        return choose_residence(state, press);
    case Screen::Start:
    case Screen::Details:
    case Screen::Address:
    case Screen::HouseNumber:
    case Screen::Kana:
    case Screen::Phone:
    case Screen::Check:
    case Screen::Sending:
    case Screen::Done:
    case Screen::Trouble:
    case Screen::SlipNumber:
    case Screen::Slip:
    case Screen::CancelProof:
        return;
    }
}

void on_back(Step& step)
{
    auto& state = step.state;
    if (state.visit.correcting == state.visit.screen)
        return go_on(state, Screen::Check);
    bool const is_visit = state.visit.way == Way::HomeVisit;
    switch (state.visit.screen) {
    case Screen::Place:
    case Screen::Area:
    case Screen::SlipNumber:
        return begin_again(step);
    case Screen::Slip:
        return go(state, Screen::SlipNumber);
    case Screen::CancelProof:
        return go(state, Screen::Slip);
    case Screen::VisitDays:
        return go(state, Screen::Area);
    case Screen::Address:
        return go(state, Screen::VisitDays);
    case Screen::HouseNumber:
        return go(state, Screen::Address);
    case Screen::Topic:
        return go(state, Screen::Place);
    case Screen::Cards:
        return go(state, Screen::Topic);
    case Screen::Details:
        return go(state, Screen::Cards);
    case Screen::Kana:
        return go(state, is_visit ? Screen::HouseNumber : Screen::Details);
    case Screen::Phone:
        return go(state, Screen::Kana);
    case Screen::BirthDecade:
        return go(state, Screen::Phone);
    case Screen::BirthYear:
        return go(state, Screen::BirthDecade);
    case Screen::Residence:
        return go(state, Screen::BirthDecade);
    case Screen::Towns:
        return go(state, is_visit ? Screen::Area : Screen::Residence);
    case Screen::Check:
        return go(state, is_visit ? Screen::BirthDecade : Screen::Residence);
    case Screen::Trouble:
        if (state.visit.trouble_from == Screen::Start)
            return begin_again(step);
        return go(state, state.visit.trouble_from);
    case Screen::Start:
    case Screen::Sending:
    case Screen::Done:
        return;
    }
}

void on_change(State& state, std::string const& what)
{
    constexpr std::array screens{std::pair{std::string_view("kana"), Screen::Kana},
        std::pair{std::string_view("phone"), Screen::Phone},
        std::pair{std::string_view("birth"), Screen::BirthDecade},
        std::pair{std::string_view("residence"), Screen::Residence},
        std::pair{std::string_view("area"), Screen::Area},
        std::pair{std::string_view("days"), Screen::VisitDays},
        std::pair{std::string_view("address"), Screen::Address}};
    Screen screen = Screen::Cards;
    for (auto const& [name, one] : screens)
        if (name == what)
            screen = one;
    state.visit.correcting = screen;
    go(state, screen);
}

void turn_page(State& state, int by)
{
    auto& visit = state.visit;
    if (visit.screen == Screen::Topic)
        visit.topics_page += by;
    else if (visit.screen == Screen::Cards)
        visit.cards_page += by;
    else if (visit.screen == Screen::Towns || visit.screen == Screen::Area)
        visit.towns_page += by;
    else if (visit.screen == Screen::VisitDays)
        visit.home.days_page += by;
}

// From a full class, from an empty page, or from a class that could not be had: the same topic in the whole
// town.
void show_other_days(State& state)
{
    auto& visit = state.visit;
    if (visit.way == Way::HomeVisit)
        return choose_days_again(state);
    visit.near = Near::Town;
    visit.cards_page = 0;
    if (visit.screen == Screen::Details && visit.looking_at) {
        visit.topic.clear();
        for (auto const& id : visit.looking_at->topics)
            if (visit.topic.empty() && topic_of(id))
                visit.topic = id;
    }
    if (visit.screen == Screen::Done) {
        // What was typed is kept: another class needs the same answers.
        visit.outcome.reset();
        visit.correcting = Screen::Cards;
    }
    go(state, Screen::Cards);
}

void show_every_topic(State& state)
{
    auto& visit = state.visit;
    visit.topic.clear();
    visit.cards_page = 0;
    if (visit.screen == Screen::Cards)
        visit.near = Near::Town;
    go(state, Screen::Cards);
}

// The card that was first on the page stays on the page.
void change_text_size(State& state)
{
    auto& visit = state.visit;
    int const first_card = visit.cards_page * cards_a_page(state);
    int const first_topic = visit.topics_page * topics_a_page(state);
    int const first_day = visit.home.days_page * visit_days_a_page(state);
    state.look.is_larger = !state.look.is_larger;
    visit.cards_page = first_card / cards_a_page(state);
    visit.topics_page = first_topic / topics_a_page(state);
    visit.home.days_page = first_day / visit_days_a_page(state);
}

void print(Step& step)
{
    auto& visit = step.state.visit;
    visit.printing = Printing::Running;
    step.effects.emplace_back(PrintSlip{visit.way == Way::MySlip ? visit.slip_number : visit.outcome->code});
}

void call_staff(Step& step)
{
    step.state.visit.overlay = Overlay::Staff;
    step.effects.emplace_back(CallStaff{});
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
    Answer{Control::Choice, [](Step& step, P press, V) { on_choice(step.state, press); }},
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
    Answer{Control::Digit, [](Step& step, P press, V) { press_digit(step.state, press.index); }},
    Answer{Control::HouseMark,
        [](Step& step, P press, V) { add_house_mark(form_of(step).house_number, press.id); }},
    Answer{Control::MySlip, [](Step& step, P, V) { begin_my_slip(step.state); }},
    Answer{Control::CancelSlip, [](Step& step, P, V) { ask_for_proof(step.state); }},
    Answer{Control::HomeVisit, [](Step& step, P, V) { begin_home_visit(step.state); }},
    Answer{Control::NoPhone, [](Step& step, P, V) { toggle_contact_phone(form_of(step)); }},
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
    auto const found = classes_found(state, visit.near, visit.topic, now).size();
    visit.cards_page = std::clamp(visit.cards_page, 0, page_count(found, cards_a_page(state)) - 1);
    visit.topics_page = std::clamp(visit.topics_page, 0, page_count(topics.size(), topics_a_page(state)) - 1);
}

void happen(Step& step, Press const& press, domain::Time now)
{
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
    type_text(state, typed.text);
}

void happen(Step& step, Backspace const&, domain::Time)
{
    if (!answers_idle_question(step, false) && step.state.visit.overlay == Overlay::None)
        erase_one(step.state);
}

void happen(Step& step, Enter const&, domain::Time now)
{
    Press main;
    main.control = Control::Main;
    happen(step, main, now);
}

void happen(Step& step, Escape const&, domain::Time now)
{
    Press press;
    press.control = step.state.visit.overlay == Overlay::None ? Control::Back : Control::Close;
    happen(step, press, now);
}

void happen(Step& step, Tick const& tick, domain::Time)
{
    auto& state = step.state;
    auto const& settings = state.settings;
    auto& visit = state.visit;
    state.quiet_seconds += std::max(0, tick.seconds);
    if (state.quiet_seconds < settings.idle_seconds)
        return;
    if (visit.screen == Screen::Start) {
        // Nobody has begun: there is nothing to ask about, only a look or a page to put back.
        Look usual;
        usual.language = settings.language;
        if (state.look != usual || visit.overlay != Overlay::None)
            forget(step);
        state.quiet_seconds = 0;
        return;
    }
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

bool gives_slip(Outcome const& outcome)
{
    return !outcome.code.is_empty() && outcome.state != OutcomeState::Duplicate
        && outcome.state != OutcomeState::Refused && outcome.state != OutcomeState::Failed;
}

void happen(Step& step, Registered const& registered, domain::Time)
{
    auto& state = step.state;
    auto& visit = state.visit;
    if (visit.screen != Screen::Sending || registered.attempt != state.attempt)
        return;
    state.quiet_seconds = 0;
    if (visit.overlay == Overlay::Idle)
        visit.overlay = Overlay::None;
    if (registered.outcome.state == OutcomeState::Failed) {
        visit.trouble_from = Screen::Check;
        return go(state, Screen::Trouble);
    }
    visit.outcome = registered.outcome;
    go(state, Screen::Done);
    // The done page needs neither name nor phone; only somebody who was refused goes on with the same
    // answers.
    if (registered.outcome.state != OutcomeState::Refused)
        visit.form = Form{};
    if (gives_slip(registered.outcome))
        print(step);
}

bool is_waited_for(State const& state, int attempt)
{
    return state.visit.screen == Screen::Sending && attempt == state.attempt;
}

void happen(Step& step, SlipFound const& found, domain::Time)
{
    if (is_waited_for(step.state, found.attempt))
        take_slip(step.state, found);
}

void happen(Step& step, SlipCancelled const& cancelled, domain::Time)
{
    if (is_waited_for(step.state, cancelled.attempt))
        take_cancelling(step.state, cancelled);
}

void happen(Step& step, SlipPrinted const& printed, domain::Time)
{
    auto& visit = step.state.visit;
    bool const is_shown = visit.screen == Screen::Done || visit.screen == Screen::Slip;
    if (is_shown && visit.printing == Printing::Running)
        visit.printing = printed.is_out_of_paper ? Printing::OutOfPaper : Printing::Done;
}

void happen(Step& step, ReceiptFound const& found, domain::Time)
{
    auto& state = step.state;
    if (state.visit.screen != Screen::Start || !gives_slip(found.outcome))
        return;
    state.visit = Visit();
    state.visit.outcome = found.outcome;
    state.visit.is_found = true;
    if (found.session.value.empty())
        state.visit.way = Way::HomeVisit;
    if (auto const* offer = offer_with_id(state, found.session.value))
        state.visit.chosen = *offer;
    state.quiet_seconds = 0;
    go(state, Screen::Done);
}

} // namespace

State first_state(Settings const& settings)
{
    State state;
    state.settings = settings;
    state.look.language = settings.language;
    return state;
}

Step step(State const& state, Event const& event, domain::Time now)
{
    Step next{state, {}};
    std::visit([&](auto const& happened) { happen(next, happened, now); }, event);
    return next;
}

} // namespace meguri::kiosk::flow
