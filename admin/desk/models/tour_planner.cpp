#include "admin/desk/models/tour_planner.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string days_words(WishRow const& wish)
{
    auto words = std::to_string(wish.days) + "日";
    if (wish.classes)
        words += " ・ 1日" + std::to_string(*wish.classes) + "回";
    return words;
}

std::string dates_words(std::vector<std::string> const& dates)
{
    std::vector<std::string> words;
    for (auto const& date : dates)
        words.push_back(iso_day_words(date));
    return words.empty() ? "いつでも" : listed(words);
}

std::vector<ColumnOf<WishRow>> wish_columns(Gazetteer const& places)
{
    return {
        {{"市町", 84},
            [&places](WishRow const& w) {
                return Cell{places.town_name(w.municipality), Tone::Strong};
            },
            [](WishRow const& w) -> SortKey { return w.municipality; }},
        {{"日数", 96}, [](WishRow const& w) { return Cell{days_words(w)}; },
            [](WishRow const& w) -> SortKey { return std::int64_t(w.days); }},
        {{"日にち", 84}, [](WishRow const& w) { return Cell{dates_words(w.dates)}; }},
        {{"会場", 160},
            [&places](WishRow const& w) {
                std::vector<std::string> names;
                for (auto const& venue : w.venues)
                    names.push_back(places.venue_name(venue));
                return Cell{names.empty() ? "どこでも" : listed(names)};
            }},
    };
}

Cell state_cell(TourDayRow const& row)
{
    switch (row.state) {
    case DayState::Proposed:
        return {"案", Tone::Plain};
    case DayState::Written:
        return {"登録した", Tone::Ok};
    case DayState::Refused:
        return {"できない: " + row.why.substr(0, row.why.find('\n')), Tone::Stop};
    case DayState::Unknown:
        return {"分からない", Tone::Few};
    }
    return {};
}

std::string stops_words(TourDay const& day)
{
    std::vector<std::string> words;
    for (auto const& stop : day.stops)
        words.push_back(
            clock_words(stop.arrives_at) + " " + stop.venue_name + " " + std::to_string(stop.classes) + "回");
    return listed(words);
}

std::string towns_words(Gazetteer const& places, TourDay const& day)
{
    std::vector<std::string> names;
    for (auto const& stop : day.stops)
        if (auto const name = places.town_name(stop.municipality);
            std::ranges::find(names, name) == names.end())
            names.push_back(name);
    return listed(names);
}

std::vector<ColumnOf<TourDayRow>> tour_columns(Gazetteer const& places)
{
    return {
        {{"日にち", 104},
            [](TourDayRow const& r) {
                return Cell{iso_day_words(r.day.day), Tone::Strong};
            },
            [](TourDayRow const& r) -> SortKey { return r.day.day; }},
        {{"登録", 76}, state_cell},
        {{"市町", 76}, [&places](TourDayRow const& r) { return Cell{towns_words(places, r.day)}; }},
        {{"停車(着く時刻・場所・教室)", 196}, [](TourDayRow const& r) { return Cell{stops_words(r.day)}; }},
        {{"出る・もどる", 116},
            [](TourDayRow const& r) { return Cell{span_words(r.day.leaves_base_at, r.day.back_at)}; }},
        {{"道のり", 70, Align::Right}, [](TourDayRow const& r) { return Cell{km_words(r.day.kilometres)}; },
            [](TourDayRow const& r) -> SortKey { return std::int64_t(r.day.kilometres * 10); }},
    };
}

/// Days in a row of words, as typed_date reads each.
std::optional<std::vector<std::string>> typed_dates(std::string_view text, domain::Date today)
{
    std::vector<std::string> dates;
    std::string word;
    auto const take = [&] {
        if (trimmed(word).empty())
            return true;
        auto const date = typed_date(word, today, DayWithoutYear::NextOne);
        word.clear();
        if (date)
            dates.push_back(domain::to_iso(*date));
        return date.has_value();
    };
    static constexpr std::string_view wide_marks[]{"、", "，", "　"};
    for (std::size_t i = 0; i < text.size();) {
        std::size_t mark = text[i] == ',' || text[i] == ' ' ? 1 : 0;
        for (auto const wide : wide_marks)
            if (text.substr(i).starts_with(wide))
                mark = wide.size();
        if (mark == 0) {
            word += text[i++];
            continue;
        }
        if (!take())
            return std::nullopt;
        i += mark;
    }
    if (!take())
        return std::nullopt;
    return dates;
}

/// The same van on the same day at the same hour: what was sent, stands.
bool is_same_day(TourDay const& proposed, std::string const& van, VanDay const& standing)
{
    return standing.van == van && standing.day == proposed.day
        && standing.leaves_base_at == proposed.leaves_base_at && standing.broken_down.empty()
        && std::ranges::equal(standing.stops, proposed.stops, {}, &VanStop::venue, &TourStop::venue);
}

} // namespace

WishTable::WishTable(Gazetteer const& places)
    : RowTable(wish_columns(places), [](WishRow const& wish) { return wish.municipality; })
{
}

TourDayTable::TourDayTable(Gazetteer const& places)
    : RowTable(tour_columns(places), [](TourDayRow const& row) { return row.day.day; })
{
}

TourPlanner::TourPlanner(
    Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_places(places)
    , m_resources(resources)
    , m_told(std::move(told))
    , m_wishes(places)
    , m_days(places)
{
}

void TourPlanner::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_days.set_filter(scope.query);
    ++m_revision;
}

void TourPlanner::forget()
{
    ++m_life;
    m_scope = {};
    m_wishes.set_rows({});
    m_days.set_rows({});
    m_chosen_wish.clear();
    m_chosen_day.clear();
    m_proposal.reset();
    m_to_write.clear();
    m_remarks.clear();
    m_wish_remarks.clear();
    m_write_remarks.clear();
    m_is_planning = false;
    m_is_writing = false;
    m_notice = {};
    ++m_revision;
}

std::vector<Resource> TourPlanner::vans() const
{
    auto vans = m_resources.of_kind("van");
    std::erase_if(vans, [this](Resource const& van) {
        return !domain::may(m_scope.actor, domain::Right::WriteSession, {van.owner, van.owner, "", false});
    });
    return vans;
}

std::vector<Municipality> TourPlanner::towns_of(std::string const& van) const
{
    auto const* resource = m_resources.find(van);
    auto towns = m_places.towns;
    if (resource)
        std::erase_if(towns, [&](Municipality const& town) { return !serves_town(*resource, town.code); });
    return towns;
}

void TourPlanner::sort_by(Table& table, std::size_t column, bool is_descending)
{
    table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

bool TourPlanner::add_wish(WishForm const& form)
{
    m_wish_remarks.clear();
    auto const days = typed_count(form.days);
    auto const classes = typed_count(form.classes);
    auto const dates = typed_dates(form.dates, domain::tokyo_date(m_clock.now()));
    if (form.municipality.empty())
        m_wish_remarks.push_back({"municipality", "not_chosen"});
    if (!days || *days < 1)
        m_wish_remarks.push_back({"days", trimmed(form.days).empty() ? "empty" : "not_a_number"});
    if (!classes && !trimmed(form.classes).empty())
        m_wish_remarks.push_back({"classes", "not_a_number"});
    if (!dates)
        m_wish_remarks.push_back({"dates", "not_a_date"});
    if (m_wish_remarks.empty()) {
        auto rows = m_wishes.rows();
        WishRow row{form.municipality, *days, classes, *dates, form.venues};
        auto const at = std::ranges::find(rows, form.municipality, &WishRow::municipality);
        if (at != rows.end())
            *at = std::move(row);
        else
            rows.push_back(std::move(row));
        m_wishes.set_rows(std::move(rows));
        m_chosen_wish = form.municipality;
        m_notice = {};
        ++m_revision;
    }
    m_told();
    return m_wish_remarks.empty();
}

void TourPlanner::choose_wish(std::string const& town)
{
    m_chosen_wish = town;
    m_told();
}

void TourPlanner::remove_wish()
{
    auto rows = m_wishes.rows();
    std::erase_if(rows, [this](WishRow const& wish) { return wish.municipality == m_chosen_wish; });
    m_wishes.set_rows(std::move(rows));
    m_chosen_wish.clear();
    ++m_revision;
    m_told();
}

void TourPlanner::choose_day(std::string const& day)
{
    m_chosen_day = day;
    m_told();
}

nlohmann::json TourPlanner::body_of(TourForm const& form) const
{
    auto const today = domain::tokyo_date(m_clock.now());
    auto const day = [&](std::string const& text) {
        return domain::to_iso(typed_date(text, today, DayWithoutYear::NextOne).value());
    };
    nlohmann::json body{{"van", form.van}, {"from", day(form.from)}, {"to", day(form.to)},
        {"wishes", nlohmann::json::array()}};
    for (auto const& wish : m_wishes.rows()) {
        nlohmann::json one{{"municipality", wish.municipality}, {"days", wish.days}};
        if (wish.classes)
            one["classes_per_day"] = *wish.classes;
        if (!wish.dates.empty())
            one["dates"] = wish.dates;
        if (!wish.venues.empty())
            one["venues"] = wish.venues;
        body["wishes"].push_back(std::move(one));
    }
    return body;
}

void TourPlanner::plan(TourForm const& form)
{
    if (m_is_planning || m_is_writing)
        return;
    auto const today = domain::tokyo_date(m_clock.now());
    m_remarks.clear();
    if (form.van.empty())
        m_remarks.push_back({"van", "not_chosen"});
    for (auto const& [field, text] : {std::pair("from", form.from), std::pair("to", form.to)})
        if (!typed_date(text, today, DayWithoutYear::NextOne))
            m_remarks.push_back({field, trimmed(text).empty() ? "empty" : "not_a_date"});
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty() && m_wishes.rows().empty()) {
        m_remarks.push_back({"wishes", "empty"});
        m_notice = {Tone::Stop, "行ってほしい市町を 1つ以上 入れてください。"};
    }
    if (m_remarks.empty()) {
        m_is_planning = true;
        m_jobs.ask<TourPlan>([body = body_of(form)](Api& api) { return api.plan_tour(body); },
            [this, life = m_life, asked = m_wishes.rows()](auto outcome) {
                if (life == m_life)
                    take_plan(std::move(outcome), asked);
            });
    }
    m_told();
}

void TourPlanner::take_plan(Outcome<TourPlan> outcome, std::vector<WishRow> const& asked)
{
    m_is_planning = false;
    if (!outcome) {
        auto const& problem = outcome.error();
        m_remarks = problem.fields;
        m_notice = {Tone::Stop, tour_problem_words(problem)};
        // What is said about a wish names its town.
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (auto const remark = remark_on(problem.fields, "wishes[" + std::to_string(i) + "]");
                !remark.empty())
                m_notice.text
                    += "\n" + m_places.town_name(asked[i].municipality) + ": " + reason_words(remark);
        return m_told();
    }
    m_proposal = std::move(outcome->value);
    std::vector<TourDayRow> rows;
    for (auto const& day : m_proposal->days)
        rows.push_back({day, DayState::Proposed, ""});
    m_days.set_rows(std::move(rows));
    m_chosen_day.clear();
    m_notice = {};
    ++m_revision;
    m_told();
}

std::string TourPlanner::summary() const
{
    if (!m_proposal)
        return "";
    if (m_proposal->days.empty())
        return "行ける日が ありません。";
    return std::to_string(m_proposal->days.size()) + "日 ・ " + km_words(m_proposal->kilometres)
        + (m_proposal->is_proved_best ? " ・ これより よい案は ありません" : " ・ 時間の中で 見つけた案です");
}

bool TourPlanner::can_write() const
{
    return !m_is_writing && !m_is_planning && std::ranges::any_of(m_days.rows(), [](TourDayRow const& row) {
        return row.state != DayState::Written;
    });
}

void TourPlanner::write(std::string const& title, bool is_published)
{
    if (!can_write())
        return;
    m_write_remarks = trimmed(title).empty() ? Remarks{{"title", "empty"}} : Remarks();
    m_notice = m_write_remarks.empty() ? Notice{} : Notice{Tone::Stop, "講座の名前を 書いてください。"};
    if (m_write_remarks.empty()) {
        m_title = trimmed(title);
        m_is_published = is_published;
        m_is_writing = true;
        m_to_write.clear();
        for (auto const& row : m_days.rows())
            if (row.state != DayState::Written)
                m_to_write.insert(m_to_write.begin(), row.day.day);
        bool const is_any_unknown = std::ranges::any_of(
            m_days.rows(), [](TourDayRow const& row) { return row.state == DayState::Unknown; });
        if (is_any_unknown)
            look_again();
        else
            write_next();
    }
    m_told();
}

void TourPlanner::look_again()
{
    std::string day;
    for (auto const& row : m_days.rows())
        if (row.state == DayState::Unknown)
            day = row.day.day;
    m_jobs.ask<std::vector<VanDay>>([day](Api& api) { return api.van_days(day, day); },
        [this, life = m_life, day](auto outcome) {
            if (life != m_life)
                return;
            if (!outcome)
                return end_writing();
            auto const* row = m_days.find(day);
            bool const stands = row && std::ranges::any_of(outcome->value, [&](VanDay const& standing) {
                return is_same_day(row->day, m_proposal->van, standing);
            });
            set_state(day, stands ? DayState::Written : DayState::Proposed);
            if (stands)
                std::erase(m_to_write, day);
            write_next();
        });
}

void TourPlanner::write_next()
{
    if (m_to_write.empty())
        return end_writing();
    auto const day = m_to_write.back();
    m_to_write.pop_back();
    auto const* row = m_days.find(day);
    auto body = row->day.body;
    body["title"] = m_title;
    body["publish"] = m_is_published;
    m_jobs.ask<VanDay>([body = std::move(body)](Api& api) { return api.plan_van_day(body); },
        [this, life = m_life, day](auto outcome) {
            if (life != m_life)
                return;
            if (outcome) {
                set_state(day, DayState::Written);
                return write_next();
            }
            auto const& problem = outcome.error();
            if (problem.kind == ProblemKind::Unreachable || problem.kind == ProblemKind::Unreadable) {
                set_state(day, DayState::Unknown);
                return end_writing();
            }
            if (problem.kind == ProblemKind::LoggedOut)
                return end_writing();
            set_state(day, DayState::Refused, tour_problem_words(problem));
            write_next();
        });
}

void TourPlanner::end_writing()
{
    m_is_writing = false;
    m_to_write.clear();
    int written = 0;
    bool is_any_unknown = false;
    for (auto const& row : m_days.rows()) {
        written += row.state == DayState::Written ? 1 : 0;
        is_any_unknown = is_any_unknown || row.state == DayState::Unknown;
    }
    auto const all = static_cast<int>(m_days.rows().size());
    auto words = std::to_string(all) + "日のうち " + std::to_string(written) + "日を 登録しました。";
    if (is_any_unknown)
        words += "ハブから 答えのない日が あります。つながったら もう1度「案を登録する」を押してください。"
                 "届いた日を 2度 登録することは ありません。";
    else if (written < all)
        words += "できなかった日は 表に わけが あります。";
    m_notice = {written == all ? Tone::Ok : Tone::Stop, words};
    // Which days and why, in full: the table's column is narrow.
    for (auto const& row : m_days.rows())
        if (row.state == DayState::Refused)
            m_notice.text += "\n" + iso_day_words(row.day.day) + ": " + row.why;
    m_told();
}

void TourPlanner::set_state(std::string const& day, DayState state, std::string const& why)
{
    auto rows = m_days.rows();
    for (auto& row : rows)
        if (row.day.day == day) {
            row.state = state;
            row.why = why;
        }
    m_days.set_rows(std::move(rows));
    ++m_revision;
    m_told();
}

} // namespace meguri::desk::models
