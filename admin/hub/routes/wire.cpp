#include "admin/hub/routes/wire.h"

#include <algorithm>

namespace meguri::hub::routes {

namespace {

protocol::SessionDraw wire_session_draw(store::SessionRow const& row)
{
    protocol::SessionDraw draw;
    for (auto const priority : row.session.lottery.priorities)
        draw.priorities.emplace_back(domain::name_of(priority));
    draw.not_drawn = domain::name_of(row.session.lottery.not_drawn);
    if (row.draw) {
        draw.seed_hash = row.draw->seed_hash;
        draw.drawn_at = row.draw->drawn_at;
        draw.seed = row.draw->seed;
    }
    return draw;
}

} // namespace

protocol::Session wire_session(store::SessionView const& view)
{
    auto const& session = view.row.session;
    protocol::Session wire;
    wire.id = session.id.value;
    wire.version = session.version;
    wire.title = session.title;
    wire.title_kana = session.title_kana;
    wire.level = domain::name_of(session.level);
    wire.topics = session.topics;
    wire.format = domain::name_of(session.format);
    wire.delivery = domain::name_of(session.delivery);
    wire.provider = {session.provider.value, view.provider_name};
    wire.municipality_code = session.municipality ? session.municipality->text() : "";
    wire.municipality_name = view.municipality_name;
    wire.venue.id = view.venue.id.value;
    wire.venue.name = view.venue.name;
    wire.venue.address = view.venue.address;
    if (view.venue.position) {
        wire.venue.latitude = view.venue.position->latitude;
        wire.venue.longitude = view.venue.position->longitude;
    }
    wire.venue.phone = view.venue.phone;
    wire.venue.is_step_free = view.venue.is_step_free;
    wire.venue.has_hearing_loop = view.venue.has_hearing_loop;
    wire.venue.has_parking = view.venue.has_parking;
    wire.starts_at = session.starts_at;
    wire.ends_at = session.ends_at;
    for (auto const& part : session.parts)
        wire.parts.push_back({part.starts_at, part.ends_at, part.venue.value});
    wire.capacity = session.capacity;
    if (session.admission != domain::Admission::DropIn)
        wire.seats_left = std::max(0, view.seats.free());
    wire.waiting = view.seats.waiting;
    wire.admission = domain::name_of(session.admission);
    if (session.admission == domain::Admission::Lottery)
        wire.draw = wire_session_draw(view.row);
    wire.minimum_participants = session.minimum_participants;
    wire.registration_opens_at = session.registration_opens_at;
    wire.registration_closes_at = session.registration_closes_at;
    wire.state = domain::name_of(session.state);
    wire.programme = session.programme ? session.programme->value : "";
    wire.cancel_reason = session.cancel_reason;
    return wire;
}

nlohmann::json wire_clash(domain::Clash const& clash)
{
    nlohmann::json object{{"kind", domain::name_of(clash.kind)}, {"resource", clash.resource},
        {"name", clash.name}, {"with", nullptr}, {"needed", clash.needed}, {"available", clash.available},
        {"why", clash.why}, {"words", domain::words_of(clash)}};
    if (!clash.with.is_empty())
        object["with"] = {{"id", clash.with.value}, {"title", clash.with_title},
            {"starts_at", clash.with_starts_at ? domain::to_iso(*clash.with_starts_at) : ""}};
    return object;
}

nlohmann::json wire_for_staff(store::SessionView const& view)
{
    auto object = protocol::to_json(wire_session(view));
    object["resources"] = nlohmann::json::array();
    for (auto const& used : view.row.session.resources)
        object["resources"].push_back({{"id", used.id.value}, {"units", used.units}});
    object["waiting_for"] = view.row.session.waiting_for;
    object["private"] = view.row.session.is_private;
    return object;
}

domain::Ownership ownership_of(store::SessionView const& view)
{
    auto const& session = view.row.session;
    return {session.municipality ? session.municipality->text() : "", session.provider.value,
        session.venue.value, session.format == domain::SessionFormat::HomeVisit};
}

domain::Ownership ownership_of(domain::Venue const& venue)
{
    return {venue.municipality.text(), "", venue.id.value, false};
}

domain::Ownership ownership_of(domain::Resource const& resource)
{
    return {resource.owner.value, resource.owner.value, "", false};
}

nlohmann::json wire_entry(
    store::RegistrationRow const& row, protocol::Registrant const* person, bool shows_address)
{
    nlohmann::json entry{{"id", row.id.value}, {"code", row.code}, {"state", domain::name_of(row.state)}};
    if (row.attendance)
        entry["attendance"] = domain::name_of(*row.attendance);
    if (!person)
        return entry;
    entry["kana"] = person->kana;
    entry["phone"] = person->phone;
    if (person->birth_year != 0) // A paper may only have said the age band.
        entry["birth_year"] = person->birth_year;
    entry["age_band"] = domain::name_of(row.age_band);
    entry["municipality"] = person->municipality;
    entry["needs"] = person->needs;
    entry["is_contact_phone"] = person->is_contact_phone;
    entry["second_phone"] = person->second_phone;
    if (shows_address)
        entry["address"] = person->address;
    return entry;
}

} // namespace meguri::hub::routes
