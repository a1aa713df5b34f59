// Commands of those who hold sessions elsewhere and send them here, and of the keys they do it with.
#pragma once

#include "shared/base/clock.h"
#include "shared/domain/session.h"

#include <string>

namespace meguri::hub::core {

/// A carrier's own session by its own id, whole: made when it is not known, brought to what is sent when it
/// differs, left alone when it does not. Taken in with one state to be in.
struct UpsertSession {
    enum class Wanted { Draft, Published, Cancelled };
    std::string external_id;
    domain::Session session;
    Wanted wanted = Wanted::Published;
    std::string cancel_reason;
    std::string by;
};

struct UpsertedAnswer {
    enum class Fate { Created, Changed, Unchanged };
    domain::SessionId id;
    Fate fate = Fate::Created;
    bool waits_for_approval = false; ///< The municipality has to publish it.
};

/// The keys of that name open nothing from that moment on.
struct EndApiKeys {
    std::string organisation;
    std::string name;
    base::Time at;
    std::string by;
};

} // namespace meguri::hub::core
