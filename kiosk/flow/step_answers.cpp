// What the rest of the kiosk answers: the store, the line, the printer. An answer finds its visitor by the
// number of the attempt; a late one finds nobody.
#include "kiosk/flow/classes.h"
#include "kiosk/flow/step_parts.h"

namespace meguri::kiosk::flow {

namespace {

bool gives_slip(Outcome const& outcome)
{
    return !outcome.code.is_empty() && outcome.state != OutcomeState::Duplicate
        && outcome.state != OutcomeState::Refused && outcome.state != OutcomeState::Failed;
}

bool is_waited_for(State const& state, int attempt)
{
    return state.visit.screen == Screen::Sending && attempt == state.attempt;
}

/// Somebody waits for this answer: the page it comes to is seen for its whole time.
bool begins_page(State& state, int attempt)
{
    if (!is_waited_for(state, attempt))
        return false;
    state.quiet_seconds = 0;
    if (state.visit.overlay == Overlay::Idle)
        state.visit.overlay = Overlay::None;
    return true;
}

} // namespace

void happen(Step& step, Registered const& registered, domain::Time)
{
    auto& state = step.state;
    auto& visit = state.visit;
    if (!begins_page(state, registered.attempt))
        return;
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

void happen(Step& step, NeighbourhoodFound const& found, domain::Time)
{
    if (begins_page(step.state, found.attempt))
        take_neighbourhood(step.state, found);
}

void happen(Step& step, SlipFound const& found, domain::Time)
{
    if (begins_page(step.state, found.attempt))
        take_slip(step, found);
}

void happen(Step& step, SlipCancelled const& cancelled, domain::Time)
{
    if (begins_page(step.state, cancelled.attempt))
        take_cancelling(step.state, cancelled);
}

void happen(Step& step, SlipMoved const& moved, domain::Time)
{
    if (begins_page(step.state, moved.attempt))
        take_move(step, moved);
}

void happen(Step& step, Attended const& attended, domain::Time)
{
    if (!begins_page(step.state, attended.attempt))
        return;
    step.state.visit.arrival = attended.arrival;
    go(step.state, Screen::HereDone);
}

void happen(Step& step, SurveyKept const& kept, domain::Time)
{
    auto& state = step.state;
    if (!begins_page(state, kept.attempt))
        return;
    state.visit.trouble_from = Screen::Again;
    go(state, kept.is_kept ? Screen::Thanks : Screen::Trouble);
}

void happen(Step& step, LostFound const& found, domain::Time)
{
    if (begins_page(step.state, found.attempt))
        take_lost(step, found);
}

void happen(Step& step, PinChecked const& checked, domain::Time)
{
    if (begins_page(step.state, checked.attempt))
        take_pin(step, checked);
}

void happen(Step& step, CornerArrived const& arrived, domain::Time)
{
    step.state.corner = arrived.facts;
}

void happen(Step& step, CornerDone const& done, domain::Time)
{
    auto& visit = step.state.visit;
    if (visit.screen == Screen::Corner)
        visit.corner_answer = CornerAnswer{done.task, done.is_done, false};
}

void happen(Step& step, HelpAnswered const& answered, domain::Time)
{
    auto& state = step.state;
    if (answered.attempt == state.help_attempt && state.visit.help == Visit::Help::Asking)
        state.visit.help = answered.is_sent ? Visit::Help::Coming : Visit::Help::NoLine;
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

} // namespace meguri::kiosk::flow
