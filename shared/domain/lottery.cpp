#include "shared/domain/lottery.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace meguri::domain {

namespace {

bool meets(LotteryEntry const& entry, DrawPriority priority)
{
    switch (priority) {
    case DrawPriority::Aged75:
        return entry.is_75;
    case DrawPriority::FirstTime:
        return entry.is_first_time;
    case DrawPriority::Resident:
        return entry.is_resident;
    }
    return false;
}

} // namespace

int tier_of(LotteryEntry const& entry, std::span<DrawPriority const> priorities)
{
    int tier = 0;
    for (auto const priority : priorities)
        tier = tier * 2 + (meets(entry, priority) ? 1 : 0);
    return tier;
}

std::vector<Lot> draw(std::string_view seed, std::span<LotteryEntry const> entries,
    std::span<DrawPriority const> priorities, int seats, TextHash const& hash)
{
    struct Keyed {
        Lot lot;
        std::string key;
    };
    std::vector<Keyed> all;
    all.reserve(entries.size());
    for (auto const& entry : entries)
        all.push_back(
            {{entry, tier_of(entry, priorities), false}, hash(std::string(seed) + ":" + entry.id.value)});
    std::sort(all.begin(), all.end(), [](Keyed const& one, Keyed const& other) {
        return std::tie(other.lot.tier, one.key, one.lot.entry.id.value)
            < std::tie(one.lot.tier, other.key, other.lot.entry.id.value);
    });
    std::vector<Lot> list;
    list.reserve(all.size());
    for (auto& one : all) {
        one.lot.is_drawn = static_cast<int>(list.size()) < seats;
        list.push_back(std::move(one.lot));
    }
    return list;
}

std::string trouble_with(PublishedDraw const& published, TextHash const& hash)
{
    if (hash(published.seed) != published.seed_hash)
        return "the seed is not the one whose hash was published";
    std::vector<LotteryEntry> entries;
    std::set<std::string> ids;
    for (auto const& lot : published.list) {
        if (!ids.insert(lot.entry.id.value).second)
            return lot.entry.id.value + " stands twice in the list";
        entries.push_back(lot.entry);
    }
    auto const right = draw(published.seed, entries, published.priorities, published.seats, hash);
    for (std::size_t i = 0; i < right.size(); ++i) {
        auto const& said = published.list[i];
        auto const place = "place " + std::to_string(i + 1) + ": ";
        if (said.entry.id != right[i].entry.id)
            return place + "the seed puts " + right[i].entry.id.value + " here, not " + said.entry.id.value;
        if (said.tier != right[i].tier)
            return place + "the tier of " + said.entry.id.value + " does not follow from its priorities";
        if (said.is_drawn != right[i].is_drawn)
            return place + "there are " + std::to_string(published.seats) + " seats, so "
                + said.entry.id.value + (right[i].is_drawn ? " has one" : " has none");
    }
    return "";
}

} // namespace meguri::domain
