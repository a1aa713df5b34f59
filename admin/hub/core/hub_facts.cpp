// The hub on programme facts: a whole file written at once, or nothing.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/stored_rules.h"
#include "shared/domain/subsidy_entry.h"

#include <algorithm>

namespace meguri::hub::core {

namespace {

/// Whose steps of a subsidy's history a document brought: a later copy may replace these and no others.
constexpr char document[] = "document";

bool is_same(domain::Programme const& one, domain::Programme const& other)
{
    return one.id == other.id && one.fiscal_year == other.fiscal_year && one.scheme == other.scheme
        && one.name == other.name && one.organisation == other.organisation;
}

bool is_same(domain::SubsidyEntry const& one, domain::SubsidyEntry const& other)
{
    return one.step == other.step && one.date == other.date && one.known_by == other.known_by
        && one.amount_yen == other.amount_yen && one.note == other.note
        && one.is_inferred == other.is_inferred && one.papers == other.papers;
}

/// 下関市 -> 下関市役所, 周防大島町 -> 周防大島町役場. The documents name no venue; every town has this one.
domain::Venue town_hall_of(domain::Municipality const& municipality)
{
    bool const is_city = municipality.kind == domain::MunicipalityKind::City;
    domain::Venue venue{domain::VenueId("v-" + municipality.code.text() + "-1"), municipality.code,
        municipality.name + (is_city ? "役所" : "役場"),
        municipality.kana + (is_city ? "やくしょ" : "やくば"), domain::VenueKind::TownHall, "", "",
        std::nullopt, "", "", std::nullopt, false, false, false};
    return venue;
}

/// Whether what staff wrote after the document's `count` entries may follow what the document says now. What
/// somebody corrected in them stays as it is.
bool may_precede(domain::SubsidyPath const& path, std::vector<domain::SubsidyEntry> history,
    std::span<domain::SubsidyEntry const> later, int count)
{
    auto const shift = static_cast<int>(history.size()) - count;
    for (auto entry : later) {
        if (entry.corrects && *entry.corrects <= count)
            return false;
        if (entry.corrects)
            *entry.corrects += shift;
        history.push_back(std::move(entry));
    }
    return domain::is_continued(path, history);
}

} // namespace

Outcome Hub::run(LoadFacts const& command)
{
    auto const& facts = *command.facts;
    auto const prefecture = need(m_store.setting("prefecture"));
    if (prefecture && *prefecture != facts.year.prefecture)
        return Refusal{RefusalKind::Conflict, "other_prefecture",
            "prefecture.code: this hub holds the facts of " + *prefecture,
            {{"prefecture.code", "this hub holds the facts of " + *prefecture}}, {}};
    auto const before = need(m_store.year_facts(facts.year.fiscal_year));
    auto const hash = m_crypto.hash_hex(facts.content);
    if (before && before->content_hash == hash)
        return LoadedAnswer();
    if (!prefecture)
        need(m_store.set_setting("prefecture", facts.year.prefecture));
    put_places(facts);
    for (auto const& programme : facts.programmes)
        need(m_store.put(programme));
    auto year = facts.year;
    year.content_hash = hash;
    need(m_store.put(year));
    if (before)
        forget_programmes(*before, facts);
    LoadedAnswer answer{true, {}};
    for (auto const& municipality : need(m_store.municipalities())) {
        auto const& code = municipality.code.text();
        auto const stated = std::find_if(facts.subsidies.begin(), facts.subsidies.end(),
            [&](auto const& one) { return one.municipality == code; });
        if (!take_subsidy(stated == facts.subsidies.end() ? nullptr : &*stated, code, facts))
            answer.kept_subsidies.push_back(code);
    }
    need(m_store.next_seq());
    audit(command.by, "facts.loaded", std::to_string(year.fiscal_year), hash);
    return answer;
}

void Hub::put_places(Facts const& facts)
{
    auto const municipalities = need(m_store.municipalities());
    auto const organisations = need(m_store.organisations());
    for (auto const& municipality : facts.municipalities)
        need(m_store.put(municipality));
    for (auto const& organisation : facts.organisations)
        need(m_store.put(organisation));
    touch_renamed(municipalities, organisations, facts);
    for (auto const& municipality : facts.municipalities) {
        auto const town_hall = town_hall_of(municipality);
        if (!need(m_store.venue(town_hall.id)))
            need(m_store.put(town_hall));
    }
}

/// Names that an earlier copy spelled otherwise stand in what carriers and kiosks have read.
void Hub::touch_renamed(std::vector<domain::Municipality> const& municipalities,
    std::vector<domain::Organisation> const& organisations, Facts const& facts)
{
    for (auto const& before : municipalities)
        for (auto const& after : facts.municipalities)
            if (before.code == after.code && before.name != after.name) {
                store::SessionFilter filter;
                filter.municipality = after.code.text();
                touch_all(filter);
            }
    for (auto const& before : organisations)
        for (auto const& after : facts.organisations)
            if (before.id == after.id && before.name != after.name) {
                store::SessionFilter filter; // The prefecture's name stands in every address.
                if (after.kind != domain::OrganisationKind::Prefecture)
                    filter.provider = after.id.value;
                touch_all(filter);
            }
}

/// Programmes that an earlier copy stated and this one does not: gone, unless something stands under them.
void Hub::forget_programmes(store::YearFacts const& before, Facts const& facts)
{
    std::vector<domain::ProgrammeId> old;
    for (auto const& programme : before.carrier_programmes)
        old.push_back(programme.programme);
    for (auto const& programme : before.municipal_programmes)
        old.push_back(programme.programme);
    for (auto const& programme : before.national_types)
        old.push_back(programme.programme);
    for (auto const& id : old) {
        bool const is_stated = std::any_of(facts.programmes.begin(), facts.programmes.end(),
            [&](auto const& programme) { return programme.id == id; });
        if (!is_stated)
            need(m_store.remove_if_unused(id));
    }
}

/// Brings one subsidy to what the document says (null: it says nothing). False when staff's later steps could
/// not follow that; then nothing is changed.
bool Hub::take_subsidy(StatedSubsidy const* stated, std::string const& municipality, Facts const& facts)
{
    auto const& programme = facts.year.subsidised;
    auto const year = facts.year.fiscal_year;
    store::SubsidyRow subsidy{domain::SubsidyId("g" + std::to_string(year) + "-" + municipality),
        municipality, programme, year, "full", {}};
    auto const known = need(m_store.subsidies(year, municipality));
    auto const found = std::find_if(
        known.begin(), known.end(), [&](auto const& one) { return one.programme == programme; });
    if (found != known.end())
        subsidy = *found;
    else if (stated)
        need(m_store.put(subsidy));
    else
        return true;
    auto const count = need(m_store.steps_written_by(subsidy.id, document));
    std::vector<domain::SubsidyEntry> wanted;
    if (stated)
        wanted.push_back(stated->entry);
    auto const first = std::span(subsidy.history).first(static_cast<std::size_t>(count));
    if (std::equal(first.begin(), first.end(), wanted.begin(), wanted.end(),
            [](auto const& one, auto const& other) { return is_same(one, other); }))
        return true;
    auto const path = path_of(subsidy, rules_of(m_store, subsidy.programme));
    if (!may_precede(path, wanted, std::span(subsidy.history).subspan(first.size()), count))
        return false;
    need(m_store.replace_first_steps(subsidy.id, count, wanted, document, m_clock.now()));
    return true;
}

bool Hub::add_areas(SaveCatalogue const& command)
{
    bool is_changed = false;
    auto const known = need(m_store.areas(""));
    for (auto const& area : command.areas) {
        bool const is_known
            = std::any_of(known.begin(), known.end(), [&](auto const& one) { return one.id == area.id; });
        if (is_known)
            continue;
        need(m_store.put(area));
        is_changed = true;
    }
    return is_changed;
}

bool Hub::give_area(domain::Venue venue, domain::Venue const& given)
{
    if (venue.area || !given.area)
        return false;
    venue.area = given.area;
    need(m_store.put(venue));
    return true;
}

Outcome Hub::run(SaveCatalogue const& command)
{
    bool is_changed = false;
    auto const known = need(m_store.programmes(std::nullopt));
    for (auto const& programme : command.programmes) {
        bool const is_known = std::any_of(
            known.begin(), known.end(), [&](auto const& one) { return is_same(one, programme); });
        if (is_known)
            continue;
        need(m_store.put(programme));
        is_changed = true;
    }
    is_changed = add_areas(command) || is_changed;
    for (auto const& venue : command.venues) {
        auto const before = need(m_store.venue(venue.id));
        // A town hall that a document made has no place yet; whatever has one was given it by somebody.
        if (before && (before->position || !venue.position)) {
            is_changed = give_area(*before, venue) || is_changed;
            continue;
        }
        need(m_store.put(venue));
        store::SessionFilter filter;
        filter.venue = venue.id.value;
        touch_all(filter);
        is_changed = true;
    }
    if (is_changed) {
        need(m_store.next_seq());
        audit(command.by, "catalogue.saved", "");
    }
    return Done();
}

} // namespace meguri::hub::core
