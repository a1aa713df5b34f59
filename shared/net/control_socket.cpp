#include "shared/net/control_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

// On the wire, numbers being 4 bytes, most significant first:
//   message = size field*          size: of all fields together
//   field   = length byte*
//   request = input argument*      answer = exit-code-in-decimal output trouble

namespace meguri::net {

namespace {

using Steady = std::chrono::steady_clock;
using Fields = std::vector<std::string>;

constexpr char const* socket_name = "control.sock";
constexpr std::size_t answer_bytes_max = 64u << 20;

class Descriptor {
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    int number() const { return m_number; }
    bool is_open() const { return m_number >= 0; }

private:
    int m_number;
};

base::Error trouble(std::string const& what)
{
    return {base::ErrorKind::Storage, what + ": " + std::strerror(errno)};
}

/// A socket's address may have 107 bytes only; through the folder's descriptor every path is short.
sockaddr_un address_in(Descriptor const& folder)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const path = "/proc/self/fd/" + std::to_string(folder.number()) + "/" + socket_name;
    base::verify(path.size() < sizeof(address.sun_path), "a path through /proc is short");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Descriptor open_folder(std::filesystem::path const& folder)
{
    return Descriptor(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

Descriptor new_socket()
{
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

/// Waits until the socket is ready, the other descriptor is, or time is up; true only for the first.
bool wait_for(int socket, short events, Steady::time_point deadline)
{
    while (true) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Steady::now()).count();
        if (left <= 0)
            return false;
        pollfd entry{socket, events, 0};
        int const ready = ::poll(&entry, 1, static_cast<int>(std::min<long long>(left, 60'000)));
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}

/// Tries until somebody listens and has room in his queue, or time is up.
bool connect_in(Descriptor const& folder, Descriptor const& socket, Steady::time_point deadline)
{
    auto const address = address_in(folder);
    while (::connect(socket.number(), reinterpret_cast<sockaddr const*>(&address), sizeof(address)) != 0) {
        // A full queue gives EAGAIN on unix sockets, and nothing to poll for.
        bool const may_try_again = errno == EAGAIN || errno == EINTR;
        if (!may_try_again || Steady::now() >= deadline)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

bool send_all(Descriptor const& socket, std::string_view bytes, Steady::time_point deadline)
{
    while (!bytes.empty()) {
        auto const sent = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno == EAGAIN ? !wait_for(socket.number(), POLLOUT, deadline) : errno != EINTR)
            return false;
        if (Steady::now() >= deadline)
            return bytes.empty();
    }
    return true;
}

bool receive_all(Descriptor const& socket, std::string& bytes, std::size_t size, Steady::time_point deadline)
{
    // Grows with what has come: a size alone, without the bytes, costs no memory.
    constexpr std::size_t step = 64 * 1024;
    bytes.clear();
    while (bytes.size() < size) {
        if (!wait_for(socket.number(), POLLIN, deadline))
            return false;
        auto const old_size = bytes.size();
        bytes.resize(old_size + std::min(step, size - old_size));
        auto const got = ::recv(socket.number(), bytes.data() + old_size, bytes.size() - old_size, 0);
        bytes.resize(old_size + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return false;
    }
    return true;
}

void append_number(std::string& bytes, std::size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((number >> shift) & 0xff);
}

std::size_t number_at(std::string_view bytes)
{
    std::size_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

std::string pack(Fields const& fields)
{
    std::string inside;
    for (auto const& field : fields) {
        append_number(inside, field.size());
        inside += field;
    }
    std::string message;
    append_number(message, inside.size());
    return message + inside;
}

std::optional<Fields> receive(Descriptor const& socket, std::size_t bytes_max, Steady::time_point deadline)
{
    std::string bytes;
    if (!receive_all(socket, bytes, 4, deadline))
        return std::nullopt;
    auto const size = number_at(bytes);
    if (size > bytes_max || !receive_all(socket, bytes, size, deadline))
        return std::nullopt;
    Fields fields;
    for (std::string_view rest = bytes; !rest.empty();) {
        auto const length = rest.size() < 4 ? rest.size() : number_at(rest);
        if (rest.size() < 4 || length > rest.size() - 4)
            return std::nullopt;
        fields.emplace_back(rest.substr(4, length));
        rest.remove_prefix(4 + length);
    }
    return fields;
}

} // namespace

/// The server's thread and what it needs.
class ControlServer::Loop {
public:
    Loop(Descriptor folder, Descriptor socket, Descriptor end, Answer answer, ControlSettings settings)
        : m_folder(std::move(folder))
        , m_socket(std::move(socket))
        , m_end(std::move(end))
        , m_answer(std::move(answer))
        , m_settings(settings)
        , m_thread([this] { run(); })
    {
    }
    ~Loop()
    {
        std::uint64_t const one = 1;
        auto const written = ::write(m_end.number(), &one, sizeof(one));
        base::verify(written == sizeof(one), "an eventfd takes its first count");
        m_thread.join();
        ::unlinkat(m_folder.number(), socket_name, 0);
    }
    Loop(Loop const&) = delete;
    Loop& operator=(Loop const&) = delete;

private:
    void run()
    {
        while (true) {
            pollfd entries[] = {{m_socket.number(), POLLIN, 0}, {m_end.number(), POLLIN, 0}};
            if (::poll(entries, 2, -1) < 0)
                continue;
            if (entries[1].revents != 0)
                return;
            Descriptor const client(
                ::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
            if (client.is_open())
                serve(client);
            else if (errno != EAGAIN)
                std::this_thread::sleep_for(
                    std::chrono::milliseconds(50)); // Out of descriptors: do not spin.
        }
    }

    void serve(Descriptor const& client)
    {
        auto fields = receive(client, m_settings.message_bytes_max, Steady::now() + m_settings.patience);
        if (!fields || fields->empty())
            return;
        ControlRequest request;
        request.input = std::move(fields->front());
        request.arguments.assign(
            std::make_move_iterator(fields->begin() + 1), std::make_move_iterator(fields->end()));
        auto const answer = m_answer(std::move(request));
        auto const message = pack({std::to_string(answer.exit_code), answer.output, answer.trouble});
        send_all(client, message, Steady::now() + m_settings.patience);
    }

    Descriptor m_folder;
    Descriptor m_socket;
    Descriptor m_end;
    Answer m_answer;
    ControlSettings m_settings;
    std::thread m_thread; ///< Last, so that all it uses stands before it starts.
};

ControlServer::ControlServer(std::unique_ptr<Loop> loop)
    : m_loop(std::move(loop))
{
}

ControlServer::~ControlServer() = default;

base::Result<std::unique_ptr<ControlServer>> ControlServer::open(
    std::filesystem::path const& folder, Answer answer, ControlSettings settings)
{
    auto inside = open_folder(folder);
    if (!inside.is_open())
        return base::fail(trouble("cannot open " + folder.string()));
    auto const probe = new_socket();
    if (probe.is_open() && connect_in(inside, probe, Steady::now()))
        return base::fail(base::ErrorKind::Busy, "somebody answers already in " + folder.string());
    if (::unlinkat(inside.number(), socket_name, 0) != 0 && errno != ENOENT)
        return base::fail(trouble("cannot replace the old socket in " + folder.string()));
    auto socket = new_socket();
    auto const address = address_in(inside);
    // The mode is set before the name appears: there is no moment in which others could connect.
    bool const is_ready = socket.is_open() && ::fchmod(socket.number(), 0600) == 0
        && ::bind(socket.number(), reinterpret_cast<sockaddr const*>(&address), sizeof(address)) == 0
        && ::listen(socket.number(), 16) == 0;
    if (!is_ready)
        return base::fail(trouble("cannot make the control socket in " + folder.string()));
    Descriptor end(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!end.is_open())
        return base::fail(trouble("cannot make an eventfd"));
    return std::unique_ptr<ControlServer>(new ControlServer(std::make_unique<Loop>(
        std::move(inside), std::move(socket), std::move(end), std::move(answer), settings)));
}

base::Result<ControlAnswer> ask_owner(
    std::filesystem::path const& folder, ControlRequest const& request, std::chrono::milliseconds patience)
{
    auto const deadline = Steady::now() + patience;
    auto const inside = open_folder(folder);
    auto const socket = new_socket();
    if (!inside.is_open() || !socket.is_open())
        return base::fail(base::ErrorKind::NotFound, "no such folder: " + folder.string());
    if (!connect_in(inside, socket, deadline)) {
        auto const kind = errno == EAGAIN ? base::ErrorKind::Unreachable : base::ErrorKind::NotFound;
        return base::fail(kind, "nobody answers in " + folder.string() + ": " + std::strerror(errno));
    }
    Fields fields{request.input};
    fields.insert(fields.end(), request.arguments.begin(), request.arguments.end());
    if (!send_all(socket, pack(fields), deadline))
        return base::fail(
            base::ErrorKind::Unreachable, "the owner of " + folder.string() + " does not take the command");
    auto reply = receive(socket, answer_bytes_max, deadline);
    ControlAnswer answer;
    bool const is_whole = reply && reply->size() == 3
        && std::from_chars(
               reply->front().data(), reply->front().data() + reply->front().size(), answer.exit_code)
                .ec
            == std::errc();
    if (!is_whole)
        return base::fail(
            base::ErrorKind::Unreachable, "the owner of " + folder.string() + " gave no whole answer");
    answer.output = std::move((*reply)[1]);
    answer.trouble = std::move((*reply)[2]);
    return answer;
}

} // namespace meguri::net
