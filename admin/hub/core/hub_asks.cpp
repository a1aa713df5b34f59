// The hub on what a kiosk asks while somebody stands before it: how a slip stands, a slip that was lost, and
// staff to come; and the PIN that only staff have. Each may be tried only so often in an hour.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

using nlohmann::json;

namespace {

constexpr std::chrono::hours window_of_tries{1};
constexpr std::chrono::hours help_kept{24 * 35};

} // namespace

/// Until when nothing more is looked at, if it was tried too often.
std::optional<Refusal> Hub::too_many(std::uint32_t kiosk, store::TryKind kind, int most)
{
    auto const now = m_clock.now();
    auto const tries = need(m_store.tries_since(kiosk, kind, now - window_of_tries));
    auto const count = static_cast<std::size_t>(std::max(most, 1));
    if (tries.size() < count)
        return std::nullopt;
    Refusal refusal{RefusalKind::TooMany, "too_many_tries",
        "This kiosk has tried too often within an hour; try again after the time of Retry-After", {}, {}};
    auto const free_at = tries[tries.size() - count] + window_of_tries;
    refusal.retry_after_s = std::max<std::int64_t>(1, (free_at - now).count() + 1);
    return refusal;
}

/// Empty, or why the proof of a command is not taken. One that was queued while the line was down is not
/// counted: nobody could try again on its answer.
std::string Hub::refusal_of_proof(store::KioskRow const& kiosk, protocol::SignedCommand const& command,
    store::RegistrationRow const& row, json const& proof)
{
    if (too_many(kiosk.id, store::TryKind::Proof, m_limits.wrong_proofs_an_hour))
        return "too_many_tries";
    if (is_proved(row, proof, command.cmd_id))
        return "";
    if (!was_offline(command))
        need(m_store.add_try(kiosk.id, store::TryKind::Proof, command.cmd_id, m_clock.now()));
    return "wrong_proof";
}

Outcome Hub::run(AskSlip const& command)
{
    if (auto refusal = too_many(command.kiosk, store::TryKind::Proof, m_limits.wrong_proofs_an_hour))
        return *refusal;
    auto const is_theirs = [&](store::RegistrationRow const& row) {
        if (command.last4.empty())
            return is_proved(row, command.proof, "ask:" + command.code);
        auto const is_ending = m_vault.is_phone_ending(row, command.last4);
        return is_ending && *is_ending;
    };
    for (auto const& row : need(m_store.registrations_with_code(command.code)))
        if (is_theirs(row))
            return AskedAnswer{row.id, std::nullopt};
    if (auto const visit = need(m_store.visit_by_code(command.code)))
        if (is_theirs(registration_of(*visit)))
            return AskedAnswer{std::nullopt, visit->id};
    need(m_store.add_try(
        command.kiosk, store::TryKind::Proof, "ask:" + base::to_hex(m_random.bytes(16)), m_clock.now()));
    return AskedAnswer{};
}

/// Every question counts, with the right PIN as well: it opens names.
Outcome Hub::run(FindLost const& command)
{
    if (auto refusal = too_many(command.kiosk, store::TryKind::Lost, m_limits.lost_slips_an_hour))
        return *refusal;
    auto const by = "kiosk:" + std::to_string(command.kiosk);
    need(m_store.add_try(command.kiosk, store::TryKind::Lost, command.id, m_clock.now()));
    if (!command.is_pin_right) {
        audit(by, "slip.pin_wrong", command.id);
        return FoundLost{};
    }
    RecordReading reading{{}, Purpose::SlipLost, by};
    for (auto const& row : need(m_store.registrations_with_phone(command.phone_mark))) {
        auto const view = need(m_store.session(row.session));
        bool const is_of_town = view && view->row.session.municipality
            && view->row.session.municipality->text() == command.municipality;
        if (is_of_town && view->row.session.ends_at >= m_clock.now())
            reading.registrations.push_back(row.id);
    }
    audit(by, "slip.lost", command.id, std::to_string(reading.registrations.size()));
    return FoundLost{std::get<AuditedReading>(run(reading))};
}

/// The same call twice is one: a kept connection may send it again.
Outcome Hub::run(AskHelp const& command)
{
    if (need(m_store.help(command.help.id)))
        return Done();
    if (auto refusal = too_many(command.help.kiosk, store::TryKind::Help, m_limits.helps_an_hour))
        return *refusal;
    need(m_store.add_try(command.help.kiosk, store::TryKind::Help, command.help.id, m_clock.now()));
    need(m_store.put(command.help));
    audit("kiosk:" + std::to_string(command.help.kiosk), "help.asked", command.help.id,
        command.help.venue.value);
    return Done();
}

Outcome Hub::run(EndHelp const& command)
{
    auto help = need(m_store.help(command.id));
    if (!help)
        return not_found("call for staff");
    if (help->done_at)
        return Done();
    help->done_at = m_clock.now();
    help->done_by = command.by;
    help->sealed.clear();
    need(m_store.put(*help));
    audit(command.by, "help.done", command.id);
    return Done();
}

/// Whoever called a day ago does not stand there any more.
void Hub::end_old_helps()
{
    auto const now = m_clock.now();
    for (auto const& help : need(m_store.open_helps_before(now - std::chrono::hours(m_limits.help_hours))))
        (void)run(EndHelp{help.id, "hub"});
    need(m_store.forget_helps_before(now - help_kept));
}

Outcome Hub::run(SaveStaffPin const& command)
{
    if (!need(m_store.venue(command.venue)))
        return Refusal{RefusalKind::NotFound, "unknown_venue", "There is no such venue",
            {{"venue", "is not a venue of this hub"}}, {}};
    need(m_store.put_staff_pin(command.venue, command.hash, m_clock.now()));
    audit(command.by, "venue.staff_pin", command.venue.value);
    return Done();
}

} // namespace meguri::hub::core
