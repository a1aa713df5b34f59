// What stands on reports, in Japanese: states, steps, bands, and where a number comes from. One word per
// idea, as in the table of ARCHITECTURE.md. Pure.
#pragma once

#include "shared/domain/age_band.h"
#include "shared/domain/figure.h"
#include "shared/domain/session.h"
#include "shared/domain/subsidy.h"

#include <string>

namespace meguri::hub::routes {

std::string age_words(domain::AgeBand band);
std::string state_words(domain::SessionState state);
std::string step_words(domain::SubsidyStep step);
/// 集計, 記録, 推定
std::string basis_words(domain::Basis basis);
std::string row_kind_words(domain::FigureRowKind kind);
/// 令和6年9月6日(金); 遅くとも 令和6年9月6日(金) where only that is known; empty where nothing is.
std::string step_day_words(domain::SubsidyEntry const& entry);
/// 12,345
std::string grouped(std::int64_t number);

} // namespace meguri::hub::routes
