#include "admin/desk/models/account_answers.h"

#include "admin/desk/models/answer_reading.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::int64_t most_account_yen = 1'000'000'000'000'000;

std::int64_t yen_at(Reader& reader, std::string_view name)
{
    return reader.integer(name, 0, most_account_yen);
}

std::optional<std::int64_t> yen_if_at(Reader& reader, std::string_view name)
{
    return reader.has(name) ? std::optional(yen_at(reader, name)) : std::nullopt;
}

std::optional<int> people_at(Reader& reader, std::string_view name)
{
    return reader.has(name) ? std::optional(count_in(reader, name)) : std::nullopt;
}

AccountAmount amount_at(Reader& parent, std::string_view name)
{
    auto const* object = parent.object(name);
    if (!object)
        return {};
    Reader reader(*object, parent.path_of(name));
    AccountAmount amount{yen_at(reader, "yen"), reader.text("reason"), reader.text_or("why", "")};
    parent.absorb(reader);
    return amount;
}

base::Result<AccountSession> account_session_of(json const& item)
{
    Reader reader(item);
    AccountSession session;
    session.id = reader.text("id");
    session.title = reader.text("title");
    session.starts_at = reader.time("starts_at");
    session.venue = reader.text_or("venue", "");
    session.state = reader.text("state");
    if (auto const* cost = reader.object_if("cost")) {
        Reader nested(*cost, "cost");
        session.planned = yen_if_at(nested, "planned");
        session.real = yen_if_at(nested, "real");
        reader.absorb(nested);
    }
    if (auto const* claim = reader.object_if("claim"))
        session.claim = text_at(*claim, "reason");
    return checked(reader, std::move(session));
}

base::Result<AccountFinding> account_finding_of(json const& item)
{
    Reader reader(item);
    AccountFinding finding{reader.text("rule"), reader.boolean_or("passed", false),
        reader.boolean_or("known", false), reader.text_or("why", "")};
    return checked(reader, std::move(finding));
}

base::Result<AccountLine> account_line_of(json const& item)
{
    Reader reader(item);
    AccountLine line;
    auto const* object = reader.object("session");
    if (!object)
        return broken(reader);
    auto session = account_session_of(*object);
    if (!session)
        return base::fail(session.error());
    line.session = std::move(*session);
    line.participants = people_at(reader, "participants");
    line.seniors = people_at(reader, "seniors");
    line.verdict = reader.text("verdict");
    auto findings = each<AccountFinding>(item, "findings", account_finding_of);
    if (!findings)
        return base::fail(findings.error());
    line.findings = std::move(*findings);
    line.forecast = amount_at(reader, "forecast");
    line.final_amount = amount_at(reader, "final");
    return checked(reader, std::move(line));
}

base::Result<AccountWarning> account_warning_of(json const& item)
{
    Reader reader(item);
    return checked(reader, AccountWarning{reader.text("session"), reader.text("words")});
}

AccountTotals account_totals_of(Reader& parent)
{
    auto const* object = parent.object("totals");
    if (!object)
        return {};
    Reader reader(*object, "totals");
    AccountTotals totals;
    totals.held_cost = yen_at(reader, "held_cost");
    totals.held = yen_at(reader, "held");
    totals.to_come = yen_at(reader, "to_come");
    totals.forecast = yen_at(reader, "forecast");
    totals.forecast_limited_by = reader.text_or("forecast_limited_by", "");
    totals.final_amount = yen_at(reader, "final");
    totals.final_limited_by = reader.text_or("final_limited_by", "");
    totals.decided = yen_if_at(reader, "decided");
    totals.year_cap = yen_if_at(reader, "year_cap");
    parent.absorb(reader);
    return totals;
}

} // namespace

base::Result<SubsidyAccount> subsidy_account_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    SubsidyAccount account;
    account.subsidy = reader.text("subsidy");
    account.rule = reader.text_or("rule", "");
    auto lines = each<AccountLine>(document, "lines", account_line_of);
    auto warnings = each<AccountWarning>(document, "warnings", account_warning_of);
    auto uncounted = each<AccountSession>(document, "uncounted", account_session_of);
    if (!lines)
        return base::fail(lines.error());
    if (!warnings)
        return base::fail(warnings.error());
    if (!uncounted)
        return base::fail(uncounted.error());
    account.lines = std::move(*lines);
    account.warnings = std::move(*warnings);
    account.uncounted = std::move(*uncounted);
    account.uncounted_left_off = count_in(reader, "uncounted_left_off");
    account.totals = account_totals_of(reader);
    return checked(reader, std::move(account));
}

} // namespace meguri::desk::models
