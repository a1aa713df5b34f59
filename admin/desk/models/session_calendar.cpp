#include "admin/desk/models/session_calendar.h"

#include "admin/desk/models/search_text.h"
#include "admin/desk/models/session_form.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace meguri::desk::models {

namespace {

constexpr int week_days = 7;
constexpr int minutes_a_day = 24 * 60;
// Anything shorter could not be read nor pressed.
constexpr int shortest_minutes = 20;

domain::Date moved_day(domain::Date day, int by)
{
    return domain::Date(std::chrono::sys_days(day) + std::chrono::days(by));
}

domain::Date monday_of(domain::Date day)
{
    auto const since = std::chrono::weekday(std::chrono::sys_days(day)) - std::chrono::Monday;
    return moved_day(day, -static_cast<int>(since.count()));
}

domain::Date first_of_month(domain::Date day)
{
    return day.year() / day.month() / std::chrono::day(1);
}

int days_between(domain::Date from, domain::Date to)
{
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

bool is_found(Session const& session, std::vector<std::string> const& words)
{
    return words.empty()
        || has_every_word(fold_for_search(session.title + " " + session.venue.name + " "
                              + session.municipality_name + " " + session.provider.name + " "
                              + format_words(session.format) + " " + session_state_words(session.state)),
            words);
}

std::string clash_sentences(SessionMarks const& marks, std::string const& id)
{
    auto const found = marks.find(id);
    std::string words;
    if (found != marks.end())
        for (auto const& conflict : found->second.conflicts)
            words += (words.empty() ? "" : " ") + conflict.words;
    return words;
}

/// Where blocks go: the names and ids of the lanes, in the order in which they are shown.
class LaneFinder {
public:
    LaneFinder(CalendarQuestion const& question, CalendarSource const& source)
        : m_question(question)
        , m_source(source)
    {
    }

    /// The lanes that this part of the session stands in.
    std::vector<CalendarLane> of(Session const& session, std::string const& venue) const
    {
        if (m_question.lanes == CalendarLanes::Venues)
            return {{venue, venue_name(session, venue)}};
        auto const uses = m_source.uses.find(session.id);
        // Who is not told what it uses cannot say that it lacks something.
        if (uses == m_source.uses.end())
            return {};
        std::vector<CalendarLane> lanes;
        for (auto const& id : uses->second) {
            auto const found = std::ranges::find(m_source.resources, id, &Resource::id);
            if (found != m_source.resources.end() && is_wanted(*found))
                lanes.push_back({found->id, found->name});
        }
        if (lanes.empty() && needs_one(session.format))
            lanes.push_back({"", none_words()});
        return lanes;
    }

    /// All that are shown: those with something in them, and one's own that are free.
    std::vector<CalendarLane> order(std::map<std::string, std::string> used) const
    {
        std::vector<CalendarLane> lanes;
        if (m_question.lanes != CalendarLanes::Venues)
            for (auto const& resource : m_source.resources)
                if (is_wanted(resource) && (resource.owner == m_question.own || used.contains(resource.id)))
                    lanes.push_back({resource.id, resource.name});
        for (auto const& lane : lanes)
            used.erase(lane.id);
        bool const has_none = used.erase("") > 0;
        auto const known = lanes.size();
        for (auto const& [id, name] : used)
            lanes.push_back({id, name});
        std::sort(lanes.begin() + static_cast<std::ptrdiff_t>(known), lanes.end(),
            [](auto const& a, auto const& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
        if (has_none)
            lanes.push_back({"", none_words()});
        return lanes;
    }

    std::string venue_name(Session const& session, std::string const& id) const
    {
        if (id == session.venue.id)
            return session.venue.name;
        auto const found = std::ranges::find(m_source.venues, id, &Venue::id);
        return found == m_source.venues.end() ? id : found->name;
    }

private:
    bool is_wanted(Resource const& resource) const
    {
        if (m_question.lanes == CalendarLanes::Vans)
            return resource.kind == "van";
        return resource.kind == "lecturer" || resource.kind == "visitor";
    }
    bool needs_one(std::string const& format) const
    {
        return std::ranges::any_of(needs_of(format).resources, [this](domain::ResourceKind kind) {
            if (m_question.lanes == CalendarLanes::Vans)
                return kind == domain::ResourceKind::Van;
            return kind == domain::ResourceKind::Lecturer || kind == domain::ResourceKind::Visitor;
        });
    }
    std::string none_words() const
    {
        return m_question.lanes == CalendarLanes::Vans ? "車が 未定" : "講師が 未定";
    }

    CalendarQuestion const& m_question;
    CalendarSource const& m_source;
};

CalendarBlock block_from(Session const& session, domain::SessionPart const& part, domain::Date day)
{
    CalendarBlock block;
    block.session = session.id;
    block.starts_at = part.starts_at;
    block.ends_at = part.ends_at;
    auto const midnight = domain::from_tokyo({day, 0, 0, 0});
    auto const minutes = [&](base::Time time) {
        auto const since = std::chrono::duration_cast<std::chrono::minutes>(time - midnight).count();
        return static_cast<int>(std::clamp<std::int64_t>(since, 0, minutes_a_day));
    };
    block.from_minute = minutes(part.starts_at);
    block.to_minute = minutes(part.ends_at);
    block.title = session.title;
    block.seats = seats_words(session);
    block.state = session.state;
    block.format = session.format;
    return block;
}

std::vector<domain::SessionPart> parts_of(Session const& session)
{
    std::vector<domain::SessionPart> parts;
    for (auto const& part : session.parts)
        parts.push_back({part.starts_at, part.ends_at,
            domain::VenueId(part.venue.empty() ? session.venue.id : part.venue)});
    if (parts.empty())
        parts.push_back({session.starts_at, session.ends_at, domain::VenueId(session.venue.id)});
    return parts;
}

struct LanedBlock {
    CalendarBlock block;
    std::string lane;
};

/// A block for each part within the days, once for each lane it stands in.
std::vector<LanedBlock> blocks_within(CalendarLayout const& layout, CalendarSource const& source,
    LaneFinder const& finder, std::map<std::string, std::string>& used)
{
    std::vector<LanedBlock> laned;
    auto const words = search_words(layout.question.query);
    for (auto const& session : source.sessions) {
        if (!is_found(session, words))
            continue;
        auto const parts = parts_of(session);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto const day = domain::tokyo_date(parts[i].starts_at);
            int const place = days_between(layout.days.first, day);
            if (place < 0 || place >= layout.days.count)
                continue;
            auto block = block_from(session, parts[i], day);
            block.part = i;
            block.parts = parts.size();
            block.venue = finder.venue_name(session, parts[i].venue.value);
            block.why = session.state == "cancelled" ? "" : clash_sentences(source.marks, session.id);
            block.column = static_cast<std::size_t>(place);
            if (layout.question.lanes == CalendarLanes::All) {
                laned.push_back({std::move(block), ""});
                continue;
            }
            for (auto const& lane : finder.of(session, parts[i].venue.value)) {
                used.try_emplace(lane.id, lane.name);
                laned.push_back({block, lane.id});
            }
        }
    }
    return laned;
}

void place_in_cells(CalendarLayout& layout, std::vector<LanedBlock> laned)
{
    bool const has_weeks
        = layout.question.lanes == CalendarLanes::All && layout.question.span == CalendarSpan::Month;
    for (auto& one : laned) {
        if (has_weeks) {
            one.block.row = one.block.column / week_days;
            one.block.column %= week_days;
        } else if (layout.question.lanes != CalendarLanes::All) {
            auto const found = std::ranges::find(layout.lanes, one.lane, &CalendarLane::id);
            one.block.row = static_cast<std::size_t>(found - layout.lanes.begin());
        }
        layout.blocks.push_back(std::move(one.block));
    }
    std::ranges::stable_sort(layout.blocks, [](CalendarBlock const& a, CalendarBlock const& b) {
        return std::tie(a.row, a.column, a.from_minute, a.to_minute, a.session)
            < std::tie(b.row, b.column, b.from_minute, b.to_minute, b.session);
    });
    std::size_t place = 0;
    for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
        auto& block = layout.blocks[i];
        bool const is_same_cell
            = i > 0 && layout.blocks[i - 1].row == block.row && layout.blocks[i - 1].column == block.column;
        place = is_same_cell ? place + 1 : 0;
        block.place = place;
    }
}

/// Side by side: each takes the first track that is free, and all that hang together are equally wide.
void set_tracks(std::vector<CalendarBlock>& blocks)
{
    std::size_t begin = 0;
    while (begin < blocks.size()) {
        std::vector<int> busy_until;
        auto end = begin;
        int last = -1;
        while (end < blocks.size() && blocks[end].column == blocks[begin].column
            && (end == begin || blocks[end].from_minute < last)) {
            auto& block = blocks[end];
            auto const free
                = std::ranges::find_if(busy_until, [&](int until) { return until <= block.from_minute; });
            block.track = static_cast<std::size_t>(free - busy_until.begin());
            int const until = std::max(block.to_minute, block.from_minute + shortest_minutes);
            if (free == busy_until.end())
                busy_until.push_back(until);
            else
                *free = until;
            last = std::max(last, until);
            ++end;
        }
        for (auto i = begin; i < end; ++i)
            blocks[i].tracks = busy_until.size();
        begin = end;
    }
}

void set_hours(CalendarLayout& layout)
{
    for (auto const& block : layout.blocks) {
        layout.first_hour = std::min(layout.first_hour, block.from_minute / 60);
        layout.last_hour = std::max(layout.last_hour, (block.to_minute + 59) / 60);
    }
}

int cells_apart(std::size_t a, std::size_t b)
{
    return static_cast<int>(a > b ? a - b : b - a);
}

/// Of the blocks that `is_candidate` allows, the one that costs least; `from` when there is none.
template <class IsCandidate, class Cost>
std::size_t cheapest(CalendarLayout const& layout, std::size_t from, IsCandidate is_candidate, Cost cost)
{
    auto best = from;
    auto best_cost = std::tuple(
        std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), std::numeric_limits<int>::max());
    for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
        if (i == from || !is_candidate(layout.blocks[i]))
            continue;
        auto const price = cost(layout.blocks[i]);
        if (price < best_cost) {
            best_cost = price;
            best = i;
        }
    }
    return best;
}

std::size_t beside(CalendarLayout const& layout, std::size_t from, bool is_forward)
{
    auto const& here = layout.blocks[from];
    auto const is_beyond = [&](CalendarBlock const& one) {
        bool const is_there = is_forward ? one.column > here.column : one.column < here.column;
        return one.row == here.row && is_there;
    };
    auto const found = cheapest(layout, from, is_beyond, [&](CalendarBlock const& one) {
        return std::tuple(
            cells_apart(one.column, here.column), std::abs(one.from_minute - here.from_minute), 0);
    });
    if (found != from || layout.has_hours || !layout.lanes.empty())
        return found;
    // A month is read on in the next week, from its other end.
    auto const is_next
        = [&](CalendarBlock const& one) { return is_forward ? one.row > here.row : one.row < here.row; };
    return cheapest(layout, from, is_next, [&](CalendarBlock const& one) {
        auto const column = static_cast<int>(one.column);
        return std::tuple(cells_apart(one.row, here.row), is_forward ? column : -column,
            std::abs(one.from_minute - here.from_minute));
    });
}

std::size_t above_or_below(CalendarLayout const& layout, std::size_t from, bool is_forward)
{
    auto const& here = layout.blocks[from];
    auto const other = is_forward ? from + 1 : from - 1;
    bool const has_other = is_forward ? other < layout.blocks.size() : from > 0;
    if (has_other && layout.blocks[other].row == here.row && layout.blocks[other].column == here.column)
        return other;
    auto const is_beyond
        = [&](CalendarBlock const& one) { return is_forward ? one.row > here.row : one.row < here.row; };
    return cheapest(layout, from, is_beyond, [&](CalendarBlock const& one) {
        auto const place = static_cast<int>(one.place);
        return std::tuple(cells_apart(one.row, here.row), cells_apart(one.column, here.column),
            is_forward ? place : -place);
    });
}

} // namespace

domain::Date CalendarDays::day(std::size_t place) const
{
    return moved_day(first, static_cast<int>(place));
}

CalendarDays calendar_days(CalendarQuestion const& question)
{
    if (question.span == CalendarSpan::Week)
        return {monday_of(question.day), week_days};
    auto const first = first_of_month(question.day);
    auto const next = first + std::chrono::months(1);
    if (question.lanes != CalendarLanes::All)
        return {first, days_between(first, next)};
    auto const monday = monday_of(first);
    int const days = days_between(monday, next);
    return {monday, (days + week_days - 1) / week_days * week_days};
}

domain::Date turned_by(CalendarQuestion const& question, int spans)
{
    if (question.span == CalendarSpan::Week)
        return moved_day(monday_of(question.day), spans * week_days);
    return first_of_month(question.day) + std::chrono::months(spans);
}

std::string calendar_title(CalendarQuestion const& question)
{
    if (question.span == CalendarSpan::Month) {
        auto const words = domain::era_date_words(first_of_month(question.day));
        return words.substr(0, words.find("月") + std::string("月").size());
    }
    auto const days = calendar_days(question);
    auto const last = moved_day(days.first, week_days - 1);
    auto const words = domain::day_words(last);
    bool const is_same_month = last.month() == days.first.month();
    return domain::day_words(days.first) + " 〜 "
        + (is_same_month ? words.substr(words.find("月") + std::string("月").size()) : words);
}

CalendarLayout lay_out(CalendarQuestion const& question, CalendarSource const& source)
{
    CalendarLayout layout;
    layout.question = question;
    layout.days = calendar_days(question);
    bool const has_lanes = question.lanes != CalendarLanes::All;
    layout.has_hours = !has_lanes && question.span == CalendarSpan::Week;
    layout.columns = static_cast<std::size_t>(has_lanes ? layout.days.count : week_days);
    LaneFinder const finder(question, source);
    std::map<std::string, std::string> used;
    auto laned = blocks_within(layout, source, finder, used);
    if (has_lanes)
        layout.lanes = finder.order(std::move(used));
    layout.rows = has_lanes ? layout.lanes.size()
        : layout.has_hours  ? 1
                            : static_cast<std::size_t>(layout.days.count / week_days);
    place_in_cells(layout, std::move(laned));
    if (layout.has_hours) {
        set_tracks(layout.blocks);
        set_hours(layout);
    }
    return layout;
}

std::string key_of(CalendarLayout const& layout, CalendarBlock const& block)
{
    return block.session + "/" + std::to_string(block.part) + "/"
        + (layout.lanes.empty() ? std::string() : layout.lanes.at(block.row).id);
}

std::optional<std::size_t> block_with(CalendarLayout const& layout, std::string const& key)
{
    for (std::size_t i = 0; i < layout.blocks.size(); ++i)
        if (key_of(layout, layout.blocks[i]) == key)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> block_of(CalendarLayout const& layout, std::string const& session)
{
    auto const found = std::ranges::find(layout.blocks, session, &CalendarBlock::session);
    if (session.empty() || found == layout.blocks.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - layout.blocks.begin());
}

std::size_t neighbour(CalendarLayout const& layout, std::size_t from, CalendarStep step)
{
    if (from >= layout.blocks.size())
        return from;
    if (step == CalendarStep::Left || step == CalendarStep::Right)
        return beside(layout, from, step == CalendarStep::Right);
    return above_or_below(layout, from, step == CalendarStep::Down);
}

std::string block_time_words(CalendarBlock const& block)
{
    auto words = clock_words(block.starts_at);
    if (block.parts > 1)
        words += " " + std::to_string(block.part + 1) + "/" + std::to_string(block.parts) + "日目";
    return words;
}

std::string block_words(CalendarBlock const& block)
{
    auto words = moment_words(block.starts_at) + "〜" + clock_words(block.ends_at) + " " + block.title;
    if (block.parts > 1)
        words += " " + std::to_string(block.part + 1) + "/" + std::to_string(block.parts) + "日目";
    words += " " + block.venue + " " + block.seats + " " + session_state_words(block.state);
    return block.why.empty() ? words : words + " 重なり: " + block.why;
}

} // namespace meguri::desk::models
