// The section 申込: the roster of one chosen session, people added by phone, people cancelled. Names are
// fetched only when somebody opens a roster or changed it, never on a timer, because each reading is on the
// record. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/roster_table.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/words.h"
#include "admin/desk/models/written_file.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

/// The sessions people can be on, soonest first, with the columns a narrow list has room for.
class SessionPicks final : public RowTable<Session> {
public:
    SessionPicks();
};

/// 1 出席, 2 遅刻 …: the keys of the attendance.
std::vector<std::pair<int, std::string>> attendance_key_words();

class Applications {
public:
    enum class Panel { None, Form, CancelReason, Place, NotCome, Release, Correct, Merge };

    Applications(Jobs& jobs, base::Clock const& clock, base::Random& random, Told told);

    /// The list to pick from: what the sessions section holds; drafts have no people and stay out.
    void take_sessions(std::vector<Session> const& sessions);
    void show_scope(Scope const& scope);
    void forget();

    SessionPicks& picks() { return m_picks; }
    RosterTable& table() { return m_table; }
    void sort_picks(std::size_t column, bool is_descending);
    void sort_roster(std::size_t column, bool is_descending);
    int revision() const { return m_revision; }
    Roster const& roster() const { return m_roster; }
    bool has_roster() const { return m_as_of.has_value(); }

    void choose_session(std::string const& id);
    std::string const& session_id() const { return m_session; }
    Session const* session() const { return m_picks.find(m_session); }
    void refresh_roster();

    void choose_entry(std::string const& id);
    std::string const& entry_id() const { return m_entry; }
    RosterRow const* entry() const { return m_table.find(m_entry); }
    /// Whether cancelling the chosen one can still change anything.
    bool can_cancel() const;
    /// Whether this user may add somebody to the chosen session, as it is now.
    bool can_add() const;

    Panel panel() const { return m_panel; }
    void open_form();
    void open_cancel();
    void open_place();
    void close_panel();

    void submit(PhoneRegistrationForm form);
    PhoneRegistrationForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    void cancel(std::string const& reason);

    /// Whether the chosen one's name or number can be put right here: it has a place, and this user sees it.
    bool can_correct() const;
    /// As the hub has it, in the form's words; the reason is still to be chosen.
    CorrectionForm correction() const;
    void open_correct();
    void correct(CorrectionForm form);
    /// Whether there is another one of this roster that the chosen one may be the same person as.
    bool can_merge() const;
    /// Whom it may be the same as: those of the same number or name first.
    std::vector<Choice> twins() const;
    /// Which of the two stays and which goes, before anybody presses.
    std::string merge_words(std::string const& other) const;
    void open_merge();
    void merge(std::string const& other);

    /// Whether the chosen one has a place in the line.
    bool can_change_place() const;
    /// Before whom it may stand; the first is the front of the line.
    std::vector<Choice> places() const;
    void change_place(std::string const& before, std::string const& reason);
    /// Whether the chosen one came up from the line and let the day of the reply pass; offered only where the
    /// hub's roster names that day.
    bool can_release() const;
    /// Asks first: the next one in the line may have the seat at once.
    void open_release();
    /// What follows from it, in words.
    std::string release_words() const;
    void release();

    /// Whether attendance can be marked now, by this user.
    bool can_mark() const;
    /// 1日目 10月8日(水) …, of a class of several days; the keys mark `day` (from 1; 0 with one day only).
    std::vector<std::string> days() const;
    int day() const { return m_day; }
    void choose_day(int day);
    /// One key on the chosen row, which goes on to the next one. Whether the key meant something here.
    bool mark(int key);
    /// The last mark goes back to what it was. Whether there was one.
    bool undo();
    /// Whether this user may say that whoever gives the class did not come: it has begun, or is about to.
    bool can_say_not_come() const;
    /// Asks first; nobody who was there is counted as absent.
    void open_not_come();
    /// What follows from it, in words.
    std::string not_come_words() const;
    /// The class is cancelled for that reason: marks given before go, and everybody is called.
    void say_not_come();
    /// 7 / 10人 記入ずみ
    std::string marked_words() const;

    /// What is known of somebody with this name or number in the open roster; empty: nothing.
    std::string duplicate_hint(std::string const& kana, std::string const& phone) const;

    std::string paper_name(SessionPaper paper) const;
    void ask_paper(SessionPaper paper, std::string const& path);
    /// What arrived, once.
    std::optional<WrittenFile> take_file() { return std::exchange(m_file, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    enum class IsUndo { No, Yes };
    struct MarkBefore {
        std::string id;
        std::string mark;
        int day = 0;
    };
    bool may_register() const;
    bool has_day_behind() const;
    void send_mark(MarkBefore const& wanted, IsUndo is_undo);
    void go_on_after(std::string const& id);
    void show_roster();
    void take_roster(std::string const& session, Outcome<Roster> outcome);
    void take_registered(Outcome<Registered> outcome);
    bool lacks_reason(std::string const& reason);
    void take_cancelled(Outcome<Done> outcome, std::string const& who);
    /// After what moved people: `words` when the hub did it.
    void take_moved(Outcome<Done> outcome, std::string const& words);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    SessionPicks m_picks;
    RosterTable m_table;
    Roster m_roster;
    int m_revision = 0;
    std::string m_session;
    std::string m_entry;
    int m_day = 0;
    Panel m_panel = Panel::None;
    PhoneRegistrationForm m_form;
    SubmissionKey m_key;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
    std::vector<MarkBefore> m_undo;
    std::optional<WrittenFile> m_file;
};

} // namespace meguri::desk::models
