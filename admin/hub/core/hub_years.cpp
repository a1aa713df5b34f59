// The hub on a new fiscal year: programmes with what belongs to them, and subsidies to be applied for.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "shared/domain/year_change.h"

#include <algorithm>
#include <array>

namespace meguri::hub::core {

using domain::FiscalYear;
using Fate = CarriedProgramme::Fate;

namespace {

/// Fields of rules that name a day of their year. A day of every year (06-30) stays as it is.
constexpr std::array fields_with_days{"apply_by"};

void carry_days(nlohmann::json& rules)
{
    if (rules.is_array())
        for (auto& one : rules)
            carry_days(one);
    if (!rules.is_object())
        return;
    for (auto& [name, value] : rules.items()) {
        bool const is_day
            = std::find(fields_with_days.begin(), fields_with_days.end(), name) != fields_with_days.end();
        auto const date
            = is_day && value.is_string() ? domain::date_from_iso(value.get<std::string>()) : std::nullopt;
        if (date)
            value = domain::to_iso(domain::a_year_later(*date));
        else
            carry_days(value);
    }
}

/// Rules were read with every check before they were stored; one without a day stays the same text.
std::optional<std::string> carried(std::optional<std::string> const& rules)
{
    auto object = rules ? nlohmann::json::parse(*rules, nullptr, false) : nlohmann::json();
    if (!rules || object.is_discarded())
        return rules;
    auto const before = object;
    carry_days(object);
    return object == before ? rules : object.dump();
}

domain::Programme a_year_later(domain::Programme programme)
{
    programme.id = domain::ProgrammeId(domain::id_a_year_later(programme.id.value, programme.fiscal_year));
    programme.name = domain::name_a_year_later(programme.name, programme.fiscal_year);
    ++programme.fiscal_year.year;
    return programme;
}

/// The one with that id, else one that is the same scheme of the same organisation under the same name.
domain::Programme const* standing_for(
    domain::Programme const& made, std::vector<domain::Programme> const& programmes)
{
    auto const same_id = std::find_if(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == made.id; });
    if (same_id != programmes.end())
        return &*same_id;
    auto const alike = std::find_if(programmes.begin(), programmes.end(), [&](auto const& one) {
        return one.fiscal_year == made.fiscal_year && one.scheme == made.scheme
            && one.organisation == made.organisation && one.name == made.name;
    });
    return alike == programmes.end() ? nullptr : &*alike;
}

bool is_carried(std::vector<CarriedSubsidy> const& subsidies, domain::SubsidyId const& wanted)
{
    return std::any_of(
        subsidies.begin(), subsidies.end(), [&](CarriedSubsidy const& one) { return one.from == wanted; });
}

} // namespace

/// Says what becomes of it; writes it when it is new.
CarriedProgramme Hub::carry(domain::Programme const& programme, std::string const& by)
{
    CarriedProgramme one{programme.id, a_year_later(programme), Fate::New, false, false, {}, {}};
    auto const rules = carried(need(m_store.programme_rules(programme.id)));
    auto const limits = need(m_store.limits(programme.id));
    one.has_rules = rules.has_value();
    one.has_limits = limits != domain::RegistrationLimits();
    auto const programmes = need(m_store.programmes(std::nullopt));
    if (auto const* there = standing_for(one.made, programmes)) {
        auto const differs = [&](bool is_other, char const* what) {
            if (is_other)
                one.differs.emplace_back(what);
        };
        differs(there->fiscal_year != one.made.fiscal_year, "fiscal_year");
        differs(there->name != one.made.name, "name");
        differs(there->scheme != one.made.scheme, "scheme");
        differs(there->organisation != one.made.organisation, "organisation");
        differs(need(m_store.programme_rules(there->id)) != rules, "rules");
        differs(need(m_store.limits(there->id)) != limits, "limits");
        one.fate = one.differs.empty() ? Fate::Same : Fate::Changed;
        one.made = *there;
        return one;
    }
    need(m_store.put(one.made));
    if (rules)
        need(m_store.put_programme_rules(one.made.id, *rules, by, m_clock.now()));
    if (one.has_limits)
        need(m_store.put_limits(one.made.id, limits));
    one.templates = carry_templates(programme, one.made);
    audit(by, "programme.carried", one.made.id.value, programme.id.value);
    return one;
}

/// Those that name the programme, beside the ones of the old year, which goes on for a while.
std::vector<std::string> Hub::carry_templates(
    domain::Programme const& programme, domain::Programme const& made)
{
    std::vector<std::string> names;
    for (auto const& owner : need(m_store.organisations())) {
        auto const known = need(m_store.templates(owner.id.value));
        for (auto row : known) {
            auto body = nlohmann::json::parse(row.body, nullptr, false);
            if (!body.is_object() || !body.contains("programme") || body["programme"] != programme.id.value)
                continue;
            auto const name = domain::name_a_year_later(row.name, programme.fiscal_year);
            row.name = name == row.name ? name + " " + domain::fiscal_year_words(made.fiscal_year) : name;
            bool const is_there = std::any_of(
                known.begin(), known.end(), [&](auto const& other) { return other.name == row.name; });
            if (is_there)
                continue;
            body["programme"] = made.id.value;
            row.body = body.dump();
            need(m_store.put(row));
            names.push_back(row.name);
        }
    }
    return names;
}

/// As to be applied for, where it is wanted and does not stand there yet.
void Hub::carry_subsidy(store::SubsidyRow const& subsidy, CarriedSubsidy& one, std::string const& by)
{
    if (!one.is_wanted || one.is_there)
        return;
    auto made = subsidy;
    auto const id = domain::id_a_year_later(subsidy.id.value, {subsidy.fiscal_year});
    bool const names_year = subsidy.id.value.find(std::to_string(subsidy.fiscal_year)) != std::string::npos;
    bool const is_free = !need(m_store.subsidy(domain::SubsidyId(id)));
    made.id = domain::SubsidyId(names_year && is_free ? id : "g" + std::to_string(need(m_store.next_seq())));
    made.programme = one.programme;
    ++made.fiscal_year;
    made.history.clear();
    need(m_store.put(made));
    domain::SubsidyEntry entry;
    entry.step = domain::SubsidyStep::ToBeApplied;
    entry.known_by = domain::tokyo_date(m_clock.now());
    need(m_store.add_step(made.id, 1, entry, by, m_clock.now()));
    audit(by, "subsidy.created", made.id.value, made.municipality);
    one.made = made.id;
}

YearAnswer Hub::carry_year(BeginYear const& command, std::vector<domain::Programme> const& programmes)
{
    YearAnswer answer{{command.from.year + 1}, {}, {}};
    for (auto const& programme : programmes)
        answer.programmes.push_back(carry(programme, command.by));
    auto const there = need(m_store.subsidies(answer.to.year, ""));
    for (auto const& subsidy : need(m_store.subsidies(command.from.year, ""))) {
        auto const carried_one = std::find_if(answer.programmes.begin(), answer.programmes.end(),
            [&](CarriedProgramme const& one) { return one.from == subsidy.programme; });
        if (carried_one == answer.programmes.end())
            continue;
        CarriedSubsidy one{subsidy.id, subsidy.municipality, carried_one->made.id, false, false, {}};
        one.is_there = std::any_of(there.begin(), there.end(), [&](store::SubsidyRow const& other) {
            return other.municipality == one.municipality && other.programme == one.programme;
        });
        one.is_wanted = std::find(command.subsidies.begin(), command.subsidies.end(), subsidy.id)
            != command.subsidies.end();
        carry_subsidy(subsidy, one, command.by);
        answer.subsidies.push_back(std::move(one));
    }
    return answer;
}

Outcome Hub::run(BeginYear const& command)
{
    auto const today = domain::tokyo_date(m_clock.now());
    auto const from = std::to_string(command.from.year);
    if (!domain::can_be_followed(command.from, today)) {
        auto const now = domain::fiscal_year_of(today).year;
        return Refusal{RefusalKind::Invalid, "year_out_of_reach",
            "Only " + std::to_string(now - 1) + " and " + std::to_string(now)
                + " can be copied into the year after",
            {{"fiscal_year", "must be " + std::to_string(now - 1) + " or " + std::to_string(now)}}, {}};
    }
    auto const programmes = need(m_store.programmes(command.from.year));
    if (programmes.empty())
        return Refusal{RefusalKind::Invalid, "year_without_programmes",
            "Fiscal year " + from + " has no programmes",
            {{"fiscal_year", "has no programmes: there is nothing to copy"}}, {}};
    need(m_store.savepoint());
    auto const answer = carry_year(command, programmes);
    Refusal unknown{RefusalKind::Invalid, "unknown_subsidy", "Some subsidies are not of that year", {}, {}};
    for (std::size_t i = 0; i < command.subsidies.size(); ++i)
        if (!is_carried(answer.subsidies, command.subsidies[i]))
            unknown.fields.push_back({"subsidies[" + std::to_string(i) + "]", "is no subsidy of " + from});
    auto const made = std::count_if(answer.programmes.begin(), answer.programmes.end(),
        [](CarriedProgramme const& one) { return one.fate == Fate::New; });
    auto const opened = std::count_if(answer.subsidies.begin(), answer.subsidies.end(),
        [](CarriedSubsidy const& one) { return !one.made.is_empty(); });
    if (command.is_dry_run || !unknown.fields.empty()) {
        m_store.rollback_to_savepoint();
        if (!unknown.fields.empty())
            return unknown;
        return answer;
    }
    if (made + opened > 0) {
        need(m_store.next_seq());
        audit(command.by, "year.begun", std::to_string(answer.to.year),
            std::to_string(made) + " programmes, " + std::to_string(opened) + " subsidies");
    }
    need(m_store.release());
    return answer;
}

} // namespace meguri::hub::core
