// The list of sessions: one row each, in time order until sorted otherwise. One thread.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"
#include "shared/domain/access.h"
#include "shared/domain/session.h"

namespace meguri::desk::models {

class SessionTable final : public RowTable<Session> {
public:
    SessionTable();
};

/// 4/6, 待ち2, 申込不要: seats taken of capacity as the clerk reads them.
std::string seats_words(Session const& session);
int seats_taken(Session const& session);

domain::Ownership ownership_of(Session const& session);
/// What this user may do with a session in this state, in the order of the buttons.
std::vector<domain::SessionAction> actions_for(Session const& session, domain::Actor const& actor);

} // namespace meguri::desk::models
