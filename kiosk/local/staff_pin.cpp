// The PIN of the hall's staff, checked with the line down as well: the kiosk holds its hash. Each wrong one
// after the second doubles the wait before the next is looked at, and the wait outlives a restart.
#include "shared/domain/staff_pin.h"

#include "kiosk/local/kiosk.h"

#include <algorithm>
#include <charconv>

namespace meguri::kiosk::local {

using base::fail;

namespace {

constexpr char wrong_name[] = "pin_wrong";
constexpr char until_name[] = "pin_until";
constexpr int free_tries = 2;
constexpr std::int64_t first_wait_s = 5;
constexpr std::int64_t longest_wait_s = 900;

std::int64_t number_in(std::optional<std::string> const& text)
{
    std::int64_t number = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), number);
    return std::max<std::int64_t>(number, 0);
}

std::int64_t wait_after(std::int64_t wrong)
{
    auto const beyond = wrong - free_tries - 1;
    if (beyond < 0)
        return 0;
    return std::min(longest_wait_s, first_wait_s << std::min<std::int64_t>(beyond, 10));
}

} // namespace

Result<PinResult> Kiosk::check_pin(std::string const& pin)
{
    if (!m_identity || m_identity->staff_pin.empty())
        return PinResult{PinAnswer::NotSet, 0};
    auto const wrong_before = m_store->setting(wrong_name);
    auto const until = m_store->setting(until_name);
    if (!wrong_before)
        return fail(wrong_before.error());
    if (!until)
        return fail(until.error());
    auto const now = base::seconds_of(m_world.clock.now());
    // A clock that was set back since must not lock staff out for longer than the longest wait.
    auto const left = std::min<std::int64_t>(number_in(*until) - now, longest_wait_s);
    if (left > 0) {
        if (left == longest_wait_s && number_in(*until) - now > longest_wait_s)
            if (auto done = m_store->set_setting(until_name, std::to_string(now + left)); !done)
                return fail(done.error());
        return PinResult{PinAnswer::Wait, static_cast<int>(left)};
    }
    // Counted before it is looked at: pulling the plug in between saves nobody a try.
    auto const wrong = number_in(*wrong_before) + 1;
    auto const wait = wait_after(wrong);
    if (auto done = m_store->set_setting(wrong_name, std::to_string(wrong)); !done)
        return fail(done.error());
    if (auto done = m_store->set_setting(until_name, std::to_string(now + wait)); !done)
        return fail(done.error());
    bool const is_right = domain::is_staff_pin(pin) && m_world.crypto.is_password(m_identity->staff_pin, pin);
    if (!is_right)
        return PinResult{PinAnswer::Wrong, static_cast<int>(wait)};
    for (auto const* name : {wrong_name, until_name})
        if (auto done = m_store->set_setting(name, "0"); !done)
            return fail(done.error());
    return PinResult{PinAnswer::Right, 0};
}

} // namespace meguri::kiosk::local
