// The reading of one facts file in progress: its sections in the order in which they depend on each other.
// Used by facts_file only; not thread-safe.
#pragma once

#include "admin/hub/facts/facts_file.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace meguri::hub::facts {

class FactsReading {
public:
    explicit FactsReading(nlohmann::json const& root);

    void read_all();
    core::Facts& facts() { return m_facts; }
    Problems const& problems() const { return m_root.problems(); }

private:
    using Reader = protocol::Reader;
    using Entry = std::function<void(Reader&)>;
    enum class Empty { Allowed, Refused };

    // facts_file.cpp: places and times, and what every section uses
    void read_documents();
    void read_prefecture();
    void read_fiscal_year();
    void read_municipalities();
    void read_municipality(Reader& reader);
    void read_subsidies();
    void read_subsidy_list(Reader& section, std::string_view name, domain::SubsidyStep step);
    void for_each(Reader& parent, std::string_view list, Empty empty, Entry const& entry);
    std::optional<domain::Date> date(Reader& reader, std::string_view name);
    std::vector<std::string> texts(Reader& reader, std::string_view name, Empty empty);
    /// A code of this file in `name`; empty when it is none, which is noted.
    std::string municipality(Reader& reader, std::string_view name);
    std::vector<std::string> municipalities(Reader& reader, std::string_view name);
    /// A name printed beside a code must be that municipality's.
    void check_printed_name(Reader& reader, std::string const& code);
    std::string month(Reader& reader, std::string const& place, std::string const& text);
    int cities_among(std::vector<std::string> const& codes) const;

    // facts_programmes.cpp
    void read_carrier_programmes();
    void read_carrier_programme(Reader& reader);
    store::StatedTown read_town(Reader& reader);
    void read_sessions_per_day(Reader& reader, store::CarrierFacts& facts);
    void read_municipal_programmes();
    void read_municipal_programme(Reader& reader);
    void read_national();
    void read_national_type(Reader& reader);
    void read_shops(Reader& reader);
    void read_deliveries(Reader& reader, store::NationalFacts& facts);
    void read_national_provider(Reader& reader);
    void read_courses(Reader& national);
    domain::OrganisationId provider(Reader& reader);
    void add_programme(domain::ProgrammeId const& id, domain::Scheme scheme, std::string name,
        domain::OrganisationId const& by);
    void add_figure(std::string name, std::string const& organisation, std::int64_t value, std::string unit);
    std::string programme_id(std::string_view rest) const;

    Reader m_root;
    core::Facts m_facts;
    std::string m_prefecture_name;
    std::map<std::string, domain::Municipality> m_municipalities;
};

} // namespace meguri::hub::facts
