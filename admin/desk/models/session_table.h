// The list of sessions: one row each, in time order until sorted otherwise; a session that clashes or lacks
// people is marked in words and colour. One thread.
#pragma once

#include "admin/desk/models/session_answers.h"
#include "admin/desk/models/table.h"
#include "shared/domain/access.h"
#include "shared/domain/session.h"

#include <array>
#include <memory>
#include <set>
#include <string>

namespace meguri::desk::models {

class SessionTable final : public RowTable<Session> {
public:
    SessionTable()
        : SessionTable(std::make_shared<SessionMarks>(), std::make_shared<std::set<std::string>>())
    {
    }
    void set_marks(SessionMarks marks);
    /// The rows that are marked for what is done to several at once.
    void set_picked(std::set<std::string> ids);
    /// Null where there is nothing to mark.
    SessionMark const* mark_of(std::string const& id) const;
    SessionMarks const& marks() const { return *m_marks; }

private:
    /// The columns read the marks, so they have them together.
    SessionTable(std::shared_ptr<SessionMarks> marks, std::shared_ptr<std::set<std::string>> picked);
    std::shared_ptr<SessionMarks> m_marks;
    std::shared_ptr<std::set<std::string>> m_picked;
};

/// 4/6, 待ち2, 申込不要: seats taken of capacity as the clerk reads them.
std::string seats_words(Session const& session);
int seats_taken(Session const& session);

domain::Ownership ownership_of(Session const& session);
/// Whether the lots of it can be drawn now, as far as the desk sees.
bool is_draw_due(Session const& session, base::Time now);
/// All that a button of a session can do, in the order of the buttons; the hub has no way to Redraft.
inline constexpr std::array session_actions{domain::SessionAction::Publish, domain::SessionAction::Arrange,
    domain::SessionAction::Unpublish, domain::SessionAction::Close, domain::SessionAction::Hold,
    domain::SessionAction::Cancel};
/// Which of them this user may do with a session in this state.
std::vector<domain::SessionAction> actions_for(Session const& session, domain::Actor const& actor);

} // namespace meguri::desk::models
