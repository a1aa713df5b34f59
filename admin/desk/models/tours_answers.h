// What the hub says about visits at home, a van's days and tours, and the vans, people and rooms they need.
// Plain structs and how they are read out of JSON; a reader answers Broken when something it cannot do
// without is missing.
#pragma once

#include "admin/desk/models/answers.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::desk::models {

struct VisitRequest {
    std::string id;
    std::string code; ///< Receipt code, nine digits.
    std::string state; ///< A name of domain::VisitState.
    std::string municipality; ///< Code.
    std::string area;
    std::vector<std::string> wishes; ///< 10月8日(木) 午前: the hub's own words.
    std::string age_band;
    base::Time created_at;
    std::string kana; ///< Empty for those who may not see names.
    std::string phone;
    std::string needs;
    bool is_contact_phone = false; ///< The number belongs to a contact person.
    std::string second_phone; ///< For when the first is engaged, or empty.
};

/// When a visitor could come.
struct VisitSlot {
    base::Time starts_at;
    base::Time ends_at;
};

/// What the hub made of a wish.
struct VisitDone {
    std::string state;
    std::string code;
    std::string session; ///< Empty: none.
};

struct VanClass {
    std::string id;
    base::Time starts_at;
    base::Time ends_at;
    std::string state;
    int capacity = 0;
    int confirmed = 0;
    int waiting = 0;
};

struct VanStop {
    std::string venue; ///< Id.
    std::string venue_name;
    std::string municipality; ///< Code.
    base::Time arrives_at;
    base::Time leaves_at;
    int travel_minutes = 0; ///< From the stop before, or from the base.
    std::vector<VanClass> classes;
};

struct VanDay {
    std::string id;
    std::string van; ///< Id.
    std::string van_name;
    std::string day; ///< ISO.
    base::Time leaves_base_at;
    base::Time back_at;
    std::string broken_down; ///< The reason; empty: it goes.
    int class_minutes = 0;
    std::vector<VanStop> stops;
};

struct TourStop {
    std::string venue;
    std::string venue_name;
    std::string municipality; ///< Code.
    int classes = 0;
    base::Time arrives_at;
    base::Time leaves_at;
};

struct TourDay {
    std::string day; ///< ISO.
    double kilometres = 0;
    base::Time leaves_base_at;
    base::Time back_at;
    std::vector<TourStop> stops;
    nlohmann::json body; ///< As proposed: with a title it is what POST /v1/van-days takes.
};

struct TourPlan {
    std::string van; ///< Id.
    double kilometres = 0;
    bool is_proved_best = false;
    std::vector<TourDay> days;
    std::vector<std::string> unmet; ///< One sentence for each wish that cannot be met: which, and why.
};

struct ResourceHours {
    std::string weekday; ///< mon …
    std::string from; ///< 09:00
    std::string to;
};

struct ResourceAbsence {
    base::Time from;
    base::Time to;
    std::string reason;
};

/// A van, visitor, lecturer, room or loan phones.
struct Resource {
    std::string id;
    std::string kind; ///< A name of domain::ResourceKind.
    std::string name;
    std::string owner; ///< Organisation.
    std::string home_base; ///< Venue id; empty: none.
    std::vector<std::string> areas; ///< Codes of municipalities and ids of areas; empty: everywhere.
    int units = 1;
    bool rests_on_holidays = false;
    std::vector<ResourceHours> hours; ///< Empty: always.
    std::vector<ResourceAbsence> absences;
    nlohmann::json body; ///< As the hub gave it: what PUT /v1/resources takes back.
};

struct ResourceUse {
    std::string session;
    std::string title;
    std::string venue; ///< Id.
    base::Time starts_at;
    base::Time ends_at;
    int units = 1;
};

/// What stands in the way of a session now.
struct Conflict {
    std::string resource; ///< Its id; of a closed house the venue's.
    std::string name;
    std::string words; ///< The hub's own sentence.
    std::string session;
    std::string title;
    base::Time starts_at;
    std::string override_reason; ///< Empty: nobody wrote it in spite of this.
    std::string override_by;
};

base::Result<std::vector<VisitRequest>> visit_requests_from_json(nlohmann::json const& json);
base::Result<std::vector<VisitSlot>> visit_slots_from_json(nlohmann::json const& json);
base::Result<VisitDone> visit_done_from_json(nlohmann::json const& json);
base::Result<std::vector<VanDay>> van_days_from_json(nlohmann::json const& json);
base::Result<VanDay> van_day_from_json(nlohmann::json const& json);
base::Result<TourPlan> tour_plan_from_json(nlohmann::json const& json);
base::Result<std::vector<Resource>> resources_from_json(nlohmann::json const& json);
base::Result<Resource> resource_from_json(nlohmann::json const& json);
base::Result<std::vector<ResourceUse>> resource_uses_from_json(nlohmann::json const& json);
base::Result<std::vector<Conflict>> conflicts_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
