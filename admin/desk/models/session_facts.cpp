#include "admin/desk/models/session_facts.h"

#include "admin/desk/models/session_table.h"
#include "admin/desk/models/session_words.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string day_and_span_words(base::Time starts_at, base::Time ends_at)
{
    return domain::era_date_words(domain::tokyo_date(starts_at)) + " " + clock_words(starts_at) + "〜"
        + clock_words(ends_at);
}

std::string venue_name(Session const& session, std::string const& id, std::vector<Venue> const& venues)
{
    if (id == session.venue.id)
        return session.venue.name;
    auto const found = std::ranges::find(venues, id, &Venue::id);
    return found == venues.end() ? id : found->name;
}

void add_days(Session const& session, SessionNames const& names, LabelledWords& facts)
{
    if (session.parts.size() < 2) {
        facts.emplace_back("日時", day_and_span_words(session.starts_at, session.ends_at));
        facts.emplace_back("会場", session.venue.name);
        return;
    }
    for (std::size_t i = 0; i < session.parts.size(); ++i) {
        auto const& part = session.parts[i];
        facts.emplace_back(std::to_string(i + 1) + "日目",
            day_and_span_words(part.starts_at, part.ends_at) + " "
                + venue_name(session, part.venue, names.venues));
    }
}

void add_resources(SessionDetails const& details, SessionNames const& names, LabelledWords& facts)
{
    for (auto const& use : details.resources) {
        auto const found = std::ranges::find(names.resources, use.id, &Resource::id);
        if (found == names.resources.end()) {
            facts.emplace_back("使うもの", use.id);
            continue;
        }
        auto const kind = domain::from_name<domain::ResourceKind>(found->kind);
        bool const is_counted = kind == domain::ResourceKind::Phones;
        facts.emplace_back(kind ? resource_kind_words(*kind) : found->kind,
            found->name + (is_counted ? " " + std::to_string(use.units) + "台" : std::string()));
    }
}

/// Sixty-four digits break where people compare them.
std::string in_groups(std::string const& digits)
{
    constexpr std::size_t group = 16;
    std::string words;
    for (std::size_t i = 0; i < digits.size(); i += group)
        words += (i == 0 ? "" : " ") + digits.substr(i, group);
    return words;
}

void add_draw(Session const& session, LabelledWords& facts)
{
    if (!session.draw)
        return;
    std::string order;
    for (auto const& priority : session.draw->priorities)
        order += (order.empty() ? "" : "、次に ") + draw_priority_words(priority);
    facts.emplace_back("優先", order.empty() ? "なし(みな同じ)" : order);
    facts.emplace_back("外れた方", not_drawn_words(session.draw->not_drawn));
    if (!session.draw->seed_hash.empty())
        facts.emplace_back("公表した印", in_groups(session.draw->seed_hash));
    if (session.draw->drawn_at)
        facts.emplace_back("抽選した日時", moment_words(*session.draw->drawn_at));
    if (!session.draw->seed.empty())
        facts.emplace_back("種", in_groups(session.draw->seed));
}

std::string topic_words(std::vector<std::string> const& topics)
{
    auto const choices = topic_choices();
    std::string words;
    for (auto const& topic : topics) {
        auto const found = std::ranges::find(choices, topic, &Choice::first);
        words += (words.empty() ? "" : "、") + (found == choices.end() ? topic : found->second);
    }
    return words;
}

/// All that a form writes, label by label; what has a label twice stands together.
LabelledWords written_facts(SessionDetails const& details, SessionNames const& names)
{
    auto const& session = details.session;
    LabelledWords written{{"名前", session.title}, {"定員", std::to_string(session.capacity) + "人"},
        {"習うこと", topic_words(session.topics)}};
    for (auto const& [label, words] : session_facts(session, &details, names)) {
        // Seats change with each registration.
        if (label == "席")
            continue;
        auto const same = std::ranges::find(written, label, &std::pair<std::string, std::string>::first);
        if (same == written.end())
            written.emplace_back(label, words);
        else
            same->second += "、" + words;
    }
    return written;
}

std::string words_under(LabelledWords const& facts, std::string const& label)
{
    auto const found = std::ranges::find(facts, label, &std::pair<std::string, std::string>::first);
    return found == facts.end() || found->second.empty() ? "なし" : found->second;
}

} // namespace

LabelledWords session_facts(Session const& session, SessionDetails const* details, SessionNames const& names)
{
    LabelledWords facts{{"状態", session_state_words(session.state)}};
    if (details != nullptr && !details->waiting_for.empty())
        facts.emplace_back("返事を待つ相手", details->waiting_for);
    if (!session.cancel_reason.empty())
        facts.emplace_back("中止の理由", session.cancel_reason);
    add_days(session, names, facts);
    facts.emplace_back("市町", session.municipality_name);
    facts.emplace_back("実施形態", format_words(session.format));
    facts.emplace_back("団体", session.provider.name);
    if (details != nullptr)
        add_resources(*details, names, facts);
    facts.emplace_back("内容", level_words(session.level));
    facts.emplace_back("席", seats_words(session));
    if (session.minimum_participants)
        facts.emplace_back("最少の人数", std::to_string(*session.minimum_participants) + "人");
    facts.emplace_back("申込の方法", admission_words(session.admission));
    if (session.registration_closes_at)
        facts.emplace_back("申込の締切", moment_words(*session.registration_closes_at));
    add_draw(session, facts);
    if (!session.programme.empty()) {
        auto const found = std::ranges::find(names.programmes, session.programme, &Named::id);
        facts.emplace_back("事業", found == names.programmes.end() ? session.programme : found->name);
    }
    return facts;
}

LabelledWords session_changes(
    SessionDetails const& before, SessionDetails const& now, SessionNames const& names)
{
    auto const was = written_facts(before, names);
    auto const is = written_facts(now, names);
    LabelledWords changes;
    auto const add = [&](std::string const& label) {
        auto const from = words_under(was, label);
        auto const to = words_under(is, label);
        bool const is_new
            = std::ranges::none_of(changes, [&](auto const& change) { return change.first == label; });
        if (from != to && is_new)
            changes.emplace_back(label, from + " → " + to);
    };
    for (auto const* facts : {&is, &was})
        for (auto const& [label, words] : *facts)
            add(label);
    return changes;
}

std::vector<Notice> session_warnings(SessionMark const* mark)
{
    std::vector<Notice> warnings;
    if (mark == nullptr)
        return warnings;
    for (auto const& conflict : mark->conflicts) {
        auto words = "重なり: " + conflict.words;
        if (!conflict.override_reason.empty())
            words += " 理由を書いて重ねました:「" + conflict.override_reason + "」 (" + conflict.override_by
                + ")";
        warnings.push_back({Tone::Stop, std::move(words)});
    }
    if (mark->short_of)
        warnings.push_back({Tone::Few,
            "人数不足: 申込 " + std::to_string(mark->short_of->people) + "人、最少 "
                + std::to_string(mark->short_of->minimum) + "人。あと "
                + std::to_string(mark->short_of->minimum - mark->short_of->people) + "人 足りません。"});
    return warnings;
}

LabelledWords finding_words(std::vector<Finding> const& findings)
{
    LabelledWords words;
    for (auto const& finding : findings)
        words.emplace_back(!finding.is_known ? "? まだ"
                : finding.is_passed          ? "○ よし"
                                             : "× だめ",
            finding.why);
    return words;
}

std::string finding_count(std::vector<Finding> const& findings)
{
    if (findings.empty())
        return "";
    auto const good = std::ranges::count_if(
        findings, [](Finding const& finding) { return finding.is_known && finding.is_passed; });
    return std::to_string(findings.size()) + "つのうち " + std::to_string(good) + "つ よし";
}

} // namespace meguri::desk::models
