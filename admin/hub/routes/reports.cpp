// GET /v1/reports/status: the status page as JSON. It names no person, so everybody may read it.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/own_files.h"
#include "admin/hub/routes/report_wire.h"
#include "admin/hub/routes/status_report.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

json wire(CountedMunicipalities const& counted)
{
    return {{"cities", counted.cities}, {"towns", counted.towns}, {"municipalities", counted.codes},
        {"inferred", counted.inferred}};
}

json wire(ReportedCarrier const& carrier)
{
    json object{{"programme", carrier.programme.value}, {"provider_id", carrier.provider_id},
        {"provider", carrier.provider}, {"format", domain::name_of(carrier.format)},
        {"format_name", carrier.format_name}, {"description", carrier.description},
        {"municipalities", json::array()}};
    if (!carrier.from_month.empty())
        object["from"] = carrier.from_month;
    for (auto const& place : carrier.places)
        object["municipalities"].push_back(
            {{"code", place.code}, {"name", place.name}, {"status", domain::name_of(place.status)},
                {"months", place.months}, {"basis", domain::name_of(place.basis)}});
    return object;
}

json wire_shops(StatusReport const& report)
{
    json object{{"cities", report.shop_cities}, {"shops", 0}, {"providers", json::array()}};
    std::int64_t total = 0;
    for (auto const& row : report.shops) {
        total += row.shops;
        object["providers"].push_back({{"provider", row.provider}, {"provider_id", row.provider_id},
            {"cities", row.cities}, {"shops", row.shops}, {"basis", domain::name_of(row.basis)}});
    }
    object["shops"] = total;
    return object;
}

json wire_national(StatusReport const& report)
{
    json national{{"type_a", wire_shops(report)}, {"type_b", nullptr}, {"type_c", nullptr},
        {"providers_b_and_c", json::array()}};
    if (!report.facts)
        return national;
    for (auto const& type : report.facts->national_types) {
        json object{{"programme", type.programme.value}, {"name", type.name}, {"rule", type.rule}};
        if (!type.place.empty())
            object["where"] = type.place;
        if (!type.delivery.empty())
            object["delivery"] = json::array();
        for (auto const& delivery : type.delivery)
            object["delivery"].push_back(domain::name_of(delivery.delivery));
        auto& place = national[type.type == "A" ? "type_a" : type.type == "B" ? "type_b" : "type_c"];
        if (place.is_object())
            place.update(object);
        else
            place = object;
    }
    for (auto const& row : report.facts->national_providers) {
        auto const name = report.names.find(row.provider.value);
        national["providers_b_and_c"].push_back(
            {{"provider", name == report.names.end() ? row.provider.value : name->second},
                {"provider_id", row.provider.value}, {"type", row.type.empty() ? json() : json(row.type)},
                {"municipalities", row.municipalities}});
    }
    return national;
}

json wire(StatusReport const& report)
{
    json object{{"fiscal_year", report.fiscal_year}, {"as_of", domain::to_iso(report.as_of)},
        {"subsidy",
            {{"grant_decided", wire(report.grant_decided)}, {"to_be_applied", wire(report.to_be_applied)},
                {"by_step", report.subsidies_by_step}}},
        {"carrier_programmes", json::array()}, {"municipal_programmes", json::array()},
        {"national", wire_national(report)}, {"sources", json::array()}, {"reported_figures", json::array()},
        {"inferred", json::array()}, {"figures", wire_figures(report.figures)}};
    for (auto const& carrier : report.carrier_programmes)
        object["carrier_programmes"].push_back(wire(carrier));
    for (auto const& municipal : report.municipal_programmes)
        object["municipal_programmes"].push_back({{"code", municipal.code}, {"name", municipal.name},
            {"activities", municipal.activities}, {"basis", domain::name_of(municipal.basis)}});
    if (!report.facts)
        return object;
    object["name"] = report.facts->name;
    object["inferred"] = report.facts->inferred;
    for (auto const& document : report.facts->documents)
        object["sources"].push_back({{"id", document.id}, {"title", document.title},
            {"date", domain::to_iso(document.date)}, {"part", document.part}});
    for (auto const& figure : report.facts->figures)
        object["reported_figures"].push_back({{"name", figure.name}, {"organisation", figure.organisation},
            {"value", figure.value}, {"unit", figure.unit}, {"source", figure.source},
            {"as_of", domain::to_iso(figure.as_of)}, {"inferred", figure.is_inferred}});
    return object;
}

} // namespace

void add_report_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/reports/status", [&services](CallPtr const& call) {
        auto const today = domain::tokyo_date(services.clock.now());
        auto const year
            = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
        if (!year)
            return;
        auto reader = services.readers.lend();
        auto object = wire(status_report(*reader, {static_cast<int>(*year)}, today));
        // What lies beside the database is not everybody's business.
        if (call->actor())
            object["template"] = wire(meeting_template(services.settings));
        call->answer(200, object);
    });
}

} // namespace meguri::hub::routes
