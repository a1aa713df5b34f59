// Between SQLite's columns and the rows: column lists in one place, each with the function that reads it.
#pragma once

#include "admin/hub/store/rows.h"
#include "shared/domain/names.h"
#include "shared/domain/programme.h"
#include "shared/storage/database.h"

#include <functional>

namespace meguri::hub::store {

template <class E> E name_at(storage::Statement const& row, int column)
{
    return domain::from_name<E>(row.text(column)).value_or(domain::Names<E>::entries.front().first);
}

inline Time time_at(storage::Statement const& row, int column)
{
    return base::time_of(row.integer(column));
}
inline std::optional<Time> time_if_at(storage::Statement const& row, int column)
{
    return row.is_null(column) ? std::nullopt : std::optional(time_at(row, column));
}
/// A stored day is one that can be: whoever wrote it had a Date.
domain::Date date_at(storage::Statement const& row, int column);
inline std::int64_t number_of(Time time)
{
    return base::seconds_of(time);
}
inline std::optional<std::int64_t> number_of(std::optional<Time> time)
{
    return time ? std::optional<std::int64_t>(base::seconds_of(*time)) : std::nullopt;
}

std::string joined(std::vector<std::string> const& words);
std::vector<std::string> split(std::string const& text);
/// Priorities in their order, separated by spaces; a word nobody knows is left out.
std::string priorities_text(domain::LotteryRules const& rules);
domain::LotteryRules lottery_rules(std::string const& priorities, std::string const& not_drawn);
std::string_view feed_state_name(FeedState state);
FeedState feed_state_from(std::string const& text);

/// All rows of a statement, each through `read`.
template <class Row>
base::Result<std::vector<Row>> all(
    storage::Statement& statement, std::function<Row(storage::Statement const&)> read)
{
    std::vector<Row> rows;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return base::fail(more.error());
        if (!*more)
            return rows;
        rows.push_back(read(statement));
    }
}

/// The first row of a statement, if there is one.
template <class Row>
base::Result<std::optional<Row>> first(
    storage::Statement& statement, std::function<Row(storage::Statement const&)> read)
{
    auto const has_row = statement.step();
    if (!has_row)
        return base::fail(has_row.error());
    return *has_row ? std::optional<Row>(read(statement)) : std::nullopt;
}

inline constexpr char registration_columns[]
    = "id, code, session, state, reason, seq, changed_seq, priority, sealed, key_id, person_mark, phone_mark,"
      " mark_key_id, age_band, municipality, token, kiosk, cmd_no, taken_by, created_at, attendance";
RegistrationRow registration_row(storage::Statement const& row);

inline constexpr char venue_columns[]
    = "v.id, v.municipality, v.name, v.kana, v.kind, v.postal_code, v.address, v.latitude, v.longitude, "
      "v.phone,"
      " v.opening_hours, v.area, v.is_step_free, v.has_hearing_loop, v.has_parking";
/// Reads venue_columns beginning at `column`.
domain::Venue venue_row(storage::Statement const& row, int column = 0);

inline constexpr char kiosk_columns[]
    = "id, install, venue, public_key, credential_hash, last_cmd_no, last_chain,"
      " state, enrolled_at, last_sync_at, clock_off_ms, outbox_head, proto, program,"
      " machine, leases_version";
KioskRow kiosk_row(storage::Statement const& row);
std::string_view kiosk_state_name(KioskState state);

inline constexpr char series_columns[] = "id, title, title_kana, level, topics, delivery, provider, venue, "
                                         "feed_state, feed_modified, feed_changed_at";
SeriesRow series_row(storage::Statement const& row);

} // namespace meguri::hub::store
