#include "shared/domain/session.h"

#include <algorithm>

namespace meguri::domain {

namespace {

using base::fail;

bool is_blank(std::string_view text)
{
    constexpr std::string_view wide_space = "　";
    while (!text.empty()) {
        if (text.starts_with(wide_space))
            text.remove_prefix(wide_space.size());
        else if (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r')
            text.remove_prefix(1);
        else
            return false;
    }
    return true;
}

void check_capacity(Session const& session, std::vector<FieldProblem>& problems)
{
    int const least = session.admission == Admission::DropIn ? 0 : 1;
    if (session.capacity < least || session.capacity > 1000)
        problems.push_back({"capacity", "定員は" + std::to_string(least) + "人から1000人までです。"});
}

void check_span(Session const& session, Time now, std::vector<FieldProblem>& problems)
{
    if (session.starts_at < now)
        problems.push_back({"starts_at", "開始の日時が過ぎています。"});
    if (session.ends_at <= session.starts_at)
        problems.push_back({"ends_at", "終了は開始より後にしてください。"});
}

void check_parts(Session const& session, std::vector<FieldProblem>& problems)
{
    auto const& parts = session.parts;
    if (parts.empty()) {
        problems.push_back({"parts", "少なくとも1回分の日時が必要です。"});
        return;
    }
    if (parts.front().starts_at != session.starts_at)
        problems.push_back({"parts[0].starts_at", "初回の開始は、開催回の開始と同じにしてください。"});
    if (parts.back().ends_at != session.ends_at)
        problems.push_back({"parts[" + std::to_string(parts.size() - 1) + "].ends_at",
            "最終回の終了は、開催回の終了と同じにしてください。"});
    // A single part that is the session has been checked as the session.
    if (parts.size() == 1 && parts.front().starts_at == session.starts_at
        && parts.front().ends_at == session.ends_at)
        return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const path = "parts[" + std::to_string(i) + "]";
        if (parts[i].ends_at <= parts[i].starts_at)
            problems.push_back({path + ".ends_at", "終了は開始より後にしてください。"});
        if (i > 0 && parts[i].starts_at < parts[i - 1].ends_at)
            problems.push_back({path + ".starts_at", "前の回が終わってから始まるようにしてください。"});
    }
}

void check_window(Session const& session, std::vector<FieldProblem>& problems)
{
    auto const& opens = session.registration_opens_at;
    auto const& closes = session.registration_closes_at;
    if (opens && *opens >= session.starts_at)
        problems.push_back({"registration_opens_at", "受付の開始は、教室の開始より前にしてください。"});
    if (closes && *closes > session.starts_at)
        problems.push_back({"registration_closes_at", "受付の締切は、教室の開始までにしてください。"});
    if (opens && closes && *closes <= *opens)
        problems.push_back({"registration_closes_at", "受付の締切は、受付の開始より後にしてください。"});
}

void check_admission(Session const& session, std::vector<FieldProblem>& problems)
{
    int const most = session.admission == Admission::DropIn ? 1000 : session.capacity;
    if (session.minimum_participants
        && (*session.minimum_participants < 1 || *session.minimum_participants > most))
        problems.push_back({"minimum_participants", "最少の人数は1人から定員までです。"});
    auto sorted = session.lottery.priorities;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        problems.push_back({"draw.priorities", "同じ優先を2回書くことはできません。"});
}

} // namespace

std::vector<FieldProblem> problems_of(Session const& session, Time now)
{
    std::vector<FieldProblem> problems;
    if (is_blank(session.title))
        problems.push_back({"title", "題名を入れてください。"});
    check_capacity(session, problems);
    check_span(session, now, problems);
    check_parts(session, problems);
    check_window(session, problems);
    check_admission(session, problems);
    return problems;
}

base::Result<SessionState, SessionRefusal> after(SessionState state, SessionAction action, bool has_people)
{
    auto const refused = fail(SessionRefusal::NotFromThisState);
    switch (action) {
    case SessionAction::Arrange:
        if (state == SessionState::Draft || state == SessionState::Arranging)
            return SessionState::Arranging;
        return refused;
    case SessionAction::Redraft:
        if (state == SessionState::Arranging)
            return SessionState::Draft;
        return refused;
    case SessionAction::Publish:
        if (state == SessionState::Draft || state == SessionState::Arranging)
            return SessionState::Published;
        return refused;
    case SessionAction::Unpublish:
        if (state != SessionState::Published)
            return refused;
        if (has_people)
            return fail(SessionRefusal::HasPeople);
        return SessionState::Draft;
    case SessionAction::Close:
        if (state == SessionState::Published)
            return SessionState::Closed;
        return refused;
    case SessionAction::Hold:
        if (state == SessionState::Closed)
            return SessionState::Held;
        return refused;
    case SessionAction::Cancel:
        if (state != SessionState::Held && state != SessionState::Cancelled)
            return SessionState::Cancelled;
        return refused;
    }
    return refused;
}

bool is_public(SessionState state)
{
    return state != SessionState::Draft && state != SessionState::Arranging;
}

} // namespace meguri::domain
