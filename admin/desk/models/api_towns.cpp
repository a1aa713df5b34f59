// The questions about what classes came to, on paper too.
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

} // namespace meguri::desk::models
