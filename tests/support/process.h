// Real programs as a test starts them: run to the end, or left running and killed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace meguri::tests {

struct Ended {
    int code = -1;
    std::string output;
};

/// Runs it to its end with `input` on standard input; standard error goes to the test's own.
Ended run(std::vector<std::string> const& command, std::string const& input = "");

/// As `run`, but killed (SIGKILL, code 137) when it is still there after `patience`; what it had printed
/// until then is in the output. Safe from several threads at once.
Ended run_or_kill(std::vector<std::string> const& command, std::chrono::milliseconds patience);

/// A program left running; killed (SIGKILL) and waited for when this goes.
class Running {
public:
    /// Waits until its standard output has a line that begins with `awaited`, and gives the rest of that
    /// line.
    Running(std::vector<std::string> const& command, std::string const& awaited);
    ~Running();
    Running(Running const&) = delete;
    Running& operator=(Running const&) = delete;

    std::string const& line() const { return m_line; }
    pid_t id() const { return m_pid; }
    /// As a power cut would: no chance to tidy up.
    void kill_hard();
    /// SIGTERM; the exit code.
    int end();

private:
    pid_t m_pid = -1;
    int m_output = -1;
    std::string m_line;
};

} // namespace meguri::tests
