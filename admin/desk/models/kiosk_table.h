// The kiosks as rows, stuck ones first, and the seat rights lent to one of them. One thread.
#pragma once

#include "admin/desk/models/kiosk_health.h"
#include "admin/desk/models/table.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

struct KioskRow {
    Kiosk kiosk;
    KioskHealth health = KioskHealth::Fine;
    base::Time judged_at; ///< The hub's clock when it said so.
};

class KioskTable final : public RowTable<KioskRow> {
public:
    KioskTable();
    void set_kiosks(std::vector<Kiosk> const& kiosks, base::Time now);
    int stuck_count() const;
};

class LeaseTable final : public RowTable<KioskLease> {
public:
    LeaseTable();
};

/// 未使用 2 / 3, なし: of the rights lent, those not used up yet.
std::string lent_words(std::vector<KioskLease> const& leases);

} // namespace meguri::desk::models
