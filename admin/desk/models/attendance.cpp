// The section 申込 on the day itself: one row, one key; back with Ctrl+Z; and the papers of a class.
#include "admin/desk/models/applications.h"
#include "admin/desk/models/attendance_days.h"
#include "admin/desk/models/person_words.h"
#include "admin/desk/models/search_text.h"
#include "admin/desk/models/typed.h"
#include "shared/domain/phone.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

namespace {

/// The cancellation's reason, as everybody reads it.
constexpr char not_come_reason[] = "講師が来なかった";
constexpr std::array attendance_keys{"present", "late", "partial", "absent_with_notice", "no_show"};

RosterEntry* find_entry(Roster& roster, std::string const& id)
{
    auto const found = std::ranges::find(roster.confirmed, id, &RosterEntry::id);
    return found == roster.confirmed.end() ? nullptr : &*found;
}

} // namespace

std::vector<std::pair<int, std::string>> attendance_key_words()
{
    std::vector<std::pair<int, std::string>> words;
    for (int key = 1; key <= static_cast<int>(attendance_keys.size()); ++key)
        words.emplace_back(key, attendance_words(attendance_keys[static_cast<std::size_t>(key - 1)]));
    return words;
}

bool Applications::can_mark() const
{
    auto const* now = session();
    return may_register() && now && now->admission != "drop_in"
        && m_clock.now() >= now->starts_at - marks_before;
}

std::vector<std::string> Applications::days() const
{
    return session() ? day_choice_words(*session()) : std::vector<std::string>();
}

void Applications::choose_day(int day)
{
    if (!session() || day < 1 || day > days_of(*session()) || day == m_day)
        return;
    m_day = day;
    m_notice = {};
    show_roster();
    m_told();
}

bool Applications::mark(int key)
{
    auto const* row = entry();
    if (key < 1 || key > static_cast<int>(attendance_keys.size()) || !row || row->is_waiting)
        return false;
    if (!can_mark() || m_clock.now() < begin_of(*session(), m_day) - marks_before) {
        m_notice = {Tone::Few, "出欠は、始まる1時間前から つけられます。"};
        m_told();
        return true;
    }
    std::string const wanted = attendance_keys[static_cast<std::size_t>(key - 1)];
    // The rows are made anew by the mark.
    auto const id = row->entry.id;
    m_undo.push_back({id, row->mark, m_day});
    send_mark({id, wanted, m_day}, IsUndo::No);
    go_on_after(id);
    return true;
}

bool Applications::undo()
{
    if (m_undo.empty())
        return false;
    auto const last = m_undo.back();
    m_undo.pop_back();
    m_day = last.day;
    send_mark(last, IsUndo::Yes);
    m_entry = last.id;
    m_table.set_here(m_entry);
    ++m_revision;
    m_told();
    return true;
}

/// With a day of several held, cancelling would take away who was there.
bool Applications::has_day_behind() const
{
    auto const* now = session();
    return now && days_of(*now) > 0 && m_clock.now() > now->parts.front().ends_at;
}

bool Applications::can_say_not_come() const
{
    auto const* now = session();
    return now && has_roster() && !has_day_behind() && now->state != "cancelled" && now->state != "held"
        && m_clock.now() >= now->starts_at - marks_before
        && domain::may(m_scope.actor, domain::Right::WriteSession, ownership_of(*now));
}

void Applications::open_not_come()
{
    if (!can_say_not_come()) {
        m_notice = {Tone::Few,
            has_day_behind()
                ? "1日目が 終わった回は、ここで中止にできません。開催回の「書きかえる」で、その日を "
                  "ほかの日に移してください。"
                : "講師が来なかったことは、始まる1時間前から 開催を決めた団体が 記入できます。"};
        return m_told();
    }
    m_panel = Panel::NotCome;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

std::string Applications::not_come_words() const
{
    auto const people = m_roster.confirmed.size() + m_roster.waiting.size();
    auto const marked = std::ranges::count_if(
        m_roster.confirmed, [](RosterEntry const& one) { return !one.attendance.empty(); });
    auto words = "この回は「" + std::string(not_come_reason) + "」という理由の 中止になります。";
    if (people > 0)
        words += "申込の " + std::to_string(people) + "人は 欠席になりません。電話連絡に出ます。";
    if (marked > 0)
        words += "つけた出欠 " + std::to_string(marked) + "人分は 消えます。";
    return words + "元にもどせません。";
}

void Applications::say_not_come()
{
    if (m_is_sending || !can_say_not_come())
        return;
    std::vector<std::string> marked;
    for (auto const& one : m_roster.confirmed)
        if (!one.attendance.empty())
            marked.push_back(one.id);
    m_is_sending = true;
    m_jobs.ask<Done>(
        [id = m_session, marked](Api& api) -> Outcome<Done> {
            // A mark is final once the class is cancelled, so they go first.
            for (auto const& one : marked)
                if (auto cleared = api.mark_attendance(one, "", 0); !cleared)
                    return cleared;
            return api.act_on_session(id, domain::SessionAction::Cancel, not_come_reason);
        },
        [this, title = session()->title, session = m_session](auto outcome) {
            m_is_sending = false;
            if (session != m_session)
                return;
            m_undo.clear();
            take_moved(std::move(outcome), "講師が来なかったため 中止にしました: " + title);
        });
    m_told();
}

/// Shown at once; what the hub does not take goes back to what it was.
void Applications::send_mark(MarkBefore const& wanted, IsUndo is_undo)
{
    auto* entry = find_entry(m_roster, wanted.id);
    if (!entry)
        return;
    auto const before = *entry;
    auto const who = person_words(*entry);
    put_mark(*entry, wanted.mark, wanted.day);
    show_roster();
    m_notice = {};
    m_jobs.ask<Done>([wanted](Api& api) { return api.mark_attendance(wanted.id, wanted.mark, wanted.day); },
        [this, wanted, before, who, is_undo, session = m_session](auto outcome) {
            if (session != m_session)
                return;
            if (outcome) {
                m_notice = {Tone::Ok,
                    is_undo == IsUndo::Yes ? "元にもどしました: " + who
                                           : who + ": " + attendance_words(wanted.mark)};
                return m_told();
            }
            if (auto* marked = find_entry(m_roster, wanted.id))
                put_mark(*marked, mark_on(before, wanted.day), wanted.day);
            if (is_undo == IsUndo::No)
                std::erase_if(m_undo, [&](MarkBefore const& one) { return one.id == wanted.id; });
            m_notice = {Tone::Stop, who + "の出欠を つけられませんでした。" + problem_words(outcome.error())};
            show_roster();
            m_told();
        });
    m_told();
}

/// The next row that nobody marked yet, as they stand on the screen.
void Applications::go_on_after(std::string const& id)
{
    auto const row = m_table.row_of(id);
    if (!row)
        return;
    for (auto next = *row + 1; next < m_table.row_count(); ++next) {
        auto const& one = m_table.row(next);
        if (one.is_waiting || !one.mark.empty())
            continue;
        m_entry = one.entry.id;
        break;
    }
    m_table.set_here(m_entry);
    ++m_revision;
    m_told();
}

void Applications::show_roster()
{
    // The class may have been given other days meanwhile.
    auto const days = session() ? days_of(*session()) : 0;
    m_day = m_day == 0 && days > 0 ? day_to_mark(*session(), m_clock.now()) : std::min(m_day, days);
    m_table.set_roster(m_roster, m_scope.fiscal_year, m_day);
    ++m_revision;
}

std::string Applications::marked_words() const
{
    if (!has_roster() || m_roster.confirmed.empty() || !can_mark())
        return "";
    auto const marked = std::ranges::count_if(
        m_roster.confirmed, [&](RosterEntry const& one) { return !mark_on(one, m_day).empty(); });
    return std::to_string(marked) + " / " + std::to_string(m_roster.confirmed.size()) + "人 記入ずみ";
}

std::string Applications::duplicate_hint(std::string const& kana, std::string const& phone) const
{
    auto const folded = fold_for_search(trimmed(kana));
    auto const digits = typed_phone(phone);
    bool const has_phone = !digits.empty() && !domain::problem_of_phone(digits);
    for (auto const& row : m_table.rows()) {
        bool const is_same_phone = has_phone && row.entry.phone == digits;
        bool const is_same_name = !folded.empty() && !row.entry.kana.empty()
            && fold_for_search(trimmed(row.entry.kana)) == folded;
        auto const who = row.number + "番 " + row.entry.kana + " さん";
        if (is_same_phone && is_same_name)
            return "この方は もう この回に入っています: " + who;
        if (is_same_phone)
            return "同じ電話の方が います: " + who + "。ご夫婦なら このまま申し込めます。";
        if (is_same_name)
            return "同じよみがなの方が います: " + who + "。電話番号を 確かめてください。";
    }
    return "";
}

std::string Applications::paper_name(SessionPaper paper) const
{
    auto const* now = session();
    return std::string(paper == SessionPaper::SignInSheet ? "出席簿-" : "名簿-")
        + (now ? now->title + "-" + domain::to_iso(domain::tokyo_date(now->starts_at)) : std::string())
        + ".pdf";
}

void Applications::ask_paper(SessionPaper paper, std::string const& path)
{
    if (m_session.empty() || m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<std::string>([id = m_session, paper](Api& api) { return api.session_paper(id, paper); },
        [this, path](auto outcome) {
            m_is_sending = false;
            if (outcome)
                m_file = WrittenFile{path, std::move(outcome->value)};
            else
                m_notice = {Tone::Stop, problem_words(outcome.error())};
            m_told();
        });
    m_told();
}

void Applications::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path + "。お名前が のっています。"}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

} // namespace meguri::desk::models
