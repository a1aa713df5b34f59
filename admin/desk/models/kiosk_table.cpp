#include "admin/desk/models/kiosk_table.h"

#include "admin/desk/models/words.h"

#include <algorithm>
#include <tuple>

namespace meguri::desk::models {

namespace {

Tone tone_of(KioskHealth health)
{
    if (is_stuck(health))
        return Tone::Stop;
    if (health == KioskHealth::Fine)
        return Tone::Ok;
    return health == KioskHealth::NotYetHeard ? Tone::Few : Tone::Quiet;
}

Cell last_contact(KioskRow const& row)
{
    bool const is_late = row.health == KioskHealth::Silent || row.health == KioskHealth::NotSending;
    return {row.kiosk.last_sync_at ? ago_words(*row.kiosk.last_sync_at, row.judged_at) : "まだありません",
        is_late ? Tone::Stop : Tone::Plain};
}

Cell kiosk_state_cell(KioskRow const& row)
{
    bool const is_copied = row.kiosk.state == "forked";
    return {kiosk_state_words(row.kiosk.state),
        is_copied                          ? Tone::Stop
            : row.kiosk.state == "revoked" ? Tone::Quiet
                                           : Tone::Plain};
}

int unused_of(std::vector<KioskLease> const& leases)
{
    int unused = 0;
    for (auto const& lease : leases)
        unused += std::max(0, lease.rights - lease.used);
    return unused;
}

std::vector<ColumnOf<KioskRow>> kiosk_columns()
{
    auto const by_contact = [](KioskRow const& r) -> SortKey {
        return r.kiosk.last_sync_at ? std::int64_t(base::seconds_of(*r.kiosk.last_sync_at)) : 0;
    };
    return {
        {{"端末番号", 90, Align::Right}, [](KioskRow const& r) { return Cell{r.kiosk.id}; },
            [](KioskRow const& r) -> SortKey { return std::int64_t(r.kiosk.number); }},
        {{"会場", 260},
            [](KioskRow const& r) {
                return Cell{r.kiosk.venue_name, Tone::Strong};
            }},
        {{"回線の状態", 140},
            [](KioskRow const& r) {
                return Cell{health_words(r.health), tone_of(r.health)};
            },
            [](KioskRow const& r) -> SortKey { return std::int64_t(r.health); }},
        {{"最後の通信", 140}, last_contact, by_contact},
        {{"送り待ち", 96, Align::Right},
            [](KioskRow const& r) {
                return Cell{
                    std::to_string(r.kiosk.queue) + "件", r.kiosk.queue > 0 ? Tone::Strong : Tone::Quiet};
            },
            [](KioskRow const& r) -> SortKey { return std::int64_t(r.kiosk.queue); }},
        {{"預けた席", 130}, [](KioskRow const& r) { return Cell{lent_words(r.kiosk.leases)}; },
            [](KioskRow const& r) -> SortKey { return std::int64_t(unused_of(r.kiosk.leases)); }},
        {{"版", 90}, [](KioskRow const& r) { return Cell{r.kiosk.program.empty() ? "—" : r.kiosk.program}; }},
        {{"状態", 120}, kiosk_state_cell},
    };
}

std::vector<ColumnOf<KioskLease>> lease_columns()
{
    auto const by_moment = [](std::optional<base::Time> moment) -> SortKey {
        return moment ? std::int64_t(base::seconds_of(*moment)) : 0;
    };
    return {
        {{"開催回", 200},
            [](KioskLease const& l) {
                return Cell{l.title, Tone::Strong};
            }},
        {{"日時", 130},
            [](KioskLease const& l) { return Cell{l.starts_at ? short_moment_words(*l.starts_at) : "—"}; },
            [by_moment](KioskLease const& l) { return by_moment(l.starts_at); }},
        {{"使った席", 84},
            [](KioskLease const& l) {
                return Cell{std::to_string(l.used) + " / " + std::to_string(l.rights)};
            },
            [](KioskLease const& l) -> SortKey { return std::int64_t(l.used); }},
        {{"状態", 96},
            [](KioskLease const& l) {
                return Cell{lease_state_words(l.state), l.state == "open" ? Tone::Plain : Tone::Few};
            }},
        {{"いつまで", 130}, [](KioskLease const& l) { return Cell{short_moment_words(l.use_until)}; },
            [by_moment](KioskLease const& l) { return by_moment(l.use_until); }},
    };
}

} // namespace

KioskTable::KioskTable()
    : RowTable(kiosk_columns(), [](KioskRow const& row) { return row.kiosk.id; })
{
}

void KioskTable::set_kiosks(std::vector<Kiosk> const& kiosks, base::Time now)
{
    std::vector<KioskRow> rows;
    rows.reserve(kiosks.size());
    for (auto const& kiosk : kiosks)
        rows.push_back({kiosk, health_of(kiosk, now), now});
    std::ranges::stable_sort(rows, [](KioskRow const& one, KioskRow const& other) {
        return std::tie(one.health, one.kiosk.venue_name, one.kiosk.number)
            < std::tie(other.health, other.kiosk.venue_name, other.kiosk.number);
    });
    set_rows(std::move(rows));
}

int KioskTable::stuck_count() const
{
    return static_cast<int>(
        std::ranges::count_if(rows(), [](KioskRow const& row) { return is_stuck(row.health); }));
}

LeaseTable::LeaseTable()
    : RowTable(lease_columns(), [](KioskLease const& lease) { return lease.id; })
{
}

std::string lent_words(std::vector<KioskLease> const& leases)
{
    int rights = 0;
    for (auto const& lease : leases)
        rights += lease.rights;
    return rights == 0 ? "なし"
                       : "未使用 " + std::to_string(unused_of(leases)) + " / " + std::to_string(rights);
}

} // namespace meguri::desk::models
