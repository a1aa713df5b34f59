// The 実績報告 on paper and as a workbook, both with every number's rows at the end. Pure but for the fonts
// and a temporary file.
#pragma once

#include "admin/hub/routes/filled_report.h"
#include "shared/base/result.h"
#include "shared/paper/workbook.h"

#include <string>
#include <vector>

namespace meguri::hub::routes {

/// `check` is printed beside the certificate: see check_number.
base::Result<std::string> subsidy_report_pdf(
    FilledReport const& filled, SubsidyReport const& report, std::string const& check);
base::Result<std::string> subsidy_report_workbook(
    FilledReport const& filled, SubsidyReport const& report, std::string const& check);

/// 数字の根拠: each figure with a formula over its rows. `row_of` is told in which row of the sheet each name
/// stands, from 1; column C holds its value.
paper::WorkSheet certificate_sheet(
    std::vector<domain::Figure> const& figures, std::map<std::string, std::size_t>& row_of);
inline constexpr char const* certificate_sheet_name = "数字の根拠";

} // namespace meguri::hub::routes
