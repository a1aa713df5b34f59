// The hub on users, keys, codes and subsidies.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

Outcome Hub::run(SaveUser const& command)
{
    need(m_store.put(command.user));
    audit(command.by, "user.saved", command.user.login, std::string(domain::name_of(command.user.role)));
    return Done();
}

/// Lock-out with back-off: after a few failures each further one doubles the time, up to an hour.
Outcome Hub::run(RecordLogin const& command)
{
    auto user = need(m_store.user(command.login));
    if (!user)
        return Done();
    if (user->off_since)
        return Done(); // Switched off while the password was looked at: the token never is one.
    if (command.token) {
        need(m_store.put(*command.token));
        user->failures = 0;
        user->locked_until = {};
        user->last_login_at = m_clock.now();
        audit(command.login, "login.done", command.login);
    } else {
        user->failures += 1;
        int const beyond = user->failures - m_limits.login_failures_before_lock;
        if (beyond >= 0) {
            auto const seconds = std::min(3600, m_limits.lock_seconds << std::min(beyond, 6));
            user->locked_until = m_clock.now() + std::chrono::seconds(seconds);
        }
        audit(command.login, "login.failed", command.login);
    }
    need(m_store.put(*user));
    return Done();
}

Outcome Hub::run(SaveApiKey const& command)
{
    need(m_store.put(command.key));
    audit(command.by, "api_key.saved", command.key.name, command.key.organisation);
    return Done();
}

/// A number of its own, so that kiosks which have nothing else to hear are told what is safe now.
Outcome Hub::run(RecordBackup const& command)
{
    if (command.seq > need(m_store.counters()).seq)
        return Refusal{RefusalKind::Invalid, "not_of_this_hub", "The copy is newer than this hub", {}, {}};
    need(m_store.set_safe_seq(command.seq));
    need(m_store.set_setting("backup_at", std::to_string(base::seconds_of(m_clock.now()))));
    need(m_store.next_seq());
    audit(command.by, "backup.made", std::to_string(command.seq), command.file);
    return Done();
}

BackupAge backup_age(store::Reader& reader, base::Time now)
{
    BackupAge age;
    if (auto const at = need(reader.setting("backup_at")))
        age.at = base::time_of(std::stoll(*at));
    auto const first = need(reader.audit_after(0, 1));
    auto const since = age.at ? age.at : first.empty() ? std::nullopt : std::optional(first.front().at);
    age.is_too_old = since && now - *since > std::chrono::hours(24 * 7);
    return age;
}

Outcome Hub::run(SaveEnrolCode const& command)
{
    if (!need(m_store.venue(command.code.venue)))
        return Refusal{RefusalKind::NotFound, "unknown_venue", "There is no such venue",
            {{"venue", "is not a venue of this hub"}}, {}};
    need(m_store.put(command.code));
    audit(command.by, "kiosk.code_made", command.code.venue.value);
    return Done();
}

Outcome Hub::run(AddSubsidy const& command)
{
    auto row = command.subsidy;
    auto const programmes = need(m_store.programmes(std::nullopt));
    bool const is_known = std::any_of(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == row.programme; });
    if (!is_known)
        return Refusal{RefusalKind::Invalid, "unknown_programme", "There is no such programme",
            {{"programme", "is not a programme of this hub"}}, {}};
    for (auto const& other : need(m_store.subsidies(row.fiscal_year, row.municipality)))
        if (other.programme == row.programme)
            return Refusal{RefusalKind::Conflict, "exists",
                "This municipality has subsidy " + other.id.value + " for this programme and year", {}, {}};
    row.id = domain::SubsidyId("g" + std::to_string(need(m_store.next_seq())));
    need(m_store.put(row));
    audit(command.by, "subsidy.created", row.id.value, row.municipality);
    return SubsidyAnswer{row.id};
}

Outcome Hub::run(AddSubsidyStep const& command)
{
    auto const found = need(m_store.subsidy(command.subsidy));
    if (!found)
        return not_found("subsidy");
    auto const path
        = found->path == "combined" ? domain::combined_subsidy_path() : domain::full_subsidy_path();
    if (auto const allowed = domain::check_next(path, found->history, command.entry.step); !allowed) {
        Refusal refusal{RefusalKind::Conflict, "step_not_allowed",
            "The scheme's path does not allow " + std::string(domain::name_of(command.entry.step)) + " here",
            {}, {}};
        for (auto const step : allowed.error())
            refusal.allowed.emplace_back(domain::name_of(step));
        return refusal;
    }
    auto const number = static_cast<int>(found->history.size()) + 1;
    need(m_store.add_step(command.subsidy, number, command.entry, command.by, m_clock.now()));
    need(m_store.next_seq());
    audit(command.by, "subsidy." + std::string(domain::name_of(command.entry.step)), command.subsidy.value);
    return SubsidyAnswer{command.subsidy};
}

} // namespace meguri::hub::core
