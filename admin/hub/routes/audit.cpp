// GET /v1/audit: who did and saw what, newest first. It shows ids and purposes; names were never written
// there.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "shared/domain/tokyo_time.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

constexpr int audit_page = 200;
constexpr int audit_page_most = 500;

/// A day of the query, its beginning; answers 400 and gives false when it is none.
bool read_day(CallPtr const& call, std::string_view name, std::optional<domain::Date>& day)
{
    auto const text = call->text_parameter(name);
    day = domain::date_from_iso(text);
    if (text.empty() || day)
        return true;
    call->problem(400, "Bad parameter", std::string(name) + " must be a day",
        {{std::string(name), "must be a day like 2026-10-08"}});
    return false;
}

base::Time beginning_of(domain::Date day)
{
    return domain::from_tokyo({day, 0, 0, 0});
}

json wire_audit(store::AuditEntryView const& view)
{
    auto const& entry = view.entry;
    json object{{"row", entry.row}, {"at", domain::to_iso(entry.at)}, {"login", entry.who},
        {"action", entry.action}, {"target", entry.target}, {"detail", entry.detail}, {"purpose", nullptr},
        {"municipality", nullptr}};
    if (entry.action == "person.read")
        object["purpose"] = entry.detail;
    if (!view.municipality.empty())
        object["municipality"] = view.municipality;
    return object;
}

std::optional<store::AuditFilter> audit_filter(CallPtr const& call)
{
    std::optional<domain::Date> from;
    std::optional<domain::Date> to;
    if (!read_day(call, "from", from) || !read_day(call, "to", to))
        return std::nullopt;
    auto const before = call->integer_parameter("before", 0, 0, INT64_MAX);
    auto const limit
        = before ? call->integer_parameter("limit", audit_page, 1, audit_page_most) : std::nullopt;
    if (!limit)
        return std::nullopt;
    store::AuditFilter filter;
    if (from)
        filter.from = beginning_of(*from);
    if (to)
        filter.to = beginning_of(*to) + std::chrono::days(1);
    filter.who = call->text_parameter("login");
    filter.action = call->text_parameter("action");
    filter.purpose = call->text_parameter("purpose");
    if (!filter.purpose.empty() && !domain::from_name<core::Purpose>(filter.purpose)) {
        call->problem(400, "Bad parameter", "purpose is unknown",
            {{"purpose", "must be one of " + domain::all_names<core::Purpose>()}});
        return std::nullopt;
    }
    filter.municipality = call->text_parameter("municipality");
    filter.before = *before;
    filter.limit = static_cast<int>(*limit);
    return filter;
}

void list_audit(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    if (!call->need_right(*actor, domain::Right::SeeAudit, {actor->organisation, "", "", false}))
        return;
    auto filter = audit_filter(call);
    if (!filter)
        return;
    if (actor->role == domain::Role::Municipality) {
        if (!filter->municipality.empty() && filter->municipality != actor->organisation)
            return call->problem(403, "Not yours", "Your role and organisation do not allow this here");
        filter->municipality = actor->organisation;
    }
    auto reader = services.readers.lend();
    auto const rows = core::need(reader->audit_entries(*filter));
    auto entries = json::array();
    for (auto const& row : rows)
        entries.push_back(wire_audit(row));
    bool const is_full = static_cast<int>(rows.size()) == filter->limit;
    json body{{"entries", std::move(entries)}, {"next", nullptr}};
    if (is_full)
        body["next"] = rows.back().entry.row;
    call->answer(200, body);
}

} // namespace

void add_audit_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/audit", [&services](CallPtr const& call) { list_audit(call, services); });
}

} // namespace meguri::hub::routes
