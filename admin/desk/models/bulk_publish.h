// まとめて公開: several drafts, what stands in the way of each, and their publication one after the other,
// which can be stopped between two. A line says published only when the hub said so. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_answers.h"
#include "admin/desk/models/table.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct PublishLine {
    enum class State { Ready, InTheWay, UnderWay, Published, Refused };
    Session session;
    State state = State::Ready;
    std::string why; ///< What stands in the way, or what the hub said.
    std::string note; ///< What is still missing and hinders nobody.
};

class PublishTable final : public RowTable<PublishLine> {
public:
    PublishTable();
};

/// What of a draft is looked at before it is published.
struct PublishFacts {
    SessionUses const& uses;
    std::vector<Resource> const& resources;
    domain::Actor const& actor;
    base::Time now;
};
/// `mark` is null where nothing clashes. Pure.
PublishLine publish_line(Session const& session, SessionMark const* mark, PublishFacts const& facts);

class BulkPublish {
public:
    /// Called when the hub has published something, with what is to be said about all of it.
    using ToldPublished = std::function<void(Notice const& notice)>;

    BulkPublish(Jobs& jobs, Told told, ToldPublished published);

    /// Shows the lines; for a carrier it asks first which programmes want the municipality to publish.
    void begin(std::vector<PublishLine> lines, domain::Actor const& actor);
    void forget();

    PublishTable& table() { return m_table; }
    PublishTable const& table() const { return m_table; }
    int revision() const { return m_revision; }
    std::size_t count(PublishLine::State state) const;
    /// 12件のうち 10件を 公開できます
    std::string words() const;

    /// All that can be, in the order of the lines.
    void publish();
    /// After the one that is under way.
    void stop();
    bool is_running() const { return m_is_running; }
    bool is_stopping() const { return m_is_stopping; }
    std::size_t done() const { return m_done; }
    std::size_t all() const { return m_all; }

private:
    void ask_approvals(domain::Actor const& actor);
    void take_approval(std::string const& programme);
    void go_on();
    void take_outcome(std::string const& id, Outcome<Done> outcome);
    void finish();
    void put(std::string const& id, PublishLine::State state, std::string const& why);

    Jobs& m_jobs;
    Told m_told;
    ToldPublished m_published;
    PublishTable m_table;
    int m_revision = 0;
    int m_round
        = 0; ///< Grows with each list, so that an answer about another one is not taken for this one's.
    std::size_t m_done = 0;
    std::size_t m_all = 0;
    bool m_is_running = false;
    bool m_is_stopping = false;
};

} // namespace meguri::desk::models
