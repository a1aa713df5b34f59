// What stands in the details of a session, as labels and sentences: its days and places, what it uses, what
// is in its way, its draw, and whether it counts for its programme. Pure.
#pragma once

#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_answers.h"

#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

/// The names of ids, for people.
struct SessionNames {
    std::vector<Venue> const& venues;
    std::vector<Resource> const& resources;
    std::vector<Named> const& programmes;
};

using LabelledWords = std::vector<std::pair<std::string, std::string>>;

/// `details` is null until the hub has said them, and for those who are not told.
LabelledWords session_facts(Session const& session, SessionDetails const* details, SessionNames const& names);
/// What somebody wrote between the two, as 会場: みほん公民館 → 中央公民館; nothing that registrations
/// change.
LabelledWords session_changes(
    SessionDetails const& before, SessionDetails const& now, SessionNames const& names);
/// What needs a person: clashes with the reason somebody gave, too few people. In the order they are shown.
std::vector<Notice> session_warnings(SessionMark const* mark);
/// ○ or × or ?, and the hub's sentence, for each rule.
LabelledWords finding_words(std::vector<Finding> const& findings);
/// 5つのうち 4つ よし; empty without rules.
std::string finding_count(std::vector<Finding> const& findings);

} // namespace meguri::desk::models
