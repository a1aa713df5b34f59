#include "admin/desk/models/roster_table.h"

#include "admin/desk/models/attendance_days.h"
#include "admin/desk/models/words.h"
#include "shared/domain/age_band.h"
#include "shared/domain/phone.h"

#include <algorithm>
#include <map>

namespace meguri::desk::models {

namespace {

Tone tone_of_registration(std::string const& state)
{
    if (state == "confirmed" || state == "attended")
        return Tone::Ok;
    if (state == "waiting" || state == "entered")
        return Tone::Full;
    return Tone::Quiet;
}

std::string kana_words(RosterRow const& row)
{
    if (row.entry.kana.empty())
        return "(お名前は見られません)";
    return row.entry.kana + (row.shares_phone ? "  同じ電話" : "");
}

std::string state_words(RosterRow const& row)
{
    if (row.entry.reply_by)
        return "返事 " + short_moment_words(*row.entry.reply_by) + "まで";
    auto const days = day_marks_words(row.entry);
    return registration_state_words(row.entry.state) + (days.empty() ? "" : ": " + days);
}

std::string phone_words(RosterRow const& row)
{
    auto const& entry = row.entry;
    return domain::whom_to_ring(entry.phone, entry.second_phone, entry.is_contact_phone);
}

Tone tone_of_mark(std::string const& mark)
{
    if (mark == "present")
        return Tone::Ok;
    if (mark == "no_show")
        return Tone::Stop;
    return mark == "absent_with_notice" ? Tone::Quiet : Tone::Few;
}

/// The chosen row shows where the key will go, whatever stands there.
Cell attendance_cell(RosterRow const& row, std::string const& here)
{
    bool const is_here = row.entry.id == here && !row.is_waiting;
    auto const& mark = row.mark;
    if (mark.empty())
        return is_here ? Cell{"▶ キー 1〜5", Tone::Strong} : Cell{row.is_waiting ? "" : "まだ", Tone::Quiet};
    return {(is_here ? "▶ " : "") + attendance_words(mark), tone_of_mark(mark)};
}

std::vector<ColumnOf<RosterRow>> roster_columns(std::shared_ptr<std::string const> const& here)
{
    auto const in_order = [](RosterRow const& row) -> SortKey {
        // Waiting ones come after the confirmed ones whatever their number is.
        auto const digits = row.number.find_first_of("0123456789");
        auto const number = digits == std::string::npos ? 0 : std::stoll(row.number.substr(digits));
        return std::int64_t(number + (row.is_waiting ? 1'000'000 : 0));
    };
    return {
        {{"番", 48, Align::Right}, [](RosterRow const& r) { return Cell{r.number}; }, in_order},
        {{"よみがな", 190},
            [](RosterRow const& r) {
                return Cell{kana_words(r), Tone::Strong};
            }},
        {{"出欠", 110}, [here](RosterRow const& r) { return attendance_cell(r, *here); },
            [](RosterRow const& r) -> SortKey { return r.mark; }},
        {{"電話", 132}, [](RosterRow const& r) { return Cell{phone_words(r)}; }},
        {{"年齢", 74}, [](RosterRow const& r) { return Cell{age_band_words(r.entry.age_band)}; },
            [](RosterRow const& r) -> SortKey { return r.entry.age_band; }},
        {{"配慮", 90}, [](RosterRow const& r) { return Cell{need_words(r.entry.needs)}; }},
        {{"状態", 130},
            [](RosterRow const& r) {
                return Cell{
                    state_words(r), r.entry.reply_by ? Tone::Few : tone_of_registration(r.entry.state)};
            }},
        {{"受付番号", 116}, [](RosterRow const& r) { return Cell{code_words(r.entry.code)}; }},
    };
}

} // namespace

RosterTable::RosterTable(std::shared_ptr<std::string> here)
    : RowTable(roster_columns(here), [](RosterRow const& row) { return row.entry.id; })
    , m_here(std::move(here))
{
}

void RosterTable::set_roster(Roster const& roster, int fiscal_year, int day)
{
    std::vector<RosterRow> rows;
    std::map<std::string, int> phones;
    auto const add = [&](std::vector<RosterEntry> const& entries, std::string const& mark, bool is_waiting) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            RosterRow row{entries[i], mark + std::to_string(i + 1), is_waiting};
            if (row.entry.age_band.empty())
                row.entry.age_band = domain::name_of(
                    domain::age_band(row.entry.birth_year, domain::FiscalYear{fiscal_year}));
            row.mark = mark_on(row.entry, day);
            ++phones[row.entry.phone];
            rows.push_back(std::move(row));
        }
    };
    add(roster.confirmed, "", false);
    add(roster.waiting, "待", true);
    for (auto& row : rows)
        row.shares_phone = !row.entry.phone.empty() && phones[row.entry.phone] > 1;
    set_rows(std::move(rows));
}

std::vector<Seat> seats_of(Roster const& roster)
{
    std::vector<Seat> seats(roster.confirmed.size(), Seat::Taken);
    seats.insert(seats.end(), static_cast<std::size_t>(std::max(0, roster.leased)), Seat::Leased);
    auto const capacity = static_cast<std::size_t>(std::max(0, roster.capacity));
    if (seats.size() < capacity)
        seats.resize(capacity, Seat::Free);
    return seats;
}

std::string seat_words(Roster const& roster)
{
    return "定員 " + std::to_string(roster.capacity) + " ・ 確定 " + std::to_string(roster.confirmed.size())
        + " ・ 預かり " + std::to_string(roster.leased) + " ・ 空き " + std::to_string(roster.free);
}

} // namespace meguri::desk::models
