#include "admin/desk/models/kiosks.h"

#include "admin/desk/models/words.h"
#include "shared/domain/staff_pin.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string acted_words(KioskAction action, std::string const& id, int leases)
{
    auto const seats = std::to_string(leases) + "件";
    switch (action) {
    case KioskAction::Recall:
        return "席を返すように 頼みました: 端末 " + id + " ・ " + seats + "。つぎの通信で 戻ります。";
    case KioskAction::Reclaim:
        return "席を 引きあげました: 端末 " + id + " ・ " + seats + "。";
    case KioskAction::Revoke:
        return "使用を 止めました: 端末 " + id + "。";
    }
    return "";
}

} // namespace

std::string kiosk_action_words(KioskAction action)
{
    switch (action) {
    case KioskAction::Recall:
        return "席を返してもらう";
    case KioskAction::Reclaim:
        return "席を引きあげる";
    case KioskAction::Revoke:
        return "使用を止める";
    }
    return "";
}

std::string kiosk_action_meaning(KioskAction action)
{
    switch (action) {
    case KioskAction::Recall:
        return "まだ使っていない席を 返すように、端末に頼みます。席は つぎの通信で 戻ります。"
               "受付票の約束は 守られます。";
    case KioskAction::Reclaim:
        return "端末の返事を待たずに 席を取り戻します。端末が もう「確定」の受付票を 渡していると、"
               "その約束を 破ることがあります。破った方は 電話連絡に出ます。";
    case KioskAction::Revoke:
        return "この端末からの申込を 受け付けなくします。預けた席は 残ります。"
               "もう1度 使うには 登録し直します。";
    }
    return "";
}

std::string kiosk_action_verb(KioskAction action)
{
    switch (action) {
    case KioskAction::Recall:
        return "返すように頼む";
    case KioskAction::Reclaim:
        return "引きあげる";
    case KioskAction::Revoke:
        return "止める";
    }
    return "";
}

Kiosks::Kiosks(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Kiosks::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_table.set_filter(scope.query);
    rebuild();
    if (m_as_of)
        m_told();
    else
        refresh();
}

void Kiosks::refresh()
{
    m_jobs.ask<KioskList>(
        [](Api& api) { return api.kiosks(); }, [this](auto outcome) { take_list(std::move(outcome)); });
}

void Kiosks::forget()
{
    m_scope = {};
    m_all.clear();
    m_is_backup_too_old = false;
    m_chosen.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_code.reset();
    m_notice = {};
    m_as_of.reset();
    rebuild();
}

void Kiosks::take_list(Outcome<KioskList> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_all = std::move(outcome->value.kiosks);
    m_is_backup_too_old = outcome->value.is_backup_too_old;
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop && m_remarks.empty())
        m_notice = {};
    rebuild();
    m_told();
}

void Kiosks::rebuild()
{
    std::vector<Kiosk> shown;
    std::ranges::copy_if(m_all, std::back_inserter(shown), [this](Kiosk const& kiosk) {
        return m_scope.municipality.empty() || kiosk.municipality == m_scope.municipality;
    });
    m_table.set_kiosks(shown, m_as_of.value_or(m_clock.now()));
    // A form about a kiosk that is not there any more would be sent about nobody.
    if (!chosen() && m_panel == Panel::Act)
        m_panel = Panel::None;
    show_leases();
}

void Kiosks::show_leases()
{
    auto const* row = chosen();
    m_leases.set_rows(row ? row->kiosk.leases : std::vector<KioskLease>());
    ++m_revision;
}

void Kiosks::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Kiosks::sort_leases(std::size_t column, bool is_descending)
{
    m_leases.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::optional<int> Kiosks::count() const
{
    return m_as_of ? std::optional(static_cast<int>(m_all.size())) : std::nullopt;
}

int Kiosks::stuck_count() const
{
    if (!m_as_of)
        return 0;
    return static_cast<int>(std::ranges::count_if(
        m_all, [this](Kiosk const& kiosk) { return is_stuck(health_of(kiosk, *m_as_of)); }));
}

/// Lent seats that nobody can sell or give back before their class begins, unless a person takes them.
int Kiosks::holding_soon_count() const
{
    if (!m_as_of)
        return 0;
    auto const is_due = [this](KioskLease const& lease) {
        auto const ahead = lease.starts_at ? std::optional(*lease.starts_at - *m_as_of)
                                           : std::optional<base::Time::duration>();
        return ahead && ahead->count() > 0 && *ahead <= reclaim_asked_before && lease.used < lease.rights;
    };
    return static_cast<int>(std::ranges::count_if(m_all, [&](Kiosk const& kiosk) {
        bool const is_shown = m_scope.municipality.empty() || kiosk.municipality == m_scope.municipality;
        bool const may_not_settle
            = is_stuck(health_of(kiosk, *m_as_of)) || health_of(kiosk, *m_as_of) == KioskHealth::Stopped;
        return is_shown && may_not_settle && std::ranges::any_of(kiosk.leases, is_due);
    }));
}

std::string Kiosks::alarm() const
{
    std::string words;
    if (auto const stuck = m_table.stuck_count(); stuck > 0)
        words = "手当てのいる端末が " + std::to_string(stuck)
            + "台 あります。使う方が来る前に、会場に 確かめてください。";
    if (auto const soon = holding_soon_count(); soon > 0)
        words += "2日以内に始まる教室の席を 預けたまま 手当てのいる端末が " + std::to_string(soon)
            + "台 あります。会場に 確かめてから、席を引きあげてください。";
    if (m_is_backup_too_old)
        words += "ハブの控え（バックアップ）が 1週間 ありません。システムの担当者に 知らせてください。";
    return words;
}

std::string Kiosks::empty_words() const
{
    if (!m_as_of || !m_all.empty())
        return "";
    return can_enrol() ? "まだ端末がありません。登録すると ここに出ます。"
                       : "この利用者が見られる端末は ありません。端末は 市町と県が 見ます。";
}

void Kiosks::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    // What was written was meant for the one chosen before.
    if (m_panel == Panel::Act)
        m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    show_leases();
    m_told();
}

bool Kiosks::can(KioskAction action) const
{
    auto const* row = chosen();
    if (!row || m_is_sending)
        return false;
    auto const& kiosk = row->kiosk;
    if (!domain::may(
            m_scope.actor, domain::Right::ManageKiosks, {kiosk.municipality, "", kiosk.venue, false}))
        return false;
    switch (action) {
    case KioskAction::Recall:
        return std::ranges::any_of(kiosk.leases, [](auto const& lease) { return lease.state == "open"; });
    case KioskAction::Reclaim:
        return !kiosk.leases.empty();
    case KioskAction::Revoke:
        return kiosk.state == "active";
    }
    return false;
}

bool Kiosks::can_enrol() const
{
    return domain::may(
        m_scope.actor, domain::Right::ManageKiosks, {m_scope.actor.organisation, "", "", false});
}

bool Kiosks::can_enrol_at(Venue const& venue) const
{
    return domain::may(m_scope.actor, domain::Right::ManageKiosks, {venue.municipality, "", venue.id, false});
}

void Kiosks::open_action(KioskAction action)
{
    if (!can(action))
        return;
    m_panel = Panel::Act;
    m_action = action;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Kiosks::open_enrol()
{
    if (!can_enrol())
        return;
    m_panel = Panel::Enrol;
    m_code.reset();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Kiosks::close_panel()
{
    // Who wrote the code down has perhaps put it in already.
    if (m_panel == Panel::Code)
        refresh();
    m_panel = Panel::None;
    m_code.reset();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Kiosks::submit(KioskForm form)
{
    if (m_panel != Panel::Act || !can(m_action))
        return;
    m_remarks = form.problems();
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<KioskActed>([id = m_chosen, action = m_action, form = std::move(form)](
                                   Api& api) { return api.act_on_kiosk(id, action, form.body()); },
            [this, action = m_action, id = m_chosen](
                auto outcome) { take_acted(std::move(outcome), action, id); });
    }
    m_told();
}

void Kiosks::take_acted(Outcome<KioskActed> outcome, KioskAction action, std::string const& id)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        if (outcome.error().kind == ProblemKind::Unreachable)
            m_notice.text = "ハブにつながりません。できたかどうか 分かりません。つながったら もう1度 "
                            "送ってください。2度 届いても だいじょうぶです。";
        return m_told();
    }
    if (m_panel == Panel::Act)
        m_panel = Panel::None;
    m_notice = {Tone::Ok, acted_words(action, id, outcome->value.leases)};
    refresh();
    m_told();
}

void Kiosks::make_code(std::string const& venue)
{
    if (m_is_sending || m_panel != Panel::Enrol)
        return;
    m_remarks = venue.empty() ? Remarks{{"venue", "empty"}} : Remarks();
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "会場を えらんでください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<EnrolCode>([venue](Api& api) { return api.make_enrol_code(venue); },
            [this](auto outcome) { take_code(std::move(outcome)); });
    }
    m_told();
}

void Kiosks::save_pin(std::string const& venue, std::string const& pin)
{
    if (m_is_sending || m_panel != Panel::Enrol)
        return;
    m_remarks = venue.empty() ? Remarks{{"venue", "empty"}} : Remarks();
    if (!domain::is_staff_pin(pin))
        m_remarks.push_back({"pin", "not_six_digits"});
    m_notice = m_remarks.empty()
        ? Notice{}
        : Notice{Tone::Stop, "会場をえらび、係の番号を 6つの数字で 入れてください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Done>([venue, pin](Api& api) { return api.save_staff_pin(venue, pin); },
            [this](auto outcome) {
                m_is_sending = false;
                if (outcome)
                    m_panel = Panel::None;
                m_remarks = outcome ? Remarks() : outcome.error().fields;
                m_notice = outcome ? Notice{Tone::Ok, "係の番号を 決めました。端末には 次の通信で 届きます。"}
                                   : Notice{Tone::Stop, problem_words(outcome.error())};
                m_told();
            });
    }
    m_told();
}

void Kiosks::take_code(Outcome<EnrolCode> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_code_ends = m_clock.monotonic() + (outcome->value.expires_at - outcome->as_of);
    m_code = std::move(outcome->value);
    m_panel = Panel::Code;
    m_told();
}

std::optional<EnrolCode> Kiosks::code() const
{
    return m_clock.monotonic() < m_code_ends ? m_code : std::nullopt;
}

} // namespace meguri::desk::models
