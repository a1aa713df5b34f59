// The face 記録 of the section 利用者: who did and saw what, newest first, narrowed by day, user, deed and
// purpose. Ids and purposes only: a person's name is nowhere in it. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/table.h"
#include "admin/desk/models/words.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class AuditTable final : public RowTable<AuditLine> {
public:
    AuditTable();
};

/// What can be looked for: every deed, or those of one kind.
std::vector<Choice> audit_action_choices();
std::vector<Choice> audit_purpose_choices();
/// 名前を開いた …; a deed this program does not know stands as it came.
std::string audit_action_words(std::string const& action);
std::string audit_purpose_words(std::string const& purpose);

struct AuditForm {
    std::string from; ///< As typed.
    std::string to;
    std::string login;
    std::string action;
    std::string purpose;
};

class AuditLog {
public:
    AuditLog(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    /// The newest page of what is looked for.
    void refresh();
    void forget();
    bool may_see() const;

    void look_for(AuditForm form);
    AuditForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    bool has_more() const { return m_next.has_value(); }
    /// The page before, added below.
    void load_more();

    AuditTable& table() { return m_table; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);
    /// 200件を 表示 …
    std::string count_words() const;

    bool is_loading() const { return m_is_loading; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    enum class Page { Newest, Next };
    void ask(Page page);
    void take(Outcome<AuditPage> outcome, Page page);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    AuditForm m_form;
    AuditQuery m_query;
    std::optional<std::int64_t> m_next;
    AuditTable m_table;
    int m_revision = 0;
    int m_asked = 0; ///< Of several questions under way only the last one's answer counts.
    bool m_is_loading = false;
    Remarks m_remarks;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
