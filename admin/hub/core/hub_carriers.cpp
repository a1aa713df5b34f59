// The hub on those who hold sessions elsewhere and send them here: upserts by their own ids, and their keys.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <nlohmann/json.hpp>

#include <tuple>

namespace meguri::hub::core {

using domain::SessionAction;
using domain::SessionState;

namespace {

constexpr char waits_for_town[] = "市町の承認";

auto sent_fields(domain::Session const& one)
{
    return std::tie(one.title, one.title_kana, one.level, one.topics, one.format, one.delivery, one.venue,
        one.starts_at, one.ends_at, one.parts, one.capacity, one.admission, one.lottery.priorities,
        one.lottery.not_drawn, one.minimum_participants, one.registration_opens_at,
        one.registration_closes_at, one.programme, one.resources);
}

/// What has to be done so that a session is in the state that was sent; none: it is, or must not be touched.
std::optional<SessionAction> action_towards(
    UpsertSession::Wanted wanted, SessionState state, bool waits_for_approval)
{
    bool const is_open = state == SessionState::Draft || state == SessionState::Arranging;
    switch (wanted) {
    case UpsertSession::Wanted::Draft:
        return is_open ? std::nullopt : std::optional(SessionAction::Unpublish);
    case UpsertSession::Wanted::Published:
        if (state == SessionState::Cancelled)
            return SessionAction::Publish; // Which the states refuse, with their words.
        if (!is_open || (waits_for_approval && state == SessionState::Arranging))
            return std::nullopt;
        return waits_for_approval ? SessionAction::Arrange : SessionAction::Publish;
    case UpsertSession::Wanted::Cancelled:
        return state == SessionState::Cancelled ? std::nullopt : std::optional(SessionAction::Cancel);
    }
    return std::nullopt;
}

} // namespace

bool needs_approval(store::Reader& reader, domain::Session const& session)
{
    if (!session.programme)
        return false;
    auto const text = need(reader.programme_rules(*session.programme));
    if (!text)
        return false;
    auto const rules = nlohmann::json::parse(*text, nullptr, false);
    return rules.is_object() && rules.value("approval", nlohmann::json()) == "municipality";
}

std::optional<Refusal> Hub::bring_to(UpsertSession const& command, UpsertedAnswer& answer)
{
    auto const now = need(m_store.session(answer.id));
    if (!now)
        return std::nullopt;
    auto const state = now->row.session.state;
    bool const is_open = state == SessionState::Draft || state == SessionState::Arranging;
    bool const waits = command.wanted == UpsertSession::Wanted::Published && is_open
        && needs_approval(m_store, now->row.session);
    answer.waits_for_approval = waits;
    auto const action = action_towards(command.wanted, state, waits);
    if (!action)
        return std::nullopt;
    auto const reason = *action == SessionAction::Arrange ? waits_for_town : command.cancel_reason;
    auto const outcome = run(ActOnSession{answer.id, *action, reason, command.by});
    if (auto const* refused = std::get_if<Refusal>(&outcome))
        return *refused;
    if (answer.fate == UpsertedAnswer::Fate::Unchanged)
        answer.fate = UpsertedAnswer::Fate::Changed;
    return std::nullopt;
}

Outcome Hub::run(UpsertSession const& command)
{
    auto session = command.session;
    auto refusal = complete(session);
    auto const known = need(m_store.session_of_carrier(session.provider, command.external_id));
    UpsertedAnswer answer;
    if (!known) {
        if (refusal)
            return *refusal;
        auto outcome = create_session({session, std::nullopt, command.by});
        auto const* made = std::get_if<SessionAnswer>(&outcome);
        if (!made)
            return outcome;
        answer.id = made->id;
        need(m_store.put_session_of_carrier(session.provider, command.external_id, made->id));
    } else {
        auto const before = need(m_store.session(*known));
        if (!before)
            return not_found("session");
        answer.id = *known;
        session.id = *known;
        answer.fate = UpsertedAnswer::Fate::Unchanged;
        if (sent_fields(session) != sent_fields(before->row.session)) {
            if (refusal)
                return *refusal;
            auto outcome = change_session({session, before->row.session.version, command.by});
            if (!std::holds_alternative<SessionAnswer>(outcome))
                return outcome;
            answer.fate = UpsertedAnswer::Fate::Changed;
        }
    }
    if (auto const refused = bring_to(command, answer))
        return *refused;
    return answer;
}

Outcome Hub::run(EndApiKeys const& command)
{
    bool is_known = false;
    for (auto key : need(m_store.api_keys())) {
        bool const is_meant = key.organisation == command.organisation && key.name == command.name
            && (!key.revoked_at || *key.revoked_at > command.at);
        if (!is_meant)
            continue;
        is_known = true;
        key.revoked_at = command.at;
        need(m_store.put(key));
    }
    if (!is_known)
        return Refusal{RefusalKind::NotFound, "unknown_key",
            "This organisation has no key of that name that is still good", {}, {}};
    audit(command.by, "api_key.ended", command.name, command.organisation);
    return Done();
}

} // namespace meguri::hub::core
