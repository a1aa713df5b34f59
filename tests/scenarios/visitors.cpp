#include "tests/scenarios/visitors.h"

#include <array>
#include <thread>

namespace meguri::tests {

using nlohmann::json;
using std::chrono::milliseconds;

namespace {

constexpr int killed = 128 + 9;
constexpr int out_of_reach = 3;

std::string kana_of(int person)
{
    constexpr std::array syllables{"か", "き", "く", "け", "こ", "さ", "し", "す", "せ", "そ"};
    std::string kana = "みほん ";
    for (auto const digit : std::to_string(10000 + person))
        kana += syllables[static_cast<std::size_t>(digit - '0')];
    return kana;
}

std::string phone_of(int person)
{
    return "090" + std::to_string(10000000 + person);
}

std::string last4_of(int person)
{
    return phone_of(person).substr(7);
}

} // namespace

json printed(Ended const& ended)
{
    if (!ended.output.ends_with('\n'))
        return nullptr;
    auto document = json::parse(ended.output, nullptr, false);
    return document.is_object() ? document : json();
}

void Visitors::come_until(std::atomic<bool> const& is_over)
{
    while (!is_over) {
        auto const what = m_random.below(20);
        if (what < 14)
            take();
        else if (what < 17)
            cancel();
        else
            sync();
        std::this_thread::sleep_for(milliseconds(m_random.below(300)));
    }
}

/// One command in six is killed at a drawn moment.
Ended Visitors::command(std::vector<std::string> words)
{
    words.insert(words.begin(), {MEGURI_PROGRAMS "/meguri-kiosk", "--data", m_data});
    bool const dies = m_random.below(6) == 0;
    auto ended = tests::run_or_kill(words, dies ? milliseconds(m_random.below(200)) : patience);
    m_notebook.count(words[3] + (ended.code == killed ? " killed" : ""));
    return ended;
}

void Visitors::take()
{
    Receipt receipt;
    receipt.kiosk = m_kiosk;
    receipt.person = m_notebook.person(m_random);
    receipt.session = m_sessions[m_random.below(m_sessions.size())];
    std::vector<std::string> words{"register", "--session", receipt.session, "--kana",
        kana_of(receipt.person), "--phone", phone_of(receipt.person), "--birth-year", "1948"};
    bool const is_offline = m_random.below(4) == 0;
    if (is_offline)
        words.emplace_back("--offline");
    auto const ended = command(words);
    auto const document = printed(ended);
    if (!document.is_null() && !document.value("id", "").empty()) {
        receipt.id = document["id"];
        receipt.code = document["code"];
        receipt.state = document["state"];
        m_notebook.count("receipts " + receipt.state + (is_offline ? " offline" : ""));
        m_notebook.add(receipt);
    } else if (ended.code != killed) {
        m_notebook.odd("register gave " + std::to_string(ended.code) + " and " + ended.output);
    }
}

void Visitors::cancel()
{
    auto const receipt = m_notebook.one_with_hope(m_random);
    if (!receipt)
        return;
    m_notebook.wish(receipt->code, Wish::Perhaps);
    std::vector<std::string> words{
        "cancel", "--code", receipt->code, "--phone-last4", last4_of(receipt->person)};
    if (m_random.below(4) == 0)
        words.emplace_back("--offline");
    auto const ended = command(words);
    auto const document = printed(ended);
    auto const state = document.is_null() ? "" : document.value("state", "");
    auto const reason = document.is_null() ? "" : document.value("reason", "");
    if (state == "cancelled" || state == "requested")
        m_notebook.wish(receipt->code, Wish::Surely);
    else if (ended.code != killed && (state != "refused" || reason != "not_from_this_state"))
        m_notebook.odd("cancel gave " + std::to_string(ended.code) + " and " + ended.output);
}

void Visitors::sync()
{
    auto const ended = command({"sync"});
    if (ended.code != 0 && ended.code != out_of_reach && ended.code != killed)
        m_notebook.odd("sync gave " + std::to_string(ended.code) + " and " + ended.output);
}

} // namespace meguri::tests
