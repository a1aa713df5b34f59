// How a command reaches the process that owns a data folder: a unix-domain socket (0600) in that folder, one
// command a connection. The server answers on a thread of its own, one client after the other; who is silent
// for too long is cut.
#pragma once

#include "shared/base/result.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meguri::net {

struct ControlRequest {
    std::vector<std::string> arguments; ///< The command and its options, as a shell would give them.
    std::string input; ///< What stands on standard input, when the command reads it.
};

struct ControlAnswer {
    int exit_code = 0;
    std::string output; ///< For standard output.
    std::string trouble; ///< For standard error.
};

struct ControlSettings {
    /// For a client to send its whole request, and again for it to take the whole answer.
    std::chrono::milliseconds patience = std::chrono::seconds(2);
    std::size_t message_bytes_max = 32u << 20;
};

class ControlServer {
public:
    /// Called on the server's own thread, never twice at once. Must not throw.
    using Answer = std::function<ControlAnswer(ControlRequest)>;

    /// Call it while holding the folder's lock: a socket file left behind is replaced. Busy when somebody
    /// still answers.
    static base::Result<std::unique_ptr<ControlServer>> open(
        std::filesystem::path const& folder, Answer answer, ControlSettings settings = {});
    /// Waits for the command being answered, then removes the socket file.
    ~ControlServer();
    ControlServer(ControlServer const&) = delete;
    ControlServer& operator=(ControlServer const&) = delete;

private:
    class Loop;
    explicit ControlServer(std::unique_ptr<Loop> loop);

    std::unique_ptr<Loop> m_loop;
};

/// NotFound when no owner listens in that folder; Unreachable when one does but no whole answer came in time.
base::Result<ControlAnswer> ask_owner(std::filesystem::path const& folder, ControlRequest const& request,
    std::chrono::milliseconds patience = std::chrono::seconds(60));

} // namespace meguri::net
