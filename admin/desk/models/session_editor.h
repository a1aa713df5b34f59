// The form of a session at work: a new one, a change, or a series with its preview; what it may choose from;
// and what the hub said about it. Nothing typed is lost by an answer; only saving or leaving empties it. One
// thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/series_preview.h"
#include "admin/desk/models/session_facts.h"
#include "admin/desk/models/words.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class SessionEditor {
public:
    enum class Step { Form, Preview };
    enum class Clashes { Refused, WrittenOver };
    /// What was saved: its id, a sentence, and whom it waits for, where that is still to be said.
    struct Saved {
        std::string id;
        std::string words;
        std::string waiting_for;
    };
    using ToldSaved = std::function<void(Saved const&)>;

    SessionEditor(Jobs& jobs, base::Clock const& clock, Told told, ToldSaved saved);

    void show_scope(Scope const& scope) { m_scope = scope; }
    void take_venues(std::vector<Venue> const& venues) { m_venues = venues; }
    void forget();

    void begin_new();
    void begin_change(SessionDetails const& details);
    void leave();
    /// What somebody else wrote while this form was open, label and words; sending again writes over it.
    LabelledWords const& others() const { return m_others; }
    /// The form becomes what stands there now; what was typed goes.
    void take_others();
    bool is_change() const { return m_change.has_value(); }
    /// People who must be called when day or place of what is changed becomes another.
    int people() const { return m_people; }
    /// Grows whenever the form was filled by somebody else than the clerk.
    int fillings() const { return m_fillings; }
    Step step() const { return m_step; }

    /// What a choice changed; the rest follows.
    void keep(SessionForm form);
    void add_part(SessionForm form);
    void remove_part(SessionForm form);
    void begin_from(std::string const& template_name);
    void save_template(SessionForm form);

    /// Checks, then sends, or shows the days first when it repeats; the form comes back with remarks when
    /// something is wrong.
    void submit(SessionForm form, Clashes clashes = Clashes::Refused);
    SessionForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    Notice const& notice() const { return m_notice; }
    bool is_sending() const { return m_is_sending; }
    /// The hub's sentences about what is in the way; empty: nothing that somebody may write over.
    std::vector<std::string> const& clashes() const { return m_clashes; }
    bool can_override() const;

    SeriesPreview& preview() { return m_preview; }
    int revision() const { return m_revision; }
    void choose_day(std::string const& iso);
    std::string const& chosen_day() const { return m_day; }
    void skip_or_keep();
    void move_to(std::string const& typed_day);
    void back_to_form();
    void make_series();

    /// What may be used at the chosen house by the chosen provider; the first says that none is.
    std::vector<Choice> resource_choices(domain::ResourceKind kind) const;
    std::vector<Choice> programme_choices() const;
    std::vector<Choice> template_choices() const;
    std::vector<Resource> const& resources() const { return m_resources; }
    std::vector<Named> const& programmes() const { return m_programmes; }
    /// Lists for the form and for the details; again whenever the form opens.
    void load_choices();

private:
    struct Change {
        std::string id;
        std::int64_t version = 0;
    };
    void start(SessionForm form);
    void take_resources(std::vector<Resource> resources);
    domain::Ownership ownership() const;
    nlohmann::json body(Clashes clashes) const;
    void send(Clashes clashes);
    void take_saved(Outcome<Session> outcome);
    void take_problem(Problem const& problem);
    void take_stale();
    void drop_stray_exceptions();
    void ask_preview();
    void take_preview(Outcome<SeriesAnswer> outcome);
    void take_series(Outcome<SeriesAnswer> outcome);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    ToldSaved m_saved;
    Scope m_scope;
    std::vector<Venue> m_venues;
    std::vector<Resource> m_resources;
    std::vector<Named> m_programmes;
    std::vector<SessionTemplate> m_templates;
    Step m_step = Step::Form;
    std::optional<Change> m_change;
    std::optional<SessionDetails> m_seen; ///< What is changed, as the clerk saw it last.
    LabelledWords m_others;
    int m_people = 0;
    int m_fillings = 0;
    SessionForm m_form;
    Remarks m_remarks;
    std::vector<std::string> m_clashes;
    Notice m_notice;
    bool m_is_sending = false;
    SeriesPreview m_preview;
    int m_revision = 0;
    std::string m_day;
};

} // namespace meguri::desk::models
