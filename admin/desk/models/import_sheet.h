// A file of the section 取込, read: what its bytes mean, its rows with everything that is wrong about each,
// and what the hub would be sent. Pure: the same bytes give the same sheet; whoever waits may stop it and see
// how far it is.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/import_kinds.h"
#include "shared/domain/tokyo_time.h"
#include "shared/protocol/csv.h"
#include "shared/words/encoding.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meguri::desk::models {

inline constexpr std::size_t import_file_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t import_preview_rows = 200;
/// So many faults are listed; more help nobody.
inline constexpr std::size_t import_faults_max = 1000;

/// How many rows the hub takes at once.
std::size_t import_rows_max(ImportKind kind);

struct ImportFault {
    int line = 0; ///< As an editor counts; 0: of the file as a whole.
    std::string column;
    std::string value; ///< What stands there.
    std::string words; ///< What is wrong and what to do.
};

struct ImportRow {
    int line = 0;
    std::vector<std::string> cells; ///< By the kind's columns.
    nlohmann::json wire; ///< What the hub is sent; null where something is wrong.
    std::string answer; ///< What the hub said of it, in words.
};

/// Between who reads and who waits; any thread.
struct ImportProgress {
    std::atomic<int> done = 0;
    std::atomic<int> total = 0;
    std::atomic<bool> is_stopped = false;
    std::function<void()> tell; ///< Set before anybody reads; called now and then.

    void step()
    {
        constexpr int steps_between_words = 4096;
        if (++done % steps_between_words == 0 && tell)
            tell();
    }
};

/// The bytes as rows; kept while the clerk may still call them another kind.
struct ImportFile {
    std::string name;
    words::Encoding encoding = words::Encoding::Utf8;
    std::vector<protocol::CsvRow> rows;
    ImportKind likely = ImportKind::Papers;
    std::vector<ImportFault> faults; ///< Of the file as a whole; then there are no rows.
};
ImportFile read_import_file(std::string name, std::string_view bytes, ImportProgress& progress);

/// What the desk knows that a file is read against.
struct ImportContext {
    base::Time now;
    std::vector<Municipality> towns;
    std::vector<Venue> venues;
    std::string prefecture; ///< Two digits; empty: all.
};

struct ImportSheet {
    ImportKind kind = ImportKind::Papers;
    ImportHeading heading;
    std::vector<ImportRow> rows; ///< Of postal codes only those that are shown.
    int row_count = 0;
    std::vector<ImportFault> faults;
    int fault_count = 0; ///< All of them, also beyond import_faults_max.
    std::string converted; ///< The list of postal codes as a kiosk reads it.

    bool is_good() const { return faults.empty() && row_count > 0; }
};
ImportSheet import_sheet(
    ImportFile const& file, ImportKind kind, ImportContext const& context, ImportProgress& progress);

/// UTF-8, or Shift_JIS as Windows writes it.
std::string encoding_words(words::Encoding encoding);

} // namespace meguri::desk::models
