// A session on its way to another day or hour: what is aimed at, how many people must be called about it,
// what the hub says against it, and the way back as long as nobody was registered. Only the part that was
// taken hold of moves. Says that it moved only when the hub said so. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_editor.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

/// A part shifted by days and minutes; one that would leave its day stays at its edge.
protocol::SessionPart shifted(protocol::SessionPart part, int days, int minutes);

class SessionMove {
public:
    /// Called when the hub has written a move, or one back, or why it did not go back; `where` it stands now.
    using ToldMoved = std::function<void(std::string const& session, base::Time where, Notice const& notice)>;

    /// `choices` outlives this: it knows which resource is of which kind.
    SessionMove(
        Jobs& jobs, base::Clock const& clock, SessionEditor const& choices, Told told, ToldMoved moved);

    void show_scope(Scope const& scope) { m_scope = scope; }
    void forget();

    /// Takes hold of one part; asks the hub how the whole stands now.
    void begin(Session const& session, std::size_t part);
    void shift(int days, int minutes);
    void leave();

    bool is_open() const { return m_session.has_value(); }
    std::string const& session_id() const;
    std::size_t part() const { return m_part; }
    protocol::SessionPart const& before() const { return m_before; }
    protocol::SessionPart const& after() const { return m_after; }
    bool is_elsewhere() const { return m_after.starts_at != m_before.starts_at; }
    /// 10月5日(月) 10:00〜11:00 → 10月6日(火) 10:15〜11:15
    std::string words() const;
    /// Whom this concerns.
    Notice people_words() const;

    /// `reason`: why it is written in spite of what clashes; may be empty at first.
    void send(std::string const& reason);
    std::vector<std::string> const& clashes() const { return m_clashes; }
    bool can_override() const;
    Remarks const& remarks() const { return m_remarks; }
    Notice const& notice() const { return m_notice; }
    bool is_sending() const { return m_is_sending; }

    /// The last move goes back; whether there was one. What became of it is told.
    bool undo();

private:
    struct Way {
        std::string session;
        std::size_t part = 0;
        protocol::SessionPart before;
        base::Time moved_to{};
        std::int64_t version = 0; ///< As the move left it: another one is somebody else's.
    };
    void ask_details();
    void take_details(Outcome<SessionDetails> outcome);
    nlohmann::json body(SessionDetails const& details, std::size_t part, protocol::SessionPart const& to,
        std::string const& reason) const;
    void take_written(Outcome<Session> outcome);
    void take_back(Way const& way, SessionDetails const& details);
    void say(Tone tone, std::string words);
    int people() const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    SessionEditor const& m_choices;
    Told m_told;
    ToldMoved m_moved;
    Scope m_scope;
    std::optional<Session> m_session;
    std::optional<SessionDetails> m_details; ///< Of the one that is held, once the hub has said them.
    std::size_t m_part = 0;
    protocol::SessionPart m_before;
    protocol::SessionPart m_after;
    std::vector<std::string> m_clashes;
    Remarks m_remarks;
    Notice m_notice;
    bool m_is_sending = false;
    std::vector<Way> m_back;
};

} // namespace meguri::desk::models
