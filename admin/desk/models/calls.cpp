#include "admin/desk/models/calls.h"

#include "admin/desk/models/person_words.h"
#include "shared/domain/call_words.h"

#include <algorithm>
#include <map>

namespace meguri::desk::models {

Calls::Calls(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

/// Whether other calls are looked at now.
bool Calls::take_scope(Scope const& scope)
{
    bool const is_elsewhere = scope.municipality != m_scope.municipality;
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
    if (is_elsewhere)
        m_all.clear();
    return is_elsewhere || !m_as_of;
}

void Calls::look_at(Scope const& scope)
{
    if (take_scope(scope))
        refresh_quietly();
}

void Calls::show_scope(Scope const& scope)
{
    bool const is_new = take_scope(scope);
    // Opening the section is what opens the names; typing in the search is not.
    auto const is_known = [](CallTask const& task) { return !task.person.kana.empty(); };
    if (is_new || (!m_all.empty() && std::ranges::none_of(m_all, is_known)))
        refresh();
    else
        m_told();
}

void Calls::refresh()
{
    ask(Names::Open);
}

void Calls::refresh_quietly()
{
    ask(Names::Closed);
}

void Calls::ask(Names names)
{
    auto const reading = names == Names::Open ? CallReading::ToCall : CallReading::NoNames;
    m_jobs.ask<std::vector<CallTask>>(
        [town = m_scope.municipality, reading](Api& api) { return api.calls(town, reading); },
        [this, town = m_scope.municipality, names](auto outcome) {
            if (town == m_scope.municipality)
                take_list(std::move(outcome), names);
        });
}

void Calls::take_list(Outcome<std::vector<CallTask>> outcome, Names names)
{
    if (!outcome)
        return trouble(outcome.error());
    auto calls = std::move(outcome->value);
    if (names == Names::Closed) {
        std::map<std::string, RosterEntry const*> known;
        for (auto const& task : m_all)
            known[task.id] = &task.person;
        for (auto& task : calls)
            if (auto const found = known.find(task.id); found != known.end()) {
                auto const state = task.person.state;
                task.person = *found->second;
                task.person.state = state;
            }
    }
    m_all = std::move(calls);
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop && m_remarks.empty())
        m_notice = {};
    rebuild();
    m_told();
}

void Calls::rebuild()
{
    std::vector<CallTask> shown;
    std::ranges::copy_if(m_all, std::back_inserter(shown), [this](CallTask const& task) {
        return m_kind.empty() || domain::call_reason_words(task.reason) == m_kind;
    });
    m_table.set_calls(std::move(shown), m_clock.now());
    if (!chosen()) {
        m_chosen = m_table.row_count() > 0 ? m_table.id(0) : "";
        m_is_tried_open = false;
    }
    ++m_revision;
}

void Calls::forget()
{
    m_scope = {};
    m_all.clear();
    m_kind.clear();
    m_chosen.clear();
    m_undo.clear();
    m_is_tried_open = false;
    m_remarks.clear();
    m_file.reset();
    m_notice = {};
    m_as_of.reset();
    rebuild();
}

void Calls::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::optional<int> Calls::count() const
{
    return m_as_of ? std::optional(static_cast<int>(m_all.size())) : std::nullopt;
}

std::vector<Choice> Calls::kinds() const
{
    std::map<std::string, int> counted;
    for (auto const& task : m_all)
        ++counted[domain::call_reason_words(task.reason)];
    std::vector<Choice> choices{{"", "すべて " + std::to_string(m_all.size()) + "件"}};
    for (auto const& [words, number] : counted)
        choices.emplace_back(words, words + " " + std::to_string(number) + "件");
    return choices;
}

void Calls::show_kind(std::string const& kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    rebuild();
    m_told();
}

void Calls::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    // A note that was begun was meant for the one before.
    m_is_tried_open = false;
    m_remarks.clear();
    m_told();
}

void Calls::told()
{
    settle(CallEnd::Reached, "");
}

bool Calls::undo()
{
    if (m_undo.empty() || m_is_sending)
        return false;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<Done>([id = m_undo.back().id](Api& api) { return api.end_call(id, CallEnd::Reopened, ""); },
        [this, task = m_undo.back()](auto outcome) {
            m_is_sending = false;
            if (!outcome) {
                trouble(outcome.error());
                return m_told();
            }
            std::erase_if(m_undo, [&](CallTask const& one) { return one.id == task.id; });
            std::erase_if(m_all, [&](CallTask const& one) { return one.id == task.id; });
            // With its name, which was open a moment ago: nobody reads it anew.
            m_all.push_back(task);
            m_chosen = task.id;
            m_notice = {Tone::Ok, "伝えたことを 取り消しました: " + person_words(task.person)};
            rebuild();
            refresh_quietly();
            m_told();
        });
    m_told();
    return true;
}

void Calls::open_tried()
{
    if (!can_settle())
        return;
    m_is_tried_open = true;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Calls::tried(std::string const& note)
{
    settle(CallEnd::Tried, note);
}

void Calls::close_panel()
{
    m_is_tried_open = false;
    m_remarks.clear();
    m_told();
}

void Calls::settle(CallEnd end, std::string const& note)
{
    if (!can_settle())
        return;
    m_is_sending = true;
    m_notice = {};
    m_remarks.clear();
    m_jobs.ask<Done>([id = m_chosen, end, note](Api& api) { return api.end_call(id, end, note); },
        [this, end, task = *chosen()](auto outcome) { take_settled(std::move(outcome), end, task); });
    m_told();
}

void Calls::take_settled(Outcome<Done> outcome, CallEnd end, CallTask const& task)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        trouble(outcome.error());
        if (outcome.error().kind == ProblemKind::Unreachable)
            m_notice.text = "ハブにつながりません。この電話は まだ 一覧に残っています。つながったら もう1度 "
                            "押してください。";
        return m_told();
    }
    auto const who = person_words(task.person);
    m_is_tried_open = false;
    if (end == CallEnd::Reached) {
        m_notice = {Tone::Ok, "伝えたことを 記録しました: " + who + "。Ctrl+Zで 元にもどせます。"};
        m_undo.push_back(task);
        auto const next = next_after(task.id);
        std::erase_if(m_all, [&](CallTask const& one) { return one.id == task.id; });
        if (m_chosen == task.id)
            m_chosen = next;
        rebuild();
    } else {
        m_notice = {Tone::Few, "不在を 記録しました: " + who + "。一覧に 残っています。"};
    }
    refresh_quietly();
    m_told();
}

std::string Calls::next_after(std::string const& id) const
{
    auto const row = m_table.row_of(id);
    if (!row || m_table.row_count() < 2)
        return "";
    return m_table.id(*row + 1 < m_table.row_count() ? *row + 1 : *row - 1);
}

std::string Calls::file_name(CallFile file) const
{
    auto const today = domain::to_iso(domain::tokyo_date(m_clock.now()));
    switch (file) {
    case CallFile::PrintedList:
        return "電話連絡-" + today + ".pdf";
    case CallFile::Postcards:
        return "はがき-" + today + ".csv";
    case CallFile::Messages:
        return "SMS-" + today + ".csv";
    }
    return "";
}

void Calls::ask_file(CallFile file, std::string const& path)
{
    if (m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<std::string>(
        [town = m_scope.municipality, file](Api& api) -> Outcome<std::string> {
            if (file == CallFile::PrintedList)
                return api.call_list(town);
            bool const is_cards = file == CallFile::Postcards;
            auto calls = api.calls(town, is_cards ? CallReading::ToWrite : CallReading::ToCall);
            if (!calls)
                return base::fail(calls.error());
            auto csv = is_cards ? postcards_csv(calls->value) : messages_csv(calls->value);
            return Answer<std::string>{std::move(csv), calls->as_of};
        },
        [this, path](auto outcome) {
            m_is_sending = false;
            if (!outcome)
                return trouble(outcome.error());
            m_file = WrittenFile{path, std::move(outcome->value)};
            m_told();
        });
    m_told();
}

void Calls::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path + "。お名前と連絡先が のっています。"}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

void Calls::trouble(Problem const& problem)
{
    m_notice = {Tone::Stop, problem_words(problem)};
    m_told();
}

} // namespace meguri::desk::models
