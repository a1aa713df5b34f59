// GET /v1/programmes and /v1/providers: schemes of a fiscal year and who may hold classes; open to everybody.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"

#include <algorithm>
#include <map>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

void list_programmes(Services& services, CallPtr const& call)
{
    std::optional<int> year;
    if (call->request().parameter("fiscal_year")) {
        auto const wanted = call->integer_parameter("fiscal_year", 0, 1989, 2199);
        if (!wanted)
            return;
        year = static_cast<int>(*wanted);
    }
    auto reader = services.readers.lend();
    std::map<std::string, std::string> names;
    for (auto const& organisation : need(reader->organisations()))
        names.emplace(organisation.id.value, organisation.name);
    auto list = json::array();
    for (auto const& programme : need(reader->programmes(year)))
        list.push_back({{"id", programme.id.value}, {"fiscal_year", programme.fiscal_year.year},
            {"scheme", domain::name_of(programme.scheme)}, {"name", programme.name},
            {"organisation", programme.organisation.value},
            {"organisation_name", names[programme.organisation.value]}});
    call->answer(200, {{"programmes", std::move(list)}});
}

/// Carriers first; a municipality holds classes too.
void list_providers(Services& services, CallPtr const& call)
{
    auto reader = services.readers.lend();
    auto organisations = need(reader->organisations());
    std::erase_if(
        organisations, [](auto const& one) { return one.kind == domain::OrganisationKind::Prefecture; });
    std::stable_sort(organisations.begin(), organisations.end(), [](auto const& one, auto const& other) {
        return one.kind == domain::OrganisationKind::Provider
            && other.kind != domain::OrganisationKind::Provider;
    });
    auto list = json::array();
    for (auto const& organisation : organisations)
        list.push_back({{"id", organisation.id.value}, {"name", organisation.name},
            {"kind", domain::name_of(organisation.kind)}});
    call->answer(200, {{"providers", std::move(list)}});
}

} // namespace

void add_programme_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "GET", "/v1/programmes", [&services](CallPtr const& call) { list_programmes(services, call); });
    router.add("GET", "/v1/providers", [&services](CallPtr const& call) { list_providers(services, call); });
}

} // namespace meguri::hub::routes
