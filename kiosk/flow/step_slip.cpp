// The steps of the way 受付票を見る: a number is typed, what is kept under it is looked up, printed or
// cancelled.
#include "kiosk/flow/classes.h"
#include "kiosk/flow/step_parts.h"

namespace meguri::kiosk::flow {

void begin_my_slip(State& state)
{
    // A machine that was never enrolled keeps nothing that could be looked up.
    if (!state.hall) {
        state.visit.trouble_from = Screen::Start;
        return go(state, Screen::Trouble);
    }
    state.visit.way = Way::MySlip;
    go(state, Screen::SlipNumber);
}

void find_slip(Step& step)
{
    FindSlip effect;
    effect.attempt = ++step.state.attempt;
    effect.code = step.state.visit.slip_number;
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void ask_for_proof(State& state)
{
    state.visit.proof.wipe();
    state.visit.is_proof_refused = false;
    go(state, Screen::CancelProof);
}

void cancel_slip(Step& step)
{
    auto& state = step.state;
    CancelSlip effect;
    effect.attempt = ++state.attempt;
    effect.code = state.visit.slip_number;
    effect.last_four = state.visit.proof;
    state.visit.proof.wipe();
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void take_slip(State& state, SlipFound const& found)
{
    auto& visit = state.visit;
    state.quiet_seconds = 0;
    visit.overlay = Overlay::None;
    visit.slip = found.slip;
    visit.chosen.reset();
    visit.printing = Printing::No;
    if (auto const* offer = offer_with_id(state, found.slip.session.value))
        visit.chosen = *offer;
    go(state, Screen::Slip);
}

void take_cancelling(State& state, SlipCancelled const& cancelled)
{
    auto& visit = state.visit;
    state.quiet_seconds = 0;
    visit.overlay = Overlay::None;
    switch (cancelled.result) {
    case Cancelling::Done:
    case Cancelling::Asked:
        visit.slip->standing
            = cancelled.result == Cancelling::Done ? Standing::Cancelled : Standing::CancelAsked;
        return go(state, Screen::Slip);
    case Cancelling::Refused:
        visit.is_proof_refused = true;
        return go(state, Screen::CancelProof);
    case Cancelling::Failed:
        visit.trouble_from = Screen::Slip;
        return go(state, Screen::Trouble);
    }
}

} // namespace meguri::kiosk::flow
