// The hub on seat rights: lending them, hearing how they were spent, asking for them back, and taking them
// back by force (3-sync, 6 and 7). Time decides only when to ask: a right counts as L until the kiosk has
// settled it or a named person has taken it.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace meguri::hub::core {

using domain::LeaseState;
using nlohmann::json;

namespace {

constexpr std::int64_t sane_clock_off_ms = std::int64_t(10) * 60 * 1000;
constexpr int longest_session_list = 500;

std::int64_t whole_in(json const& object, char const* name)
{
    auto const found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

bool has_unused(store::LeaseRow const& lease)
{
    return std::popcount(static_cast<std::uint64_t>(lease.used)) < lease.rights;
}

std::string kiosk_name(std::uint32_t kiosk)
{
    return "kiosk:" + std::to_string(kiosk);
}

} // namespace

/// Records the right a register command names, whatever becomes of the registration: only then can the
/// kiosk's own account of the lease agree with the hub's.
SpentRight Hub::spend_right(store::KioskRow const& kiosk, protocol::SignedCommand const& command)
{
    auto const id = whole_in(command.body, "lease");
    auto const index = whole_in(command.body, "idx");
    if (id < 0)
        return {};
    auto lease = need(m_store.lease(id));
    auto const session = command.body.find("session");
    bool const is_theirs = lease && lease->install == command.origin.install && index >= 0
        && index < lease->rights && session != command.body.end() && *session == lease->session.value;
    if (!is_theirs || !need(m_store.spend(id, static_cast<int>(index), command.cmd_id))) {
        audit(kiosk_name(kiosk.id), "lease.false_spend", std::to_string(id), command.cmd_id);
        return {};
    }
    if (!domain::is_unsettled(lease->state))
        return {SpentRight::Kind::Reclaimed, id};
    lease->used |= std::int64_t(1) << index;
    if (!has_unused(*lease)) {
        lease->state = LeaseState::Closed;
        lease->settled_at = m_clock.now();
        need(m_store.put(*lease));
    }
    return {SpentRight::Kind::Held, id};
}

void Hub::settle(store::LeaseRow lease, LeaseState state)
{
    lease.state = state;
    lease.settled_at = m_clock.now();
    need(m_store.put(lease));
    promote(lease.session);
    touch(lease.session);
}

/// Closed only when every spend the kiosk tells of is here: one still on its way keeps the lease out.
void Hub::close_leases(store::KioskRow const& kiosk, std::vector<protocol::LeaseClose> const& closing)
{
    for (auto const& one : closing) {
        auto const lease = need(m_store.lease(one.lease));
        bool const is_theirs = lease && lease->install == kiosk.install && domain::is_unsettled(lease->state);
        if (is_theirs && lease->used == one.used)
            settle(*lease, LeaseState::Closed);
    }
}

/// One right for each open session of the kiosk's own hall of which it holds none: a lease whose rights
/// are all spent is settled.
void Hub::lend_rights(store::KioskRow const& kiosk)
{
    bool const is_clock_sane = kiosk.clock_off_ms && *kiosk.clock_off_ms <= sane_clock_off_ms
        && *kiosk.clock_off_ms >= -sane_clock_off_ms;
    bool const is_current = protocol::major_of(kiosk.proto) == protocol::proto_major;
    if (kiosk.state != store::KioskState::Active || !is_clock_sane || !is_current)
        return;
    auto const now = m_clock.now();
    store::SessionFilter filter;
    filter.venue = kiosk.venue.value;
    filter.from = now;
    filter.limit = longest_session_list;
    filter.not_lent_to = kiosk.install;
    for (auto const& view : need(m_store.sessions(filter))) {
        auto const& session = view.row.session;
        if (!domain::may_lend(session, view.seats, now))
            continue;
        store::LeaseRow lease;
        lease.id = need(m_store.next_seq());
        lease.kiosk = kiosk.id;
        lease.install = kiosk.install;
        lease.session = session.id;
        lease.use_until = domain::use_until(session, now);
        lease.granted_at = now;
        need(m_store.put(lease));
        audit(
            "hub", "lease.granted", std::to_string(lease.id), kiosk_name(kiosk.id) + " " + session.id.value);
        touch(session.id);
    }
}

/// Somebody waits, or there are fewer seats than promises: every right not yet used is asked back.
void Hub::recall_rights(domain::SessionId const& session)
{
    for (auto lease : need(m_store.leases_of_session(session))) {
        if (lease.state != LeaseState::Open)
            continue;
        lease.state = LeaseState::Recalled;
        need(m_store.put(lease));
    }
}

/// A slip said confirmed, its right had been taken back by force, and no seat is left: on the record, and a
/// call.
void Hub::break_promise(store::RegistrationRow const& row, std::int64_t lease)
{
    need(m_store.add(store::PromiseBrokenRow{row.id, lease, m_clock.now()}));
    audit("hub", "promise.broken", row.id.value, std::to_string(lease));
    call(row, "promise_broken");
}

Outcome Hub::run(ActOnKiosk const& command)
{
    auto const kiosks = need(m_store.kiosks());
    auto const found = std::find_if(
        kiosks.begin(), kiosks.end(), [&](auto const& one) { return one.id == command.kiosk; });
    if (found == kiosks.end())
        return not_found("kiosk");
    Refusal refusal{RefusalKind::Invalid, "invalid", "Seat rights are taken back on the record only", {}, {}};
    if (command.name.empty())
        refusal.fields.push_back({"name", "say who answers for it"});
    if (command.reason.empty())
        refusal.fields.push_back({"reason", "say why"});
    if (!refusal.fields.empty())
        return refusal;
    auto const detail = command.name + ": " + command.reason;
    KioskAnswer answer{found->id, 0};
    for (auto lease : need(m_store.unsettled_leases())) {
        bool const is_moved = command.action != KioskAction::Recall || lease.state == LeaseState::Open;
        if (lease.kiosk != found->id || !is_moved)
            continue;
        ++answer.leases;
        if (command.action == KioskAction::Reclaim) {
            settle(lease, LeaseState::Revoked);
            audit(command.by, "lease.reclaimed", std::to_string(lease.id), detail);
        } else {
            lease.state = command.action == KioskAction::Revoke ? LeaseState::Frozen : LeaseState::Recalled;
            need(m_store.put(lease));
        }
    }
    if (command.action == KioskAction::Revoke && found->state == store::KioskState::Active) {
        auto kiosk = *found;
        kiosk.state = store::KioskState::Revoked;
        need(m_store.put(kiosk));
    }
    static constexpr char const* done[]{"kiosk.revoked", "kiosk.recalled", "kiosk.reclaimed"};
    audit(command.by, done[static_cast<int>(command.action)], std::to_string(found->id), detail);
    return answer;
}

} // namespace meguri::hub::core
