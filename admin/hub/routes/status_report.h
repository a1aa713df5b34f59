// The page that the prefecture shows to its municipalities, computed from what is stored: histories of
// subsidies, sessions, and, where nothing is behind a number yet, what a document states. Reads only.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/fiscal_year.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::hub::routes {

/// stated: a document says so; derived: counted from the sessions of this hub.
enum class Basis { Stated, Derived };

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
};

struct ReportedShops {
    std::string provider_id;
    std::string provider;
    std::int64_t cities = 0;
    std::int64_t shops = 0;
    Basis basis = Basis::Stated;
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
    std::optional<store::YearFacts> facts; ///< Rules, sources and reported figures as they were stated.
    std::map<std::string, std::string> names; ///< Of organisations, by id.
};

/// Throws core::StorageTrouble, like every reading of a route.
StatusReport status_report(store::Reader& reader, domain::FiscalYear year, domain::Date today);

/// 1 April of the year and of the next, as moments in Japan.
std::pair<base::Time, base::Time> span_of(domain::FiscalYear year);

} // namespace meguri::hub::routes
