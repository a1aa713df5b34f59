// The slip printer as an interface, and the three there are. A failed print never touches the registration:
// the number stays on the screen and staff are told. print() may wait for its whole time limit, so never call
// it on the window's thread; one printer is used by one thread.
#pragma once

#include "shared/base/files.h"
#include "shared/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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
    std::string program = "lp"; ///< Looked up in PATH, as `lpstat` and `cancel` are.
    std::chrono::milliseconds time_limit = std::chrono::seconds(10); ///< Of each call.
    std::chrono::milliseconds paper_limit = std::chrono::seconds(20); ///< Until the slip is on paper.
    /// What the printer lacked at its last job it may still be said to lack when the next one begins.
    std::chrono::milliseconds settling = std::chrono::seconds(3);
};

/// Hands each slip to CUPS by its `lp` command, on paper cut to the slip's own length, and waits until CUPS
/// says that the printer has it all. A slip that does not come out is taken out of the queue again: nobody is
/// to find it there later, for whoever holds it may cancel with it. The PDF goes by memory to CUPS. NotFound:
/// no `lp`. Unreachable: no answer within the limits (half a second more at most for a call that is ended by
/// force, while the kernel lets go of it). Refused: `lp` said no, with its words; or the printer has no
/// paper, is open, jammed or stopped, with CUPS' name for it (RFC 8011, 5.4.12: media-empty, cover-open …).
class CupsPrinter final : public Printer {
public:
    explicit CupsPrinter(CupsQueue queue);
    base::Result<void> print(PrintJob const& job) override;

private:
    base::Result<std::string> hand_over(PrintJob const& job) const;
    base::Result<void> wait_for_paper(std::string const& number) const;
    base::Result<std::string> ask(std::vector<std::string> command, std::string_view input = {}) const;

    CupsQueue m_queue;
};

/// For a kiosk without a printer: always NotFound.
class NoPrinter final : public Printer {
public:
    base::Result<void> print(PrintJob const& job) override;
};

} // namespace meguri::kiosk::devices
