// What a demonstration's classes cost and what its municipal programme pays, read from the demonstration's
// file; the costs go by the class's number, so that they are the same each time. Pure.
#pragma once

#include "admin/hub/core/command.h"
#include "shared/protocol/reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace meguri::hub::facts {

struct DemoMoney {
    nlohmann::json rules; ///< As PUT /v1/programmes/{id}/rules takes them; null: the programme gets none.
    int apply_within_days = 0; ///< From the demonstration's day on.
    std::vector<std::int64_t> planned; ///< Yen; each class takes one in turn; empty: nobody wrote any.
    std::vector<int> real_percent; ///< Of the planned ones, in turn; 0: not written yet.
};

/// The object `money`, which may be missing.
DemoMoney read_demo_money(protocol::Reader& root);

/// The rules of the municipalities' scheme, with the day by which to apply; nothing where there are none.
std::vector<core::Command> rules_of_demo(
    DemoMoney const& money, domain::FiscalYear year, domain::Date today, std::string const& by);

/// What class number `i` costs: as planned, and once it was held.
std::optional<core::SaveCost> cost_of_demo(DemoMoney const& money, std::size_t i,
    domain::SessionId const& session, bool is_held, std::string const& by);

} // namespace meguri::hub::facts
