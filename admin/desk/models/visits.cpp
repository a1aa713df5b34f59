#include "admin/desk/models/visits.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string first_wish(VisitRequest const& request)
{
    if (request.wishes.empty())
        return "—";
    auto const others = request.wishes.size() - 1;
    return request.wishes.front() + (others > 0 ? " ほか" + std::to_string(others) : "");
}

std::vector<ColumnOf<VisitRequest>> visit_columns(Gazetteer const& places)
{
    return {
        {{"市町", 100},
            [&places](VisitRequest const& v) {
                return Cell{places.town_name(v.municipality), Tone::Strong};
            },
            [](VisitRequest const& v) -> SortKey { return v.municipality; }},
        {{"地域", 84}, [](VisitRequest const& v) { return Cell{v.area.empty() ? "—" : v.area}; }},
        {{"希望の日", 180}, [](VisitRequest const& v) { return Cell{first_wish(v)}; }},
        {{"お名前", 132}, [](VisitRequest const& v) { return Cell{v.kana.empty() ? "—" : v.kana}; }},
        {{"年代", 76}, [](VisitRequest const& v) { return Cell{age_band_words(v.age_band)}; }},
        {{"受付番号", 112}, [](VisitRequest const& v) { return Cell{code_words(v.code)}; }},
    };
}

std::vector<ColumnOf<VisitSlot>> slot_columns()
{
    auto const by_start
        = [](VisitSlot const& s) -> SortKey { return std::int64_t(base::seconds_of(s.starts_at)); };
    return {
        {{"日にち", 130},
            [](VisitSlot const& s) {
                return Cell{domain::day_words(domain::tokyo_date(s.starts_at)), Tone::Strong};
            },
            by_start},
        {{"時間", 150}, [](VisitSlot const& s) { return Cell{span_words(s.starts_at, s.ends_at)}; }},
    };
}

/// A wish is its town's, and any provider may take it up.
bool may_take_up(domain::Actor const& actor, VisitRequest const& request)
{
    auto const own = actor.role == domain::Role::Provider ? actor.organisation : "";
    return domain::may(actor, domain::Right::Register, {request.municipality, own, "", true});
}

} // namespace

VisitTable::VisitTable(Gazetteer const& places)
    : RowTable(visit_columns(places), [](VisitRequest const& request) { return request.id; })
{
}

SlotTable::SlotTable()
    : RowTable(slot_columns(), [](VisitSlot const& slot) { return domain::to_iso(slot.starts_at); })
{
}

Visits::Visits(
    Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_resources(resources)
    , m_told(std::move(told))
    , m_table(places)
{
}

void Visits::show_scope(Scope const& scope)
{
    bool const is_other_town = scope.municipality != m_scope.municipality;
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
    if (is_other_town && m_as_of)
        refresh();
}

void Visits::refresh()
{
    m_jobs.ask<std::vector<VisitRequest>>(
        [town = m_scope.municipality, state = m_state](Api& api) { return api.visit_requests(town, state); },
        [this, state = m_state](auto outcome) {
            if (state != m_state)
                return;
            if (!outcome)
                return trouble(outcome.error(), false);
            m_table.set_rows(std::move(outcome->value));
            m_as_of = outcome->as_of;
            if (m_notice.tone == Tone::Stop && m_panel == Panel::None)
                m_notice = {};
            ++m_revision;
            if (!chosen())
                m_panel = Panel::None;
            auto const before = m_visitor;
            settle_visitor();
            ask_slots(before == m_visitor);
            m_told();
        });
}

void Visits::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_slots.set_rows({});
    m_state = "open";
    m_chosen.clear();
    m_visitor.clear();
    m_slot.clear();
    m_has_slots = false;
    ++m_question;
    m_panel = Panel::None;
    m_remarks.clear();
    m_sheet_remarks.clear();
    m_sheet.reset();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void Visits::sort_by(Table& table, std::size_t column, bool is_descending)
{
    table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Visits::show_state(std::string const& state)
{
    if (state == m_state)
        return;
    m_state = state;
    m_table.set_rows({});
    m_notice = {};
    m_panel = Panel::None;
    ++m_revision;
    refresh();
    m_told();
}

void Visits::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_notice = {};
    m_remarks.clear();
    m_panel = Panel::None;
    settle_visitor();
    ask_slots();
    m_told();
}

std::vector<Resource> Visits::visitors() const
{
    auto const* request = chosen();
    if (!request)
        return {};
    auto found = m_resources.of_kind("visitor");
    std::erase_if(found, [&](Resource const& one) { return !serves_town(one, request->municipality); });
    std::ranges::stable_partition(
        found, [this](Resource const& one) { return one.owner == m_scope.actor.organisation; });
    return found;
}

void Visits::settle_visitor()
{
    auto const offered = visitors();
    if (std::ranges::find(offered, m_visitor, &Resource::id) != offered.end())
        return;
    m_visitor = offered.empty() ? "" : offered.front().id;
}

void Visits::set_visitor(std::string const& id)
{
    if (id == m_visitor)
        return;
    m_visitor = id;
    ask_slots();
    m_told();
}

void Visits::set_minutes(int minutes)
{
    if (minutes == m_minutes)
        return;
    m_minutes = minutes;
    ask_slots();
    m_told();
}

void Visits::ask_slots(bool keeps_shown)
{
    ++m_question;
    auto const* request = chosen();
    bool const is_asked
        = request && request->state == "open" && !m_visitor.empty() && may_take_up(m_scope.actor, *request);
    if (!is_asked)
        m_slot.clear();
    if (!keeps_shown || !is_asked) {
        m_slots.set_rows({});
        m_has_slots = false;
        ++m_revision;
    }
    if (!is_asked)
        return;
    m_jobs.ask<std::vector<VisitSlot>>([id = m_chosen, visitor = m_visitor, minutes = m_minutes](
                                           Api& api) { return api.visit_slots(id, visitor, minutes); },
        [this, question = m_question](auto outcome) {
            if (question != m_question)
                return;
            if (!outcome)
                return trouble(outcome.error(), false);
            m_slots.set_rows(std::move(outcome->value));
            m_has_slots = true;
            if (!m_slots.find(m_slot))
                m_slot.clear();
            ++m_revision;
            m_told();
        });
}

void Visits::choose_slot(std::string const& id)
{
    if (id == m_slot)
        return;
    m_slot = id;
    m_told();
}

std::string Visits::slots_words() const
{
    auto const* request = chosen();
    if (!request)
        return "";
    if (request->state != "open")
        return "";
    if (!may_take_up(m_scope.actor, *request))
        return "この利用者は 訪問を決められません。市町か 事業者の方が 決めます。";
    if (m_resources.has_loaded() && visitors().empty())
        return "この市町を 受け持つ訪問員が いません。";
    if (!m_has_slots)
        return "";
    return m_slots.rows().empty() ? "希望の日に、この訪問員が行ける時間は ありません。ほかの訪問員か "
                                    "長さを えらんでください。"
                                  : "行ける時間を 1つ えらんでください。";
}

std::string Visits::provider() const
{
    auto const* visitor = m_resources.find(m_visitor);
    return m_scope.actor.role == domain::Role::Provider || !visitor ? m_scope.actor.organisation
                                                                    : visitor->owner;
}

bool Visits::can_schedule() const
{
    auto const* request = chosen();
    return request && !m_is_sending && request->state == "open" && m_slots.find(m_slot)
        && domain::may(
            m_scope.actor, domain::Right::WriteSession, {request->municipality, provider(), "", true});
}

void Visits::schedule()
{
    auto const* slot = m_slots.find(m_slot);
    if (!slot || !can_schedule())
        return;
    m_is_sending = true;
    m_notice = {};
    nlohmann::json const body{{"starts_at", domain::to_iso(slot->starts_at)}, {"minutes", m_minutes},
        {"visitor", m_visitor}, {"provider", provider()}};
    m_jobs.ask<VisitDone>([id = m_chosen, body](Api& api) { return api.schedule_visit(id, body); },
        [this, slot = *slot](auto outcome) { take_scheduled(std::move(outcome), slot); });
    m_told();
}

void Visits::take_scheduled(Outcome<VisitDone> outcome, VisitSlot const& slot)
{
    m_is_sending = false;
    if (!outcome) {
        trouble(outcome.error(), true);
        // Somebody else was quicker: what is offered now?
        if (outcome.error().kind == ProblemKind::Conflict)
            ask_slots();
        return;
    }
    auto const& done = outcome->value;
    m_notice = done.state == "scheduled"
        ? Notice{Tone::Ok,
            "訪問を 決めました: " + moment_words(slot.starts_at) + "から ・ 受付番号 " + code_words(done.code)
                + "。ご本人への電話が 電話連絡に出ます。"}
        : Notice{Tone::Few, "ハブの答え: " + visit_state_words(done.state) + "。"};
    m_slot.clear();
    refresh();
    m_told();
}

bool Visits::can_cancel() const
{
    auto const* request = chosen();
    if (!request || m_is_sending || request->state != "open")
        return false;
    return may_take_up(m_scope.actor, *request);
}

void Visits::open_cancel()
{
    if (!can_cancel())
        return;
    m_panel = Panel::Cancel;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Visits::close_panel()
{
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Visits::cancel(std::string const& reason)
{
    if (m_panel != Panel::Cancel || !can_cancel())
        return;
    m_remarks = trimmed(reason).empty() ? Remarks{{"reason", "empty"}} : Remarks();
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "理由を書いてください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<VisitDone>(
            [id = m_chosen, reason = trimmed(reason)](Api& api) { return api.cancel_visit(id, reason); },
            [this](auto outcome) {
                m_is_sending = false;
                if (!outcome) {
                    m_remarks = outcome.error().fields;
                    return trouble(outcome.error(), true);
                }
                m_panel = Panel::None;
                m_notice = {Tone::Ok, "希望を 取り下げました。受付番号 " + code_words(outcome->value.code)};
                refresh();
                m_told();
            });
    }
    m_told();
}

void Visits::trouble(Problem const& problem, bool is_write)
{
    m_notice = {Tone::Stop,
        is_write && problem.kind == ProblemKind::Unreachable ? unsure_words() : tour_problem_words(problem)};
    m_told();
}

std::vector<Resource> Visits::sheet_visitors() const
{
    auto found = m_resources.of_kind("visitor");
    std::erase_if(found, [this](Resource const& one) {
        return !domain::may(m_scope.actor, domain::Right::SeeAddress, {one.owner, one.owner, "", true});
    });
    return found;
}

std::optional<domain::Date> Visits::sheet_date(SheetForm const& form) const
{
    return typed_date(form.date, domain::tokyo_date(m_clock.now()), DayWithoutYear::NextOne);
}

bool Visits::check_sheet(SheetForm const& form)
{
    m_sheet_remarks.clear();
    if (form.visitor.empty())
        m_sheet_remarks.push_back({"visitor", "not_chosen"});
    if (!sheet_date(form))
        m_sheet_remarks.push_back({"date", trimmed(form.date).empty() ? "empty" : "not_a_date"});
    m_told();
    return m_sheet_remarks.empty();
}

std::string Visits::sheet_name(SheetForm const& form) const
{
    auto const* visitor = m_resources.find(form.visitor);
    auto const date = sheet_date(form);
    return "訪問日程-" + (visitor ? visitor->name : form.visitor) + "-" + (date ? domain::to_iso(*date) : "")
        + ".pdf";
}

void Visits::ask_sheet(SheetForm const& form, std::string const& path)
{
    auto const date = sheet_date(form);
    if (!date || form.visitor.empty() || m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<std::string>([visitor = form.visitor, day = domain::to_iso(*date)](
                                Api& api) { return api.day_sheet(visitor, day); },
        [this, path](auto outcome) {
            m_is_sending = false;
            if (!outcome)
                return trouble(outcome.error(), false);
            m_sheet = Sheet{path, std::move(outcome->value)};
            m_told();
        });
    m_told();
}

void Visits::say_sheet_saved(std::string const& path, bool is_written)
{
    m_notice = is_written
        ? Notice{Tone::Ok, "日程表を 書き出しました: " + path + "。お名前と住所が のっています。"}
        : Notice{Tone::Stop, "日程表を 書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

} // namespace meguri::desk::models
