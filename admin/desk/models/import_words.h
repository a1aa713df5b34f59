// What the hub says about the rows of a file, as words for a clerk and as faults with line and column. Pure.
#pragma once

#include "admin/desk/models/import_answers.h"
#include "admin/desk/models/import_sheet.h"
#include "admin/desk/models/problem.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

/// 確定 482-619-573, キャンセル待ち 2番目, 前からある …
std::string imported_row_words(ImportKind kind, ImportedRow const& row);
/// 確定 3件 ・ キャンセル待ち 1件 ・ 前からある 2件
std::string imported_counts_words(ImportKind kind, ImportedRows const& rows);
/// The fields of a refusal as faults of the file. A session's line is one of what was sent.
std::vector<ImportFault> faults_of(ImportSheet const& sheet, Problem const& problem);
/// What is sent of a sheet: the body of POST /v1/imports.
nlohmann::json import_body(ImportSheet const& sheet, bool is_dry_run);
/// The file that POST /v1/sessions/import takes, one row a line.
std::string import_sessions_csv(ImportSheet const& sheet);

} // namespace meguri::desk::models
