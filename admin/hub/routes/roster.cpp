// GET /v1/sessions/{id}/roster: who comes. Names open only after their reading stands in the audit table.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/wire.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

using PartMarks = std::map<std::string, json>;
using Replies = std::map<std::string, base::Time>;

/// The marks of each part, `{"1":"present"}`, for a class of several.
json parts_json(store::Reader& reader, domain::RegistrationId const& id)
{
    auto object = json::object();
    for (auto const& [part, mark] : core::need(reader.part_marks(id)))
        object[std::to_string(part)] = domain::name_of(mark);
    return object;
}

/// Until when those who came up from the waiting list must say whether they come, while nobody has spoken
/// with them.
Replies replies_due(store::Reader& reader, std::vector<store::RegistrationRow> const& rows)
{
    Replies due;
    for (auto const& row : rows) {
        if (row.state != domain::RegistrationState::Confirmed)
            continue;
        auto const asked = core::need(reader.promotion_call(row.id, row.session));
        if (asked && asked->reply_by && !asked->is_done)
            due[row.id.value] = *asked->reply_by;
    }
    return due;
}

json roster_json(store::SessionView const& view, std::vector<store::RegistrationRow> const& rows,
    People const& people, bool shows_address, PartMarks const& marks, Replies const& replies)
{
    auto const parts_of = [&](domain::RegistrationId const& id) {
        auto const found = marks.find(id.value);
        return found == marks.end() ? json::object() : found->second;
    };
    auto confirmed = json::array();
    auto waiting = json::array();
    for (auto const& row : rows) {
        if (!domain::is_active(row.state))
            continue;
        auto const found = people.find(row.id.value);
        auto const* person = found == people.end() ? nullptr : &found->second;
        bool const waits = row.state == domain::RegistrationState::Waiting
            || row.state == domain::RegistrationState::Entered;
        auto entry = wire_entry(row, person, shows_address);
        if (auto const due = replies.find(row.id.value); due != replies.end())
            entry["reply_by"] = domain::to_iso(due->second);
        if (view.row.session.parts.size() > 1)
            entry["attendance_parts"] = parts_of(row.id);
        (waits ? waiting : confirmed).push_back(std::move(entry));
    }
    return {{"session", view.row.session.id.value}, {"capacity", view.seats.capacity},
        {"confirmed", std::move(confirmed)}, {"waiting", std::move(waiting)}, {"leased", view.seats.leased},
        {"free", view.seats.free()}};
}

/// Waiting people in line order: higher priority first, then arrival.
void order_like_the_line(std::vector<store::RegistrationRow>& rows)
{
    std::stable_sort(
        rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.priority > b.priority; });
}

void roster(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const purpose_text = call->text_parameter("purpose");
    auto const purpose = domain::from_name<core::Purpose>(purpose_text.empty() ? "desk" : purpose_text);
    if (!purpose)
        return call->problem(400, "Bad parameter", "purpose is unknown",
            {{"purpose", "must be one of " + domain::all_names<core::Purpose>()}});
    auto reader = services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(call->part(0))));
    if (!view)
        return call->not_found("session");
    auto const whose = ownership_of(*view);
    if (!call->need_right(*actor, domain::Right::SeeRoster, whose))
        return;
    auto rows = core::need(reader->registrations(view->row.session.id));
    order_like_the_line(rows);
    PartMarks marks;
    if (view->row.session.parts.size() > 1)
        for (auto const& row : rows)
            marks[row.id.value] = parts_json(*reader, row.id);
    auto const replies = replies_due(*reader, rows);
    bool const shows_names = domain::may(*actor, domain::Right::SeeNames, whose);
    if (!shows_names || !services.vault.has_people_key()) {
        auto body = roster_json(*view, rows, {}, false, marks, replies);
        if (shows_names)
            body["names"] = "key_file_away";
        return call->answer(200, body);
    }
    core::RecordReading command{{}, *purpose, actor->login};
    for (auto const& row : rows)
        if (domain::is_active(row.state))
            command.registrations.push_back(row.id);
    bool const shows_address = domain::may(*actor, domain::Right::SeeAddress, whose)
        || (!whose.is_home_visit && *purpose == core::Purpose::Postcards);
    auto const good = [call, &services, view = *view, rows, marks, replies, shows_address](
                          core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        call->answer(200, roster_json(view, rows, *people, shows_address, marks, replies));
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

} // namespace

void add_roster_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions/{}/roster", [&services](CallPtr const& call) { roster(call, services); });
}

} // namespace meguri::hub::routes
