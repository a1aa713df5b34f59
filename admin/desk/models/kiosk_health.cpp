#include "admin/desk/models/kiosk_health.h"

#include <cstdlib>

namespace meguri::desk::models {

namespace {

std::string silent_advice(Kiosk const& kiosk, base::Time now)
{
    auto const since = kiosk.last_sync_at ? "最後の通信は " + ago_words(*kiosk.last_sync_at, now) + "です。"
                                          : "登録してから 1度も 通信がありません。";
    return since
        + "会場に電話して、電源と回線を 確かめてもらってください。もう使わない番号なら "
          "使用を止めてください。";
}

bool has_lent_seats(Kiosk const& kiosk)
{
    for (auto const& lease : kiosk.leases)
        if (lease.used < lease.rights)
            return true;
    return false;
}

} // namespace

KioskHealth health_of(Kiosk const& kiosk, base::Time now)
{
    if (kiosk.state == "revoked")
        return KioskHealth::Stopped;
    if (kiosk.state == "forked")
        return KioskHealth::Copied;
    auto const quiet_for = now - kiosk.last_sync_at.value_or(kiosk.enrolled_at);
    if (quiet_for > silent_after)
        return KioskHealth::Silent;
    if (kiosk.queue > 0 && quiet_for > not_sending_after)
        return KioskHealth::NotSending;
    if (kiosk.clock_off && std::chrono::abs(*kiosk.clock_off) > clock_off_max)
        return KioskHealth::ClockOff;
    return kiosk.last_sync_at ? KioskHealth::Fine : KioskHealth::NotYetHeard;
}

bool is_stuck(KioskHealth health)
{
    return health <= KioskHealth::ClockOff;
}

std::string health_words(KioskHealth health)
{
    switch (health) {
    case KioskHealth::Copied:
        return "コピーの疑い";
    case KioskHealth::Silent:
        return "止まっている";
    case KioskHealth::NotSending:
        return "送れていない";
    case KioskHealth::ClockOff:
        return "時計のずれ";
    case KioskHealth::NotYetHeard:
        return "通信待ち";
    case KioskHealth::Fine:
        return "通じている";
    case KioskHealth::Stopped:
        return "止めてある";
    }
    return "";
}

std::string health_advice(Kiosk const& kiosk, base::Time now)
{
    switch (health_of(kiosk, now)) {
    case KioskHealth::Copied:
        return "同じ端末が 2つ あるようです。この番号から届く申込は、受け付けずに 取ってあります。"
               "会場に確かめて、端末を 登録し直してください。";
    case KioskHealth::Silent:
        return silent_advice(kiosk, now);
    case KioskHealth::NotSending:
        return "端末に 送り待ちが " + std::to_string(kiosk.queue)
            + "件 残っています。会場に電話して、回線を 確かめてもらってください。";
    case KioskHealth::ClockOff:
        return "端末の時計が " + std::to_string(std::chrono::abs(*kiosk.clock_off) / std::chrono::minutes(1))
            + "分 ずれています。直るまで 席は預けません。会場で 時刻を合わせてもらってください。";
    case KioskHealth::NotYetHeard:
        return "登録したところです。最初の通信を 待っています。";
    case KioskHealth::Stopped:
        return has_lent_seats(kiosk) ? "使用を止めた端末です。預けた席が 残っています。席を戻すには "
                                       "引きあげてください。"
                                     : "使用を止めた端末です。";
    case KioskHealth::Fine:
        return "";
    }
    return "";
}

std::string ago_words(base::Time then, base::Time now)
{
    using namespace std::chrono;
    auto const ago = now - then;
    if (ago < minutes(1))
        return "たった今";
    if (ago < hours(1))
        return std::to_string(ago / minutes(1)) + "分前";
    if (ago < hours(48))
        return std::to_string(ago / hours(1)) + "時間前";
    return std::to_string(ago / hours(24)) + "日前";
}

} // namespace meguri::desk::models
