// The kiosk's store on seat rights, on the clock they depend on, and on what the hub has made safe.
#include "kiosk/local/store.h"

#include <algorithm>

namespace meguri::kiosk::local {

using base::fail;

namespace {

/// How long a command is kept after a verified backup of the hub covers it, in case that hub is restored.
constexpr std::chrono::days kept_when_safe{35};
/// And at most, when no backup ever does.
constexpr std::chrono::days kept_at_most{400};

/// The last command of an install stays: the next one's number and chain follow it.
constexpr char but_the_last[]
    = " AND cmd_no<(SELECT max(o.cmd_no) FROM outbox o WHERE o.install=outbox.install)";

} // namespace

Result<std::vector<KeptLease>> LocalStore::leases()
{
    auto statement = m_database.prepare("SELECT l.id, l.session, l.rights, l.state, l.use_until, "
                                        "l.granted_at, l.granted_boot, l.granted_mono,"
                                        " (SELECT coalesce(sum(1 << s.idx), 0) FROM lease_spend s WHERE "
                                        "s.lease=l.id) FROM lease l ORDER BY l.id");
    std::vector<KeptLease> leases;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return leases;
        KeptLease lease;
        lease.view = {statement.integer(0), statement.text(1), static_cast<int>(statement.integer(2)),
            statement.integer(8), statement.text(3) == "open", base::time_of(statement.integer(4))};
        lease.granted_at = base::time_of(statement.integer(5));
        lease.granted_boot = statement.text(6);
        lease.granted_mono_ms = statement.integer(7);
        leases.push_back(std::move(lease));
    }
}

Result<void> LocalStore::set_closing(std::int64_t lease)
{
    auto statement = m_database.prepare("UPDATE lease SET state='closing' WHERE id=?");
    return statement.bind(lease).run();
}

/// The hub's list is the whole truth about what is lent: a grant whose reply was lost comes again here, and
/// what is not listed any more is no longer this kiosk's. Only how its rights were spent is the kiosk's own
/// to tell.
Result<void> LocalStore::apply_leases(std::vector<protocol::LeaseView> const& listed, Moment const& now)
{
    auto const known = leases();
    if (!known)
        return fail(known.error());
    for (auto const& lease : *known) {
        bool const is_listed = std::any_of(
            listed.begin(), listed.end(), [&](auto const& one) { return one.lease == lease.view.lease; });
        if (is_listed)
            continue;
        auto statement = m_database.prepare("DELETE FROM lease WHERE id=?");
        if (auto done = statement.bind(lease.view.lease).run(); !done)
            return done;
    }
    for (auto const& lease : listed) {
        auto statement = m_database.prepare(
            "INSERT INTO lease(id, session, rights, state, use_until, granted_at, granted_boot, granted_mono)"
            " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"
            " ON CONFLICT(id) DO UPDATE SET state=CASE WHEN ?4='closing' THEN ?4 ELSE state END");
        statement.bind_all(lease.lease, lease.session, static_cast<std::int64_t>(lease.rights),
            lease.is_open ? "open" : "closing", static_cast<std::int64_t>(base::seconds_of(lease.use_until)),
            static_cast<std::int64_t>(base::seconds_of(now.wall)), now.boot, now.mono_ms);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

/// SAFE rows may go after their time. By the hub's clock, since the kiosk's may jump by years.
Result<void> LocalStore::note_safe(std::int64_t safe_seq, Time as_of)
{
    if (safe_seq <= 0)
        return {};
    auto const at = static_cast<std::int64_t>(base::seconds_of(as_of));
    auto safe = m_database.prepare(
        "UPDATE outbox SET state='safe', safe_at=? WHERE state='acked' AND seq>0 AND seq<=?");
    if (auto done = safe.bind_all(at, safe_seq).run(); !done)
        return done;
    auto purge = m_database.prepare(
        std::string("DELETE FROM outbox WHERE state='safe' AND safe_at<?") + but_the_last);
    return purge.bind(static_cast<std::int64_t>(base::seconds_of(as_of - kept_when_safe))).run();
}

/// All of them or none: without the first, those behind it would only be held there. One that the hub put
/// aside for good is not sent a second time.
Result<void> LocalStore::send_again(std::string const& install, std::uint64_t from)
{
    auto statement = m_database.prepare(
        "UPDATE outbox SET state='pending' WHERE install=?1 AND cmd_no>=?2 AND state<>'pending'"
        " AND coalesce(json_extract(nullif(result, ''), '$.state'), '') NOT IN ('quarantined', 'rejected')"
        " AND EXISTS(SELECT 1 FROM outbox o WHERE o.install=?1 AND o.cmd_no=?2)");
    return statement.bind_all(install, static_cast<std::int64_t>(from)).run();
}

Result<bool> LocalStore::has_unsafe(Time as_of)
{
    auto statement = m_database.prepare("SELECT 1 FROM outbox WHERE state='acked' AND acked_at<? LIMIT 1");
    return statement.bind(static_cast<std::int64_t>(base::seconds_of(as_of - kept_at_most))).step();
}

Result<void> LocalStore::forget_unsafe(Time as_of)
{
    auto purge = m_database.prepare(
        std::string("DELETE FROM outbox WHERE state='acked' AND acked_at<?") + but_the_last);
    return purge.bind(static_cast<std::int64_t>(base::seconds_of(as_of - kept_at_most))).run();
}

Result<std::int64_t> LocalStore::clock_off_s()
{
    auto const text = setting("clock_off_s");
    if (!text)
        return fail(text.error());
    return *text ? std::stoll(**text) : 0;
}

Result<Time> LocalStore::latest_time()
{
    auto const text = setting("latest_time");
    if (!text)
        return fail(text.error());
    return base::time_of(*text ? std::stoll(**text) : 0);
}

Result<void> LocalStore::note_time(Time now)
{
    auto statement = m_database.prepare(
        "INSERT INTO setting(name, value) VALUES('latest_time', ?1) ON CONFLICT(name) DO UPDATE"
        " SET value=excluded.value WHERE CAST(excluded.value AS INTEGER) > CAST(setting.value AS INTEGER)");
    return statement.bind(std::to_string(base::seconds_of(now))).run();
}

} // namespace meguri::kiosk::local
