// The files that the section 取込 reads: their kinds, the columns of each with all the headings they go by,
// and which kind a heading looks like. Data and pure functions.
#pragma once

#include "admin/desk/models/words.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::desk::models {

enum class ImportKind { Papers, Attendance, ShopSessions, PostalCodes };
inline constexpr std::array import_kinds{
    ImportKind::Papers, ImportKind::Attendance, ImportKind::ShopSessions, ImportKind::PostalCodes};

std::string import_kind_words(ImportKind kind);
std::vector<Choice> import_kind_choices();
/// papers, attendance … as the form's choice has it.
std::string import_kind_name(ImportKind kind);
std::optional<ImportKind> import_kind_from(std::string_view name);

struct ImportColumn {
    std::string_view field; ///< As the hub names it.
    std::string_view title; ///< As the desk shows it and its own files have it.
    std::string_view others; ///< What else stands above it, with blanks between.
    int width = 110;
};
std::span<ImportColumn const> import_columns(ImportKind kind);
/// 電話 for phone; the field itself where there is no such column.
std::string import_column_title(ImportKind kind, std::string_view field);

/// Which column stands where in a file.
struct ImportHeading {
    std::vector<std::size_t> places; ///< By the kind's columns; npos where the file has none.
    std::vector<std::string> used; ///< Titles, as the desk has them.
    std::vector<std::string> unused; ///< Headings of the file that nothing is read from.
    std::vector<std::string> missing; ///< Titles without which nothing can be read.
    std::vector<std::string> twice; ///< Titles that two headings mean.
};
ImportHeading read_heading(ImportKind kind, std::vector<std::string> const& cells);

/// What the first rows look like; by the most columns known, and by its shape for the list of postal codes.
ImportKind likely_kind(std::vector<std::string> const& first_cells);
/// Five digits, anything, seven digits … as each line of the official list begins.
bool is_postal_line(std::vector<std::string> const& cells);

} // namespace meguri::desk::models
