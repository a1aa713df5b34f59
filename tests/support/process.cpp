#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace meguri::tests {

namespace {

pid_t start(std::vector<std::string> const& command, int input, int output)
{
    // Made before the fork: with threads around, a child may only do what needs no memory.
    std::vector<char*> words;
    for (auto const& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    pid_t const pid = fork();
    if (pid != 0)
        return pid;
    // A test that is stopped by a sanitizer must not leave programs behind that hold its runner's pipes.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(input, 0);
    dup2(output, 1);
    execv(words[0], words.data());
    _exit(127);
}

int code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

Ended run(std::vector<std::string> const& command, std::string const& input)
{
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    pid_t const pid = start(command, in[0], out[1]);
    close(in[0]);
    close(out[1]);
    if (write(in[1], input.data(), input.size()) < 0)
        throw std::runtime_error("no input");
    close(in[1]);
    Ended ended;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(out[0], buffer, sizeof buffer)) > 0;)
        ended.output.append(buffer, static_cast<std::size_t>(got));
    close(out[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    ended.code = code_of(status);
    return ended;
}

Ended run_or_kill(std::vector<std::string> const& command, std::chrono::milliseconds patience)
{
    using Clock = std::chrono::steady_clock;
    auto const deadline = Clock::now() + patience;
    int out[2];
    if (pipe2(out, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    int const nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    pid_t const pid = start(command, nothing, out[1]);
    close(nothing);
    close(out[1]);
    Ended ended;
    char buffer[4096];
    for (bool is_killed = false;;) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd watched{out[0], POLLIN, 0};
        if (!is_killed && (left.count() <= 0 || poll(&watched, 1, static_cast<int>(left.count()) + 1) == 0)) {
            kill(pid, SIGKILL);
            is_killed = true;
        }
        // After the kill this ends with what stands in the pipe.
        auto const got = read(out[0], buffer, sizeof buffer);
        if (got <= 0)
            break;
        ended.output.append(buffer, static_cast<std::size_t>(got));
    }
    close(out[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    ended.code = code_of(status);
    return ended;
}

Running::Running(std::vector<std::string> const& command, std::string const& awaited)
{
    int out[2];
    if (pipe2(out, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    int const nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    m_pid = start(command, nothing, out[1]);
    close(nothing);
    close(out[1]);
    m_output = out[0];
    std::string text;
    char letter = 0;
    while (read(m_output, &letter, 1) == 1) {
        if (letter != '\n') {
            text += letter;
            continue;
        }
        if (text.starts_with(awaited)) {
            m_line = text.substr(awaited.size());
            return;
        }
        text.clear();
    }
    kill_hard();
    throw std::runtime_error(command[0] + " ended without saying " + awaited);
}

Running::~Running()
{
    kill_hard();
    if (m_output >= 0)
        close(m_output);
}

void Running::kill_hard()
{
    if (m_pid <= 0)
        return;
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

int Running::end()
{
    kill(m_pid, SIGTERM);
    int status = 0;
    waitpid(m_pid, &status, 0);
    m_pid = -1;
    return code_of(status);
}

} // namespace meguri::tests
