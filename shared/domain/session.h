// 開催回: one class on the calendar: its shape, what may be written into it, and how its state may change.
// Pure. States: draft ↔ arranging → published → closed → held; cancelled from any but held; published → draft
// (unpublish) only while nobody is registered or waiting.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/ids.h"
#include "shared/domain/lottery.h"
#include "shared/domain/municipality.h"
#include "shared/domain/names.h"
#include "shared/domain/programme.h"
#include "shared/domain/tokyo_time.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::domain {

enum class SessionFormat {
    HomeVisit,
    MobileVan,
    PracticalOuting,
    VenueClass,
    ShopClass,
    OnlineClass,
    Consultation,
    Event
};
template <> struct Names<SessionFormat> {
    static constexpr std::array entries{
        std::pair{SessionFormat::HomeVisit, "home_visit"},
        std::pair{SessionFormat::MobileVan, "mobile_van"},
        std::pair{SessionFormat::PracticalOuting, "practical_outing"},
        std::pair{SessionFormat::VenueClass, "venue_class"},
        std::pair{SessionFormat::ShopClass, "shop_class"},
        std::pair{SessionFormat::OnlineClass, "online_class"},
        std::pair{SessionFormat::Consultation, "consultation"},
        std::pair{SessionFormat::Event, "event"},
    };
};

enum class Delivery { InPerson, Online };
template <> struct Names<Delivery> {
    static constexpr std::array entries{
        std::pair{Delivery::InPerson, "in_person"}, std::pair{Delivery::Online, "online"}};
};

enum class Admission { FirstCome, Lottery, DropIn };
template <> struct Names<Admission> {
    static constexpr std::array entries{std::pair{Admission::FirstCome, "first_come"},
        std::pair{Admission::Lottery, "lottery"}, std::pair{Admission::DropIn, "drop_in"}};
};

enum class SessionState { Draft, Arranging, Published, Closed, Held, Cancelled };
template <> struct Names<SessionState> {
    static constexpr std::array entries{
        std::pair{SessionState::Draft, "draft"},
        std::pair{SessionState::Arranging, "arranging"},
        std::pair{SessionState::Published, "published"},
        std::pair{SessionState::Closed, "closed"},
        std::pair{SessionState::Held, "held"},
        std::pair{SessionState::Cancelled, "cancelled"},
    };
};

enum class SessionAction { Arrange, Redraft, Publish, Unpublish, Close, Hold, Cancel };
template <> struct Names<SessionAction> {
    static constexpr std::array entries{
        std::pair{SessionAction::Arrange, "arrange"},
        std::pair{SessionAction::Redraft, "redraft"},
        std::pair{SessionAction::Publish, "publish"},
        std::pair{SessionAction::Unpublish, "unpublish"},
        std::pair{SessionAction::Close, "close"},
        std::pair{SessionAction::Hold, "hold"},
        std::pair{SessionAction::Cancel, "cancel"},
    };
};

struct SessionPart {
    Time starts_at;
    Time ends_at;
    VenueId venue;
    bool operator==(SessionPart const&) const = default;
};

/// A van, a lecturer, a room or loan phones that a session needs for all its parts.
struct SessionResource {
    ResourceId id;
    int units = 1; ///< More than one only of loan phones.
    bool operator==(SessionResource const&) const = default;
};

struct Session {
    SessionId id;
    std::int64_t version = 1;
    std::string title;
    std::string title_kana;
    CourseLevel level = CourseLevel::Basic;
    std::vector<std::string> topics;
    SessionFormat format = SessionFormat::VenueClass;
    Delivery delivery = Delivery::InPerson;
    OrganisationId provider;
    std::optional<MunicipalityCode> municipality; ///< Follows from the venue; always set once stored.
    VenueId venue;
    Time starts_at; ///< First part's start.
    Time ends_at; ///< Last part's end.
    std::vector<SessionPart> parts; ///< 1..n, in order.
    int capacity = 0;
    Admission admission = Admission::FirstCome;
    LotteryRules lottery; ///< Means something for a lottery only.
    std::optional<int> minimum_participants; ///< With fewer it is not worth holding: staff are warned.
    std::optional<Time> registration_opens_at; ///< None: from publication.
    std::optional<Time> registration_closes_at; ///< None: until the start.
    SessionState state = SessionState::Draft;
    std::optional<ProgrammeId> programme;
    std::string cancel_reason;
    std::string waiting_for; ///< While it is arranged: whose answer is missing, in words.
    std::vector<SessionResource> resources;
    bool is_private = false; ///< A visit at somebody's home: on no list and in no feed.
};

/// A rule's answer about one field: the field's JSON name and a reason a clerk can act on.
struct FieldProblem {
    std::string field;
    std::string reason;
};

/// What is wrong with a session as written; empty when it may be stored. `now`: a start in the past is
/// refused. Checked: title, capacity 1..1000 (0 allowed for drop-in), start < end, parts in order without
/// overlap, window, the minimum number against the capacity, no priority named twice.
std::vector<FieldProblem> problems_of(Session const& session, Time now);

enum class SessionRefusal { NotFromThisState, HasPeople, ReasonMissing };
template <> struct Names<SessionRefusal> {
    static constexpr std::array entries{
        std::pair{SessionRefusal::NotFromThisState, "not_from_this_state"},
        std::pair{SessionRefusal::HasPeople, "has_people"},
        std::pair{SessionRefusal::ReasonMissing, "reason_missing"},
    };
};

/// `has_people`: somebody is registered or waiting. Arranging may be said again, as it may wait for somebody
/// else now.
base::Result<SessionState, SessionRefusal> after(SessionState state, SessionAction action, bool has_people);

/// What the public (no token) may see.
bool is_public(SessionState state);

} // namespace meguri::domain
