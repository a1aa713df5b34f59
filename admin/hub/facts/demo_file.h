// What a demonstration is made of, read from a file like assets/data/demo-yamaguchi.json: invented places,
// classes and names. Pure.
#pragma once

#include "admin/hub/facts/demo_money.h"
#include "admin/hub/facts/demo_resources.h"
#include "admin/hub/facts/facts_file.h"
#include "shared/domain/access.h"
#include "shared/domain/session.h"
#include "shared/domain/venue.h"

#include <string>
#include <vector>

namespace meguri::hub::facts {

struct DemoVenue {
    domain::Venue venue; ///< Name empty: keeps the one it has (a town hall that the facts made).
    std::string provider; ///< A shop's.
};

struct DemoCourse {
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    std::string title;
    std::string title_kana;
    domain::CourseLevel level = domain::CourseLevel::Basic;
    std::vector<std::string> topics;
    int minutes = 60;
    int capacity = 0; ///< 0: everybody may drop in.
};

/// Where a format is held, and by whom; empty provider: by the municipality itself.
struct DemoPlaces {
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    std::string provider;
    std::vector<std::string> municipalities;
};

struct DemoAccount {
    std::string login;
    domain::Role role = domain::Role::Operator;
    std::string organisation;
};

struct DemoData {
    std::vector<domain::Area> areas;
    std::vector<DemoVenue> venues;
    std::vector<DemoCourse> courses;
    std::vector<DemoPlaces> places;
    std::vector<std::string> family_names;
    std::vector<std::string> given_names;
    std::vector<std::string> needs;
    std::vector<std::string> streets;
    std::vector<std::string> cancel_reasons;
    std::vector<std::string> drop_outs;
    std::vector<DemoAccount> accounts;
    DemoResources resources;
    DemoMoney money;
};

base::Result<DemoData, Problems> parse_demo(std::string_view text);

} // namespace meguri::hub::facts
