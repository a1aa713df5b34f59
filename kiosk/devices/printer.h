// The slip printer as an interface, and the three there are. A failed print never touches the registration:
// the number stays on the screen and staff are told. print() may wait for its whole time limit, so never call
// it on the window's thread; one printer is used by one thread.
#pragma once

#include "shared/base/files.h"
#include "shared/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace meguri::kiosk::devices {

struct PrintJob {
    std::string
        code; ///< The slip's nine digits: names the file or the job. BadInput when it is anything else.
    std::string pdf;
};

class Printer {
public:
    virtual ~Printer() = default;
    virtual base::Result<void> print(PrintJob const& job) = 0;
};

/// Keeps each slip as slip-<code>.pdf in a folder, durable when print() returns; a second print replaces the
/// first.
class FilePrinter final : public Printer {
public:
    /// `files` must outlive this. The folder is made when it is first needed.
    FilePrinter(base::Files& files, std::filesystem::path folder);
    base::Result<void> print(PrintJob const& job) override;
    static std::string file_name(std::string const& code) { return "slip-" + code + ".pdf"; }

private:
    base::Files& m_files;
    std::filesystem::path m_folder;
};

struct CupsQueue {
    std::string queue;
    std::string program = "lp"; ///< Looked up in PATH.
    std::chrono::milliseconds time_limit = std::chrono::seconds(10);
};

/// Hands each slip to CUPS by its `lp` command, on paper cut to the slip's own length. The PDF goes by
/// memory, never by disk. Success means that the queue took it, not that paper came out. NotFound: no `lp`.
/// Unreachable: no answer within the limit, `lp` was ended (half a second more at most, while the kernel lets
/// go of it). Refused: `lp` said no; the message has its words.
class CupsPrinter final : public Printer {
public:
    explicit CupsPrinter(CupsQueue queue);
    base::Result<void> print(PrintJob const& job) override;

private:
    CupsQueue m_queue;
};

/// For a kiosk without a printer: always NotFound.
class NoPrinter final : public Printer {
public:
    base::Result<void> print(PrintJob const& job) override;
};

} // namespace meguri::kiosk::devices
