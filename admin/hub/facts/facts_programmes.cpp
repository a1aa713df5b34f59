// Reading a facts file: the programmes of carriers, municipalities and the nation.
#include "admin/hub/facts/facts_reading.h"
#include "admin/hub/facts/provider_slug.h"

#include <algorithm>
#include <array>
#include <set>

namespace meguri::hub::facts {

using domain::OrganisationId;
using domain::ProgrammeId;
using domain::Scheme;

namespace {

constexpr std::int64_t most_counted = 100'000;

std::string lower(std::string text)
{
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

} // namespace

std::string FactsReading::programme_id(std::string_view rest) const
{
    return "p" + std::to_string(m_facts.year.fiscal_year) + "-" + std::string(rest);
}

void FactsReading::add_programme(
    ProgrammeId const& id, Scheme scheme, std::string name, OrganisationId const& by)
{
    m_facts.programmes.push_back({id, {m_facts.year.fiscal_year}, scheme, std::move(name), by});
}

/// What is counted is said by the first document, which is the one the file is about.
void FactsReading::add_figure(
    std::string name, std::string const& organisation, std::int64_t value, std::string unit)
{
    auto const& documents = m_facts.year.documents;
    if (documents.empty())
        return;
    m_facts.year.figures.push_back({std::move(name), organisation, value, std::move(unit),
        documents.front().id, documents.front().date, false});
}

OrganisationId FactsReading::provider(Reader& reader)
{
    auto const name = reader.text("provider", 200);
    if (name.empty())
        return {};
    OrganisationId id(provider_slug(name));
    auto& all = m_facts.organisations;
    bool const is_known = std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.id == id; });
    if (!is_known)
        all.push_back({id, name, domain::OrganisationKind::Provider});
    return id;
}

void FactsReading::read_carrier_programmes()
{
    for_each(m_root, "carrier_programmes", Empty::Allowed,
        [this](Reader& reader) { read_carrier_programme(reader); });
}

void FactsReading::read_carrier_programme(Reader& reader)
{
    if (reader.text("scheme", 100) != domain::name_of(Scheme::CarrierProposed) && reader.has("scheme"))
        reader.refuse("scheme", "must be " + std::string(domain::name_of(Scheme::CarrierProposed)));
    store::CarrierFacts facts;
    auto const by = provider(reader);
    auto const word = reader.text("format", 100);
    auto const format = domain::from_name<domain::SessionFormat>(word);
    if (!word.empty() && !format)
        reader.refuse("format", "must be one of " + domain::all_names<domain::SessionFormat>());
    facts.format = format.value_or(facts.format);
    facts.format_name = reader.text("format_ja", 500);
    facts.description = reader.text_or("description_ja", "");
    if (reader.has("from"))
        facts.from_month = month(reader, "from", reader.text("from", 100));
    read_sessions_per_day(reader, facts);
    std::set<std::string> seen;
    for_each(reader, "municipalities", Empty::Refused, [&](Reader& entry) {
        auto town = read_town(entry);
        if (!town.municipality.empty() && !seen.insert(town.municipality).second)
            entry.refuse("code", "stands here twice");
        facts.towns.push_back(std::move(town));
    });
    facts.programme = ProgrammeId(programme_id("carrier-" + by.value + "-" + word));
    auto const& others = m_facts.year.carrier_programmes;
    if (std::any_of(
            others.begin(), others.end(), [&](auto const& one) { return one.programme == facts.programme; }))
        return reader.refuse("format", "stands twice for this provider");
    add_programme(facts.programme, Scheme::CarrierProposed,
        reader.text_or("provider", "") + " " + facts.format_name, by);
    m_facts.year.carrier_programmes.push_back(std::move(facts));
}

void FactsReading::read_sessions_per_day(Reader& reader, store::CarrierFacts& facts)
{
    auto const* object = reader.object_if("sessions_per_day");
    if (!object)
        return;
    Reader range(*object, reader.path_of("sessions_per_day"));
    auto const least = range.integer("min", 1, 100);
    auto const most = range.integer("max", 1, 100);
    if (range.is_good() && most < least)
        range.refuse("max", "is less than min");
    facts.sessions_per_day_min = static_cast<int>(least);
    facts.sessions_per_day_max = static_cast<int>(most);
    reader.absorb(range);
}

store::StatedTown FactsReading::read_town(Reader& reader)
{
    store::StatedTown town;
    town.municipality = municipality(reader, "code");
    check_printed_name(reader, town.municipality);
    auto const word = reader.text("status", 100);
    auto const status = domain::from_name<store::StatedStatus>(word);
    if (!word.empty() && !status)
        reader.refuse("status", "must be one of " + domain::all_names<store::StatedStatus>());
    town.status = status.value_or(town.status);
    auto const months = texts(reader, "months", Empty::Allowed);
    for (std::size_t i = 0; i < months.size(); ++i) {
        auto const place = "months[" + std::to_string(i) + "]";
        if (std::find(months.begin(), months.begin() + static_cast<std::ptrdiff_t>(i), months[i])
            != months.begin() + static_cast<std::ptrdiff_t>(i))
            reader.refuse(place, "stands here twice");
        town.months.push_back(month(reader, place, months[i]));
    }
    return town;
}

void FactsReading::read_municipal_programmes()
{
    for_each(m_root, "municipal_programmes", Empty::Allowed,
        [this](Reader& reader) { read_municipal_programme(reader); });
    std::string name;
    if (auto const* object = m_root.object("programme")) {
        Reader reader(*object, "programme");
        name = reader.text("name_ja", 500);
        m_root.absorb(reader);
    }
    m_facts.year.name = name;
    m_facts.year.subsidised = ProgrammeId(programme_id("municipal"));
    add_programme(m_facts.year.subsidised, Scheme::MunicipalProposed, name + "（市町提案型）",
        OrganisationId("prefecture"));
}

void FactsReading::read_municipal_programme(Reader& reader)
{
    if (reader.text("scheme", 100) != domain::name_of(Scheme::MunicipalProposed) && reader.has("scheme"))
        reader.refuse("scheme", "must be " + std::string(domain::name_of(Scheme::MunicipalProposed)));
    store::MunicipalFacts facts;
    facts.municipality = municipality(reader, "code");
    check_printed_name(reader, facts.municipality);
    facts.activities = texts(reader, "activities_ja", Empty::Refused);
    if (facts.municipality.empty())
        return;
    auto const& others = m_facts.year.municipal_programmes;
    if (std::any_of(others.begin(), others.end(),
            [&](auto const& one) { return one.municipality == facts.municipality; }))
        return reader.refuse("code", "has a programme further up already");
    facts.programme = ProgrammeId(programme_id("municipal-" + facts.municipality));
    add_programme(facts.programme, Scheme::MunicipalProposed,
        m_municipalities.at(facts.municipality).name + " " + reader.text_or("scheme_ja", "市町提案型"),
        OrganisationId(facts.municipality));
    m_facts.year.municipal_programmes.push_back(std::move(facts));
}

void FactsReading::read_national()
{
    auto const* object = m_root.object("national_programme");
    if (!object)
        return;
    Reader reader(*object, "national_programme");
    (void)reader.text("name_ja", 500);
    for_each(reader, "types", Empty::Allowed, [this](Reader& entry) { read_national_type(entry); });
    if (reader.has("providers_b_and_c"))
        for_each(reader, "providers_b_and_c", Empty::Allowed,
            [this](Reader& entry) { read_national_provider(entry); });
    read_courses(reader);
    m_root.absorb(reader);
}

void FactsReading::read_national_type(Reader& reader)
{
    constexpr std::array types{std::pair{"A", Scheme::NationalA}, std::pair{"B", Scheme::NationalB},
        std::pair{"C", Scheme::NationalC}};
    store::NationalFacts facts;
    facts.type = reader.text("type", 100);
    auto const known
        = std::find_if(types.begin(), types.end(), [&](auto const& one) { return facts.type == one.first; });
    if (known == types.end()) {
        if (!facts.type.empty())
            reader.refuse("type", "must be one of A, B, C");
        return;
    }
    auto const& others = m_facts.year.national_types;
    if (std::any_of(others.begin(), others.end(), [&](auto const& one) { return one.type == facts.type; }))
        return reader.refuse("type", "stands here twice");
    facts.name = reader.text("name_ja", 500);
    facts.place = reader.text_or("where_ja", "");
    facts.rule = known->second == Scheme::NationalA ? reader.text_or("rule_ja", "") : reader.text("rule_ja");
    read_deliveries(reader, facts);
    facts.programme = ProgrammeId(programme_id("national-" + lower(facts.type)));
    add_programme(facts.programme, known->second, facts.name + "（類型" + facts.type + "）",
        OrganisationId("prefecture"));
    if (known->second == Scheme::NationalA)
        read_shops(reader);
    m_facts.year.national_types.push_back(std::move(facts));
}

void FactsReading::read_shops(Reader& reader)
{
    auto const cities = reader.integer("cities", 0, most_counted);
    auto const total = reader.integer("shops_total", 0, most_counted);
    std::vector<std::string> codes;
    for (auto const& [code, municipality] : m_municipalities)
        codes.push_back(code);
    auto const all_cities = cities_among(codes);
    if (reader.has("cities") && cities > all_cities)
        reader.refuse("cities", "is more than the " + std::to_string(all_cities) + " cities of this file");
    std::int64_t sum = 0;
    std::set<std::string> seen;
    for_each(reader, "providers", Empty::Refused, [&](Reader& entry) {
        auto const by = provider(entry);
        auto const own_cities = entry.integer("cities", 0, most_counted);
        auto const shops = entry.integer("shops", 0, most_counted);
        if (!by.is_empty() && !seen.insert(by.value).second)
            return entry.refuse("provider", "stands here twice");
        if (own_cities > cities)
            entry.refuse("cities", "is more than the " + std::to_string(cities) + " cities of all together");
        sum += shops;
        add_figure("national_a.cities", by.value, own_cities, "cities");
        add_figure("national_a.shops", by.value, shops, "shops");
    });
    if (reader.is_good() && sum != total)
        reader.refuse(
            "shops_total", "is " + std::to_string(total) + ", but its providers have " + std::to_string(sum));
    add_figure("national_a.cities", "", cities, "cities");
    add_figure("national_a.shops", "", total, "shops");
}

void FactsReading::read_deliveries(Reader& reader, store::NationalFacts& facts)
{
    if (!reader.has("delivery"))
        return;
    for_each(reader, "delivery", Empty::Refused, [&](Reader& entry) {
        auto const word = entry.text("id", 100);
        auto const delivery = domain::from_name<domain::Delivery>(word);
        if (!word.empty() && !delivery)
            entry.refuse("id", "must be one of " + domain::all_names<domain::Delivery>());
        facts.delivery.push_back({delivery.value_or(domain::Delivery::InPerson), entry.text("name_ja", 500),
            entry.text_or("note_ja", ""), entry.text_or("how_ja", "")});
    });
}

void FactsReading::read_national_provider(Reader& reader)
{
    store::NationalProvider row;
    row.provider = provider(reader);
    row.type = reader.text_or("type", "");
    if (!row.type.empty() && row.type != "B" && row.type != "C")
        reader.refuse("type", "must be B or C, or null where the document does not say");
    row.municipalities = municipalities(reader, "municipalities");
    m_facts.year.national_providers.push_back(std::move(row));
}

void FactsReading::read_courses(Reader& national)
{
    auto const* object = national.object_if("courses");
    if (!object)
        return;
    Reader courses(*object, national.path_of("courses"));
    for (auto const level : {domain::CourseLevel::Basic, domain::CourseLevel::Advanced}) {
        auto const name = domain::name_of(level);
        auto const* one = courses.object_if(name);
        if (!one)
            continue;
        Reader reader(*one, courses.path_of(name));
        for (auto const& title : texts(reader, "titles_ja", Empty::Allowed))
            m_facts.year.national_courses.push_back({level, title});
        courses.absorb(reader);
    }
    national.absorb(courses);
}

} // namespace meguri::hub::facts
