#include "admin/desk/models/year_change.h"

#include "admin/desk/models/answer_reading.h"
#include "admin/desk/models/word_table.h"
#include "admin/desk/models/words.h"
#include "shared/domain/year_change.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::array differing_parts{
    Word{"fiscal_year", "年度"},
    Word{"name", "名前"},
    Word{"scheme", "種類"},
    Word{"organisation", "団体"},
    Word{"rules", "条件"},
    Word{"limits", "回数の上限"},
};

std::string with_it(CarriedThing const& thing)
{
    std::string words;
    auto const add = [&](bool is_there, std::string const& word) {
        if (is_there)
            words += (words.empty() ? "" : "、") + word;
    };
    add(thing.has_rules, "条件");
    add(thing.has_limits, "回数の上限");
    add(thing.templates > 0, "ひな形 " + std::to_string(thing.templates));
    return words;
}

Cell fate_cell(CarriedThing const& thing, bool is_picked)
{
    if (thing.fate == "same")
        return {"もう あります", Tone::Quiet};
    if (thing.fate == "changed") {
        std::string parts;
        for (auto const& part : thing.differs)
            parts += (parts.empty() ? "" : "、") + word_in(differing_parts, part);
        return {"変わっているので 触りません: " + parts, Tone::Few};
    }
    if (thing.kind == CarriedThing::Kind::Subsidy)
        return is_picked ? Cell{"申請予定にします", Tone::Ok}
                         : Cell{"しるしをつけると 申請予定にします", Tone::Quiet};
    return {"写します", Tone::Ok};
}

std::vector<ColumnOf<CarriedThing>> year_columns(std::shared_ptr<std::set<std::string>> const& picked)
{
    using Thing = CarriedThing;
    return {
        {{"種類", 120},
            [picked](Thing const& thing) {
                if (thing.kind == CarriedThing::Kind::Programme)
                    return Cell{"事業"};
                if (thing.fate != "new")
                    return Cell{"補助金"};
                return Cell{(picked->contains(thing.id()) ? "☑ " : "☐ ") + std::string("補助金")};
            }},
        {{"名前", 300},
            [](Thing const& thing) {
                return Cell{thing.name, Tone::Strong};
            }},
        {{"団体", 150}, [](Thing const& thing) { return Cell{thing.whose}; }},
        {{"どうなるか", 320},
            [picked](Thing const& thing) { return fate_cell(thing, picked->contains(thing.id())); }},
        {{"いっしょに写すもの", 200}, [](Thing const& thing) { return Cell{with_it(thing)}; }},
    };
}

base::Result<CarriedThing> carried_programme(json const& item)
{
    Reader reader(item);
    CarriedThing thing;
    thing.from = reader.text("from");
    thing.name = reader.text("name");
    thing.whose = reader.text_or("organisation_name", "");
    thing.fate = reader.text("fate");
    thing.differs = reader.texts_or_empty("differs");
    thing.has_rules = reader.boolean_or("has_rules", false);
    thing.has_limits = reader.boolean_or("has_limits", false);
    thing.templates = reader.texts_or_empty("templates", 1000).size();
    return checked(reader, std::move(thing));
}

base::Result<CarriedThing> carried_subsidy(json const& item)
{
    Reader reader(item);
    CarriedThing thing;
    thing.kind = CarriedThing::Kind::Subsidy;
    thing.from = reader.text("from");
    thing.name = reader.text_or("programme", "");
    thing.whose = id_and_name(item, "municipality").name;
    thing.fate = reader.text("fate");
    thing.is_made = reader.has("id");
    return checked(reader, std::move(thing));
}

} // namespace

base::Result<YearPlan> year_plan_from_json(json const& document)
{
    auto programmes = each<CarriedThing>(document, "programmes", carried_programme);
    if (!programmes)
        return base::fail(programmes.error());
    auto subsidies = each<CarriedThing>(document, "subsidies", carried_subsidy);
    if (!subsidies)
        return base::fail(subsidies.error());
    Reader reader(document);
    YearPlan plan{static_cast<int>(reader.integer("to", 0, 9999)), std::move(*programmes)};
    // A subsidy is known by its programme, which stands there under its id of the next year.
    for (auto& subsidy : *subsidies) {
        for (auto const& item : document["programmes"])
            if (item.value("id", "") == subsidy.name)
                subsidy.name = item.value("name", "");
        plan.things.push_back(std::move(subsidy));
    }
    return checked(reader, std::move(plan));
}

YearTable::YearTable()
    : YearTable(std::make_shared<std::set<std::string>>())
{
}

YearTable::YearTable(std::shared_ptr<std::set<std::string>> picked)
    : RowTable(year_columns(picked), [](CarriedThing const& thing) { return thing.id(); })
    , m_picked(std::move(picked))
{
}

void YearTable::set_picked(std::set<std::string> const& ids)
{
    *m_picked = ids;
    set_rows(rows());
}

YearChange::YearChange(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void YearChange::show_scope(Scope const& scope)
{
    bool const is_other_year = scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    if (!is_other_year)
        return;
    m_plan.reset();
    m_picked.clear();
    m_table.set_rows({});
    m_table.set_picked({});
    m_notice = {};
    ++m_revision;
}

void YearChange::forget()
{
    auto const missing = m_missing_revision;
    show_scope({});
    m_chosen.clear();
    m_missing_year.reset();
    m_missing_revision = missing + 1;
}

bool YearChange::is_offered() const
{
    return domain::may(m_scope.actor, domain::Right::BeginYear, {});
}

std::string YearChange::title() const
{
    return domain::fiscal_year_words({from()}) + " → " + domain::fiscal_year_words({from() + 1});
}

void YearChange::preview()
{
    if (m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<YearPlan>([year = from()](Api& api) { return api.begin_year(year, {}, Writing::Preview); },
        [this, year = from()](auto outcome) {
            m_is_sending = false;
            if (year == from())
                take_preview(std::move(outcome));
        });
    m_told();
}

void YearChange::take_preview(Outcome<YearPlan> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    take_plan(std::move(outcome->value));
    auto const made = std::ranges::count_if(m_table.rows(), [](CarriedThing const& thing) {
        return thing.kind == CarriedThing::Kind::Programme && thing.fate == "new";
    });
    m_notice = {Tone::Plain,
        made == 0 ? "事業は もう ぜんぶ あります。" : "事業 " + std::to_string(made) + "件を 写せます。"};
    m_told();
}

void YearChange::take_plan(YearPlan plan)
{
    m_plan = std::move(plan);
    m_table.set_rows(m_plan->things);
    auto const still = pickable();
    std::erase_if(m_picked, [&](std::string const& id) { return !still.contains(id); });
    m_table.set_picked(m_picked);
    ++m_revision;
}

std::set<std::string> YearChange::pickable() const
{
    std::set<std::string> ids;
    for (auto const& thing : m_table.rows())
        if (thing.kind == CarriedThing::Kind::Subsidy && thing.fate == "new")
            ids.insert(thing.id());
    return ids;
}

bool YearChange::has_subsidies() const
{
    return !pickable().empty();
}

bool YearChange::has_all_picked() const
{
    return has_subsidies() && m_picked == pickable();
}

void YearChange::pick(std::string const& id)
{
    if (m_is_sending || !pickable().contains(id))
        return;
    if (m_picked.erase(id) == 0)
        m_picked.insert(id);
    m_table.set_picked(m_picked);
    ++m_revision;
    m_told();
}

void YearChange::pick_all(bool is_picked)
{
    if (m_is_sending)
        return;
    m_picked = is_picked ? pickable() : std::set<std::string>();
    m_table.set_picked(m_picked);
    ++m_revision;
    m_told();
}

bool YearChange::can_write() const
{
    bool const has_new = std::ranges::any_of(m_table.rows(), [](CarriedThing const& thing) {
        return thing.kind == CarriedThing::Kind::Programme && thing.fate == "new";
    });
    return has_preview() && !m_is_sending && (has_new || !m_picked.empty());
}

void YearChange::write()
{
    if (!can_write())
        return;
    std::vector<std::string> subsidies;
    for (auto const& thing : m_table.rows())
        if (m_picked.contains(thing.id()))
            subsidies.push_back(thing.from);
    m_is_sending = true;
    m_jobs.ask<YearPlan>(
        [year = from(), subsidies](Api& api) { return api.begin_year(year, subsidies, Writing::ForGood); },
        [this, year = from()](auto outcome) {
            m_is_sending = false;
            if (year == from())
                take_written(std::move(outcome));
        });
    m_told();
}

void YearChange::take_written(Outcome<YearPlan> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        if (outcome.error().kind == ProblemKind::Unreachable)
            m_notice.text
                = "ハブにつながりません。写せたかどうか 分かりません。もう1度 押しても 二重にはなりません。";
        return m_told();
    }
    int programmes = 0;
    int subsidies = 0;
    for (auto& thing : outcome->value.things) {
        bool const is_programme = thing.kind == CarriedThing::Kind::Programme;
        programmes += is_programme && thing.fate == "new" ? 1 : 0;
        subsidies += thing.is_made ? 1 : 0;
        // What was made stands there from now on.
        if (thing.is_made || (is_programme && thing.fate == "new"))
            thing.fate = "same";
    }
    m_picked.clear();
    take_plan(std::move(outcome->value));
    m_notice = {Tone::Ok,
        "事業 " + std::to_string(programmes) + "件を 写し、補助金 " + std::to_string(subsidies)
            + "件を 申請予定にしました。"};
    if (m_missing_year == from() + 1)
        set_missing(std::nullopt);
    m_told();
}

void YearChange::choose(std::string const& id)
{
    m_chosen = id;
    m_told();
}

void YearChange::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void YearChange::set_missing(std::optional<int> year)
{
    if (year == m_missing_year)
        return;
    m_missing_year = year;
    ++m_missing_revision;
}

void YearChange::look_ahead()
{
    auto const wanted = domain::year_to_prepare(domain::tokyo_date(m_clock.now()));
    if (!wanted || !is_offered())
        return set_missing(std::nullopt);
    m_jobs.ask<std::vector<Named>>([year = wanted->year](Api& api) { return api.programmes(year); },
        [this, year = wanted->year](auto outcome) {
            if (!outcome)
                return;
            set_missing(outcome->value.empty() ? std::optional(year) : std::nullopt);
            m_told();
        });
}

} // namespace meguri::desk::models
