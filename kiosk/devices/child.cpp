#include "kiosk/devices/child.h"

#include "shared/base/clock.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

namespace meguri::kiosk::devices {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t said_limit = 1000;
constexpr milliseconds look_interval{10};
constexpr milliseconds grace_after_kill{500};

/// A file that lives in memory only and dies with its owner. Unlike a pipe it can never fill up or break.
class MemoryFile {
public:
    MemoryFile()
        : m_descriptor(::memfd_create("child", MFD_CLOEXEC))
    {
    }
    ~MemoryFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;

    int descriptor() const { return m_descriptor; }

    bool fill(std::string_view content) const
    {
        while (!content.empty()) {
            auto const written = ::write(m_descriptor, content.data(), content.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return false;
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        return ::lseek(m_descriptor, 0, SEEK_SET) == 0;
    }

    std::string start() const
    {
        std::string content(said_limit, '\0');
        auto const count = ::pread(m_descriptor, content.data(), content.size(), 0);
        content.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return content;
    }

private:
    int m_descriptor;
};

base::Error trouble(std::string const& program, int number)
{
    auto const kind
        = number == ENOENT || number == EACCES ? base::ErrorKind::NotFound : base::ErrorKind::Storage;
    return {kind, "cannot run " + program + ": " + std::strerror(number)};
}

/// The child's standard streams are our memory files; it inherits nothing else: no data folder's lock, no
/// blocked or ignored signals. It leads its own process group, so that what it starts can be ended with it.
base::Result<pid_t> start(
    std::vector<std::string>& command, MemoryFile const& input, MemoryFile const& output)
{
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (auto& argument : command)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input.descriptor(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);

    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t signals;
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes, &signals);
    ::sigaddset(&signals, SIGPIPE);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    pid_t child = -1;
    int const number
        = ::posix_spawnp(&child, arguments.front(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (number != 0)
        return base::fail(trouble(command.front(), number));
    return child;
}

/// The child's wait status, or nothing when it still runs after `limit` or is not wanted any longer.
std::optional<int> wait_for(pid_t child, milliseconds limit, std::function<bool()> const& is_unwanted)
{
    base::SystemClock const clock;
    auto const end = clock.monotonic() + limit;
    while (true) {
        int status = 0;
        auto const waited = ::waitpid(child, &status, WNOHANG);
        if (waited == child)
            return status;
        // Somebody else's wait took it (SIGCHLD ignored): it is gone, and how it ended cannot be known.
        if (waited < 0 && errno == ECHILD)
            return W_EXITCODE(127, 0);
        auto const left = end - clock.monotonic();
        if (left <= milliseconds::zero() || (is_unwanted && is_unwanted()))
            return std::nullopt;
        std::this_thread::sleep_for(std::min(left, look_interval));
    }
}

} // namespace

base::Result<ChildEnd> run_child(std::vector<std::string> command, std::string_view input,
    milliseconds time_limit, std::function<bool()> const& is_unwanted)
{
    base::verify(!command.empty(), "a command has a program");
    MemoryFile const given;
    MemoryFile const output;
    if (given.descriptor() < 0 || output.descriptor() < 0 || !given.fill(input))
        return base::fail(base::ErrorKind::Storage, "no memory for the input of " + command.front());
    auto const child = start(command, given, output);
    if (!child)
        return base::fail(child.error());

    auto const status = wait_for(*child, time_limit, is_unwanted);
    if (!status) {
        ::kill(-*child, SIGKILL);
        // A process inside the kernel dies late; better a dead entry in its table than a waiting visitor.
        static_cast<void>(wait_for(*child, grace_after_kill, {}));
        return base::fail(base::ErrorKind::Unreachable,
            command.front() + " was not wanted any longer or did not end within "
                + std::to_string(time_limit.count()) + " ms: " + output.start());
    }
    return ChildEnd{WIFSIGNALED(*status) ? 128 + WTERMSIG(*status) : WEXITSTATUS(*status), output.start()};
}

} // namespace meguri::kiosk::devices
