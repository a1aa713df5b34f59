#include "admin/desk/models/today_lines.h"

#include "admin/desk/models/class_days.h"
#include "admin/desk/models/words.h"
#include "shared/domain/call_words.h"
#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

constexpr std::chrono::days deadlines_within{14};
constexpr std::chrono::days lecturer_within{30};
/// What was held longer ago and never closed is the business of the list, not of today.
constexpr std::chrono::days unfinished_for{60};

int days_until(base::Time then, base::Time now)
{
    return static_cast<int>(
        (std::chrono::sys_days(domain::tokyo_date(then)) - std::chrono::sys_days(domain::tokyo_date(now)))
            .count());
}

std::string days_words(base::Time then, base::Time now)
{
    auto const days = days_until(then, now);
    if (days < 0)
        return std::to_string(-days) + "日すぎ";
    return days == 0 ? "今日" : "あと" + std::to_string(days) + "日";
}

Tone tone_by_days(base::Time then, base::Time now)
{
    auto const days = days_until(then, now);
    if (days <= 3)
        return Tone::Stop;
    return days <= 7 ? Tone::Few : Tone::Quiet;
}

bool is_planned(Session const& session)
{
    return session.state != "cancelled" && session.state != "held";
}

std::string when_of(Session const& session)
{
    return moment_words(session.starts_at);
}

TodayLine line_of(Session const& session, TodayDeed deed, std::string button)
{
    TodayLine line;
    line.deed = deed;
    line.target = session.id;
    line.title = session.title;
    line.under = when_of(session);
    line.why = session.venue.name;
    line.button = std::move(button);
    return line;
}

std::vector<TodayLine> help_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& help : facts.help) {
        if (!help.is_open)
            continue;
        TodayLine line;
        line.deed = TodayDeed::EndHelp;
        line.target = help.id;
        line.title = help.venue_name;
        line.under = "端末 " + help.kiosk + " ・ " + ago_words(help.asked_at, facts.now);
        line.chip = "よばれています";
        line.tone = Tone::Stop;
        line.why = help.kana.empty() ? "端末の前で 待っています" : help.kana + " さんが 待っています";
        if (!help.phone.empty())
            line.why += " ・ " + domain::phone_words(help.phone);
        line.button = "対応した";
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<TodayLine> call_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& task : facts.calls) {
        TodayLine line;
        line.deed = TodayDeed::TellByPhone;
        line.target = task.id;
        line.title = task.person.kana.empty() ? code_words(task.person.code) : task.person.kana;
        line.under = task.person.phone.empty() ? "" : domain::phone_words(task.person.phone);
        line.chip = domain::call_reason_words(task.reason);
        line.tone = task.hurries ? Tone::Stop : Tone::Few;
        line.why = short_moment_words(task.starts_at) + " " + task.title
            + (task.tried > 0 ? " ・ 不在 " + std::to_string(task.tried) + "回" : "");
        line.button = "電話する";
        lines.push_back(std::move(line));
    }
    return lines;
}

/// A kiosk that holds an unused seat of the session; the one that cannot settle by itself first.
KioskRow const* holder_of(TodayFacts const& facts, std::string const& session)
{
    KioskRow const* found = nullptr;
    for (auto const& row : facts.kiosks)
        for (auto const& lease : row.kiosk.leases)
            if (lease.session == session && lease.used < lease.rights
                && (found == nullptr || is_stuck(row.health)))
                found = &row;
    return found;
}

std::vector<TodayLine> waiting_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& session : facts.sessions) {
        if (session.state != "published" || session.waiting == 0 || session.starts_at < facts.now)
            continue;
        auto line = line_of(session, TodayDeed::OpenRoster, "名簿を見る");
        line.chip = "待ち " + std::to_string(session.waiting) + "人";
        line.tone = Tone::Full;
        auto const is_late = [&](CallTask const& task) {
            return task.session == session.id && task.reply_by && *task.reply_by < facts.now;
        };
        if (auto const late = std::ranges::count_if(facts.calls, is_late); late > 0) {
            line.why = "返事の期限が過ぎた方が " + std::to_string(late) + "人 います";
            line.button = "席を次の方へ";
        } else if (auto const* holder = holder_of(facts, session.id)) {
            line.deed = TodayDeed::TakeSeatsBack;
            line.target = holder->kiosk.id;
            line.why = (is_stuck(holder->health) ? "通信のない端末「" : "端末「") + holder->kiosk.venue_name
                + "」が 席を預かっています";
            line.button = "預かりを取り戻す";
        } else if (session.seats_left.value_or(0) > 0) {
            line.why = "空いた席が " + std::to_string(*session.seats_left) + "席 あります";
        } else {
            continue;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_lecturer(Resource const& resource)
{
    return resource.kind == "lecturer";
}

/// Only who keeps lecturers as resources can lack one.
std::vector<TodayLine> lecturer_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    auto const keeps_lecturers = [&](Session const& session) {
        return std::ranges::any_of(facts.resources, [&](Resource const& one) {
            return is_lecturer(one)
                && (one.owner == session.municipality_code || one.owner == session.provider.id);
        });
    };
    auto const has_lecturer = [&](std::vector<std::string> const& used) {
        return std::ranges::any_of(used, [&](std::string const& id) {
            auto const found = std::ranges::find(facts.resources, id, &Resource::id);
            return found != facts.resources.end() && is_lecturer(*found);
        });
    };
    for (auto const& session : facts.sessions) {
        auto const used = facts.uses.find(session.id);
        bool const is_near
            = session.starts_at > facts.now && session.starts_at - facts.now <= lecturer_within;
        if (!is_planned(session) || !is_near || used == facts.uses.end() || session.format == "home_visit"
            || !keeps_lecturers(session) || has_lecturer(used->second))
            continue;
        auto line = line_of(session, TodayDeed::ChangeSession, "講師をえらぶ");
        line.chip = days_words(session.starts_at, facts.now);
        line.tone = tone_by_days(session.starts_at, facts.now);
        line.why += " ・ 申込 " + std::to_string(seats_taken(session)) + "人";
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<TodayLine> short_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& session : facts.sessions) {
        auto const mark = facts.marks.find(session.id);
        if (mark == facts.marks.end() || !mark->second.short_of || session.starts_at < facts.now)
            continue;
        auto const& short_of = *mark->second.short_of;
        auto line = line_of(session, TodayDeed::OpenSession, "開催回を見る");
        line.chip = days_words(session.starts_at, facts.now);
        line.tone = tone_by_days(session.starts_at, facts.now);
        line.why = "いま " + std::to_string(short_of.people) + "人 ・ 最少 "
            + std::to_string(short_of.minimum) + "人";
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<TodayLine> conflict_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& session : facts.sessions) {
        auto const mark = facts.marks.find(session.id);
        if (mark == facts.marks.end() || session.starts_at < facts.now)
            continue;
        // What a person wrote over with a reason is settled.
        auto const open = std::ranges::find_if(
            mark->second.conflicts, [](Conflict const& one) { return one.override_reason.empty(); });
        if (open == mark->second.conflicts.end())
            continue;
        auto line = line_of(session, TodayDeed::ChangeSession, "書きかえる");
        line.chip = open->name;
        line.tone = Tone::Stop;
        line.why = open->words;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<TodayLine> kiosk_lines(TodayFacts const& facts)
{
    std::vector<TodayLine> lines;
    for (auto const& row : facts.kiosks) {
        if (!is_stuck(row.health))
            continue;
        TodayLine line;
        line.deed = TodayDeed::OpenKiosk;
        line.target = row.kiosk.id;
        line.title = row.kiosk.venue_name;
        line.under = "端末 " + row.kiosk.id;
        line.chip = health_words(row.health);
        line.tone = Tone::Stop;
        line.why = row.kiosk.last_sync_at ? "最後の通信 " + short_moment_words(*row.kiosk.last_sync_at)
                                          : std::string("まだ 通信がありません");
        line.button = "端末を見る";
        lines.push_back(std::move(line));
    }
    return lines;
}

/// One day that comes near, or is over, and what has to be done by it.
std::optional<TodayLine> deadline_of(Session const& session, base::Time now)
{
    bool const has_ended = session.ends_at < now;
    bool const is_shown = session.state == "published" || session.state == "closed";
    if (is_draw_due(session, now) && !has_ended) {
        auto line = line_of(session, TodayDeed::OpenSession, "抽選する");
        line.chip = days_words(session.starts_at, now);
        line.tone = tone_by_days(session.starts_at, now);
        line.why = "受付が終わりました。抽選を まだしていません";
        return line;
    }
    if (!has_ended && (session.state == "draft" || session.state == "arranging")
        && session.starts_at - now <= deadlines_within) {
        auto line = line_of(session, TodayDeed::OpenSession, "公開する");
        line.chip = days_words(session.starts_at, now);
        line.tone = tone_by_days(session.starts_at, now);
        line.why = session.state == "draft" ? "まだ 公開していません" : "まだ 調整中です";
        return line;
    }
    if (has_ended && is_shown && now - session.ends_at <= unfinished_for) {
        auto line = line_of(session, TodayDeed::OpenRoster, "出席をつける");
        line.chip = days_words(session.ends_at, now);
        line.tone = Tone::Few;
        line.why = "出席と実施が まだ 記録されていません";
        return line;
    }
    return std::nullopt;
}

/// Applications and reports of subsidies that are due within two weeks, or should be there by now.
std::vector<TodayLine> subsidy_lines(TodayFacts const& facts)
{
    auto const today = domain::tokyo_date(facts.now);
    std::vector<TodayLine> lines;
    for (auto const& subsidy : facts.subsidies) {
        auto const tone = deadline_tone(subsidy, today);
        auto const deadline = deadline_of(subsidy);
        if (tone == Tone::Quiet || !deadline)
            continue;
        TodayLine line;
        line.deed = TodayDeed::OpenSubsidy;
        line.target = subsidy.id;
        line.title = subsidy.municipality_name + " " + deadline->step;
        line.under = subsidy.programme_name;
        line.chip
            = days_words(domain::from_tokyo({deadline->on, 0, 0, 0}), domain::from_tokyo({today, 0, 0, 0}));
        line.tone = tone;
        line.why = deadline_words(subsidy, today);
        line.button = "補助金を見る";
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<TodayLine> deadline_lines(TodayFacts const& facts)
{
    auto lines = subsidy_lines(facts);
    for (auto const& session : facts.sessions)
        if (auto line = deadline_of(session, facts.now))
            lines.push_back(std::move(*line));
    return lines;
}

std::vector<TodayLine> class_lines(TodayFacts const& facts)
{
    auto const today = domain::tokyo_date(facts.now);
    std::vector<std::pair<base::Time, TodayLine>> by_time;
    for (auto const& session : facts.sessions) {
        if (session.state == "cancelled" || session.state == "draft")
            continue;
        for (int const day : days_on(session, today)) {
            auto line = line_of(session, TodayDeed::OpenRoster, "名簿");
            line.under = hours_words(session, day)
                + (day == 0 ? std::string() : " ・ " + std::to_string(day) + "日目");
            line.chip = seats_words(session);
            line.tone = Tone::Quiet;
            by_time.emplace_back(begin_of(session, day), std::move(line));
        }
    }
    std::ranges::stable_sort(by_time, {}, &std::pair<base::Time, TodayLine>::first);
    std::vector<TodayLine> lines;
    for (auto& [begin, line] : by_time)
        lines.push_back(std::move(line));
    return lines;
}

std::vector<TodayLine> year_lines(TodayFacts const& facts)
{
    if (!facts.year_without_programmes)
        return {};
    domain::FiscalYear const year{*facts.year_without_programmes};
    auto const begins = domain::from_tokyo({domain::first_day(year), 0, 0, 0});
    TodayLine line;
    line.deed = TodayDeed::PrepareYear;
    line.target = std::to_string(year.year);
    line.title = domain::fiscal_year_words(year) + "の事業が まだありません";
    line.under = moment_words(begins) + "から";
    line.chip = days_words(begins, facts.now);
    line.tone = tone_by_days(begins, facts.now);
    line.why = "いまの年度の事業を 写せます。";
    line.button = "準備する";
    return {line};
}

} // namespace

std::vector<TodayGroup> today_groups(TodayFacts const& facts)
{
    std::vector<TodayGroup> groups;
    auto const add = [&](TodayKind kind, std::vector<TodayLine> lines) {
        if (!lines.empty() || kind == TodayKind::Classes)
            groups.push_back({kind, std::move(lines)});
    };
    add(TodayKind::Help, help_lines(facts));
    add(TodayKind::Calls, call_lines(facts));
    add(TodayKind::Waiting, waiting_lines(facts));
    add(TodayKind::Lecturer, lecturer_lines(facts));
    add(TodayKind::ShortOfPeople, short_lines(facts));
    add(TodayKind::Conflicts, conflict_lines(facts));
    add(TodayKind::Kiosks, kiosk_lines(facts));
    add(TodayKind::Deadlines, deadline_lines(facts));
    add(TodayKind::NextYear, year_lines(facts));
    add(TodayKind::Classes, class_lines(facts));
    return groups;
}

std::string today_group_words(TodayKind kind)
{
    switch (kind) {
    case TodayKind::Help:
        return "端末で よばれています";
    case TodayKind::Calls:
        return "電話する";
    case TodayKind::Waiting:
        return "席があるのに、待っている人がいます";
    case TodayKind::Lecturer:
        return "講師が決まっていません";
    case TodayKind::ShortOfPeople:
        return "人数が足りません";
    case TodayKind::Conflicts:
        return "重なり";
    case TodayKind::Kiosks:
        return "手当てのいる端末";
    case TodayKind::Deadlines:
        return "14日以内の期限";
    case TodayKind::NextYear:
        return "次の年度の準備";
    case TodayKind::Classes:
        return "今日の教室";
    }
    return "";
}

std::string today_headline(base::Time now, int count)
{
    auto const day = domain::day_words(domain::tokyo_date(now));
    return count == 0 ? day + " 人の手が要ることは ありません"
                      : day + " 人の手が要ることは " + std::to_string(count) + "件です";
}

int today_count(std::vector<TodayGroup> const& groups)
{
    std::size_t count = 0;
    for (auto const& group : groups)
        if (group.kind != TodayKind::Classes)
            count += group.lines.size();
    return static_cast<int>(count);
}

int broken_promises(std::vector<CallTask> const& calls)
{
    return static_cast<int>(std::ranges::count(calls, "promise_broken", &CallTask::reason));
}

} // namespace meguri::desk::models
