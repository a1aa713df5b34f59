// The questions about what subsidies and their sessions cost and bring.
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

using nlohmann::json;

Outcome<SubsidyAccount> Api::subsidy_account(std::string const& subsidy)
{
    return ask<SubsidyAccount>(
        {"GET", "/v1/subsidies/" + url_encoded(subsidy) + "/account"}, subsidy_account_from_json);
}

Outcome<Done> Api::claim_session(std::string const& subsidy, json const& body)
{
    return do_post("/v1/subsidies/" + url_encoded(subsidy) + "/sessions", body);
}

Outcome<Done> Api::save_cost(std::string const& session, json const& body)
{
    return ask<Done>({"PUT", "/v1/sessions/" + url_encoded(session) + "/cost", body_text(body)},
        [](json const&) { return base::Result<Done>(Done()); });
}

} // namespace meguri::desk::models
