// The questions about what classes came to, on paper too, and about what a new fiscal year begins with.
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

Outcome<std::vector<Summary>> Api::summaries(int fiscal_year)
{
    return ask<std::vector<Summary>>(
        {"GET", "/v1/municipalities/summaries?fiscal_year=" + std::to_string(fiscal_year)},
        summaries_from_json);
}

Outcome<QuarterCoverage> Api::coverage(int fiscal_year, int quarter)
{
    return ask<QuarterCoverage>({"GET",
                                    "/v1/municipalities/coverage?fiscal_year=" + std::to_string(fiscal_year)
                                        + "&quarter=" + std::to_string(quarter)},
        coverage_from_json);
}

Outcome<std::string> Api::figures_paper(FiguresPaper const& paper)
{
    auto path = "/v1/municipalities/figures.pdf?fiscal_year=" + std::to_string(paper.fiscal_year) + "&figure="
        + std::string(domain::name_of(paper.figure)) + "&quarter=" + std::to_string(paper.quarter);
    if (!paper.municipality.empty())
        path += "&municipality=" + url_encoded(paper.municipality);
    return file(std::move(path), "%PDF");
}

Outcome<YearPlan> Api::begin_year(int fiscal_year, std::vector<std::string> const& subsidies, Writing writing)
{
    nlohmann::json const body{{"dry_run", writing == Writing::Preview}, {"subsidies", subsidies}};
    Call call{"POST", "/v1/years/" + std::to_string(fiscal_year) + "/rollover", body_text(body)};
    return ask<YearPlan>(std::move(call), year_plan_from_json);
}

} // namespace meguri::desk::models
