// The list of calls as rows, and what it becomes in files for postcards and short messages.
#include "admin/desk/models/calls.h"
#include "shared/domain/call_words.h"
#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"

#include <algorithm>
#include <memory>

namespace meguri::desk::models {

namespace {

/// So long before the class or the day of the reply a call is red.
constexpr std::chrono::hours hurries_before{48};

std::string who_of(CallTask const& task)
{
    return task.person.kana.empty() ? code_words(task.person.code) : task.person.kana;
}

std::string number_of(CallTask const& task)
{
    auto const& person = task.person;
    return domain::whom_to_ring(person.phone, person.second_phone, person.is_contact_phone);
}

Cell due_cell(CallTask const& task)
{
    return {short_moment_words(due_of(task)), task.hurries ? Tone::Stop : Tone::Plain};
}

SortKey key_of_time(base::Time time)
{
    return std::int64_t(base::seconds_of(time));
}

std::vector<ColumnOf<CallTask>> call_columns()
{
    return {
        {{"いつまでに", 122}, due_cell, [](CallTask const& t) { return key_of_time(due_of(t)); }},
        {{"お名前", 136},
            [](CallTask const& t) {
                return Cell{who_of(t), Tone::Strong};
            }},
        {{"電話", 128}, [](CallTask const& t) { return Cell{number_of(t)}; }},
        {{"用件", 140}, [](CallTask const& t) { return Cell{domain::call_reason_words(t.reason)}; }},
        {{"不在", 48, Align::Right},
            [](CallTask const& t) {
                return Cell{t.tried > 0 ? std::to_string(t.tried) + "回" : "", Tone::Few};
            },
            [](CallTask const& t) -> SortKey { return std::int64_t(t.tried); }},
        {{"開催回", 250},
            [](CallTask const& t) { return Cell{short_moment_words(t.starts_at) + " " + t.title}; },
            [](CallTask const& t) { return key_of_time(t.starts_at); }},
        {{"メモ", 180}, [](CallTask const& t) { return Cell{t.note}; }},
        {{"受付番号", 116}, [](CallTask const& t) { return Cell{code_words(t.person.code)}; }},
    };
}

bool is_mobile(std::string const& phone)
{
    return phone.starts_with("090") || phone.starts_with("080") || phone.starts_with("070");
}

} // namespace

base::Time due_of(CallTask const& task)
{
    return task.reply_by ? *task.reply_by : task.starts_at;
}

std::string script_of(CallTask const& task)
{
    return domain::call_script(
        {task.reason, task.municipality_name, task.person.kana, code_words(task.person.code), task.title,
            task.venue_name, task.starts_at, task.person.state, task.reply_by});
}

CallTable::CallTable()
    : RowTable(call_columns(), [](CallTask const& task) { return task.id; })
{
}

void CallTable::set_calls(std::vector<CallTask> calls, base::Time now)
{
    for (auto& task : calls)
        task.hurries = due_of(task) >= now && due_of(task) - now <= hurries_before;
    // What is over already comes last: it is told all the same, but it does not hurry.
    std::ranges::stable_sort(calls, [now](CallTask const& one, CallTask const& other) {
        bool const is_over = due_of(one) < now;
        bool const is_other_over = due_of(other) < now;
        if (is_over != is_other_over)
            return is_other_over;
        return due_of(one) < due_of(other);
    });
    set_rows(std::move(calls));
}

std::string postcards_csv(std::vector<CallTask> const& calls)
{
    std::vector<TextRow> rows{{"お名前", "市町", "住所", "用件", "文面", "受付番号"}};
    for (auto const& task : calls)
        rows.push_back({task.person.kana, task.municipality_name, task.person.address,
            domain::call_reason_words(task.reason), script_of(task), code_words(task.person.code)});
    return to_csv(rows);
}

std::string messages_csv(std::vector<CallTask> const& calls)
{
    std::vector<TextRow> rows{{"電話", "お名前", "用件", "文面", "受付番号"}};
    for (auto const& task : calls)
        if (is_mobile(task.person.phone))
            rows.push_back({domain::phone_words(task.person.phone), task.person.kana,
                domain::call_reason_words(task.reason), script_of(task), code_words(task.person.code)});
    return to_csv(rows);
}

std::string call_file_words(CallFile file)
{
    switch (file) {
    case CallFile::PrintedList:
        return "電話の一覧(PDF)";
    case CallFile::Postcards:
        return "はがき用(CSV)";
    case CallFile::Messages:
        return "SMS用(CSV)";
    }
    return "";
}

} // namespace meguri::desk::models
