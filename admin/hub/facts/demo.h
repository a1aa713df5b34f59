// The demonstration: a plausible year around today, lived through in the order of time by the hub's own core,
// so that every number on every page comes from what happened. One thread, the writer's.
#pragma once

#include "admin/hub/core/hub.h"
#include "admin/hub/facts/demo_file.h"

#include <string>
#include <vector>

namespace meguri::hub::facts {

struct DemoUser {
    std::string login;
    domain::Role role = domain::Role::Operator;
    std::string organisation;
    std::string password; ///< Made now; it stands nowhere else.
};

struct DemoReport {
    std::vector<DemoUser> users;
    int sessions = 0;
    int registrations = 0;
    bool was_there = false; ///< A demonstration stood already; only the passwords are new.
};

/// Needs the facts of at least one year in the store (NotFound otherwise). A second call changes nothing but
/// the passwords. BadInput: an earlier call was interrupted, the folder should be begun anew; or a rule
/// refused something that the data asked for.
base::Result<DemoReport> make_demo(store::Store& store, core::Vault const& vault,
    crypto::Crypto const& crypto, base::Random& random, base::Clock const& real, domain::Date today,
    DemoData const& data);

} // namespace meguri::hub::facts
