// From the local copy of the schedule to what the visitor's path shows.
#pragma once

#include "kiosk/flow/catalogue.h"
#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"
#include "kiosk/flow/state.h"
#include "kiosk/local/kiosk.h"
#include "shared/domain/venue.h"

namespace meguri::kiosk {

/// Sessions whose fields cannot be read are left out. `rights`: unspent seat rights by session.
flow::Catalogue catalogue_of(std::vector<protocol::Session> const& sessions, local::Position const& position,
    std::map<std::string, int> const& rights, protocol::EnrolAnswer const& enrolled, bool line_is_up);
/// Where this kiosk's hall is, if that is known.
std::optional<domain::Position> hall_position(protocol::EnrolAnswer const& enrolled);
/// Nothing when its fields cannot be read.
std::optional<flow::Offer> offer_of(
    protocol::Session const& session, std::optional<domain::Position> const& hall);
/// What the core asks for of a wish for a visit at home.
local::VisitForm visit_form_of(flow::RequestVisit const& wish);
flow::HallFacts hall_of(local::Identity const& identity);
/// `visit`: what staff made of a wish for one, if they did.
flow::KeptSlip kept_slip_of(
    local::KeptRegistration const& kept, std::optional<protocol::Session> const& visit);
flow::Moving moving_of(local::WayOutcome const& outcome);
flow::Arrival::Answer arrival_of(local::WayOutcome const& outcome);
flow::Finding finding_of(base::Result<std::vector<local::AskedSlip>> const& found);
flow::PinAnswer pin_answer_of(local::PinAnswer answer);
flow::Cancelling cancelling_of(local::CancelOutcome const& outcome);
flow::Outcome outcome_of(local::RegisterOutcome const& outcome);

} // namespace meguri::kiosk
