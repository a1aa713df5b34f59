// 抽選: who gets a seat when more people enter than a class has seats, so that anybody can repeat it
// (2-domain, rule 3). Pure: the same seed and the same entries give the same list.
//
// The formula. `seed` is 32 random bytes written as 64 hexadecimal digits; its SHA-256 (of those 64
// characters) is published with the session, before anybody enters. Each entry's lot is
//     SHA-256 of the text  seed ":" registration-id
// in hexadecimal. Entries are sorted by tier, highest first, then by lot, lowest first. The first C − K get a
// seat; the others wait in exactly this order, or are refused where the session says so. By hand, for one
// entry:  printf '%s:%s' "$seed" "$id" | sha256sum
// What is drawn by depends on nothing but the id, so neither the order of arrival nor the list's other
// entries can move a lot.
//
// Priorities are tiers, not weights. 優先 on a town's leaflet means "these first, and then the others": a
// tier is a plain sort, while weights need fractions that a clerk cannot repeat. Without priorities, which is
// the default, there is one tier and all have equal chances. Which count, and in which order, stands with the
// session before anybody enters.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/names.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::domain {

enum class DrawPriority { Aged75, FirstTime, Resident };
template <> struct Names<DrawPriority> {
    static constexpr std::array entries{
        std::pair{DrawPriority::Aged75, "age_75"},
        std::pair{DrawPriority::FirstTime, "first_time"},
        std::pair{DrawPriority::Resident, "resident"},
    };
};

/// What becomes of those without a seat. Waiting is the default: a cancellation then gives the seat to the
/// next in the drawn order, without a second draw.
enum class NotDrawn { Waiting, Refused };
template <> struct Names<NotDrawn> {
    static constexpr std::array entries{
        std::pair{NotDrawn::Waiting, "waiting"}, std::pair{NotDrawn::Refused, "refused"}};
};

struct LotteryRules {
    std::vector<DrawPriority> priorities; ///< The first counts before all that follow; empty: equal chances.
    NotDrawn not_drawn = NotDrawn::Waiting;
    bool operator==(LotteryRules const&) const = default;
};

struct LotteryEntry {
    RegistrationId id;
    bool is_75 = false; ///< Turns 75 or more in the year in which the fiscal year begins (age bands 75+).
    bool is_first_time = false; ///< Never marked as attended before, at any session of this hub.
    bool is_resident = false; ///< Lives in the session's municipality.
};

/// 0 without priorities; else the binary number whose highest digit is the first priority, 1 if it is met.
int tier_of(LotteryEntry const& entry, std::span<DrawPriority const> priorities);

/// SHA-256 of a text as 64 lower-case hexadecimal digits.
using TextHash = std::function<std::string(std::string_view)>;

/// An entry in its place in the drawn order.
struct Lot {
    LotteryEntry entry;
    int tier = 0;
    bool is_drawn = false;
};

/// All entries in the drawn order; the first `seats` (none when negative) are drawn.
std::vector<Lot> draw(std::string_view seed, std::span<LotteryEntry const> entries,
    std::span<DrawPriority const> priorities, int seats, TextHash const& hash);

/// A draw as it was published.
struct PublishedDraw {
    std::string seed;
    std::string seed_hash;
    std::vector<DrawPriority> priorities;
    int seats = 0;
    std::vector<Lot> list;
};

/// Why that cannot be the result of this seed, for people, in English; empty when it is.
std::string trouble_with(PublishedDraw const& published, TextHash const& hash);

} // namespace meguri::domain
