#include "admin/desk/models/carrier_keys.h"

#include "admin/desk/models/typed.h"

namespace meguri::desk::models {

namespace {

Cell key_state(CarrierKey const& key)
{
    if (!key.is_good)
        return {"終わりました", Tone::Quiet};
    if (key.ends_at)
        return {moment_words(*key.ends_at) + "まで", Tone::Few};
    return {"使えます", Tone::Ok};
}

std::vector<ColumnOf<CarrierKey>> key_columns()
{
    return {
        {{"団体", 160},
            [](CarrierKey const& k) {
                return Cell{k.organisation_name.empty() ? k.organisation : k.organisation_name, Tone::Strong};
            }},
        {{"鍵の名前", 150}, [](CarrierKey const& k) { return Cell{k.name}; }},
        {{"作った日", 160}, [](CarrierKey const& k) { return Cell{moment_words(k.made_at)}; },
            [](CarrierKey const& k) -> SortKey { return std::int64_t(base::seconds_of(k.made_at)); }},
        {{"種類", 80}, [](CarrierKey const& k) { return Cell{k.is_sandbox ? "練習用" : "本番"}; }},
        {{"状態", 210}, key_state},
    };
}

} // namespace

KeyTable::KeyTable()
    : RowTable(key_columns(), [](CarrierKey const& key) {
        return key.organisation + "\n" + key.name + "\n" + std::to_string(base::seconds_of(key.made_at));
    })
{
}

std::vector<Choice> grace_choices()
{
    return {{"24", "1日"}, {"168", "1週間"}, {"720", "30日"}, {"0", "すぐに終わらせる"}};
}

CarrierKeys::CarrierKeys(Jobs& jobs, Told told)
    : m_jobs(jobs)
    , m_told(std::move(told))
{
}

void CarrierKeys::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
}

bool CarrierKeys::may_see() const
{
    return domain::may(m_scope.actor, domain::Right::ManageUsers, {});
}

void CarrierKeys::refresh()
{
    if (!may_see())
        return m_told();
    m_jobs.ask<KeyList>([](Api& api) { return api.keys(); },
        [this](auto outcome) {
            if (!outcome) {
                m_notice = {Tone::Stop, problem_words(outcome.error())};
                return m_told();
            }
            m_table.set_rows(std::move(outcome->value.keys));
            m_may_have_sandbox = outcome->value.may_have_sandbox;
            m_as_of = outcome->as_of;
            ++m_revision;
            m_told();
        });
}

void CarrierKeys::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_chosen.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_secret.reset();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void CarrierKeys::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void CarrierKeys::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    if (m_panel == Panel::Rotate || m_panel == Panel::Revoke)
        m_panel = Panel::None;
    m_notice = {};
    m_told();
}

void CarrierKeys::open_panel(Panel panel)
{
    m_panel = panel;
    m_secret.reset();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void CarrierKeys::open_add()
{
    if (may_see())
        open_panel(Panel::Add);
}

void CarrierKeys::open_rotate()
{
    if (can_change())
        open_panel(Panel::Rotate);
}

void CarrierKeys::open_revoke()
{
    if (can_change())
        open_panel(Panel::Revoke);
}

void CarrierKeys::close_panel()
{
    open_panel(Panel::None);
}

void CarrierKeys::add(std::string const& organisation, std::string const& name, bool is_sandbox)
{
    if (m_panel != Panel::Add || m_is_sending)
        return;
    m_remarks.clear();
    if (organisation.empty())
        m_remarks.push_back({"organisation", "not_chosen"});
    need(m_remarks, "name", name);
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Secret>([organisation, name = trimmed(name), is_sandbox](
                               Api& api) { return api.add_key(organisation, name, is_sandbox); },
            [this](auto outcome) { take_secret(std::move(outcome)); });
    }
    m_told();
}

void CarrierKeys::rotate(std::string const& grace_hours)
{
    if (m_panel != Panel::Rotate || !can_change())
        return;
    auto const hours = typed_count(grace_hours).value_or(24);
    m_is_sending = true;
    m_jobs.ask<Secret>([key = *chosen(), hours = static_cast<int>(hours)](
                           Api& api) { return api.rotate_key(key.organisation, key.name, hours); },
        [this](auto outcome) { take_secret(std::move(outcome)); });
    m_told();
}

void CarrierKeys::revoke()
{
    if (m_panel != Panel::Revoke || !can_change())
        return;
    m_is_sending = true;
    m_jobs.ask<Done>([key = *chosen()](Api& api) { return api.revoke_key(key.organisation, key.name); },
        [this](auto outcome) {
            m_is_sending = false;
            if (outcome)
                m_panel = Panel::None;
            m_notice = outcome ? Notice{Tone::Ok, "鍵を 止めました。"}
                               : Notice{Tone::Stop, problem_words(outcome.error())};
            refresh();
            m_told();
        });
    m_told();
}

void CarrierKeys::take_secret(Outcome<Secret> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_secret = std::move(outcome->value);
    m_panel = Panel::Secret;
    refresh();
    m_told();
}

} // namespace meguri::desk::models
