#include "admin/hub/routes/all.h"

namespace meguri::hub::routes {

void add_all_routes(Router& router)
{
    add_health_routes(router);
    add_login_routes(router);
    add_venue_routes(router);
    add_admission_routes(router); // Before /v1/sessions/{}, which would take its words for an id.
    add_draw_routes(router);
    add_session_routes(router);
    add_resource_routes(router);
    add_series_routes(router);
    add_van_day_routes(router);
    add_van_tour_routes(router);
    add_visit_routes(router);
    add_day_sheet_routes(router);
    add_session_import_routes(router);
    add_import_routes(router);
    add_eligibility_routes(router);
    add_registration_routes(router);
    add_waiting_routes(router);
    add_correction_routes(router);
    add_roster_routes(router);
    add_call_routes(router);
    add_slip_routes(router);
    add_help_routes(router);
    add_survey_routes(router);
    add_staff_pin_routes(router);
    add_call_paper_routes(router);
    add_session_paper_routes(router);
    add_kiosk_routes(router);
    add_kiosk_desk_routes(router);
    add_year_routes(router);
    add_municipality_routes(router);
    add_municipality_paper_routes(router);
    add_programme_routes(router);
    add_subsidy_routes(router);
    add_subsidy_money_routes(router);
    add_report_routes(router);
    add_subsidy_report_routes(router);
    add_status_paper_routes(router);
    add_feed_routes(router);
    add_open_data_routes(router);
    add_carrier_routes(router);
    add_user_routes(router);
    add_key_routes(router);
    add_audit_routes(router);
    add_api_document_routes(router);
}

} // namespace meguri::hub::routes
