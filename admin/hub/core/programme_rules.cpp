#include "admin/hub/core/programme_rules.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace meguri::hub::core {

using domain::RuleKind;
using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::int64_t most_people = 100'000;
constexpr std::int64_t most_parts = 1'000; ///< Of a rate or a share.

void refuse_others(Reader& reader, json const& object, std::initializer_list<std::string_view> known)
{
    if (!object.is_object())
        return;
    for (auto const& [name, value] : object.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            reader.refuse(name, "is not known here");
}

/// A part of a whole: 0 < numerator <= denominator.
template <class Fraction> Fraction fraction(Reader& reader)
{
    auto const numerator = reader.integer("numerator", 1, most_parts);
    auto const denominator = reader.integer("denominator", 1, most_parts);
    if (reader.is_good() && numerator > denominator)
        reader.refuse("numerator", "is more than the denominator");
    return {static_cast<int>(numerator), static_cast<int>(std::max<std::int64_t>(denominator, 1))};
}

template <class E> std::vector<E> choices(Reader& reader)
{
    std::vector<E> found;
    auto const words
        = reader.array("allowed") ? reader.texts_or_empty("allowed") : std::vector<std::string>();
    if (words.empty() && reader.is_good())
        reader.refuse("allowed", "must not be empty");
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (auto const value = domain::from_name<E>(words[i]))
            found.push_back(*value);
        else
            reader.refuse("allowed[" + std::to_string(i) + "]", "must be one of " + domain::all_names<E>());
    }
    return found;
}

domain::RuleTerms terms_of(RuleKind kind, Reader& reader, json const& object)
{
    switch (kind) {
    case RuleKind::NoShopInArea:
        refuse_others(reader, object, {"id", "kind"});
        return domain::NoShopInArea{};
    case RuleKind::AdvancedOnlyWhereOwnProgramme:
        refuse_others(reader, object, {"id", "kind"});
        return domain::AdvancedWhereOwnProgramme{};
    case RuleKind::MinimumParticipants:
        refuse_others(reader, object, {"id", "kind", "count"});
        return domain::MinimumParticipants{static_cast<int>(reader.integer("count", 1, most_people))};
    case RuleKind::Share65Plus:
        refuse_others(reader, object, {"id", "kind", "numerator", "denominator"});
        return fraction<domain::Share65Plus>(reader);
    case RuleKind::ResidentMajority:
        refuse_others(reader, object, {"id", "kind"});
        return domain::ResidentMajority{};
    case RuleKind::MinimumKoma:
        refuse_others(reader, object, {"id", "kind", "count", "minutes"});
        return domain::MinimumKoma{static_cast<int>(reader.integer("count", 1, 1'000)),
            static_cast<int>(std::max<std::int64_t>(reader.integer("minutes", 1, 1'000), 1))};
    case RuleKind::Format:
        refuse_others(reader, object, {"id", "kind", "allowed"});
        return domain::FormatAmong{choices<domain::SessionFormat>(reader)};
    case RuleKind::Delivery:
        refuse_others(reader, object, {"id", "kind", "allowed"});
        return domain::DeliveryAmong{choices<domain::Delivery>(reader)};
    case RuleKind::Venue:
        refuse_others(reader, object, {"id", "kind", "allowed", "only_online"});
        return domain::VenueAmong{
            choices<domain::VenueKind>(reader), reader.boolean_or("only_online", false)};
    case RuleKind::Holder:
        refuse_others(reader, object, {"id", "kind", "allowed"});
        return domain::HolderAmong{choices<domain::OrganisationKind>(reader)};
    }
    return domain::NoShopInArea{};
}

std::vector<domain::EligibilityRule> rules_in(Reader& parent)
{
    std::vector<domain::EligibilityRule> rules;
    std::set<std::string> seen;
    auto const* list = parent.array("rules");
    if (list && list->size() > 50)
        parent.refuse("rules", "has more than 50 entries");
    for (std::size_t i = 0; list && i < std::min<std::size_t>(list->size(), 50); ++i) {
        Reader reader((*list)[i], parent.path_of("rules") + "[" + std::to_string(i) + "]");
        auto const word = reader.text("kind", 100);
        auto const kind = domain::from_name<RuleKind>(word);
        if (!word.empty() && !kind)
            reader.refuse("kind", "must be one of " + domain::all_names<RuleKind>());
        auto const id = reader.text_or("id", word, 100);
        if (!id.empty() && !seen.insert(id).second)
            reader.refuse("id", "stands here twice");
        if (kind)
            rules.push_back({id, terms_of(*kind, reader, (*list)[i])});
        parent.absorb(reader);
    }
    return rules;
}

domain::TiersBySeniors tiers_in(Reader& parent)
{
    domain::TiersBySeniors tiers;
    auto const* list = parent.array("by_65_plus");
    if (list && (list->empty() || list->size() > 50))
        parent.refuse("by_65_plus", "must have 1 to 50 entries");
    for (std::size_t i = 0; list && i < std::min<std::size_t>(list->size(), 50); ++i) {
        Reader reader((*list)[i], parent.path_of("by_65_plus") + "[" + std::to_string(i) + "]");
        refuse_others(reader, (*list)[i], {"from", "yen"});
        domain::SeniorTier const tier{static_cast<int>(reader.integer("from", 1, most_people)),
            reader.integer("yen", 0, domain::most_cost_yen)};
        if (reader.is_good() && !tiers.tiers.empty() && tier.from <= tiers.tiers.back().from)
            reader.refuse("from", "must be more than that of the entry before");
        tiers.tiers.push_back(tier);
        parent.absorb(reader);
    }
    return tiers;
}

std::optional<domain::AmountRule> amount_in(Reader& parent)
{
    auto const* object = parent.object_if("amount");
    if (!object)
        return std::nullopt;
    Reader reader(*object, parent.path_of("amount"));
    refuse_others(
        reader, *object, {"rate_of_cost", "by_65_plus", "cap_yen", "cut_below_yen", "uses_per_year"});
    domain::AmountRule rule;
    if (reader.has("rate_of_cost") == reader.has("by_65_plus"))
        reader.refuse("rate_of_cost", "or by_65_plus must be given, and not both");
    else if (reader.has("by_65_plus"))
        rule.basis = tiers_in(reader);
    else if (auto const* rate = reader.object("rate_of_cost")) {
        Reader nested(*rate, reader.path_of("rate_of_cost"));
        refuse_others(nested, *rate, {"numerator", "denominator"});
        rule.basis = fraction<domain::RateOfCost>(nested);
        reader.absorb(nested);
    }
    if (reader.has("cap_yen"))
        rule.cap_yen = reader.integer("cap_yen", 0, domain::most_cost_yen);
    rule.unit_yen = std::max<std::int64_t>(reader.integer_or("cut_below_yen", 1, 1, 1'000'000), 1);
    if (reader.has("uses_per_year"))
        rule.uses_per_year = static_cast<int>(reader.integer("uses_per_year", 1, 1'000));
    parent.absorb(reader);
    return rule;
}

/// The names of steps in that list; a name nobody knows is refused in its place.
std::vector<domain::SubsidyStep> steps_in(Reader& reader, std::string const& name)
{
    std::vector<domain::SubsidyStep> steps;
    auto const words = reader.array(name) ? reader.texts_or_empty(name) : std::vector<std::string>();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (auto const step = domain::from_name<domain::SubsidyStep>(words[i]))
            steps.push_back(*step);
        else
            reader.refuse(name + "[" + std::to_string(i) + "]",
                "must be one of " + domain::all_names<domain::SubsidyStep>());
    }
    return steps;
}

/// Every step that is named leads on from one that can be reached, or nobody would ever come to it.
void refuse_unreachable(Reader& reader, domain::SubsidyPath const& path)
{
    std::set<domain::SubsidyStep> reached(path.first.begin(), path.first.end());
    std::vector<domain::SubsidyStep> open = path.first;
    while (!open.empty()) {
        auto const found = path.next.find(open.back());
        open.pop_back();
        if (found == path.next.end())
            continue;
        for (auto const step : found->second)
            if (reached.insert(step).second)
                open.push_back(step);
    }
    for (auto const& [step, next] : path.next)
        if (!reached.contains(step))
            reader.refuse(
                "next." + std::string(domain::name_of(step)), "cannot be reached: no step leads to it");
}

std::optional<domain::SubsidyPath> path_in(Reader& parent, json const& object)
{
    if (!parent.has("path"))
        return std::nullopt;
    if (object["path"].is_string()) {
        auto const name = parent.text("path", 100);
        if (name != "full" && name != "combined")
            parent.refuse("path", "must be full, combined or an object with first and next");
        return name == "combined" ? domain::combined_subsidy_path() : domain::full_subsidy_path();
    }
    auto const* written = parent.object("path");
    if (!written)
        return std::nullopt;
    Reader reader(*written, parent.path_of("path"));
    refuse_others(reader, *written, {"first", "next"});
    domain::SubsidyPath path{steps_in(reader, "first"), {}};
    if (reader.is_good() && path.first.empty())
        reader.refuse("first", "must not be empty");
    if (auto const* next = reader.object("next")) {
        Reader nested(*next, reader.path_of("next"));
        for (auto const& [name, value] : next->items()) {
            if (auto const step = domain::from_name<domain::SubsidyStep>(name))
                path.next[*step] = steps_in(nested, name);
            else
                nested.refuse(name, "must be one of " + domain::all_names<domain::SubsidyStep>());
        }
        reader.absorb(nested);
    }
    if (reader.is_good())
        refuse_unreachable(reader, path);
    parent.absorb(reader);
    return path;
}

domain::ReportRule report_in(Reader& parent)
{
    domain::ReportRule rule;
    auto const* object = parent.object_if("report_due");
    if (!object)
        return rule;
    Reader reader(*object, parent.path_of("report_due"));
    refuse_others(reader, *object, {"days_after_completion", "days_after_year_end"});
    rule.days_after_completion
        = static_cast<int>(reader.integer_or("days_after_completion", rule.days_after_completion, 0, 400));
    rule.days_after_year_end
        = static_cast<int>(reader.integer_or("days_after_year_end", rule.days_after_year_end, 0, 400));
    parent.absorb(reader);
    return rule;
}

} // namespace

base::Result<ProgrammeRules, RuleProblems> rules_from(json const& object, std::string path)
{
    Reader reader(object, std::move(path));
    refuse_others(
        reader, object, {"rules", "amount", "approval", "report_due", "year_cap_yen", "apply_by", "path"});
    ProgrammeRules rules;
    rules.rules = rules_in(reader);
    rules.amount = amount_in(reader);
    rules.report = report_in(reader);
    if (reader.has("year_cap_yen"))
        rules.year_cap_yen = reader.integer("year_cap_yen", 0, domain::most_cost_yen);
    if (reader.has("apply_by")) {
        rules.apply_by = domain::date_from_iso(reader.text("apply_by", 100));
        if (!rules.apply_by)
            reader.refuse("apply_by", "must be a date such as 2026-06-30");
    }
    rules.path = path_in(reader, object);
    if (auto const approval = reader.text_or("approval", ""); !approval.empty()) {
        rules.needs_approval = approval == "municipality";
        if (!rules.needs_approval)
            reader.refuse("approval", "must be municipality, or left out");
    }
    if (!reader.is_good())
        return base::fail(reader.problems());
    return rules;
}

base::Result<DefaultRules, RuleProblems> parse_default_rules(std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(RuleProblems{{"file", root.error().message}});
    Reader reader(*root);
    DefaultRules found;
    RuleProblems problems;
    auto const* schemes = reader.object("schemes");
    if (!schemes)
        return base::fail(reader.problems());
    for (auto const& [name, object] : schemes->items()) {
        auto const scheme = domain::from_name<domain::Scheme>(name);
        auto const path = "schemes." + name;
        if (!scheme)
            problems.push_back({path, "must be one of " + domain::all_names<domain::Scheme>()});
        auto const rules = rules_from(object, path);
        if (!rules)
            problems.insert(problems.end(), rules.error().begin(), rules.error().end());
        else if (scheme)
            found[*scheme] = object.dump();
    }
    if (!problems.empty())
        return base::fail(problems);
    return found;
}

} // namespace meguri::hub::core
