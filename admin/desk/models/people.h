// The section 利用者: accounts, keys of programs and the audit as three faces. One thread.
#pragma once

#include "admin/desk/models/accounts.h"
#include "admin/desk/models/audit_log.h"
#include "admin/desk/models/carrier_keys.h"

namespace meguri::desk::models {

class People {
public:
    enum class Face { Accounts, Keys, Audit };

    People(Jobs& jobs, base::Clock const& clock, Told told);
    People(People const&) = delete;
    People& operator=(People const&) = delete;

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    Face face() const { return m_face; }
    void turn_to(Face face);
    Accounts& accounts() { return m_accounts; }
    CarrierKeys& keys() { return m_keys; }
    AuditLog& audit() { return m_audit; }

    std::string csv();
    std::string csv_title() const;
    std::optional<base::Time> as_of() const;

private:
    Told m_told;
    Face m_face = Face::Accounts;
    Accounts m_accounts;
    CarrierKeys m_keys;
    AuditLog m_audit;
};

} // namespace meguri::desk::models
