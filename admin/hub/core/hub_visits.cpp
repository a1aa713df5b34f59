// The hub on visits at home: a wish is kept sealed until staff make a session of one seat of it.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "shared/domain/receipt_code.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meguri::hub::core {

using domain::RegistrationState;
using domain::VisitState;
using nlohmann::json;

namespace {

Refusal no_such_visit()
{
    return {RefusalKind::NotFound, "not_found", "There is no such visit request", {}, {}};
}

VisitAnswer answer_for(store::VisitRow const& visit)
{
    return {visit.id, visit.code, visit.state, visit.session, ""};
}

json to_json(VisitAnswer const& answer)
{
    return {{"id", answer.id.value}, {"code", answer.code}, {"existing", answer.existing},
        {"state", domain::name_of(answer.state)}};
}

VisitAnswer visit_answer_from(std::string const& text)
{
    auto const object = json::parse(text, nullptr, false);
    VisitAnswer answer;
    answer.id = domain::RegistrationId(object.value("id", ""));
    answer.code = object.value("code", "");
    answer.existing = object.value("existing", "");
    return answer;
}

std::string list_of(std::vector<domain::VisitWish> const& wishes)
{
    std::string text;
    for (auto const& wish : wishes)
        text += (text.empty() ? "" : "、") + domain::words_of(wish);
    return text;
}

} // namespace

std::string Hub::free_visit_code(domain::RegistrationId const& id)
{
    auto code = free_code(id);
    for (int other = 2; need(m_store.visit_by_code(code)).has_value(); ++other)
        code = free_code(domain::RegistrationId(id.value + "#v" + std::to_string(other)));
    return code;
}

/// What the visit's registration is, or will be once it is scheduled.
store::RegistrationRow Hub::registration_of(store::VisitRow const& visit)
{
    store::RegistrationRow row;
    row.id = visit.id;
    row.code = visit.code;
    row.session = visit.session;
    row.state
        = visit.state == VisitState::Cancelled ? RegistrationState::Cancelled : RegistrationState::Received;
    row.reason = visit.reason;
    row.sealed = visit.sealed;
    row.key_id = visit.key_id;
    row.marks = visit.marks;
    row.age_band = visit.age_band;
    row.municipality = visit.municipality;
    row.token = visit.token;
    row.kiosk = visit.kiosk;
    row.cmd_no = visit.cmd_no;
    row.taken_by = visit.taken_by;
    row.created_at = visit.created_at;
    return row;
}

/// One open wish of a person and town: a second one is told of the first.
VisitAnswer Hub::take_visit(store::VisitRow visit)
{
    for (auto const& other : need(m_store.visits(visit.municipality, VisitState::Open)))
        if (visit.marks && other.marks && other.marks->person == visit.marks->person) {
            auto answer = answer_for(other);
            answer.existing = other.id.value;
            return answer;
        }
    visit.code = free_visit_code(visit.id);
    visit.seq = need(m_store.next_seq());
    visit.changed_seq = visit.seq;
    visit.created_at = m_clock.now();
    need(m_store.put(visit));
    audit(visit.taken_by, "visit.requested", visit.id.value, visit.municipality);
    if (is_cancelled_already(registration_of(visit)))
        cancel_visit(visit, "cancelled_by_person", visit.taken_by);
    return answer_for(need(m_store.visit(visit.id)).value());
}

Outcome Hub::run(TakeVisit const& command)
{
    auto const& scope = command.idempotency_scope;
    if (auto const known = need(m_store.idempotency(scope, command.idempotency_key))) {
        if (known->body_hash != command.body_hash)
            return Refusal{RefusalKind::KeyReused, "idempotency_key_reused",
                "This Idempotency-Key was used with another body", {}, {}};
        return visit_answer_from(known->answer);
    }
    auto const answer = take_visit(command.visit);
    if (!command.idempotency_key.empty())
        need(m_store.put(store::IdempotencyRow{
            scope, command.idempotency_key, command.body_hash, to_json(answer).dump(), m_clock.now()}));
    return answer;
}

protocol::CommandResult Hub::judge_visit(store::KioskRow const& kiosk, protocol::SignedCommand const& command,
    std::optional<PersonFacts> const& facts)
{
    protocol::CommandResult result;
    result.cmd_no = command.cmd_no;
    result.cmd_id = command.cmd_id;
    result.state = "refused";
    auto const text = [&](char const* name) { return command.body.value(name, std::string()); };
    auto const envelope = [&]() -> std::optional<std::pair<base::Bytes, std::uint32_t>> {
        auto const sealed = base::from_base64(text("sealed"));
        if (!sealed)
            return std::nullopt;
        auto const opened = crypto::unpack(*sealed);
        return opened ? std::optional(std::pair(*sealed, opened->key_id)) : std::nullopt;
    }();
    store::VisitRow visit;
    visit.id = domain::RegistrationId(command.cmd_id);
    visit.municipality = text("municipality");
    visit.area = text("area");
    for (auto const& one : command.body.value("wishes", json::array()))
        if (auto const wish = one.is_string() ? domain::wish_from(one.get<std::string>()) : std::nullopt)
            visit.wishes.push_back(*wish);
    auto const towns = need(m_store.municipalities());
    bool const is_town = std::any_of(
        towns.begin(), towns.end(), [&](auto const& town) { return town.code.text() == visit.municipality; });
    result.reason = !envelope  ? "unreadable_box"
        : !is_town             ? "unknown_municipality"
        : visit.wishes.empty() ? "no_wish"
                               : "";
    result.code = domain::receipt_code(visit.id);
    if (!result.reason.empty())
        return result;
    visit.sealed = envelope->first;
    visit.key_id = envelope->second;
    visit.age_band = domain::from_name<domain::AgeBand>(text("age_band")).value_or(domain::AgeBand::Unknown);
    if (facts) {
        visit.marks = facts->marks;
        visit.age_band = facts->age_band;
    }
    visit.token = text("token");
    visit.kiosk = kiosk.id;
    visit.cmd_no = command.cmd_no;
    visit.taken_by = "kiosk:" + std::to_string(kiosk.id);
    auto const answer = take_visit(std::move(visit));
    result.code = answer.code;
    result.existing = answer.existing;
    result.state = !answer.existing.empty()     ? "duplicate"
        : answer.state == VisitState::Cancelled ? "cancelled"
                                                : "received";
    result.reason = answer.existing.empty() ? "" : "duplicate";
    if (auto const stored = need(m_store.visit(domain::RegistrationId(command.cmd_id))))
        result.seq = stored->seq;
    return result;
}

/// The town's venue that stands for people's homes; made when it has none.
domain::VenueId Hub::home_venue(std::string const& municipality)
{
    auto const venues = need(m_store.venues(municipality));
    domain::Venue home{domain::VenueId("v-" + municipality + "-home"),
        *domain::MunicipalityCode::parse(municipality), "ご自宅（訪問）", "ごじたく ほうもん",
        domain::VenueKind::Home, "", "", std::nullopt, "", "", std::nullopt, false, false, false};
    for (auto const& venue : venues) {
        if (venue.kind == domain::VenueKind::Home)
            return venue.id;
        if (!home.position || venue.kind == domain::VenueKind::TownHall) {
            home.position = venue.position;
            home.phone = venue.phone;
        }
    }
    need(m_store.put(home));
    return home.id;
}

Outcome Hub::run(ScheduleVisit const& command)
{
    auto visit = need(m_store.visit(command.visit));
    if (!visit)
        return no_such_visit();
    if (visit->state != VisitState::Open)
        return Refusal{RefusalKind::Conflict, "not_from_this_state",
            "The visit request is " + std::string(domain::name_of(visit->state)) + " already", {}, {}};
    auto session = command.session;
    bool const is_wished = std::any_of(visit->wishes.begin(), visit->wishes.end(),
        [&](auto const& wish) { return domain::is_within(wish, session.starts_at, session.ends_at); });
    if (!is_wished && command.override_reason.empty())
        return Refusal{RefusalKind::Conflict, "not_wished", "The person wished for another time",
            {{"starts_at", "希望の日時ではありません(希望: " + list_of(visit->wishes) + ")。"}}, {}};
    session.id = {};
    session.format = domain::SessionFormat::HomeVisit;
    session.admission = domain::Admission::FirstCome;
    session.capacity = 1;
    session.is_private = true;
    session.parts.clear();
    if (session.venue.is_empty())
        session.venue = home_venue(visit->municipality);
    auto made = create_session({session, std::nullopt, command.by, command.override_reason});
    if (std::holds_alternative<Refusal>(made))
        return made;
    auto stored = need(m_store.session(std::get<SessionAnswer>(made).id)).value();
    if (stored.row.session.municipality->text() != visit->municipality)
        return Refusal{RefusalKind::Invalid, "invalid", "The venue lies in another municipality",
            {{"venue", "希望した方の市町の会場ではありません。"}}, {}};
    // Nobody else may register: it is that person's home.
    stored.row.session.state = domain::SessionState::Closed;
    need(m_store.put(stored.row));
    visit->session = stored.row.session.id;
    auto row = registration_of(*visit);
    row.state = RegistrationState::Confirmed;
    row.code = need(m_store.registration_by_code(row.code)) ? free_code(row.id) : row.code;
    row.seq = need(m_store.next_seq());
    row.changed_seq = row.seq;
    need(m_store.put(row));
    visit->state = VisitState::Scheduled;
    visit->changed_seq = row.seq;
    need(m_store.put(*visit));
    audit(command.by, "visit.scheduled", visit->id.value, visit->session.value);
    call(row, "visit_scheduled");
    return answer_for(*visit);
}

std::optional<store::VisitRow> Hub::visit_meant_by(std::string const& target)
{
    auto by_id = need(m_store.visit(domain::RegistrationId(target)));
    return by_id ? by_id : need(m_store.visit_by_code(target));
}

void Hub::cancel_visit(store::VisitRow visit, std::string const& reason, std::string const& by)
{
    visit.state = VisitState::Cancelled;
    visit.reason = reason;
    visit.changed_seq = need(m_store.next_seq());
    need(m_store.put(visit));
    audit(by, "visit.cancelled", visit.id.value, reason);
}

Outcome Hub::run(CancelVisit const& command)
{
    auto const visit = need(m_store.visit(command.visit));
    if (!visit)
        return no_such_visit();
    if (visit->state == VisitState::Scheduled)
        return Refusal{RefusalKind::Conflict, "scheduled",
            "The visit is session " + visit->session.value + " now: cancel its registration", {}, {}};
    if (visit->state == VisitState::Open)
        cancel_visit(*visit, command.reason, command.by);
    return answer_for(need(m_store.visit(command.visit)).value());
}

} // namespace meguri::hub::core
