// What the hub says about people who must be told something, and about people who stand at a kiosk and called
// for help. Plain structs and their reading; a reader answers Broken when something it cannot do without is
// missing.
#pragma once

#include "admin/desk/models/answers.h"

namespace meguri::desk::models {

/// Somebody must be told something by phone.
struct CallTask {
    std::string id;
    std::string reason; ///< promoted, session_moved …
    base::Time made_at;
    int tried = 0;
    std::string note;
    std::string handled_by;
    std::optional<base::Time> reply_by;
    std::string session; ///< Id.
    std::string title; ///< Of the session, as are these:
    base::Time starts_at;
    std::string municipality;
    std::string municipality_name;
    std::string venue_name;
    bool hurries = false; ///< Red in the list; the desk's own judgement, not the hub's.
    RosterEntry person; ///< Names are empty unless they were asked for, on the record.
};

/// Somebody pressed 係の人をよぶ.
struct HelpCall {
    std::string id;
    std::string kiosk;
    std::string venue_name;
    base::Time asked_at;
    bool is_open = true;
    std::string screen; ///< Where the visitor stands.
    std::string kana; ///< Of the half-filled form, where it was opened.
    std::string phone;
};

base::Result<std::vector<CallTask>> calls_from_json(nlohmann::json const& json);
base::Result<std::vector<HelpCall>> help_from_json(nlohmann::json const& json);
/// Shared with the roster.
base::Result<RosterEntry> roster_entry_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
