#include "admin/hub/facts/demo_money.h"

#include "admin/hub/core/programme_rules.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>

namespace meguri::hub::facts {

using protocol::Reader;

namespace {

constexpr std::size_t most_costs = 100;

/// The numbers of a list, each within the bounds.
template <class Number>
std::vector<Number> numbers_in(Reader& reader, std::string_view name, Number least, Number most)
{
    std::vector<Number> numbers;
    auto const* list = reader.array_if(name);
    for (std::size_t i = 0; list && i < std::min(list->size(), most_costs); ++i) {
        auto const& item = (*list)[i];
        bool const is_good
            = item.is_number_integer() && item.get<Number>() >= least && item.get<Number>() <= most;
        if (is_good)
            numbers.push_back(item.get<Number>());
        else
            reader.refuse(std::string(name) + "[" + std::to_string(i) + "]", "is no such number");
    }
    return numbers;
}

} // namespace

DemoMoney read_demo_money(Reader& root)
{
    DemoMoney money;
    auto const* object = root.object_if("money");
    if (!object)
        return money;
    Reader reader(*object, "money");
    if (auto const* rules = reader.object_if("rules")) {
        if (auto const read = core::rules_from(*rules, "money.rules"); read)
            money.rules = *rules;
        else
            for (auto const& problem : read.error())
                root.refuse(problem.field, problem.reason);
    }
    money.apply_within_days = static_cast<int>(reader.integer_or("apply_within_days", 0, 0, 365));
    money.planned = numbers_in<std::int64_t>(reader, "planned", 0, domain::most_cost_yen);
    money.real_percent = numbers_in<int>(reader, "real_percent", 0, 1000);
    root.absorb(reader);
    return money;
}

std::vector<core::Command> rules_of_demo(
    DemoMoney const& money, domain::FiscalYear year, domain::Date today, std::string const& by)
{
    if (money.rules.is_null())
        return {};
    auto rules = money.rules;
    if (money.apply_within_days > 0) {
        auto const day = std::chrono::sys_days(today) + std::chrono::days(money.apply_within_days);
        rules["apply_by"] = domain::to_iso(std::min(domain::Date(day), domain::last_day(year)));
    }
    domain::ProgrammeId const scheme("p" + std::to_string(year.year) + "-municipal");
    return {core::SaveRules{scheme, rules.dump(), by}};
}

std::optional<core::SaveCost> cost_of_demo(DemoMoney const& money, std::size_t i,
    domain::SessionId const& session, bool is_held, std::string const& by)
{
    if (money.planned.empty())
        return std::nullopt;
    core::SaveCost cost{session, money.planned[i % money.planned.size()], std::nullopt, by};
    if (!is_held)
        return cost;
    auto const percent = money.real_percent.empty() ? 0 : money.real_percent[i % money.real_percent.size()];
    if (percent == 0)
        return std::nullopt;
    cost.real_yen = *cost.planned_yen * percent / 100;
    return cost;
}

} // namespace meguri::hub::facts
