// What the hub says about sessions beyond the list: all of one, what it uses, what stands in its way, whether
// it counts for its programme, and what becomes of many at once. Plain structs and their reading; a reader
// answers Broken when something it cannot do without is missing.
#pragma once

#include "admin/desk/models/tours_answers.h"
#include "shared/domain/resource.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

/// One of the resources a session uses.
struct UsedResource {
    std::string id;
    int units = 1;
};

/// One session as its staff see it.
struct SessionDetails {
    Session session;
    nlohmann::json document; ///< As it came, so that all of it can be sent back.
    std::vector<UsedResource> resources;
    std::string waiting_for;
};

/// A session with fewer people than it needs.
struct ShortOne {
    std::string session; ///< Id.
    int people = 0;
    int minimum = 0;
};

/// Of the sessions of a list, by id: what the list marks.
struct SessionMark {
    std::vector<Conflict> conflicts;
    std::optional<ShortOne> short_of;
};
using SessionMarks = std::map<std::string, SessionMark>;

struct Finding {
    std::string rule;
    bool is_passed = false;
    bool is_known = true;
    std::string why;
};

/// One session of many: made, or why not.
struct MadeSession {
    std::string id; ///< Empty in a preview, and where it could not be made.
    std::string title;
    std::string venue; ///< Id.
    base::Time starts_at;
    std::vector<protocol::FieldReason> problems;
};
/// In the order of their days.
struct SeriesAnswer {
    std::vector<MadeSession> sessions;
};

struct SessionTemplate {
    std::string name;
    nlohmann::json session;
};

base::Result<SessionDetails> session_details_from_json(nlohmann::json const& json);
base::Result<std::vector<ShortOne>> short_ones_from_json(nlohmann::json const& json);
base::Result<std::vector<Finding>> findings_from_json(nlohmann::json const& json);
base::Result<SeriesAnswer> series_from_json(nlohmann::json const& json);
base::Result<std::vector<SessionTemplate>> templates_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
