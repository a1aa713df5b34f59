// The house's rules as pure functions over a file's path and text: who may include whom, what no line may
// say, how long things may get. They know nothing of the disk, so that broken examples can be given to them.
// CONTRIBUTING.md says the same in prose.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::tests::house {

struct SourceFile {
    std::string path; ///< From the root, with '/': "shared/base/id.h".
    std::string text;
};

struct Finding {
    std::string path;
    std::size_t line = 0; ///< From 1; 0 when the whole file is meant.
    std::string rule; ///< Short name: "arrow", "vendor", "wxGetApp" …
    std::string why; ///< What is wrong and what to do instead.
};

/// One row of the include table. The row with the longest matching `where` is the one that counts.
struct Room {
    std::string_view where; ///< A folder ("shared/domain/") or the beginning of file names ("kiosk/main").
    std::vector<std::string_view> ours; ///< What of ours it may include beside itself: folders or files.
    std::vector<std::string_view> vendors; ///< Names of `vendors()`.
};
struct Vendor {
    std::string_view name;
    std::vector<std::string_view> headers; ///< Beginnings of what stands between < and >.
};
std::span<Room const> rooms();
std::span<Vendor const> vendors();
/// Null when no row covers the file.
Room const* room_of(std::string_view path);
bool is_standard_header(std::string_view name);

/// Arrows between our folders, vendor headers in their homes, every include written from the root.
std::vector<Finding> check_includes(SourceFile const& file);
/// What no line may say (in code: comments and strings do not count, except where a ban is about them).
std::vector<Finding> check_bans(SourceFile const& file);
/// Files under 600 lines, functions under 70 (not in tests, where a table is as long as its rows).
std::vector<Finding> check_lengths(SourceFile const& file);
/// The first comment, `#pragma once`, the namespace that follows from the folder, the file's name.
std::vector<Finding> check_opening(SourceFile const& file);

/// The same text with the insides of comments and literals blanked out; every line stays where it was.
std::string code_only(std::string_view text);

} // namespace meguri::tests::house
