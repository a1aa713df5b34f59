// Why a session brings what it brings, and what a programme pays, in Japanese sentences that a clerk can send
// on; the one place that makes them. Pure.
#pragma once

#include "shared/domain/amount.h"
#include "shared/domain/subsidy_scope.h"

#include <optional>
#include <string>

namespace meguri::hub::routes {

/// 12,000円
std::string yen_words(std::int64_t yen);

/// 経費の1/2、1回 20,000円まで、1,000円未満は切捨て、年度に2回まで
std::string rule_words(domain::AmountRule const& rule);

/// 経費 25,500円の1/2で、1,000円未満は切り捨てました。 `facts` are those the amount was counted from.
std::string amount_words(std::optional<domain::AmountRule> const& rule, domain::Amount const& amount,
    domain::AmountFacts const& facts);

/// ほかの補助金の「はじめてのLINE」と、会場と時間が重なっています。…
std::string twin_words(domain::TwinReason reason, std::string const& other_title);

} // namespace meguri::hub::routes
