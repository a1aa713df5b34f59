// The hub on lotteries: the seed it commits to, the draw, and applications that come too late for it.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "shared/crypto/sha256.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>

namespace meguri::hub::core {

using domain::Admission;
using domain::RegistrationState;
using domain::SessionState;

namespace {

/// A kiosk with a line is heard every half minute.
constexpr std::chrono::minutes silence_that_counts(10);

base::Time close_of(domain::Session const& session)
{
    return session.registration_closes_at.value_or(session.starts_at);
}

bool is_75(domain::AgeBand band)
{
    using enum domain::AgeBand;
    return band == From75 || band == From80 || band == From85;
}

} // namespace

/// A lottery that the public sees has its seed, made once and kept for ever: publishing again must not be a
/// way to a better one. Rights lent while it was first come are asked back.
void Hub::prepare_draw(domain::Session const& session)
{
    if (session.admission != Admission::Lottery || !domain::is_public(session.state))
        return;
    recall_rights(session.id);
    if (need(m_store.draw_of(session.id)))
        return;
    store::DrawRow draw;
    draw.session = session.id;
    draw.seed = base::to_hex(m_random.bytes(32));
    draw.seed_hash = crypto::sha256_hex(draw.seed);
    draw.made_at = m_clock.now();
    need(m_store.put(draw));
    audit("hub", "session.seed_made", session.id.value, draw.seed_hash);
}

/// What people were told when they entered stays: how seats are given, and who goes first.
std::optional<Refusal> Hub::refusal_of_rules(store::SessionRow const& before, domain::Session const& after)
{
    auto const& session = before.session;
    bool const is_same = session.admission == after.admission
        && (after.admission != Admission::Lottery || session.lottery == after.lottery);
    if (is_same)
        return std::nullopt;
    auto const people = need(m_store.registrations(session.id));
    bool const has_people = std::any_of(
        people.begin(), people.end(), [](auto const& one) { return domain::is_active(one.state); });
    bool const is_drawn = before.draw && before.draw->drawn_at;
    if (!has_people && !is_drawn)
        return std::nullopt;
    auto refusal = conflict(
        "has_people", "Somebody has entered already: how seats are given stays as it was announced");
    refusal.fields.push_back({session.admission != after.admission ? "admission" : "draw",
        "cannot change any more; cancel this session and publish another one"});
    return refusal;
}

/// Kiosks of the town that may still hold applications: silent since before the close, while the grace for
/// late commands has not passed (3-sync, 6). Their numbers, or nothing.
std::string Hub::kiosks_not_heard(domain::Session const& session)
{
    auto const now = m_clock.now();
    auto const close = close_of(session);
    if (now >= close + std::chrono::hours(m_limits.close_grace_hours))
        return "";
    std::string numbers;
    for (auto const& kiosk : need(m_store.kiosks())) {
        auto const venue = need(m_store.venue(kiosk.venue));
        bool const is_of_town = venue && session.municipality && venue->municipality == *session.municipality;
        bool const is_silent = kiosk.state == store::KioskState::Active && kiosk.last_sync_at
            && *kiosk.last_sync_at < std::min(close, now - silence_that_counts);
        if (is_of_town && is_silent)
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(kiosk.id);
    }
    return numbers;
}

std::optional<Refusal> Hub::refusal_of_draw(
    store::SessionView const& view, store::DrawRow const& draw, DrawLots const& command)
{
    auto const& session = view.row.session;
    if (command.seed && *command.seed != draw.seed)
        return conflict("seed_mismatch", "The draw reveals the seed whose hash was published, and no other");
    if (draw.drawn_at)
        return std::nullopt;
    bool const is_open = session.state == SessionState::Published && m_clock.now() < close_of(session);
    if (is_open)
        return conflict("registration_open",
            "Registration is open until " + domain::to_iso(close_of(session)) + ": close it first");
    if (session.state != SessionState::Published && session.state != SessionState::Closed)
        return conflict("not_from_this_state",
            "A session that is " + std::string(domain::name_of(session.state)) + " is not drawn");
    if (auto const kiosks = kiosks_not_heard(session); !kiosks.empty() && !command.is_anyway)
        return conflict("kiosks_not_heard",
            "Kiosks that may hold applications were not heard since the close: " + kiosks
                + ". Connect them, wait until "
                + domain::to_iso(close_of(session) + std::chrono::hours(m_limits.close_grace_hours))
                + ", or send {\"anyway\": true}");
    return std::nullopt;
}

std::vector<domain::LotteryEntry> Hub::entries_of(
    store::SessionView const& view, std::vector<store::RegistrationRow> const& entered)
{
    auto const& town = view.row.session.municipality;
    std::vector<domain::LotteryEntry> entries;
    for (auto const& row : entered) {
        bool const is_first
            = row.marks && domain::is_first_time(need(m_store.taken_by_person(row.marks->person)));
        entries.push_back({row.id, is_75(row.age_band), is_first, town && row.municipality == town->text()});
    }
    return entries;
}

Outcome Hub::run(DrawLots const& command)
{
    auto view = need(m_store.session(command.id));
    if (!view)
        return not_found("session");
    auto& session = view->row.session;
    if (session.admission != Admission::Lottery)
        return conflict("not_a_lottery", "Only the seats of a lottery are drawn");
    prepare_draw(session); // One that was published before hubs made seeds.
    auto draw = need(m_store.draw_of(session.id));
    if (!draw)
        return conflict("not_from_this_state", "A session that nobody could enter is not drawn");
    if (auto refusal = refusal_of_draw(*view, *draw, command))
        return *refusal;
    if (draw->drawn_at)
        return SessionAnswer{session.id, session.version};
    auto entered = need(m_store.registrations(session.id));
    std::erase_if(entered, [](auto const& row) { return row.state != RegistrationState::Entered; });
    auto const& wanted = session.lottery.priorities;
    bool const asks_first_time
        = std::find(wanted.begin(), wanted.end(), domain::DrawPriority::FirstTime) != wanted.end();
    bool const is_unknown
        = std::any_of(entered.begin(), entered.end(), [](auto const& row) { return !row.marks; });
    if (asks_first_time && is_unknown)
        return conflict("marks_pending",
            "Who comes for the first time is known only with the people's key file: bring it first");
    draw->drawn_at = m_clock.now();
    draw->drawn_by = command.by;
    draw->capacity = session.capacity;
    draw->seats = std::max(0, view->seats.free());
    draw->rules = session.lottery;
    std::vector<store::DrawEntryRow> entries;
    for (auto& lot : domain::draw(draw->seed, entries_of(*view, entered), draw->rules.priorities, draw->seats,
             crypto::sha256_hex)) {
        auto const row = std::find_if(
            entered.begin(), entered.end(), [&](auto const& one) { return one.id == lot.entry.id; });
        entries.push_back({std::move(lot), row->code});
    }
    need(m_store.put(*draw));
    need(m_store.put_draw_entries(session.id, entries));
    session.state = SessionState::Closed;
    session.version += 1;
    view->row.seq = need(m_store.next_seq());
    need(m_store.put(view->row));
    audit(command.by, "session.drawn", session.id.value,
        std::to_string(entries.size()) + " entries, " + std::to_string(draw->seats) + " seats, seed "
            + draw->seed + (command.is_anyway ? ", without waiting for kiosks" : ""));
    give_out(*draw, entries);
    touch(session.id);
    return SessionAnswer{session.id, session.version};
}

/// Everybody hears, and everybody is called. Who waits does so in the drawn order, before all who come later.
void Hub::give_out(store::DrawRow const& draw, std::vector<store::DrawEntryRow> const& entries)
{
    bool const may_wait = draw.rules.not_drawn == domain::NotDrawn::Waiting;
    auto place_from_behind = static_cast<int>(entries.size());
    for (auto const& entry : entries) {
        auto row = need(m_store.registration(entry.lot.entry.id)).value();
        bool const is_drawn = entry.lot.is_drawn;
        row.state = is_drawn ? RegistrationState::Confirmed
            : may_wait       ? RegistrationState::Waiting
                             : RegistrationState::Refused;
        if (!is_drawn && !may_wait)
            row.reason = domain::name_of(domain::RegistrationRefusal::NotDrawn);
        row.priority = is_drawn ? row.priority : place_from_behind;
        --place_from_behind;
        row.changed_seq = need(m_store.next_seq());
        need(m_store.put(row));
        audit("hub", is_drawn ? "registration.drawn" : "registration.not_drawn", row.id.value,
            draw.session.value);
        call(row, is_drawn ? "drawn" : "not_drawn");
    }
}

/// A kiosk's slip says that it is in the draw, so an application that comes after the close is entered as
/// long as nothing was drawn. After the draw it stands behind everybody, and nobody drawn loses a seat.
std::optional<RegistrationState> Hub::late_for_draw(
    store::SessionView const& view, Entry const& how, domain::RegistrationRefusal refusal)
{
    auto const& session = view.row.session;
    bool const is_late = how.is_from_kiosk && refusal == domain::RegistrationRefusal::Closed
        && session.admission == Admission::Lottery && session.state != SessionState::Held
        && m_clock.now() < session.starts_at;
    if (!is_late)
        return std::nullopt;
    if (!view.row.draw || !view.row.draw->drawn_at)
        return RegistrationState::Entered;
    if (view.seats.free() > 0 && view.seats.waiting == 0)
        return RegistrationState::Confirmed;
    return session.lottery.not_drawn == domain::NotDrawn::Waiting ? RegistrationState::Waiting
                                                                  : RegistrationState::Refused;
}

} // namespace meguri::hub::core
