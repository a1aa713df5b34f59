#include "admin/hub/facts/facts_file.h"

#include "admin/hub/facts/facts_reading.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>
#include <set>

namespace meguri::hub::facts {

using nlohmann::json;

namespace {

constexpr std::size_t most_entries = 2000;

std::string at(std::string_view list, std::size_t index)
{
    return std::string(list) + "[" + std::to_string(index) + "]";
}

} // namespace

FactsReading::FactsReading(json const& root)
    : m_root(root)
{
}

void FactsReading::read_all()
{
    read_documents();
    read_prefecture();
    read_fiscal_year();
    read_municipalities();
    read_subsidies();
    read_carrier_programmes();
    read_municipal_programmes();
    read_national();
}

void FactsReading::for_each(Reader& parent, std::string_view list, Empty empty, Entry const& entry)
{
    auto const* items = parent.array(list);
    if (!items)
        return;
    if (items->empty() && empty == Empty::Refused)
        parent.refuse(list, "must not be empty");
    if (items->size() > most_entries)
        return parent.refuse(list, "has more than " + std::to_string(most_entries) + " entries");
    for (std::size_t i = 0; i < items->size(); ++i) {
        Reader reader((*items)[i], parent.path_of(at(list, i)));
        entry(reader);
        parent.absorb(reader);
    }
}

std::optional<domain::Date> FactsReading::date(Reader& reader, std::string_view name)
{
    auto const text = reader.text(name, 100);
    if (text.empty())
        return std::nullopt;
    auto const date = domain::date_from_iso(text);
    if (!date)
        reader.refuse(name, "must be a date such as 2024-09-06");
    return date;
}

std::vector<std::string> FactsReading::texts(Reader& reader, std::string_view name, Empty empty)
{
    if (!reader.array(name))
        return {};
    auto texts = reader.texts_or_empty(name, most_entries);
    if (texts.empty() && empty == Empty::Refused)
        reader.refuse(name, "must not be empty");
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i].empty())
            reader.refuse(at(name, i), "must not be empty");
    return texts;
}

std::string FactsReading::municipality(Reader& reader, std::string_view name)
{
    auto code = reader.text(name, 100);
    if (code.empty())
        return "";
    if (m_municipalities.contains(code))
        return code;
    reader.refuse(name, "is not a municipality of this file");
    return "";
}

std::vector<std::string> FactsReading::municipalities(Reader& reader, std::string_view name)
{
    auto codes = texts(reader, name, Empty::Allowed);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!m_municipalities.contains(codes[i]))
            reader.refuse(at(name, i), "is not a municipality of this file");
        else if (!seen.insert(codes[i]).second)
            reader.refuse(at(name, i), "stands here twice");
    }
    return codes;
}

void FactsReading::check_printed_name(Reader& reader, std::string const& code)
{
    auto const printed = reader.text_or("name", "");
    auto const found = m_municipalities.find(code);
    if (!printed.empty() && found != m_municipalities.end() && found->second.name != printed)
        reader.refuse("name", "is not the name of " + code + ", which is " + found->second.name);
}

std::string FactsReading::month(Reader& reader, std::string const& place, std::string const& text)
{
    auto const day = text.size() == 7 ? domain::date_from_iso(text + "-01") : std::nullopt;
    if (!day) {
        reader.refuse(place, "must be a month such as 2024-07");
        return "";
    }
    if (domain::fiscal_year_of(*day).year != m_facts.year.fiscal_year) {
        reader.refuse(place, "is not in fiscal year " + std::to_string(m_facts.year.fiscal_year));
        return "";
    }
    return text;
}

int FactsReading::cities_among(std::vector<std::string> const& codes) const
{
    return static_cast<int>(std::count_if(codes.begin(), codes.end(), [&](auto const& code) {
        auto const found = m_municipalities.find(code);
        return found != m_municipalities.end() && found->second.kind == domain::MunicipalityKind::City;
    }));
}

void FactsReading::read_documents()
{
    auto const* object = m_root.object("source");
    if (!object)
        return;
    Reader source(*object, "source");
    std::set<std::string> ids;
    for_each(source, "documents", Empty::Refused, [&](Reader& reader) {
        store::SourceDocument document;
        document.id = reader.text("id", 100);
        document.title = reader.text("title");
        document.date = date(reader, "date").value_or(domain::Date());
        document.part = reader.text_or("part", "");
        if (!document.id.empty() && !ids.insert(document.id).second)
            reader.refuse("id", "is another document's too");
        m_facts.year.documents.push_back(std::move(document));
    });
    m_root.absorb(source);
}

void FactsReading::read_prefecture()
{
    auto const* object = m_root.object("prefecture");
    if (!object)
        return;
    Reader reader(*object, "prefecture");
    auto const text = reader.text("code", 100);
    auto const code = domain::MunicipalityCode::parse(text);
    if (!text.empty() && (!code || code->prefecture_code() != text))
        reader.refuse("code", "is not the code of a prefecture with its check digit");
    m_facts.year.prefecture = text;
    m_prefecture_name = reader.text("name");
    m_root.absorb(reader);
    m_facts.organisations.push_back(
        {domain::OrganisationId("prefecture"), m_prefecture_name, domain::OrganisationKind::Prefecture});
}

void FactsReading::read_fiscal_year()
{
    auto const* object = m_root.object("fiscal_year");
    if (!object)
        return;
    Reader reader(*object, "fiscal_year");
    auto const number = static_cast<int>(reader.integer("gregorian", 1989, 2199));
    domain::FiscalYear const year{number};
    m_facts.year.fiscal_year = number;
    auto const must_be = [&](std::string_view name, std::string const& expected) {
        if (reader.has(name) && reader.text(name) != expected)
            reader.refuse(
                name, "is not that of fiscal year " + std::to_string(number) + ", which is " + expected);
    };
    must_be("era", domain::fiscal_year_words(year));
    must_be("starts", domain::to_iso(domain::first_day(year)));
    must_be("ends", domain::to_iso(domain::last_day(year)));
    m_root.absorb(reader);
}

void FactsReading::read_municipalities()
{
    for_each(m_root, "municipalities", Empty::Refused, [this](Reader& reader) { read_municipality(reader); });
}

void FactsReading::read_municipality(Reader& reader)
{
    auto const text = reader.text("code", 100);
    auto const code = domain::MunicipalityCode::parse(text);
    auto const name = reader.text("name", 200);
    auto const kana = reader.text("kana", 200);
    auto const kind_word = reader.text("kind", 100);
    auto const kind = domain::from_name<domain::MunicipalityKind>(kind_word);
    if (!kind_word.empty() && !kind)
        reader.refuse("kind", "must be one of " + domain::all_names<domain::MunicipalityKind>());
    if (text.empty())
        return;
    if (!code) {
        auto const digit = domain::municipality_check_digit(text.substr(0, 5));
        return reader.refuse("code",
            digit && text.size() == 6 ? std::string("has a wrong check digit: it must end in ") + *digit
                                      : "must be five digits and a check digit");
    }
    if (code->prefecture_code() != m_facts.year.prefecture)
        reader.refuse("code", "is not in prefecture " + m_facts.year.prefecture);
    domain::Municipality const municipality{*code, name, kana, kind.value_or(domain::MunicipalityKind::City)};
    for (auto const& [other, known] : m_municipalities)
        if (known.name == name && other != text && !name.empty())
            reader.refuse("name", "is the name of " + other + " too");
    if (!m_municipalities.emplace(text, municipality).second)
        return reader.refuse("code", "stands here twice");
    m_facts.municipalities.push_back(municipality);
    m_facts.organisations.push_back(
        {domain::OrganisationId(text), name, domain::OrganisationKind::Municipality});
}

void FactsReading::read_subsidies()
{
    auto const* object = m_root.object("subsidy_status");
    if (!object)
        return;
    Reader reader(*object, "subsidy_status");
    m_facts.year.as_of = date(reader, "as_of").value_or(domain::Date());
    m_facts.year.inferred = reader.texts_or_empty("inferred", most_entries);
    for (auto& path : m_facts.year.inferred)
        if (path.find(' ') != std::string::npos)
            reader.refuse("inferred", "must be paths without spaces");
    read_subsidy_list(reader, "grant_decided", domain::SubsidyStep::Decided);
    read_subsidy_list(reader, "to_be_applied", domain::SubsidyStep::ToBeApplied);
    m_root.absorb(reader);
}

void FactsReading::read_subsidy_list(Reader& section, std::string_view name, domain::SubsidyStep step)
{
    auto const* object = section.object(name);
    if (!object)
        return;
    Reader reader(*object, section.path_of(name));
    auto const codes = municipalities(reader, "municipalities");
    int const cities = cities_among(codes);
    int const towns = static_cast<int>(codes.size()) - cities;
    bool const is_list_good = reader.is_good();
    auto const check = [&](std::string_view field, int listed) {
        auto const stated = reader.integer(field, 0, 10'000);
        if (reader.has(field) && is_list_good && stated != listed)
            reader.refuse(field,
                "is " + std::to_string(stated) + ", but the list has " + std::to_string(listed)
                    + " of that kind");
    };
    check("cities", cities);
    check("towns", towns);
    auto const& inferred = m_facts.year.inferred;
    bool const is_inferred
        = std::find(inferred.begin(), inferred.end(), std::string(name) + ".municipalities")
        != inferred.end();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        bool const is_elsewhere = std::any_of(m_facts.subsidies.begin(), m_facts.subsidies.end(),
            [&](auto const& one) { return one.municipality == codes[i] && one.entry.step != step; });
        if (is_elsewhere)
            reader.refuse(at("municipalities", i), "stands at another step too");
        domain::SubsidyEntry entry;
        entry.step = step;
        entry.known_by = m_facts.year.as_of;
        entry.is_inferred = is_inferred;
        m_facts.subsidies.push_back({codes[i], entry});
    }
    section.absorb(reader);
}

base::Result<std::shared_ptr<core::Facts const>, Problems> parse_facts(std::string_view text)
{
    if (text.size() > max_facts_bytes)
        return base::fail(Problems{{"file", "is longer than " + std::to_string(max_facts_bytes) + " bytes"}});
    auto const root = protocol::parse_json(text);
    if (!root) {
        constexpr std::string_view opening = "not JSON at ";
        auto const& message = root.error().message;
        if (message.starts_with(opening))
            return base::fail(Problems{{message.substr(opening.size()), "is not JSON"}});
        return base::fail(Problems{{"file", message}});
    }
    if (!root->is_object())
        return base::fail(Problems{{"file", "must be a JSON object"}});
    FactsReading reading(*root);
    reading.read_all();
    if (!reading.problems().empty())
        return base::fail(reading.problems());
    auto facts = std::move(reading.facts());
    facts.content = root->dump(-1, ' ', false, json::error_handler_t::replace);
    return std::make_shared<core::Facts const>(std::move(facts));
}

std::string problem_words(Problems const& problems)
{
    std::string words;
    for (auto const& problem : problems)
        words += (words.empty() ? "" : "\n") + problem.field + ": " + problem.reason;
    return words;
}

} // namespace meguri::hub::facts
