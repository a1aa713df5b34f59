#include "admin/desk/models/audit_log.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/word_table.h"

namespace meguri::desk::models {

namespace {

constexpr std::array audit_actions{
    Word{"person.read", "名前を開いた"},
    Word{"login.done", "ログイン"},
    Word{"login.failed", "ログインの失敗"},
    Word{"registration.confirmed", "申込: 確定"},
    Word{"registration.waiting", "申込: キャンセル待ち"},
    Word{"registration.entered", "申込: 抽選待ち"},
    Word{"registration.cancelled", "申込の取消"},
    Word{"registration.promoted", "繰り上げ"},
    Word{"registration.put_first", "列の前へ"},
    Word{"registration.reordered", "順番の変更"},
    Word{"registration.moved", "開催回の変更"},
    Word{"registration.marked", "出欠"},
    Word{"registration.corrected", "名前・電話の訂正"},
    Word{"registration.merged", "重複をまとめた"},
    Word{"registration.duplicate", "重複の申込"},
    Word{"registration.surveyed", "アンケート"},
    Word{"call.done", "電話連絡: 済"},
    Word{"call.reopened", "電話連絡: 済を 取り消し"},
    Word{"call.tried", "電話連絡: 不在"},
    Word{"user.saved", "利用者を作った"},
    Word{"user.changed", "利用者の変更"},
    Word{"api_key.saved", "鍵を作った"},
    Word{"api_key.ended", "鍵を止めた"},
    Word{"session.cost", "開催回の経費"},
    Word{"session.counted", "補助金に入れた"},
    Word{"session.not_counted", "補助金から外した"},
    Word{"subsidy.corrected", "補助金の記録の訂正"},
    Word{"backup.made", "控えを作った"},
    Word{"kiosk.code_made", "端末の登録番号"},
    Word{"year.begun", "次の年度に写した"},
    Word{"programme.carried", "事業を次の年度に写した"},
    Word{"subsidy.created", "補助金を開いた"},
};
constexpr std::array audit_purposes{
    Word{"desk", "窓口"},
    Word{"sign_in_sheet", "出席簿"},
    Word{"call_list", "電話連絡"},
    Word{"postcards", "はがき"},
    Word{"day_sheet", "訪問の予定表"},
    Word{"slip_lost", "受付票の紛失"},
    Word{"help", "係の呼び出し"},
    Word{"correction", "訂正"},
};

std::vector<ColumnOf<AuditLine>> audit_columns()
{
    return {
        {{"日時", 170}, [](AuditLine const& l) { return Cell{moment_words(l.at)}; },
            [](AuditLine const& l) -> SortKey { return l.row; }},
        {{"利用者名", 170},
            [](AuditLine const& l) {
                return Cell{l.login, Tone::Strong};
            }},
        {{"したこと", 180}, [](AuditLine const& l) { return Cell{audit_action_words(l.action)}; }},
        {{"目的", 120}, [](AuditLine const& l) { return Cell{audit_purpose_words(l.purpose)}; }},
        {{"対象", 150}, [](AuditLine const& l) { return Cell{l.target}; }},
        {{"くわしく", 260},
            [](AuditLine const& l) {
                return Cell{l.purpose.empty() ? l.detail : std::string(), Tone::Quiet};
            }},
    };
}

} // namespace

AuditTable::AuditTable()
    : RowTable(audit_columns(), [](AuditLine const& line) { return std::to_string(line.row); })
{
}

std::string audit_action_words(std::string const& action)
{
    return word_in(audit_actions, action);
}

std::string audit_purpose_words(std::string const& purpose)
{
    return word_in(audit_purposes, purpose);
}

std::vector<Choice> audit_action_choices()
{
    return {{"", "すべて"}, {"person.read", "名前を開いた"}, {"registration.", "申込のこと"},
        {"session.", "開催回のこと"}, {"call.", "電話連絡のこと"}, {"login.", "ログイン"},
        {"subsidy.", "補助金のこと"}, {"user.", "利用者のこと"}, {"api_key.", "鍵のこと"},
        {"kiosk.", "端末のこと"}};
}

std::vector<Choice> audit_purpose_choices()
{
    std::vector<Choice> choices{{"", "すべて"}};
    for (auto const& [name, word] : audit_purposes)
        choices.emplace_back(name, word);
    return choices;
}

AuditLog::AuditLog(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

bool AuditLog::may_see() const
{
    return domain::may(m_scope.actor, domain::Right::SeeAudit, {m_scope.actor.organisation, "", "", false});
}

void AuditLog::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
}

void AuditLog::forget()
{
    m_scope = {};
    m_form = {};
    m_query = {};
    m_next.reset();
    m_table.set_rows({});
    m_remarks.clear();
    m_notice = {};
    m_as_of.reset();
    ++m_asked;
    m_is_loading = false;
    ++m_revision;
}

void AuditLog::look_for(AuditForm form)
{
    m_form = std::move(form);
    m_remarks.clear();
    m_notice = {};
    auto const today = domain::tokyo_date(m_clock.now());
    auto const read = [&](std::string const& text, char const* field) -> std::string {
        if (trimmed(text).empty())
            return "";
        if (auto const date = typed_date(text, today, DayWithoutYear::LatestOne))
            return domain::to_iso(*date);
        m_remarks.push_back({field, "not_a_date"});
        return "";
    };
    AuditQuery query;
    query.from = read(m_form.from, "from");
    query.to = read(m_form.to, "to");
    query.login = trimmed(m_form.login);
    query.action = m_form.action;
    query.purpose = m_form.purpose;
    if (!m_remarks.empty()) {
        m_notice = {Tone::Stop, "印のついた所を 直してください。"};
        return m_told();
    }
    m_query = std::move(query);
    refresh();
}

void AuditLog::refresh()
{
    ask(Page::Newest);
}

void AuditLog::load_more()
{
    if (m_next && !m_is_loading)
        ask(Page::Next);
}

void AuditLog::ask(Page page)
{
    if (!may_see())
        return m_told();
    auto query = m_query;
    query.municipality = m_scope.municipality;
    query.before = page == Page::Next ? m_next : std::nullopt;
    m_is_loading = true;
    m_jobs.ask<AuditPage>([query](Api& api) { return api.audit(query); },
        [this, page, number = ++m_asked](auto outcome) {
            if (number == m_asked)
                take(std::move(outcome), page);
        });
    m_told();
}

void AuditLog::take(Outcome<AuditPage> outcome, Page page)
{
    m_is_loading = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    auto rows = page == Page::Next ? m_table.rows() : std::vector<AuditLine>();
    rows.insert(rows.end(), outcome->value.lines.begin(), outcome->value.lines.end());
    m_table.set_rows(std::move(rows));
    m_next = outcome->value.next;
    m_as_of = outcome->as_of;
    m_notice = {};
    ++m_revision;
    m_told();
}

void AuditLog::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::string AuditLog::count_words() const
{
    if (!m_as_of)
        return "";
    return grouped(static_cast<std::int64_t>(m_table.total_count())) + "件"
        + (m_next ? " ・ 前の記録が まだあります" : "");
}

} // namespace meguri::desk::models
