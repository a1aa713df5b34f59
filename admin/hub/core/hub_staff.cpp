// The hub on users, keys, codes and copies.
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

} // namespace meguri::hub::core
