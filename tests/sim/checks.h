// The invariants, each a named check that shares no code with the product: plain SQL and small maps. Those
// over the hub's decisions (I1, I4, I6, I10, I12) are in hub_model.h and run after every commit.
#pragma once

#include "kiosk/local/kiosk.h"
#include "tests/sim/town.h"

namespace meguri::sim {

// While things go wrong.
void i6_hub_account_is_that_of_the_rows(Town& town);
void i7_kiosk_kept_what_it_said(Town& town, Site& site);
void i7_hub_kept_what_it_answered(Town& town);
void i9_cursor_never_goes_back(Town& town, Site& site);
void i16_idle_sync_is_one_request(Town& town, Site& site, kiosk::local::SyncReport const& report);

// Two virtual hours after the last fault.
void i2_confirmed_stays_confirmed(Town& town);
void i3_every_command_arrived_once(Town& town);
void i4_one_active_registration_a_person(Town& town);
void i5_each_right_spent_once(Town& town);
void i8_kiosk_shows_what_the_hub_says(Town& town, Site& site);
void i11_cancellation_holds_whenever_it_came(Town& town);
void i15_nothing_is_left_undone(Town& town);
void i15_expired_leases_are_settled(Town& town);
void i15_no_seat_is_idle_while_somebody_waits(Town& town);
void i16_idle_syncs_write_nothing(Town& town);
void i16_sizes_stay_bounded(Town& town);
void i18_moves_are_those_that_were_asked_for(Town& town);
void i18_told_moves_stand(Town& town);
void i19_whoever_came_is_marked_once(Town& town);
void i20_each_word_about_a_class_is_kept_once(Town& town);
void checks_after_two_hours(Town& town);
void checks_at_rest(Town& town);

} // namespace meguri::sim
