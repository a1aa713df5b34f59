// The line of tests/sim/site.h: what happens to one request, drawn by its event.
#include "shared/net/gzip.h"
#include "tests/sim/site.h"

namespace meguri::sim {

namespace {

constexpr std::size_t answer_bytes_max = 8U << 20U;

} // namespace

SimLine::SimLine(Plan const& plan, EventQueue& queue, SimHub& hub, Findings& findings, Site& site)
    : m_plan(plan)
    , m_queue(queue)
    , m_hub(hub)
    , m_findings(findings)
    , m_site(site)
    , m_random(plan.seed, "line " + std::to_string(site.number()), queue.moment())
{
}

base::Result<net::HttpAnswer> SimLine::lost(char const* why)
{
    if (why)
        m_findings.fault(why, m_site.name());
    return base::fail(base::ErrorKind::Unreachable, "no answer came");
}

void SimLine::send_again(HubRequest const& request, std::chrono::seconds after)
{
    m_queue.at(m_queue.now() + after, "late", static_cast<std::uint64_t>(m_site.number()), ++m_late,
        [this, request] {
            if (is_faulty)
                (void)m_hub.ask(request);
        });
}

base::Result<net::HttpAnswer> SimLine::send(net::HttpRequest const& request)
{
    // A machine without power sends nothing, whatever its program still believes.
    if (m_site.disk().is_dead())
        return lost(nullptr);
    ++requests;
    Chance chance(m_random.next());
    HubRequest carried_request;
    carried_request.method = request.method;
    carried_request.target = request.url.substr(request.url.find("/v1/"));
    carried_request.body = request.body;
    for (auto const& [name, value] : request.headers) {
        std::string lower;
        for (char const letter : name)
            lower += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
        carried_request.headers.emplace_back(lower, value);
    }
    if (!is_faulty)
        return carried(carried_request, chance);
    if (m_queue.now() < cut_until)
        return lost(nullptr);
    if (chance.permille(m_plan.request_lost))
        return lost("request_lost");
    if (chance.permille(m_plan.delivered_late)) {
        send_again(carried_request,
            chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(chance.between(1, 48))));
        return lost("delivered_late");
    }
    if (chance.permille(m_plan.portal)) {
        m_findings.fault("portal", m_site.name());
        net::HttpAnswer portal;
        portal.status = chance.percent(70) ? 200 : 302;
        portal.body = "<html><body>Welcome to the hotel</body></html>";
        return portal;
    }
    if (chance.permille(m_plan.busy)) {
        m_findings.fault("busy", m_site.name());
        net::HttpAnswer busy;
        busy.status = chance.percent(50) ? 429 : 503;
        return busy;
    }
    return carried(carried_request, chance);
}

/// The request arrives at the hub, perhaps twice; the answer comes back whole, or not.
base::Result<net::HttpAnswer> SimLine::carried(HubRequest const& request, Chance& chance)
{
    if (is_faulty && chance.permille(m_plan.doubled)) {
        m_findings.fault("doubled", m_site.name());
        (void)m_hub.ask(request);
    }
    if (is_faulty && chance.permille(m_plan.delivered_again)) {
        m_findings.fault("delivered_again", m_site.name());
        send_again(request, chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(72)));
    }
    auto reply = m_hub.ask(request);
    if (!reply)
        return lost(nullptr);
    if (is_faulty && chance.permille(m_plan.reply_lost))
        return lost("reply_lost");
    net::HttpAnswer answer;
    answer.status = reply->status;
    answer.headers = std::move(reply->headers);
    bool const is_packed = reply->body.size() > 600 && chance.percent(30);
    auto bytes = is_packed ? net::gzip(reply->body) : std::move(reply->body);
    if (is_faulty && !bytes.empty() && chance.permille(m_plan.cut_body)) {
        m_findings.fault("cut_body", m_site.name());
        bytes.resize(chance.below(bytes.size()));
    }
    if (is_packed) {
        auto unpacked = net::gunzip(bytes, answer_bytes_max);
        if (!unpacked)
            return base::fail(base::ErrorKind::Broken, "the answer was cut");
        bytes = std::move(*unpacked);
    }
    answer.body = std::move(bytes);
    return answer;
}

} // namespace meguri::sim
