#include "admin/desk/models/van_days.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>
#include <map>

namespace meguri::desk::models {

namespace {

bool is_to_come(VanClass const& one)
{
    return one.state != "cancelled" && one.state != "held";
}

int seats_of(VanStop const& stop)
{
    int seats = 0;
    for (auto const& one : stop.classes)
        seats += is_to_come(one) ? one.capacity : 0;
    return seats;
}

int taken_of(VanStop const& stop)
{
    int taken = 0;
    for (auto const& one : stop.classes)
        taken += is_to_come(one) ? one.confirmed : 0;
    return taken;
}

std::string starts_words(VanStop const& stop)
{
    std::string words;
    for (auto const& one : stop.classes)
        words += (words.empty() ? "" : " ") + clock_words(one.starts_at);
    return words.empty() ? "—" : words;
}

Cell van_day_state(VanDay const& day)
{
    if (!day.broken_down.empty())
        return {"中止", Tone::Stop};
    bool const is_draft = std::ranges::any_of(day.stops, [](VanStop const& stop) {
        return std::ranges::any_of(stop.classes, [](VanClass const& one) { return one.state == "draft"; });
    });
    return is_draft ? Cell{"下書き", Tone::Few} : Cell{"行く", Tone::Ok};
}

/// Not how many are free: of the others some may be lent to kiosks, and the hub does not say it here.
Cell van_seats_cell(int seats, int taken)
{
    if (seats == 0)
        return {"—", Tone::Quiet};
    auto const words = "確定" + std::to_string(taken) + " / " + std::to_string(seats);
    return {words, taken >= seats ? Tone::Full : Tone::Plain};
}

Cell van_day_seats_cell(VanDay const& day)
{
    int seats = 0;
    int taken = 0;
    for (auto const& stop : day.stops) {
        seats += seats_of(stop);
        taken += taken_of(stop);
    }
    return van_seats_cell(seats, taken);
}

std::vector<ColumnOf<VanDay>> day_columns()
{
    return {
        {{"日にち", 108},
            [](VanDay const& d) {
                return Cell{iso_day_words(d.day), Tone::Strong};
            },
            [](VanDay const& d) -> SortKey { return d.day; }},
        {{"車", 140}, [](VanDay const& d) { return Cell{d.van_name}; }},
        {{"席", 98}, van_day_seats_cell},
        {{"状態", 60}, van_day_state},
    };
}

std::vector<ColumnOf<StopRow>> stop_columns(Gazetteer const& places)
{
    return {
        {{"順", 36, Align::Right}, [](StopRow const& r) { return Cell{std::to_string(r.place + 1)}; },
            [](StopRow const& r) -> SortKey { return std::int64_t(r.place); }},
        {{"着く", 54}, [](StopRow const& r) { return Cell{clock_words(r.stop.arrives_at)}; }},
        {{"停車場所", 144},
            [](StopRow const& r) {
                return Cell{r.stop.venue_name, Tone::Strong};
            }},
        {{"市町", 76}, [&places](StopRow const& r) { return Cell{places.town_name(r.stop.municipality)}; }},
        {{"教室の始まり", 182}, [](StopRow const& r) { return Cell{starts_words(r.stop)}; }},
        {{"出る", 54}, [](StopRow const& r) { return Cell{clock_words(r.stop.leaves_at)}; }},
        {{"移動", 54, Align::Right},
            [](StopRow const& r) { return Cell{std::to_string(r.stop.travel_minutes) + "分"}; },
            [](StopRow const& r) -> SortKey { return std::int64_t(r.stop.travel_minutes); }},
        {{"席", 92}, [](StopRow const& r) { return van_seats_cell(seats_of(r.stop), taken_of(r.stop)); }},
    };
}

std::chrono::year_month month_of(domain::Date date)
{
    return date.year() / date.month();
}

std::string field_of(std::size_t stop)
{
    return "stops[" + std::to_string(stop) + "]";
}

bool is_written(VanDayForm::Stop const& stop)
{
    return !stop.venue.empty();
}

std::string clock_text(ClockTime time)
{
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(time.hour) + ":" + two(time.minute);
}

} // namespace

VanDayTable::VanDayTable()
    : RowTable(day_columns(), [](VanDay const& day) { return day.id; })
{
}

StopTable::StopTable(Gazetteer const& places)
    : RowTable(stop_columns(places), [](StopRow const& row) {
        return row.stop.classes.empty() ? std::to_string(row.place) : row.stop.classes.front().id;
    })
{
}

Remarks VanDayForm::problems(base::Time now) const
{
    Remarks remarks;
    if (van.empty())
        remarks.push_back({"van", "not_chosen"});
    if (!typed_date(date, domain::tokyo_date(now), DayWithoutYear::NextOne))
        remarks.push_back({"day", trimmed(date).empty() ? "empty" : "not_a_date"});
    if (trimmed(title).empty())
        remarks.push_back({"title", "empty"});
    if (std::ranges::none_of(stops, is_written))
        remarks.push_back({field_of(0), "not_chosen"});
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (!is_written(stops[i]))
            continue;
        if (!trimmed(stops[i].classes).empty() && !typed_count(stops[i].classes))
            remarks.push_back({field_of(i) + ".classes", "not_a_number"});
        if (!trimmed(stops[i].starts).empty() && !typed_time(stops[i].starts))
            remarks.push_back({field_of(i) + ".starts_at", "not_a_time"});
    }
    return remarks;
}

nlohmann::json VanDayForm::body(base::Time now) const
{
    auto const day = typed_date(date, domain::tokyo_date(now), DayWithoutYear::NextOne);
    nlohmann::json body{{"van", van}, {"day", domain::to_iso(day.value())}, {"title", trimmed(title)},
        {"publish", is_published}, {"stops", nlohmann::json::array()}};
    for (auto const& stop : stops) {
        if (!is_written(stop))
            continue;
        nlohmann::json sent{{"venue", stop.venue}, {"classes", typed_count(stop.classes).value_or(1)}};
        if (auto const starts = typed_time(stop.starts))
            sent["starts_at"] = clock_text(*starts);
        body["stops"].push_back(std::move(sent));
    }
    return body;
}

Remarks VanDayForm::placed(Remarks const& remarks) const
{
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < stops.size(); ++i)
        if (is_written(stops[i]))
            lines.push_back(i);
    auto moved = remarks;
    for (auto& remark : moved)
        for (std::size_t sent = 0; sent < lines.size(); ++sent)
            if (auto const name = field_of(sent); remark.field.starts_with(name)) {
                remark.field = field_of(lines[sent]) + remark.field.substr(name.size());
                break;
            }
    return moved;
}

int people_of(VanDay const& day)
{
    int people = 0;
    for (auto const& stop : day.stops)
        for (auto const& one : stop.classes)
            people += is_to_come(one) ? one.confirmed + one.waiting : 0;
    return people;
}

std::vector<std::string> shift_words(VanDay const& before, VanDay const& after)
{
    std::map<std::string, std::pair<std::size_t, base::Time>> were;
    for (std::size_t i = 0; i < before.stops.size(); ++i)
        if (!before.stops[i].classes.empty())
            were[before.stops[i].classes.front().id] = {i, before.stops[i].classes.front().starts_at};
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < after.stops.size(); ++i) {
        auto const& stop = after.stops[i];
        if (stop.classes.empty())
            continue;
        auto const was = were.find(stop.classes.front().id);
        if (was == were.end())
            continue;
        auto const [place, starts_at] = was->second;
        auto const now = stop.classes.front().starts_at;
        if (place == i && starts_at == now)
            continue;
        lines.push_back((place == i ? std::to_string(i + 1) + "番"
                                    : std::to_string(place + 1) + "番 → " + std::to_string(i + 1) + "番")
            + " " + stop.venue_name + ": "
            + (starts_at == now ? clock_words(now) + "のまま"
                                : clock_words(starts_at) + " → " + clock_words(now)));
    }
    return lines;
}

VanDays::VanDays(
    Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_resources(resources)
    , m_told(std::move(told))
    , m_month(month_of(domain::tokyo_date(clock.now())))
    , m_stops(places)
{
}

void VanDays::show_scope(Scope const& scope)
{
    bool const is_other_year = m_scope.fiscal_year != 0 && scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
    if (!is_other_year)
        return;
    auto const today = domain::tokyo_date(m_clock.now());
    m_month = domain::fiscal_year_of(today).year == scope.fiscal_year
        ? month_of(today)
        : std::chrono::year(scope.fiscal_year) / std::chrono::April;
    if (m_as_of)
        refresh();
}

void VanDays::refresh()
{
    domain::Date const first(m_month / 1);
    domain::Date const last(m_month / std::chrono::last);
    m_jobs.ask<std::vector<VanDay>>(
        [first, last](Api& api) { return api.van_days(domain::to_iso(first), domain::to_iso(last)); },
        [this, month = m_month](auto outcome) {
            if (month != m_month)
                return;
            if (!outcome) {
                m_notice = {Tone::Stop, problem_words(outcome.error())};
                return m_told();
            }
            auto days = std::move(outcome->value);
            std::ranges::stable_sort(
                days, {}, [](VanDay const& day) { return std::pair(day.day, day.van_name); });
            m_table.set_rows(std::move(days));
            m_as_of = outcome->as_of;
            if (m_notice.tone == Tone::Stop && m_panel == Panel::None)
                m_notice = {};
            for (auto const& day : m_table.rows())
                if (!m_wanted_day.empty() && day.day == m_wanted_day)
                    m_chosen = day.id;
            m_wanted_day.clear();
            if (!chosen() && m_panel != Panel::Form)
                m_panel = Panel::None;
            show_stops();
            m_told();
        });
}

void VanDays::forget()
{
    m_scope = {};
    m_month = month_of(domain::tokyo_date(m_clock.now()));
    m_table.set_rows({});
    m_chosen.clear();
    m_stop.clear();
    m_wanted_day.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_as_of.reset();
    show_stops();
}

void VanDays::show_stops()
{
    std::vector<StopRow> rows;
    if (auto const* day = chosen())
        for (std::size_t i = 0; i < day->stops.size(); ++i)
            rows.push_back({i, day->stops[i]});
    m_stops.set_rows(std::move(rows));
    if (!m_stops.find(m_stop))
        m_stop = m_stops.row_count() > 0 ? m_stops.id(0) : "";
    ++m_revision;
}

void VanDays::sort_by(Table& table, std::size_t column, bool is_descending)
{
    table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::string VanDays::month_words() const
{
    auto const year = domain::era_year(domain::Date(m_month / 1));
    return year.era + (year.year == 1 ? "元" : std::to_string(year.year)) + "年"
        + std::to_string(static_cast<unsigned>(m_month.month())) + "月";
}

void VanDays::turn_month(int months)
{
    m_month += std::chrono::months(months);
    m_notice = {};
    refresh();
    m_told();
}

void VanDays::show_day(std::string const& iso_day)
{
    auto const date = domain::date_from_iso(iso_day);
    if (!date)
        return;
    m_month = month_of(*date);
    m_wanted_day = iso_day;
    refresh();
}

void VanDays::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_stop.clear();
    m_notice = {};
    m_remarks.clear();
    m_panel = Panel::None;
    show_stops();
    m_told();
}

void VanDays::choose_stop(std::string const& id)
{
    if (id == m_stop)
        return;
    m_stop = id;
    // What was written was meant for the stop chosen before.
    if (m_panel == Panel::Move)
        m_panel = Panel::None;
    m_notice = {};
    m_remarks.clear();
    m_told();
}

bool VanDays::can_change() const
{
    auto const* day = chosen();
    if (!day || m_is_sending || !day->broken_down.empty())
        return false;
    auto const* van = m_resources.find(day->van);
    auto const own = van ? van->owner : "";
    return domain::may(m_scope.actor, domain::Right::WriteSession, {own, own, "", false});
}

void VanDays::move_up()
{
    move_by(-1);
}
void VanDays::move_down()
{
    move_by(1);
}

void VanDays::move_by(int places)
{
    auto const* row = stop();
    if (!row || !can_change())
        return;
    auto const to = static_cast<int>(row->place) + places;
    if (to < 0 || to >= static_cast<int>(m_stops.rows().size()))
        return;
    m_wanted_position = static_cast<std::size_t>(to) + 1;
    if (people() > 0) {
        m_panel = Panel::Move;
        m_remarks.clear();
        m_notice = {};
        return m_told();
    }
    send_move({{"stop", row->place + 1}, {"position", m_wanted_position}});
}

void VanDays::open_move()
{
    auto const* row = stop();
    if (!row || !can_change())
        return;
    m_wanted_position = row->place + 1;
    m_panel = Panel::Move;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void VanDays::move(std::string const& position, std::string const& starts)
{
    auto const* row = stop();
    if (m_panel != Panel::Move || !row || !can_change())
        return;
    m_remarks.clear();
    auto const to = typed_count(position);
    auto const time = typed_time(starts);
    if (!to || *to < 1 || *to > static_cast<int>(m_stops.rows().size()))
        m_remarks.push_back({"position", "not_a_number"});
    if (!time && !trimmed(starts).empty())
        m_remarks.push_back({"starts_at", "not_a_time"});
    bool const is_same_place = to && *to == static_cast<int>(row->place) + 1;
    if (m_remarks.empty() && is_same_place && !time)
        m_remarks.push_back({"starts_at", "empty"});
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (!m_remarks.empty())
        return m_told();
    nlohmann::json body{{"stop", row->place + 1}};
    if (!is_same_place)
        body["position"] = *to;
    if (time)
        body["starts_at"] = clock_text(*time);
    send_move(body);
}

void VanDays::send_move(nlohmann::json const& body)
{
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<VanDay>([id = m_chosen, body](Api& api) { return api.move_van_stop(id, body); },
        [this, before = *chosen()](auto outcome) { take_moved(std::move(outcome), before); });
    m_told();
}

void VanDays::take_moved(Outcome<VanDay> outcome, VanDay const& before)
{
    m_is_sending = false;
    if (!outcome)
        return write_trouble(outcome.error());
    auto const lines = shift_words(before, outcome->value);
    std::string words = lines.empty() ? "時刻は 変わりません。" : "動かしました。";
    for (auto const& line : lines)
        words += "\n" + line;
    if (people_of(before) > 0 && !lines.empty())
        words += "\n時刻が変わった方への電話が 電話連絡に出ます。";
    m_notice = {Tone::Ok, words};
    if (m_panel == Panel::Move)
        m_panel = Panel::None;
    put(std::move(outcome->value));
    m_told();
}

void VanDays::put(VanDay day)
{
    auto rows = m_table.rows();
    auto const at = std::ranges::find(rows, day.id, &VanDay::id);
    if (at != rows.end())
        *at = std::move(day);
    m_table.set_rows(std::move(rows));
    show_stops();
}

void VanDays::open_break_down()
{
    if (!can_change())
        return;
    m_panel = Panel::BreakDown;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void VanDays::break_down(std::string const& reason)
{
    if (m_panel != Panel::BreakDown || !can_change())
        return;
    m_remarks = trimmed(reason).empty() ? Remarks{{"reason", "empty"}} : Remarks();
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "理由を書いてください。"};
    if (!m_remarks.empty())
        return m_told();
    m_is_sending = true;
    m_jobs.ask<VanDay>(
        [id = m_chosen, reason = trimmed(reason)](Api& api) { return api.break_down(id, reason); },
        [this, people = people()](auto outcome) {
            m_is_sending = false;
            if (!outcome)
                return write_trouble(outcome.error());
            m_panel = Panel::None;
            m_notice = {Tone::Ok,
                "この日を 中止しました。"
                    + (people > 0
                            ? "申込のあった " + std::to_string(people) + "人への電話が 電話連絡に出ます。"
                            : "申込の方は いません。")};
            put(std::move(outcome->value));
            m_told();
        });
    m_told();
}

std::vector<Resource> VanDays::own_vans() const
{
    auto vans = m_resources.of_kind("van");
    std::erase_if(vans, [this](Resource const& van) {
        return !domain::may(m_scope.actor, domain::Right::WriteSession, {van.owner, van.owner, "", false});
    });
    return vans;
}

void VanDays::open_form()
{
    if (!can_plan())
        return;
    m_panel = Panel::Form;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void VanDays::submit(VanDayForm form)
{
    if (m_panel != Panel::Form || m_is_sending)
        return;
    m_remarks = form.problems(m_clock.now());
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (!m_remarks.empty())
        return m_told();
    m_is_sending = true;
    m_jobs.ask<VanDay>([body = form.body(m_clock.now())](Api& api) { return api.plan_van_day(body); },
        [this, form](auto outcome) {
            m_is_sending = false;
            if (!outcome) {
                write_trouble(outcome.error());
                m_remarks = form.placed(outcome.error().fields);
                return m_told();
            }
            auto const& day = outcome->value;
            m_panel = Panel::None;
            m_notice = {Tone::Ok,
                "車の一日を 登録しました: " + iso_day_words(day.day) + " " + day.van_name + " ・ "
                    + clock_words(day.leaves_base_at) + "に出て " + clock_words(day.back_at) + "にもどる"};
            show_day(day.day);
            m_told();
        });
    m_told();
}

void VanDays::close_panel()
{
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void VanDays::write_trouble(Problem const& problem)
{
    m_remarks = problem.fields;
    m_notice = {
        Tone::Stop, problem.kind == ProblemKind::Unreachable ? unsure_words() : tour_problem_words(problem)};
    m_told();
}

} // namespace meguri::desk::models
