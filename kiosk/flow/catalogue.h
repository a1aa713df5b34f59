// What the kiosk knows of the world when it draws a page: the classes on offer, the hall it stands in, how
// fresh that is. Plain data, put in by events; the composition file makes it from the local store.
#pragma once

#include "shared/domain/municipality.h"
#include "shared/domain/programme.h"
#include "shared/domain/session.h"
#include "shared/domain/venue.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meguri::kiosk::flow {

/// One class, with everything a card or the details page shows.
struct Offer {
    domain::SessionId session;
    std::string title;
    std::string title_kana; ///< Shown instead of the title in easy Japanese; may be empty.
    domain::CourseLevel level = domain::CourseLevel::Basic;
    std::vector<std::string> topics; ///< Ids of the published topic list.
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    domain::Delivery delivery = domain::Delivery::InPerson;
    std::string provider_name;

    domain::VenueId venue;
    std::string venue_name;
    std::string venue_kana; ///< May be empty.
    std::string venue_address;
    std::string venue_phone; ///< Digits, or empty.
    bool is_step_free = false;
    bool has_hearing_loop = false;
    bool has_parking = false;
    std::string municipality_code;
    std::string municipality_name;
    std::optional<double> distance_km; ///< From this kiosk's hall, in a straight line.

    domain::Time starts_at;
    domain::Time ends_at;
    std::vector<domain::SessionPart> parts; ///< More than one: the class goes on over several days.

    int capacity = 0;
    int seats_left = 0; ///< F: neither confirmed nor lent to a kiosk. Meaningless for drop-in.
    int waiting = 0;
    bool holds_right = false; ///< This machine holds a seat of it, and may promise it without a line.
    domain::Admission admission = domain::Admission::FirstCome;
    domain::SessionState state = domain::SessionState::Published;
    std::optional<domain::Time> registration_opens_at;
    std::optional<domain::Time> registration_closes_at;
};

struct Catalogue {
    std::vector<Offer> offers; ///< In any order.
    std::optional<domain::Time> as_of; ///< None: nothing has ever arrived.
    bool line_is_up = false;
    bool is_update_pending = false; ///< This program is too old for the hub: it promises nothing by itself.
};

struct MunicipalityName {
    std::string code;
    std::string name;
    std::string kana;
};

/// Part of the hall's municipality, as its staff named it.
struct AreaName {
    std::string id;
    std::string name;
};

/// The place this machine stands in.
struct HallFacts {
    domain::VenueId venue;
    std::string name;
    std::string kana;
    std::string phone; ///< Digits, or empty.
    std::string municipality_code;
    std::string municipality_name;
    std::string municipality_kana;
    std::vector<MunicipalityName> municipalities; ///< Of the prefecture, in the order of the town pages.
    std::vector<AreaName> areas; ///< Of this municipality; may be empty.
};

} // namespace meguri::kiosk::flow
