// Whether a session counts for a programme: named rules as plain data over the facts of one session, and an
// answer for each rule with the reason as a code and numbers. Pure; words for people are made elsewhere.
// Source: 令和6年度 デジタル活用支援推進事業 (類型A, B, C) and rules of municipal grants for smartphone
// classes.
#pragma once

#include "shared/domain/organisation.h"
#include "shared/domain/session.h"
#include "shared/domain/venue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meguri::domain {

/// 携帯ショップがない地域: asked of the area of every place of the session, not of the whole municipality.
struct NoShopInArea { };
/// 自治体独自の取組が実施されている地域については応用講座が対象.
struct AdvancedWhereOwnProgramme { };
/// At least this many came.
struct MinimumParticipants {
    int count = 1;
};
/// Of those who came at least numerator / denominator are 65 or older, exactly that share included (以上).
struct Share65Plus {
    int numerator = 1;
    int denominator = 2;
};
/// More than half of those who came live in the municipality of the session (過半数).
struct ResidentMajority { };
/// At least so many コマ were taught. Only whole ones count, part by part: rests of two days are no コマ.
struct MinimumKoma {
    int count = 1;
    int minutes = 60; ///< Of one コマ.
};
struct FormatAmong {
    std::vector<SessionFormat> allowed;
};
struct DeliveryAmong {
    std::vector<Delivery> allowed;
};
/// Every place is of one of these kinds. With `only_online`, asked of online sessions alone
/// (役場、公民館等公的な場所等).
struct VenueAmong {
    std::vector<VenueKind> allowed;
    bool only_online = false;
};
/// Who holds it: 通信事業者 for shops, never the municipality itself.
struct HolderAmong {
    std::vector<OrganisationKind> allowed;
};

using RuleTerms = std::variant<NoShopInArea, AdvancedWhereOwnProgramme, MinimumParticipants, Share65Plus,
    ResidentMajority, MinimumKoma, FormatAmong, DeliveryAmong, VenueAmong, HolderAmong>;

/// What the terms of a rule are called in JSON, in the order of RuleTerms.
enum class RuleKind {
    NoShopInArea,
    AdvancedOnlyWhereOwnProgramme,
    MinimumParticipants,
    Share65Plus,
    ResidentMajority,
    MinimumKoma,
    Format,
    Delivery,
    Venue,
    Holder
};
template <> struct Names<RuleKind> {
    static constexpr std::array entries{
        std::pair{RuleKind::NoShopInArea, "no_shop_in_area"},
        std::pair{RuleKind::AdvancedOnlyWhereOwnProgramme, "advanced_only_where_own_programme"},
        std::pair{RuleKind::MinimumParticipants, "minimum_participants"},
        std::pair{RuleKind::Share65Plus, "share_65_plus"},
        std::pair{RuleKind::ResidentMajority, "resident_majority"},
        std::pair{RuleKind::MinimumKoma, "minimum_koma"},
        std::pair{RuleKind::Format, "format"},
        std::pair{RuleKind::Delivery, "delivery"},
        std::pair{RuleKind::Venue, "venue"},
        std::pair{RuleKind::Holder, "holder"},
    };
};
RuleKind kind_of(RuleTerms const& terms);

struct EligibilityRule {
    std::string id; ///< Once in a programme.
    RuleTerms terms;
};

/// One part of the session and where it is.
struct PlaceFacts {
    std::string venue; ///< Its name.
    VenueKind kind = VenueKind::CommunityCentre;
    std::optional<Area> area; ///< None: the venue names no area.
    int minutes = 0;
};

/// Who came on the day, not who registered.
struct AttendanceFacts {
    int participants = 0;
    int from_65 = 0;
    int age_unknown = 0; ///< Of the participants; the counted people of a drop-in are all here.
    int residents = 0;
    int home_unknown = 0;
    int unmarked = 0; ///< Registered, and nobody has said yet whether they came.
};

struct EligibilityCase {
    SessionFormat format = SessionFormat::VenueClass;
    CourseLevel level = CourseLevel::Basic;
    Delivery delivery = Delivery::InPerson;
    std::vector<PlaceFacts> places; ///< 1..n
    OrganisationKind holder = OrganisationKind::Provider;
    bool runs_own_programme = false; ///< The municipality, in the fiscal year of the session.
    std::optional<AttendanceFacts> attendance; ///< None: not held yet.
};

enum class Verdict { Passed, Failed, NotYetKnown };

enum class EligibilityReason {
    NoShopThere, ///< `text`: the area.
    ShopThere, ///< `text`: the area.
    AreaMissing, ///< `text`: the venue.
    NoOwnProgramme,
    IsAdvanced,
    BasicBesideOwnProgramme,
    NotHeldYet,
    NotAllMarked, ///< `have`: how many marks are missing.
    NobodyCame,
    Participants, ///< `have` of at least `need`.
    Share65, ///< `have` of `all`; at least `need` would do.
    AgesUnknown, ///< `have`: how many.
    Residents, ///< `have` of `all`; at least `need` would do.
    HomesUnknown, ///< `have`: how many.
    Koma, ///< `have` of at least `need`, of `all` minutes each.
    FormatIs, ///< The session's own stands in the case.
    DeliveryIs,
    VenueIs, ///< `text`: the place that decided.
    NotOnline,
    HolderIs
};

struct Finding {
    std::string rule; ///< EligibilityRule::id
    Verdict verdict = Verdict::NotYetKnown;
    EligibilityReason reason = EligibilityReason::NotHeldYet;
    std::int64_t have = 0;
    std::int64_t need = 0;
    std::int64_t all = 0;
    std::string text;
};

/// One finding for each rule, in their order.
std::vector<Finding> judge(std::vector<EligibilityRule> const& rules, EligibilityCase const& facts);

/// Failed when one rule failed; else not yet known when one is; else passed (also without any rule).
Verdict together(std::vector<Finding> const& findings);

} // namespace meguri::domain
