// The routes by resource; each file adds its own.
#pragma once

#include "admin/hub/routes/router.h"
#include "admin/hub/routes/snapshots.h"

namespace meguri::hub::routes {

void add_health_routes(Router& router);
void add_login_routes(Router& router);
void add_venue_routes(Router& router);
void add_admission_routes(Router& router);
void add_draw_routes(Router& router);
void add_session_routes(Router& router);
void add_resource_routes(Router& router);
void add_series_routes(Router& router);
void add_van_day_routes(Router& router);
void add_van_tour_routes(Router& router);
void add_visit_routes(Router& router);
void add_day_sheet_routes(Router& router);
void add_session_import_routes(Router& router);
void add_import_routes(Router& router);
void add_eligibility_routes(Router& router);
void add_registration_routes(Router& router);
void add_waiting_routes(Router& router);
void add_correction_routes(Router& router);
void add_roster_routes(Router& router);
void add_call_routes(Router& router);
void add_slip_routes(Router& router);
void add_help_routes(Router& router);
void add_survey_routes(Router& router);
void add_staff_pin_routes(Router& router);
void add_call_paper_routes(Router& router);
void add_session_paper_routes(Router& router);
void add_status_paper_routes(Router& router);
void add_kiosk_routes(Router& router);
void add_snapshot_routes(Router& router, std::shared_ptr<Snapshots> const& snapshots);
void add_kiosk_desk_routes(Router& router);
void add_year_routes(Router& router);
void add_municipality_routes(Router& router);
void add_municipality_paper_routes(Router& router);
void add_programme_routes(Router& router);
void add_subsidy_routes(Router& router);
void add_subsidy_money_routes(Router& router);
void add_report_routes(Router& router);
void add_subsidy_report_routes(Router& router);
void add_feed_routes(Router& router);
void add_open_data_routes(Router& router);
void add_carrier_routes(Router& router);
void add_user_routes(Router& router);
void add_key_routes(Router& router);
void add_audit_routes(Router& router);
void add_api_document_routes(Router& router);

} // namespace meguri::hub::routes
