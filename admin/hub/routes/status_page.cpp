// The meeting page on paper.
#include "admin/hub/routes/status_papers.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <set>

namespace meguri::hub::routes {

using paper::MeetingPart;

namespace {

/// 山口市 → 山口
std::string short_name(std::string const& name)
{
    for (std::string_view const ending : {"市", "町", "村"})
        if (name.size() > ending.size() && name.ends_with(ending))
            return name.substr(0, name.size() - ending.size());
    return name;
}

class MeetingFilling {
public:
    MeetingFilling(MeetingTemplate const& form, StatusReport const& report, Towns const& towns,
        std::vector<domain::TilePlace> const& places)
        : m_form(form)
        , m_report(report)
        , m_words(form, towns)
        , m_places(places)
    {
    }

    paper::MeetingPage fill()
    {
        put_head();
        put_carriers();
        put_municipal();
        put_subsidy();
        put_national();
        put_courses();
        m_page.left = sections(m_form.left);
        m_page.right = sections(m_form.right);
        m_page.foot = foot();
        return std::move(m_page);
    }

private:
    void put_head()
    {
        auto const year = domain::fiscal_year_words({m_report.fiscal_year});
        Blanks blanks{{"document", year}, {"fiscal_year", year}, {"mark", ""},
            {"as_of", domain::era_date_words(m_report.as_of)}};
        if (m_report.facts && !m_report.facts->documents.empty()) {
            auto const& document = m_report.facts->documents.front();
            blanks["document"] = document.title;
            blanks["mark"] = document.part.substr(0, document.part.find(' '));
        }
        m_page.title = m_form.title;
        m_page.over = filled(m_form.over, blanks);
        m_page.mark = filled(m_form.mark, blanks);
        m_page.as_of = filled(m_form.as_of, blanks);
        m_foot = filled(m_form.foot, blanks);
        bool const has_data = std::ranges::any_of(
            m_report.figures, [](domain::Figure const& figure) { return domain::value_of(figure) != 0; });
        if (!has_data)
            m_page.none = filled(m_form.none, blanks);
    }

    /// The page's places for the form's sections, the notes filled in.
    std::vector<paper::MeetingSection> sections(std::vector<MeetingTemplateSection> const& side) const
    {
        std::vector<paper::MeetingSection> placed;
        for (auto const& one : side) {
            auto const blanks = m_notes.find(one.part);
            placed.push_back({one.part, one.band, one.badge, one.name,
                blanks == m_notes.end() ? one.note : filled(one.note, blanks->second)});
        }
        return placed;
    }

    paper::MeetingCarrier carrier(ReportedCarrier const& reported) const
    {
        paper::MeetingCarrier one{reported.provider, reported.format_name, reported.description, {}};
        // Towns that go in the same months and stand alike share a line.
        for (auto const& place : reported.places) {
            auto months = MeetingWords::months(place.months);
            if (months.empty() && !reported.from_month.empty())
                months = m_words.of(MeetingPart::Carriers, "from_month",
                    {{"month", MeetingWords::months({reported.from_month})}});
            auto const state = m_words.state(place.status);
            auto const same = std::ranges::find_if(one.places,
                [&](auto const& other) { return other.months == months && other.state == state; });
            if (same == one.places.end())
                one.places.push_back({months, place.name, state});
            else
                same->towns += "、" + place.name;
        }
        return one;
    }

    void put_carriers()
    {
        std::set<std::string> towns;
        for (auto const& one : m_report.carrier_programmes) {
            m_page.carriers.push_back(carrier(one));
            for (auto const& place : one.places)
                towns.insert(place.code);
        }
        m_notes[MeetingPart::Carriers] = {{"programmes", std::to_string(m_report.carrier_programmes.size())},
            {"municipalities", std::to_string(towns.size())}};
    }

    void put_municipal()
    {
        std::int64_t cities = 0;
        for (auto const& one : m_report.municipal_programmes) {
            m_page.municipal.push_back({one.name, MeetingWords::joined(one.activities, "、")});
            cities += m_words.is_city(one.code) ? 1 : 0;
        }
        auto const all = static_cast<std::int64_t>(m_report.municipal_programmes.size());
        m_notes[MeetingPart::Municipal]
            = {{"municipalities", std::to_string(all)}, {"counted", m_words.counted(cities, all - cities)}};
    }

    void put_subsidy()
    {
        auto const& decided = m_report.grant_decided;
        auto const& next = m_report.to_be_applied;
        m_page.decided_word = m_words.of(MeetingPart::Subsidy, "grant_decided");
        m_page.to_be_applied_word = m_words.of(MeetingPart::Subsidy, "to_be_applied");
        m_page.decided = m_words.counted(decided.cities, decided.towns);
        m_page.to_be_applied = m_words.counted(next.cities, next.towns);
        auto const has = [](CountedMunicipalities const& counted, std::string const& code) {
            return std::ranges::find(counted.codes, code) != counted.codes.end();
        };
        for (auto const& place : m_places) {
            auto const state = has(decided, place.code) ? paper::TileState::Decided
                : has(next, place.code)                 ? paper::TileState::ToBeApplied
                                                        : paper::TileState::Plain;
            m_page.tiles.push_back(
                {short_name(m_words.town_name(place.code)), place.column, place.row, state});
        }
    }

    void put_shops()
    {
        auto const cities = [&](std::int64_t number) {
            return m_words.of(MeetingPart::National, "cities", {{"number", std::to_string(number)}});
        };
        auto const shops = [&](std::int64_t number) {
            return m_words.of(MeetingPart::National, "shops", {{"number", std::to_string(number)}});
        };
        std::int64_t all = 0;
        for (auto const& row : m_report.shops) {
            m_page.shops.push_back({row.provider, cities(row.cities), shops(row.shops), row.shops});
            all += row.shops;
        }
        m_notes[MeetingPart::National] = {{"counted", cities(m_report.shop_cities) + " " + shops(all)}};
    }

    void put_national()
    {
        put_shops();
        if (!m_report.facts)
            return;
        for (auto const& national : m_report.facts->national_types) {
            paper::MeetingType type{
                m_words.of(MeetingPart::National, "type", {{"type", national.type}}), national.name, {}};
            if (!national.rule.empty())
                type.lines.push_back(national.rule);
            for (auto const& delivery : national.delivery)
                if (!delivery.how.empty())
                    type.lines.push_back(m_words.of(
                        MeetingPart::National, "delivery", {{"name", delivery.name}, {"how", delivery.how}}));
            m_page.types.push_back(std::move(type));
        }
        auto const providers = provider_lines();
        if (!providers.empty() && !m_page.types.empty())
            m_page.types.back().lines.push_back(m_words.of(MeetingPart::National, "providers") + providers);
    }

    std::string provider_lines() const
    {
        std::string lines;
        for (auto const& row : m_report.facts->national_providers) {
            std::vector<std::string> towns;
            for (auto const& code : row.municipalities)
                towns.push_back(m_words.town_name(code));
            auto const name = m_report.names.find(row.provider.value);
            lines += "\n" + (name == m_report.names.end() ? row.provider.value : name->second) + ": "
                + MeetingWords::joined(towns, "、");
        }
        return lines;
    }

    void put_courses()
    {
        if (!m_report.facts)
            return;
        for (auto const level : {domain::CourseLevel::Basic, domain::CourseLevel::Advanced}) {
            std::vector<std::string> titles;
            for (auto const& course : m_report.facts->national_courses)
                if (course.level == level)
                    titles.push_back(course.title);
            auto const* word = level == domain::CourseLevel::Basic ? "basic" : "advanced";
            if (!titles.empty())
                m_page.courses.push_back(
                    m_words.of(MeetingPart::Courses, word, {{"titles", MeetingWords::joined(titles, "、")}}));
        }
    }

    std::string foot() const
    {
        std::vector<std::string> names;
        for (auto const& code : m_report.to_be_applied.inferred)
            names.push_back(m_words.town_name(code));
        return m_foot
            + (names.empty() ? std::string()
                             : filled(m_form.inferred, {{"towns", MeetingWords::joined(names, "、")}}));
    }

    MeetingTemplate const& m_form;
    StatusReport const& m_report;
    MeetingWords m_words;
    std::vector<domain::TilePlace> const& m_places;
    paper::MeetingPage m_page;
    std::map<MeetingPart, Blanks> m_notes;
    std::string m_foot;
};

} // namespace

paper::MeetingPage meeting_page_of(MeetingTemplate const& form, StatusReport const& report,
    Towns const& towns, std::vector<domain::TilePlace> const& places)
{
    return MeetingFilling(form, report, towns, places).fill();
}

} // namespace meguri::hub::routes
