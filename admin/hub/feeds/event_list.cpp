#include "admin/hub/feeds/event_list.h"

#include "admin/hub/feeds/items.h"
#include "admin/hub/feeds/words.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace meguri::hub::feeds {

namespace {

constexpr std::size_t columns_max = 100;

struct Subject {
    Addresses const& addresses;
    std::string const& prefecture;
    store::SessionView const& view;

    domain::Session const& session() const { return view.row.session; }
    bool is_home() const { return is_private(view.venue); }
};

struct Value {
    std::string_view name;
    std::string (*of)(Subject const&);
};

std::string two_digit_clock(domain::Time time)
{
    auto const local = domain::to_tokyo(time);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", local.hour, local.minute);
    return text.data();
}

std::string six_places(double degrees)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6f", degrees);
    return text.data();
}

std::string day_of(domain::Time time)
{
    return domain::to_iso(domain::tokyo_date(time));
}

domain::Time deadline_of(domain::Session const& session)
{
    return session.registration_closes_at.value_or(session.starts_at);
}

bool takes_names(Subject const& one)
{
    return one.session().admission != domain::Admission::DropIn;
}

std::string address_of(Subject const& one)
{
    auto const town = one.prefecture + one.view.municipality_name;
    return one.is_home() ? town : town + one.view.venue.address;
}

std::string parts_of(Subject const& one)
{
    auto const& parts = one.session().parts;
    if (parts.size() < 2)
        return "";
    auto text = "全" + std::to_string(parts.size()) + "回: ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : "、") + span_words(parts[i].starts_at, parts[i].ends_at);
    return text;
}

std::string description_of(Subject const& one)
{
    return topic_words(one.session().topics) + " (" + std::string(words_of(one.session().format)) + "、"
        + std::string(words_of(one.session().level)) + ")";
}

std::string position_of(Subject const& one, double domain::Position::*part)
{
    auto const& position = one.view.venue.position;
    return position && !one.is_home() ? six_places((*position).*part) : "";
}

std::string state_of(Subject const& one)
{
    switch (one.session().state) {
    case domain::SessionState::Cancelled:
        return "中止";
    case domain::SessionState::Closed:
        return "受付終了";
    case domain::SessionState::Held:
        return "終了";
    case domain::SessionState::Draft:
    case domain::SessionState::Arranging:
    case domain::SessionState::Published:
        break;
    }
    return "予定どおり";
}

std::string note_of(Subject const& one)
{
    auto const& session = one.session();
    return session.state == domain::SessionState::Cancelled ? "中止: " + session.cancel_reason : "";
}

using Subj = Subject const&;

constexpr std::array values{
    Value{"municipality_code",
        [](Subj one) { return one.session().municipality ? one.session().municipality->text() : ""; }},
    Value{"id", [](Subj one) { return one.session().id.value; }},
    Value{"prefecture", [](Subj one) { return one.prefecture; }},
    Value{"municipality", [](Subj one) { return one.view.municipality_name; }},
    Value{"title", [](Subj one) { return one.session().title; }},
    Value{"title_kana", [](Subj one) { return one.session().title_kana; }},
    Value{"start_day", [](Subj one) { return day_of(one.session().starts_at); }},
    Value{"end_day", [](Subj one) { return day_of(one.session().ends_at); }},
    Value{"start_time", [](Subj one) { return two_digit_clock(one.session().starts_at); }},
    Value{"end_time", [](Subj one) { return two_digit_clock(one.session().ends_at); }},
    Value{"time_note", parts_of},
    Value{"description", description_of},
    Value{"format", [](Subj one) { return std::string(words_of(one.session().format)); }},
    Value{"state", state_of},
    Value{"price", [](Subj) { return std::string("0"); }},
    Value{"price_words", [](Subj) { return std::string("無料"); }},
    Value{"provider", [](Subj one) { return one.view.provider_name; }},
    Value{"phone", [](Subj one) { return one.is_home() ? "" : one.view.venue.phone; }},
    Value{"place", [](Subj one) { return public_name(one.view.venue); }},
    Value{"postal_code", [](Subj one) { return one.is_home() ? "" : one.view.venue.postal_code; }},
    Value{"address", address_of},
    Value{"latitude", [](Subj one) { return position_of(one, &domain::Position::latitude); }},
    Value{"longitude", [](Subj one) { return position_of(one, &domain::Position::longitude); }},
    Value{"parking", [](Subj one) { return std::string(one.view.venue.has_parking ? "有" : "無"); }},
    Value{"capacity",
        [](Subj one) {
            return one.session().capacity > 0 ? std::to_string(one.session().capacity) : std::string();
        }},
    Value{
        "deadline_day", [](Subj one) { return takes_names(one) ? day_of(deadline_of(one.session())) : ""; }},
    Value{"deadline_time",
        [](Subj one) { return takes_names(one) ? two_digit_clock(deadline_of(one.session())) : ""; }},
    Value{"how_to_register", [](Subj one) { return std::string(words_of(one.session().admission)); }},
    Value{"url", [](Subj one) { return one.addresses.page(Noun::Session, one.session().id.value); }},
    Value{"note", note_of},
};

/// A spreadsheet would take what begins like a formula for one.
std::string cell(std::string const& value)
{
    auto text = open_text(value);
    if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos)
        text.insert(0, "'");
    std::string quoted = "\"";
    for (char const letter : text)
        quoted.append(letter == '"' ? 2 : 1, letter);
    return quoted + "\"";
}

} // namespace

std::vector<std::string_view> event_values()
{
    std::vector<std::string_view> names;
    for (auto const& one : values)
        names.push_back(one.name);
    return names;
}

base::Result<std::vector<EventColumn>, std::vector<protocol::FieldReason>> parse_event_columns(
    std::string_view text)
{
    using Problems = std::vector<protocol::FieldReason>;
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(Problems{{"file", root.error().message}});
    protocol::Reader reader(*root);
    std::vector<EventColumn> columns;
    auto const* list = reader.array("columns");
    if (list && (list->empty() || list->size() > columns_max))
        reader.refuse("columns", "must have 1 to " + std::to_string(columns_max) + " entries");
    for (std::size_t i = 0; list && i < list->size() && i < columns_max; ++i) {
        protocol::Reader one((*list)[i], "columns[" + std::to_string(i) + "]");
        EventColumn column{one.text("name", 200), one.text_or("value", "", 100)};
        bool const is_known = column.value.empty()
            || std::any_of(
                values.begin(), values.end(), [&](Value const& value) { return value.name == column.value; });
        if (!is_known)
            one.refuse("value", "is not a value that the event list has");
        reader.absorb(one);
        columns.push_back(std::move(column));
    }
    if (!reader.is_good())
        return base::fail(reader.problems());
    return columns;
}

std::string event_list(Addresses const& addresses, std::string const& prefecture,
    std::vector<EventColumn> const& columns, std::vector<store::SessionView> const& sessions)
{
    std::string text = "\xEF\xBB\xBF";
    auto const add_row = [&](auto const& cell_of) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            text += (i == 0 ? "" : ",") + cell(cell_of(columns[i]));
        text += "\r\n";
    };
    add_row([](EventColumn const& column) { return column.name; });
    for (auto const& view : sessions) {
        Subject const subject{addresses, prefecture, view};
        add_row([&](EventColumn const& column) {
            auto const found = std::find_if(
                values.begin(), values.end(), [&](Value const& value) { return value.name == column.value; });
            return found == values.end() ? std::string() : found->of(subject);
        });
    }
    return text;
}

} // namespace meguri::hub::feeds
