#include "admin/desk/models/coverage_table.h"

#include "admin/desk/models/answer_reading.h"
#include "admin/desk/models/word_table.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::array coverage_names{
    Word{"none", "なし"},
    Word{"arranging", "調整中だけ"},
    Word{"unsettled", "実施の記録待ち"},
    Word{"planned", "予定あり"},
    Word{"held", "実施済"},
};
constexpr std::array venue_kind_names{
    Word{"community_centre", "公民館など"},
    Word{"town_hall", "役所・役場"},
    Word{"shop", "店"},
    Word{"van_stop", "車の停まる所"},
};

Tone tone_of_coverage(CoveredPlace const& place)
{
    if (place.is_covered)
        return Tone::Ok;
    return place.coverage == "none" ? Tone::Stop : Tone::Few;
}

CoveredPlace covered_in(Reader& reader)
{
    CoveredPlace place;
    place.coverage = reader.text("coverage");
    place.is_covered = reader.boolean_or("is_covered", false);
    place.held = count_in(reader, "held");
    place.planned = count_in(reader, "planned");
    return place;
}

void read_town(json const& item, std::string const& path, Reader& parent, QuarterCoverage& coverage)
{
    Reader reader(item, path);
    auto town = covered_in(reader);
    auto const named = id_and_name(item, "municipality");
    town.municipality = named.id;
    town.municipality_name = named.name;
    coverage.places.push_back(town);
    auto const* venues = reader.array("venues");
    for (std::size_t i = 0; venues && i < venues->size(); ++i) {
        Reader one((*venues)[i], path + ".venues[" + std::to_string(i) + "]");
        auto place = covered_in(one);
        place.municipality = named.id;
        place.municipality_name = named.name;
        place.venue = one.text("id");
        place.venue_name = one.text("name");
        place.kind = one.text_or("kind", "");
        coverage.places.push_back(std::move(place));
        reader.absorb(one);
    }
    parent.absorb(reader);
}

std::vector<ColumnOf<CoveredPlace>> coverage_columns()
{
    using Place = CoveredPlace;
    return {
        {{"市町", 140},
            [](Place const& place) {
                return Cell{place.municipality_name, place.venue.empty() ? Tone::Strong : Tone::Plain};
            },
            [](Place const& place) -> SortKey { return place.municipality; }},
        {{"会場", 260},
            [](Place const& place) {
                return place.venue.empty() ? Cell{"市町ぜんたい", Tone::Strong} : Cell{place.venue_name};
            }},
        {{"種類", 140},
            [](Place const& place) {
                return Cell{place.venue.empty() ? std::string() : word_in(venue_kind_names, place.kind)};
            }},
        {{"ようす", 160},
            [](Place const& place) {
                return Cell{word_in(coverage_names, place.coverage), tone_of_coverage(place)};
            }},
        {{"実施済", 100, Align::Right}, [](Place const& place) { return Cell{std::to_string(place.held)}; },
            [](Place const& place) -> SortKey { return std::int64_t(place.held); }},
        {{"予定", 100, Align::Right}, [](Place const& place) { return Cell{std::to_string(place.planned)}; },
            [](Place const& place) -> SortKey { return std::int64_t(place.planned); }},
    };
}

} // namespace

base::Result<QuarterCoverage> coverage_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    QuarterCoverage coverage;
    coverage.quarter = static_cast<int>(reader.integer("quarter", 1, 4));
    auto const* towns = reader.array("municipalities");
    for (std::size_t i = 0; towns && i < towns->size(); ++i)
        read_town((*towns)[i], "municipalities[" + std::to_string(i) + "]", reader, coverage);
    return checked(reader, std::move(coverage));
}

CoveredVenues covered_venues(QuarterCoverage const& coverage, std::string const& municipality)
{
    CoveredVenues venues;
    for (auto const& place : coverage.places)
        if (!place.venue.empty() && place.municipality == municipality) {
            ++venues.all;
            venues.covered += place.is_covered ? 1 : 0;
        }
    return venues;
}

CoverageTable::CoverageTable()
    : RowTable(coverage_columns(), [](CoveredPlace const& place) { return place.id(); })
{
}

std::vector<CoveredPlace> places_shown(QuarterCoverage const& coverage, bool is_left_out_only)
{
    std::vector<CoveredPlace> shown;
    std::ranges::copy_if(coverage.places, std::back_inserter(shown),
        [&](CoveredPlace const& place) { return !is_left_out_only || !place.is_covered; });
    return shown;
}

std::string coverage_words(QuarterCoverage const& coverage)
{
    int towns = 0;
    int towns_left_out = 0;
    int venues = 0;
    int venues_left_out = 0;
    for (auto const& place : coverage.places) {
        (place.venue.empty() ? towns : venues) += 1;
        if (!place.is_covered)
            (place.venue.empty() ? towns_left_out : venues_left_out) += 1;
    }
    return domain::quarter_words(coverage.quarter) + "に 教室がない: 市町 " + std::to_string(towns_left_out)
        + " / " + std::to_string(towns) + "、会場 " + std::to_string(venues_left_out) + " / "
        + std::to_string(venues);
}

} // namespace meguri::desk::models
