// The section 申込 on people put right and on two registrations of one person.
#include "admin/desk/models/applications.h"
#include "admin/desk/models/typed.h"
#include "shared/domain/correction.h"
#include "shared/domain/phone.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::optional<domain::RegistrationState> state_of_entry(RosterEntry const& entry)
{
    return domain::from_name<domain::RegistrationState>(entry.state);
}

bool has_mergeable_state(RosterEntry const& entry)
{
    auto const state = state_of_entry(entry);
    return state && domain::can_be_merged(*state);
}

bool is_likely_twin(RosterEntry const& one, RosterEntry const& other)
{
    return (!one.phone.empty() && one.phone == other.phone) || (!one.kana.empty() && one.kana == other.kana);
}

std::string twin_words(RosterRow const& row)
{
    auto const& entry = row.entry;
    return row.number + "番 " + (entry.kana.empty() ? code_words(entry.code) : entry.kana) + "("
        + registration_state_words(entry.state) + ")";
}

} // namespace

Remarks CorrectionForm::problems(base::Time now) const
{
    PhoneRegistrationForm person;
    person.kana = kana;
    person.phone = phone;
    person.birth_year = birth_year;
    auto remarks = person.problems(now);
    if (reason.empty())
        remarks.push_back({"reason", "not_chosen"});
    return remarks;
}

nlohmann::json CorrectionForm::body(CorrectionForm const& before) const
{
    nlohmann::json body{{"reason", reason}};
    if (trimmed(kana) != trimmed(before.kana))
        body["kana"] = trimmed(kana);
    if (typed_phone(phone) != typed_phone(before.phone))
        body["phone"] = typed_phone(phone);
    if (typed_birth_year(birth_year) != typed_birth_year(before.birth_year))
        body["birth_year"] = typed_birth_year(birth_year).value_or(0);
    return body;
}

bool Applications::can_correct() const
{
    auto const* row = entry();
    auto const state = row ? state_of_entry(row->entry) : std::nullopt;
    return may_register() && state && domain::is_active(*state) && !row->entry.kana.empty();
}

CorrectionForm Applications::correction() const
{
    auto const* row = entry();
    if (!row)
        return {};
    auto const& entry = row->entry;
    return {entry.kana, domain::phone_words(entry.phone),
        entry.birth_year ? std::to_string(*entry.birth_year) : std::string(), ""};
}

void Applications::open_correct()
{
    if (!can_correct())
        return;
    m_panel = Panel::Correct;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Applications::correct(CorrectionForm form)
{
    if (m_panel != Panel::Correct || !can_correct() || m_is_sending)
        return;
    m_remarks = form.problems(m_clock.now());
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    auto const body = form.body(correction());
    if (m_remarks.empty() && body.size() == 1)
        m_notice = {Tone::Stop, reason_words("nothing_changes")};
    if (!m_notice.text.empty())
        return m_told();
    m_is_sending = true;
    m_jobs.ask<Done>([id = m_entry, body](Api& api) { return api.correct_registration(id, body); },
        [this](auto outcome) {
            bool const is_twin = !outcome && outcome.error().reason == "duplicate";
            take_moved(std::move(outcome), "直しました。受付番号と席は そのままです。");
            if (is_twin)
                m_notice.text = "直すと、この開催回に もうある申込と 同じ方に なります。同じ方なら"
                                "「重複をまとめる」を 使ってください。";
            m_told();
        });
    m_told();
}

bool Applications::can_merge() const
{
    auto const* row = entry();
    return may_register() && row && has_mergeable_state(row->entry) && !twins().empty();
}

std::vector<Choice> Applications::twins() const
{
    auto const* chosen = entry();
    std::vector<RosterRow const*> found;
    for (auto const* list : {&m_roster.confirmed, &m_roster.waiting})
        for (auto const& other : *list)
            if (auto const* row = m_table.find(other.id);
                row && chosen && other.id != m_entry && has_mergeable_state(other))
                found.push_back(row);
    std::ranges::stable_partition(
        found, [&](auto const* row) { return is_likely_twin(row->entry, chosen->entry); });
    std::vector<Choice> twins;
    for (auto const* row : found)
        twins.emplace_back(row->entry.id, twin_words(*row));
    return twins;
}

std::string Applications::merge_words(std::string const& other) const
{
    auto const* mine = entry();
    auto const* theirs = m_table.find(other);
    if (!mine || !theirs || mine == theirs)
        return "同じ方の もう1つの申込を えらんでください。";
    auto const twin = [this](RosterRow const& row) {
        std::int64_t place = 0;
        for (auto const* list : {&m_roster.confirmed, &m_roster.waiting})
            for (auto const& one : *list) {
                ++place;
                if (one.id == row.entry.id)
                    return domain::Twin{
                        state_of_entry(one).value_or(domain::RegistrationState::Received), 0, place};
            }
        return domain::Twin{};
    };
    bool const is_mine_kept = domain::stays(twin(*mine), twin(*theirs));
    auto const& kept = is_mine_kept ? *mine : *theirs;
    auto const& ended = is_mine_kept ? *theirs : *mine;
    return "残す: " + twin_words(kept) + "\nなくす: " + twin_words(ended)
        + "\nご本人への電話連絡は 出ません。空いた席は 待っている方に 回ります。もとには もどせません。";
}

void Applications::open_merge()
{
    if (!can_merge())
        return;
    m_panel = Panel::Merge;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Applications::merge(std::string const& other)
{
    if (m_panel != Panel::Merge || !can_merge() || m_is_sending)
        return;
    m_remarks.clear();
    m_notice = {};
    if (other.empty()) {
        m_remarks = {{"other", "empty"}};
        m_notice = {Tone::Stop, "同じ方の もう1つの申込を えらんでください。"};
        return m_told();
    }
    m_is_sending = true;
    m_jobs.ask<Done>([id = m_entry, other](Api& api) { return api.merge_registrations(id, other); },
        [this](auto outcome) { take_moved(std::move(outcome), "2つの申込を 1つに まとめました。"); });
    m_told();
}

} // namespace meguri::desk::models
