// The page that the prefecture shows to its municipalities, computed from what is stored: histories of
// subsidies, sessions, and, where nothing is behind a number yet, what a document states. Reads only.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/figure.h"
#include "shared/domain/fiscal_year.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meguri::hub::routes {

using domain::Basis;

struct ReportedPlace {
    std::string code;
    std::string name;
    store::StatedStatus status = store::StatedStatus::Planned;
    std::vector<std::string> months;
    Basis basis = Basis::Stated;
};

struct ReportedCarrier {
    domain::ProgrammeId programme;
    std::string provider_id;
    std::string provider;
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    std::string format_name;
    std::string description;
    std::string from_month;
    std::vector<ReportedPlace> places;
};

struct ReportedMunicipal {
    std::string code;
    std::string name;
    std::vector<std::string> activities;
    Basis basis = Basis::Stated;
};

struct CountedMunicipalities {
    int cities = 0;
    int towns = 0;
    std::vector<std::string> codes;
    std::vector<std::string> inferred; ///< Those of `codes` that are a conclusion, not stated.
    std::vector<domain::FigureRow> city_rows; ///< The step that says so, of each city.
    std::vector<domain::FigureRow> town_rows;
};

struct ReportedShops {
    std::string provider_id;
    std::string provider;
    std::int64_t cities = 0;
    std::int64_t shops = 0;
    Basis basis = Basis::Stated;
    std::vector<domain::FigureRow> city_rows;
    std::vector<domain::FigureRow> shop_rows;
};

struct StatusReport {
    int fiscal_year = 0;
    domain::Date as_of;
    CountedMunicipalities grant_decided;
    CountedMunicipalities to_be_applied;
    std::map<std::string, int> subsidies_by_step;
    std::vector<ReportedCarrier> carrier_programmes;
    std::vector<ReportedMunicipal> municipal_programmes;
    std::vector<ReportedShops> shops;
    std::int64_t shop_cities = 0;
    Basis shop_cities_basis = Basis::Derived;
    std::vector<domain::FigureRow> shop_city_rows;
    std::optional<store::YearFacts> facts; ///< Rules, sources and reported figures as they were stated.
    std::map<std::string, std::string> names; ///< Of organisations, by id.
    std::set<std::string> city_codes; ///< Of the municipalities that are cities.
    std::vector<domain::Figure> figures; ///< Every number of the page with its rows.
};

/// Throws core::StorageTrouble, like every reading of a route.
StatusReport status_report(store::Reader& reader, domain::FiscalYear year, domain::Date today);

/// The figures of what was read; `figures` of the argument is not looked at. Pure.
std::vector<domain::Figure> figures_of(StatusReport const& report);

/// 1 April of the year and of the next, as moments in Japan.
std::pair<base::Time, base::Time> span_of(domain::FiscalYear year);

} // namespace meguri::hub::routes
