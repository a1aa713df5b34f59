// The people of a chaos run: visitors who register, cancel and come again at kiosks whose commands are killed
// at drawn moments, and the notebook of what they were promised. A visitor lives on a thread of its own; the
// notebook takes notes from any, and is read when those have ended.
#pragma once

#include "tests/support/process.h"
#include "tests/support/seeded_random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace meguri::tests {

using Complaints = std::vector<std::string>;

inline constexpr std::chrono::milliseconds patience = std::chrono::seconds(90);

/// The JSON document that a command printed, or null when it was killed before its line was whole.
nlohmann::json printed(Ended const& ended);

/// What somebody holds on paper: the line that `register` printed.
struct Receipt {
    int kiosk = 0;
    int person = 0;
    std::string session;
    std::string id;
    std::string code;
    std::string state;
};

enum class Wish { Perhaps, Surely };

/// What was promised and what was wished for, as the people outside remember it. Any thread.
class Notebook {
public:
    void add(Receipt receipt)
    {
        std::lock_guard const lock(m_mutex);
        m_receipts.push_back(std::move(receipt));
    }
    /// A cancellation that was begun; sure once the kiosk has said that it stands or is kept.
    void wish(std::string const& code, Wish wish)
    {
        std::lock_guard const lock(m_mutex);
        m_wishes[code] = std::max(m_wishes[code], wish);
    }
    void odd(std::string words)
    {
        std::lock_guard const lock(m_mutex);
        m_oddities.push_back(std::move(words));
    }
    void count(std::string const& what)
    {
        std::lock_guard const lock(m_mutex);
        m_counts[what] += 1;
    }
    /// Mostly somebody new; now and then somebody who has been at a kiosk already.
    int person(SeededRandom& random)
    {
        std::lock_guard const lock(m_mutex);
        bool const is_new = m_people == 0 || random.below(8) != 0;
        return is_new ? m_people++ : static_cast<int>(random.below(static_cast<std::uint64_t>(m_people)));
    }
    std::optional<Receipt> one_with_hope(SeededRandom& random)
    {
        std::lock_guard const lock(m_mutex);
        if (m_receipts.empty())
            return std::nullopt;
        auto const& one = m_receipts[random.below(m_receipts.size())];
        bool const is_good = one.state != "duplicate" && one.state != "refused";
        return is_good ? std::optional(one) : std::nullopt;
    }

    // Read when the threads have ended.
    std::vector<Receipt> const& receipts() const { return m_receipts; }
    Complaints const& oddities() const { return m_oddities; }
    std::optional<Wish> wish_for(std::string const& code) const
    {
        auto const found = m_wishes.find(code);
        return found == m_wishes.end() ? std::nullopt : std::optional(found->second);
    }
    std::string tally() const
    {
        std::string words;
        for (auto const& [what, times] : m_counts)
            words += (words.empty() ? "" : ", ") + std::to_string(times) + " " + what;
        return words;
    }

private:
    std::mutex m_mutex;
    std::vector<Receipt> m_receipts;
    std::map<std::string, Wish> m_wishes;
    std::map<std::string, int> m_counts;
    Complaints m_oddities;
    int m_people = 0;
};

/// The people before one kiosk, one after the other, as a thread of its own.
class Visitors {
public:
    Visitors(int kiosk, std::uint64_t seed, std::string data, std::vector<std::string> const& sessions,
        Notebook& notebook)
        : m_kiosk(kiosk)
        , m_random(seed)
        , m_data(std::move(data))
        , m_sessions(sessions)
        , m_notebook(notebook)
    {
    }

    void come_until(std::atomic<bool> const& is_over);

private:
    Ended command(std::vector<std::string> words);
    void take();
    void cancel();
    void sync();

    int m_kiosk;
    SeededRandom m_random;
    std::string m_data;
    std::vector<std::string> const& m_sessions;
    Notebook& m_notebook;
};

} // namespace meguri::tests
