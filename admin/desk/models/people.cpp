#include "admin/desk/models/people.h"

namespace meguri::desk::models {

People::People(Jobs& jobs, base::Clock const& clock, Told told)
    : m_told(told)
    , m_accounts(jobs, told)
    , m_keys(jobs, told)
    , m_audit(jobs, clock, told)
{
}

void People::show_scope(Scope const& scope)
{
    m_accounts.show_scope(scope);
    m_keys.show_scope(scope);
    m_audit.show_scope(scope);
    refresh();
}

void People::refresh()
{
    switch (m_face) {
    case Face::Accounts:
        return m_accounts.refresh();
    case Face::Keys:
        return m_keys.refresh();
    case Face::Audit:
        return m_audit.refresh();
    }
}

void People::forget()
{
    m_face = Face::Accounts;
    m_accounts.forget();
    m_keys.forget();
    m_audit.forget();
}

void People::turn_to(Face face)
{
    if (face == m_face)
        return;
    m_face = face;
    refresh();
    m_told();
}

std::string People::csv()
{
    switch (m_face) {
    case Face::Accounts:
        return m_accounts.table().csv();
    case Face::Keys:
        return m_keys.table().csv();
    case Face::Audit:
        return m_audit.table().csv();
    }
    return "";
}

std::string People::csv_title() const
{
    switch (m_face) {
    case Face::Accounts:
        return "利用者";
    case Face::Keys:
        return "鍵";
    case Face::Audit:
        return "監査記録";
    }
    return "";
}

std::optional<base::Time> People::as_of() const
{
    switch (m_face) {
    case Face::Accounts:
        return m_accounts.as_of();
    case Face::Keys:
        return m_keys.as_of();
    case Face::Audit:
        return m_audit.as_of();
    }
    return std::nullopt;
}

} // namespace meguri::desk::models
