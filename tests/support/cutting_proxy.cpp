#include "tests/support/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>

namespace meguri::tests {

namespace {

constexpr auto tick = std::chrono::milliseconds(10);
constexpr std::size_t bytes_held_max = 256 * 1024;
constexpr std::array<char const*, fate_count> fate_names{
    "carried", "refused", "cut going up", "cut coming down", "delayed", "swallowed"};

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

/// -1 where nobody listens.
int connected_to(std::uint16_t port)
{
    int const made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(port);
    if (made >= 0 && connect(made, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0)
        return made;
    if (made >= 0)
        close(made);
    return -1;
}

/// With a reset, as a line that breaks; not with the orderly end of a program that has finished.
void cut(int& descriptor)
{
    if (descriptor < 0)
        return;
    linger const at_once{1, 0};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(descriptor);
    descriptor = -1;
}

/// Sends what it can without waiting; false when the peer is gone.
bool sent(int descriptor, std::string& text)
{
    auto const count = send(descriptor, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0)
        return errno == EAGAIN;
    text.erase(0, static_cast<std::size_t>(count));
    return true;
}

} // namespace

struct CuttingProxy::Line {
    int kiosk = -1;
    int hub = -1;
    Fate fate = Fate::Carried;
    std::size_t bytes_until_cut = 0; ///< In the direction that is cut.
    std::chrono::milliseconds delay{0};
    std::string to_hub;
    std::string to_kiosk;
    Clock::time_point hold_until; ///< Nothing is passed on before.
    bool is_ending = false; ///< Cut as soon as what is held has gone out, at the latest at `end_at`.
    Clock::time_point end_at = Clock::time_point::max();

    void end(std::chrono::milliseconds within)
    {
        is_ending = true;
        end_at = std::min(end_at, Clock::now() + within);
    }
    /// As much of `text` as comes through in a direction that is cut.
    void take_until_cut(std::string& to, std::string_view text)
    {
        to.append(text.substr(0, bytes_until_cut));
        if (text.size() >= bytes_until_cut)
            end(std::chrono::milliseconds(500));
        bytes_until_cut -= std::min(bytes_until_cut, text.size());
    }
};

CuttingProxy::CuttingProxy(std::uint64_t seed)
    : m_random(seed)
    , m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    auto address = loopback(0);
    socklen_t size = sizeof address;
    bool const is_up = bind(m_listening, reinterpret_cast<sockaddr const*>(&address), size) == 0
        && listen(m_listening, 64) == 0
        && getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!is_up)
        throw std::runtime_error("the proxy cannot listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy()
{
    m_is_ending = true;
    m_thread.join();
    for (auto& line : m_lines) {
        cut(line.kiosk);
        cut(line.hub);
    }
    close(m_listening);
}

std::string CuttingProxy::tally() const
{
    std::string words;
    for (std::size_t i = 0; i < fate_count; ++i)
        words += (i == 0 ? "" : ", ") + std::to_string(m_fates[i]) + " " + fate_names[i];
    return words;
}

void CuttingProxy::serve()
{
    while (!m_is_ending) {
        std::vector<pollfd> watched{{m_listening, POLLIN, 0}};
        auto const now = Clock::now();
        for (auto const& line : m_lines) {
            bool const is_held = now < line.hold_until;
            auto const events = [&](std::string const& from_here, std::string const& to_here) {
                int const in = from_here.size() < bytes_held_max && !line.is_ending ? POLLIN : 0;
                return static_cast<short>(in | (!to_here.empty() && !is_held ? POLLOUT : 0));
            };
            watched.push_back({line.kiosk, events(line.to_hub, line.to_kiosk), 0});
            watched.push_back({line.hub, events(line.to_kiosk, line.to_hub), 0});
        }
        if (poll(watched.data(), watched.size(), static_cast<int>(tick.count())) < 0)
            continue;
        auto next = watched.begin() + 1;
        for (auto& line : m_lines) {
            auto const& kiosk = *next++;
            auto const& hub = *next++;
            if ((kiosk.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
                read_from_kiosk(line);
            if ((hub.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
                read_from_hub(line);
            write_out(line, kiosk, hub);
        }
        close_ended();
        if ((watched.front().revents & POLLIN) != 0)
            accept_one();
    }
}

/// Four of ten connections meet trouble.
Fate CuttingProxy::draw_fate()
{
    if (!m_is_cutting)
        return Fate::Carried;
    constexpr std::array<Fate, 10> fates{Fate::Carried, Fate::Carried, Fate::Carried, Fate::Carried,
        Fate::Carried, Fate::Delayed, Fate::Refused, Fate::CutGoingUp, Fate::CutComingDown, Fate::Swallowed};
    return fates[m_random.below(fates.size())];
}

void CuttingProxy::accept_one()
{
    int kiosk = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
    if (kiosk < 0)
        return;
    Line line;
    line.fate = draw_fate();
    // Requests have some 700 bytes and more, answers some 200 and more: most cuts fall into the first
    // exchange.
    line.bytes_until_cut = m_random.below(3000);
    line.delay = std::chrono::milliseconds(m_random.below(700));
    m_fates[static_cast<std::size_t>(line.fate)] += 1;
    line.hub = line.fate == Fate::Refused ? -1 : connected_to(m_hub_port);
    if (line.hub < 0)
        return cut(kiosk);
    line.kiosk = kiosk;
    m_lines.push_back(std::move(line));
}

void CuttingProxy::read_from_kiosk(Line& line)
{
    char buffer[16 * 1024];
    auto const count = recv(line.kiosk, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0) // The kiosk has what it wanted, or was killed: what it sent still arrives.
        return line.end(std::chrono::milliseconds(100));
    std::string_view const text(buffer, static_cast<std::size_t>(count));
    if (line.fate == Fate::Delayed && line.to_hub.empty())
        line.hold_until = Clock::now() + line.delay;
    if (line.fate == Fate::CutGoingUp)
        line.take_until_cut(line.to_hub, text);
    else
        line.to_hub += text;
}

void CuttingProxy::read_from_hub(Line& line)
{
    char buffer[16 * 1024];
    auto const count = recv(line.hub, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0)
        return line.end(std::chrono::milliseconds(1000));
    std::string_view const text(buffer, static_cast<std::size_t>(count));
    if (line.fate == Fate::Delayed && line.to_kiosk.empty())
        line.hold_until = Clock::now() + line.delay;
    if (line.fate == Fate::Swallowed)
        line.end(std::chrono::milliseconds(50)); // The hub has answered; nobody will ever know.
    else if (line.fate == Fate::CutComingDown)
        line.take_until_cut(line.to_kiosk, text);
    else
        line.to_kiosk += text;
}

void CuttingProxy::write_out(Line& line, pollfd const& kiosk, pollfd const& hub)
{
    bool is_there = true;
    if ((hub.revents & POLLOUT) != 0)
        is_there = sent(line.hub, line.to_hub);
    if ((kiosk.revents & POLLOUT) != 0)
        is_there = sent(line.kiosk, line.to_kiosk) && is_there;
    if (!is_there)
        line.end(std::chrono::milliseconds(0));
}

void CuttingProxy::close_ended()
{
    auto const now = Clock::now();
    m_lines.remove_if([&](Line& line) {
        bool const is_out = line.is_ending && line.to_hub.empty() && line.to_kiosk.empty();
        if (!is_out && now < line.end_at)
            return false;
        cut(line.kiosk);
        cut(line.hub);
        return true;
    });
}

} // namespace meguri::tests
