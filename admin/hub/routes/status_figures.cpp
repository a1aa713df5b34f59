// The figures of the meeting page: each number of it with the steps, sessions, places or documents it is made
// of.
#include "admin/hub/routes/status_report.h"

namespace meguri::hub::routes {

using domain::Figure;
using domain::FigureRow;
using domain::FigureRowKind;
using domain::FigureRule;

namespace {

constexpr char const* city_unit = "市";
constexpr char const* town_unit = "町";
constexpr char const* place_unit = "市町";
constexpr char const* shop_unit = "店舗";

/// Rows without an order of their own, once each.
using OnceEach = std::map<std::string, FigureRow>;

std::vector<FigureRow> listed_rows(OnceEach const& rows)
{
    std::vector<FigureRow> list;
    for (auto const& [id, row] : rows)
        list.push_back(row);
    return list;
}

/// What is stated somewhere makes the whole of it stated.
Basis joined(Basis all, Basis one)
{
    return all == Basis::Derived ? one : all;
}

class StatusFigures {
public:
    explicit StatusFigures(StatusReport const& report)
        : m_report(report)
    {
    }

    std::vector<Figure> all()
    {
        add_steps(m_report.grant_decided, "subsidy.grant_decided", "交付決定");
        add_steps(m_report.to_be_applied, "subsidy.to_be_applied", "申請予定");
        add_carriers();
        add_municipal();
        add_shops();
        return std::move(m_figures);
    }

private:
    void add(std::string name, std::string label, char const* unit, Basis basis, std::vector<FigureRow> rows)
    {
        m_figures.push_back(
            {std::move(name), std::move(label), unit, basis, FigureRule::Sum, std::move(rows)});
    }

    void add_steps(CountedMunicipalities const& counted, std::string const& name, std::string const& label)
    {
        auto const basis = counted.inferred.empty() ? Basis::Stated : Basis::Inferred;
        add(name + ".cities", label + "の市", city_unit, basis, counted.city_rows);
        add(name + ".towns", label + "の町", town_unit, basis, counted.town_rows);
    }

    void add_carriers()
    {
        OnceEach programmes;
        OnceEach places;
        auto basis = Basis::Derived;
        for (auto const& carrier : m_report.carrier_programmes) {
            programmes[carrier.programme.value] = {FigureRowKind::Organisation, carrier.provider_id,
                carrier.provider + " " + carrier.format_name, 1};
            for (auto const& place : carrier.places) {
                places[place.code] = {FigureRowKind::Municipality, place.code, place.name, 1};
                basis = joined(basis, place.basis);
            }
        }
        add("carriers.programmes", "事業者提案型の事業者", "事業者", basis, listed_rows(programmes));
        add("carriers.municipalities", "事業者提案型の市町", place_unit, basis, listed_rows(places));
    }

    void add_municipal()
    {
        std::vector<FigureRow> cities;
        std::vector<FigureRow> towns;
        std::vector<FigureRow> activities;
        auto basis = Basis::Derived;
        for (auto const& one : m_report.municipal_programmes) {
            FigureRow const row{FigureRowKind::Municipality, one.code, one.name, 1};
            (m_report.city_codes.contains(one.code) ? cities : towns).push_back(row);
            activities.push_back(row);
            activities.back().value = static_cast<std::int64_t>(one.activities.size());
            basis = joined(basis, one.basis);
        }
        auto both = cities;
        both.insert(both.end(), towns.begin(), towns.end());
        add("municipal.municipalities", "市町提案型の市町", place_unit, basis, std::move(both));
        add("municipal.cities", "市町提案型の市", city_unit, basis, std::move(cities));
        add("municipal.towns", "市町提案型の町", town_unit, basis, std::move(towns));
        add("municipal.activities", "市町提案型の取組", "件", basis, std::move(activities));
    }

    void add_shops()
    {
        add("national_a.cities", "類型Aの市", city_unit, m_report.shop_cities_basis, m_report.shop_city_rows);
        std::vector<FigureRow> all;
        auto basis = Basis::Derived;
        for (auto const& row : m_report.shops) {
            auto const name = "national_a.shops." + row.provider_id;
            all.push_back({FigureRowKind::Figure, name, row.provider, row.shops});
            basis = joined(basis, row.basis);
        }
        add("national_a.shops", "類型Aの店舗", shop_unit, basis, std::move(all));
        for (auto const& row : m_report.shops) {
            add("national_a.shops." + row.provider_id, row.provider + "の店舗", shop_unit, row.basis,
                row.shop_rows);
            add("national_a.cities." + row.provider_id, row.provider + "の市", city_unit, row.basis,
                row.city_rows);
        }
    }

    StatusReport const& m_report;
    std::vector<Figure> m_figures;
};

} // namespace

std::vector<Figure> figures_of(StatusReport const& report)
{
    return StatusFigures(report).all();
}

} // namespace meguri::hub::routes
