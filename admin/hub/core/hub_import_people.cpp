// The hub on files about people: applications on paper and attendance, all lines of a file or none. Each line
// goes the way a single one goes, with every rule of it.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"

#include <map>
#include <utility>

namespace meguri::hub::core {

namespace {

std::string line_words(int line, std::string const& field = "")
{
    return "line " + std::to_string(line) + (field.empty() ? "" : ", " + field);
}

Refusal nothing_imported()
{
    return {RefusalKind::Invalid, "invalid", "Nothing was imported: some lines are wrong", {}, {}};
}

/// The column a refusal is about, as far as one is.
std::string column_of(std::string const& reason)
{
    bool const is_about_person = reason == "limit_per_course" || reason == "limit_per_year";
    return is_about_person ? "kana" : "session";
}

} // namespace

ImportedLine Hub::import(RegistrationLine const& line, std::vector<domain::FieldProblem>& problems)
{
    auto const& used = line.person.idempotency;
    ImportedLine imported{line.line, !need(m_store.idempotency(used.scope, used.key)).has_value(), {}};
    auto const outcome = run(line.person);
    if (auto const* refused = std::get_if<Refusal>(&outcome)) {
        problems.push_back({line_words(line.line, "session"), refused->reason});
        return imported;
    }
    imported.registration = std::get<RegistrationAnswer>(outcome);
    auto& answer = imported.registration;
    bool const is_here_already = answer.state == domain::RegistrationState::Duplicate;
    if (is_here_already || !imported.is_changed) {
        imported.is_changed = false;
        auto const id = is_here_already ? domain::RegistrationId(answer.existing) : answer.id;
        if (auto const row = need(m_store.registration(id)))
            answer = answer_of(*row);
        return imported;
    }
    if (!domain::is_active(answer.state))
        problems.push_back({line_words(line.line, column_of(answer.reason)), answer.reason});
    return imported;
}

Outcome Hub::run(ImportRegistrations const& command)
{
    auto refusal = nothing_imported();
    ImportedLines answer{{}, command.is_dry_run};
    std::map<std::string, int> seen;
    for (auto const& line : command.lines) {
        auto const [first, is_new] = seen.emplace(line.person.idempotency.key, line.line);
        if (!is_new) {
            refusal.fields.push_back({line_words(line.line, "kana"),
                "is the same person for the same session as " + line_words(first->second)});
            continue;
        }
        answer.lines.push_back(import(line, refusal.fields));
    }
    if (!refusal.fields.empty())
        return refusal;
    return answer;
}

ImportedLine Hub::import(
    MarkLine const& line, std::string const& by, std::vector<domain::FieldProblem>& problems)
{
    ImportedLine imported{line.line, false, {}};
    auto const row = need(m_store.registration(line.id));
    if (row && row->attendance == line.mark) {
        imported.registration = answer_of(*row);
        return imported;
    }
    imported.is_changed = true;
    auto const outcome = run(MarkAttendance{line.id, line.mark, by});
    if (auto const* refused = std::get_if<Refusal>(&outcome))
        problems.push_back({line_words(line.line, "code"), refused->reason});
    else
        imported.registration = std::get<RegistrationAnswer>(outcome);
    return imported;
}

Outcome Hub::run(ImportMarks const& command)
{
    auto refusal = nothing_imported();
    ImportedLines answer{{}, command.is_dry_run};
    std::map<domain::RegistrationId, int> seen;
    for (auto const& line : command.lines) {
        auto const [first, is_new] = seen.emplace(line.id, line.line);
        if (!is_new) {
            refusal.fields.push_back(
                {line_words(line.line, "code"), "is the same number as " + line_words(first->second)});
            continue;
        }
        answer.lines.push_back(import(line, command.by, refusal.fields));
    }
    if (!refusal.fields.empty())
        return refusal;
    return answer;
}

} // namespace meguri::hub::core
