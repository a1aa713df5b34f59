// The section 電話連絡: everybody who must be told something, what to say to each, and what became of it; the
// same list on paper, for postcards and for short messages. Names are fetched when a clerk opens the list or
// asks for it anew, never on a timer, because each reading is on the record. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/words.h"
#include "admin/desk/models/written_file.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

class CallTable final : public RowTable<CallTask> {
public:
    CallTable();
    /// The one that hurries most on top. `now` says what hurries.
    void set_calls(std::vector<CallTask> calls, base::Time now);
};

/// Until when somebody should have been told: the day of the reply, else the class itself.
base::Time due_of(CallTask const& task);
/// What to say, in sentences to be read out.
std::string script_of(CallTask const& task);
/// One line a person; the columns that whoever prints cards or sends messages asks for.
std::string postcards_csv(std::vector<CallTask> const& calls);
std::string messages_csv(std::vector<CallTask> const& calls);

/// What the list can become.
enum class CallFile { PrintedList, Postcards, Messages };
inline constexpr CallFile call_files[]{CallFile::PrintedList, CallFile::Postcards, CallFile::Messages};
std::string call_file_words(CallFile file);

class Calls {
public:
    Calls(Jobs& jobs, base::Clock const& clock, Told told);

    /// The section is open: with the names.
    void show_scope(Scope const& scope);
    /// Another section is: only how many there are.
    void look_at(Scope const& scope);
    /// With the names.
    void refresh();
    /// Without; the names that were open stay beside those who were there.
    void refresh_quietly();
    void forget();

    CallTable& table() { return m_table; }
    CallTable const& table() const { return m_table; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);
    /// Of all this user may see; nothing until the hub told.
    std::optional<int> count() const;
    /// The reasons that are there, with how many of each; the first is all of them.
    std::vector<Choice> kinds() const;
    void show_kind(std::string const& kind);
    std::string const& kind() const { return m_kind; }

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    CallTask const* chosen() const { return m_table.find(m_chosen); }
    bool can_settle() const { return chosen() != nullptr && !m_is_sending; }

    /// 伝えた: the call is over and the next one is chosen.
    void told();
    /// What was told last is to be told again. Whether there was one.
    bool undo();
    /// 不在: it stays, with what to know the next time.
    void open_tried();
    bool is_tried_open() const { return m_is_tried_open; }
    void tried(std::string const& note);
    void close_panel();
    Remarks const& remarks() const { return m_remarks; }

    std::string file_name(CallFile file) const;
    void ask_file(CallFile file, std::string const& path);
    /// What arrived, once.
    std::optional<WrittenFile> take_file() { return std::exchange(m_file, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    enum class Names { Open, Closed };
    bool take_scope(Scope const& scope);
    void ask(Names names);
    void take_list(Outcome<std::vector<CallTask>> outcome, Names names);
    void rebuild();
    void settle(CallEnd end, std::string const& note);
    void take_settled(Outcome<Done> outcome, CallEnd end, CallTask const& task);
    void trouble(Problem const& problem);
    std::string next_after(std::string const& id) const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::vector<CallTask> m_all;
    CallTable m_table;
    std::string m_kind;
    int m_revision = 0;
    std::string m_chosen;
    std::vector<CallTask> m_undo; ///< Told, the last one last.
    bool m_is_tried_open = false;
    Remarks m_remarks;
    std::optional<WrittenFile> m_file;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
