// What the hub answers about accounts, keys of programs and the audit, as plain structs. A reader answers
// Broken when something it cannot do without is missing.
#pragma once

#include "admin/desk/models/answers.h"

namespace meguri::desk::models {

struct Account {
    std::string login;
    std::string role; ///< A name of domain::Role.
    std::string organisation;
    std::string organisation_name;
    bool is_active = true;
    bool may_change = false; ///< Whether this user may change it.
    std::optional<base::Time> last_login_at;
    std::optional<base::Time> locked_until;
};

struct CarrierKey {
    std::string organisation;
    std::string organisation_name;
    std::string name;
    base::Time made_at;
    std::optional<base::Time> ends_at;
    bool is_sandbox = false;
    bool is_good = true;
};

struct KeyList {
    std::vector<CarrierKey> keys;
    bool may_have_sandbox = false; ///< The hub holds the demonstration.
};

/// What is shown once: a password or a key, and whose it is.
struct Secret {
    std::string whose;
    std::string value;
};

struct AuditLine {
    std::int64_t row = 0;
    base::Time at;
    std::string login;
    std::string action;
    std::string target;
    std::string detail;
    std::string purpose; ///< Of a reading of names; else empty.
    std::string municipality; ///< Code, or empty.
};

struct AuditPage {
    std::vector<AuditLine> lines;
    std::optional<std::int64_t> next;
};

base::Result<std::vector<Account>> accounts_from_json(nlohmann::json const& json);
base::Result<KeyList> keys_from_json(nlohmann::json const& json);
base::Result<Secret> password_from_json(nlohmann::json const& json);
base::Result<Secret> key_from_json(nlohmann::json const& json);
base::Result<AuditPage> audit_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
