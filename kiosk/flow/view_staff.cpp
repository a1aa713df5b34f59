// What staff see at the kiosk: the page for their number, what was found for who lost a slip, and the staff
// corner.
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"

namespace meguri::kiosk::flow {

namespace {

CornerContent::Fact fact(Words label, Words value, bool is_trouble = false)
{
    return {std::move(label), std::move(value), is_trouble};
}

Words time_in_words(domain::Time time)
{
    // In figures: staff read it, and the line is short.
    auto const tokyo = domain::to_tokyo(time);
    auto const minute = std::to_string(tokyo.minute);
    return just(std::to_string(static_cast<unsigned>(tokyo.date.month())) + "/"
        + std::to_string(static_cast<unsigned>(tokyo.date.day())) + " " + std::to_string(tokyo.hour) + ":"
        + (minute.size() < 2 ? "0" : "") + minute);
}

std::vector<CornerContent::Fact> facts_of(CornerFacts const& corner)
{
    std::vector<CornerContent::Fact> facts;
    facts.push_back(!corner.is_enrolled ? fact(say("登録"), say("まだ 登録されていません"), true)
                                        : fact(say("登録"), say("端末 {0}番", {number(corner.kiosk)})));
    facts.push_back(corner.line_is_up ? fact(say("通信"), say("つながっています"))
                                      : fact(say("通信"), say("切れています"), true));
    facts.push_back(corner.last_sync ? fact(say("さいごの通信"), time_in_words(*corner.last_sync))
                                     : fact(say("さいごの通信"), say("まだ ありません"), true));
    facts.push_back(
        fact(say("送っていない申込"), say("{0}件", {number(corner.pending)}), corner.pending > 0));
    facts.push_back(fact(say("預かっている席"), say("{0}席", {number(corner.rights)})));
    facts.push_back(
        fact(say("印刷機"), corner.printer.empty() ? say("なし(ファイルに 残します)") : just(corner.printer),
            corner.printer.empty()));
    // Without the scheme: nobody reads it, and the line is short.
    auto const host = corner.hub.find("://") == std::string::npos
        ? corner.hub
        : corner.hub.substr(corner.hub.find("://") + 3);
    facts.push_back(fact(say("つなぎ先"), host.empty() ? say("なし") : just(host)));
    facts.push_back(fact(say("プログラム"), just(corner.version)));
    return facts;
}

Words told_of(CornerAnswer const& answer)
{
    if (answer.is_running)
        return say("お待ちください。");
    switch (answer.task) {
    case CornerTask::Sync:
        return answer.is_done ? say("通信できました。")
                              : say("通信できませんでした。線と電源を お確かめください。");
    case CornerTask::PrintTest:
        return answer.is_done ? say("試しの紙を 印刷しました。")
                              : say("印刷できませんでした。紙と電源を お確かめください。");
    case CornerTask::ExportStick:
        return answer.is_done ? say("スティックに 書き出しました。")
                              : say("書き出せませんでした。スティックを 入れなおしてください。");
    case CornerTask::ImportStick:
        return answer.is_done ? say("スティックから 読み込みました。")
                              : say("読み込めませんでした。この端末への 答えが 入っていません。");
    case CornerTask::Enrol:
        return answer.is_done
            ? say("登録しました。")
            : say("登録できませんでした。番号は 10分で 使えなくなります。新しい番号で お試しください。");
    }
    return {};
}

Button task_key(Words text, std::string_view icon, CornerTask task)
{
    return button(std::move(text), icon, press_of(Control::CornerTask, static_cast<int>(task)));
}

std::vector<Button> keys_of(State const& state)
{
    auto const& settings = state.settings;
    bool const is_enrolled = state.corner && state.corner->is_enrolled;
    std::vector<Button> keys;
    if (is_enrolled)
        keys.push_back(task_key(say("いま 通信する"), "line-up", CornerTask::Sync));
    keys.push_back(task_key(say("印刷を 試す"), "printer", CornerTask::PrintTest));
    if (settings.has_voice)
        keys.push_back(button(say("音を 試す"), "voice", press_of(Control::SoundTest)));
    if (is_enrolled && settings.has_stick) {
        keys.push_back(task_key(say("スティックに 書く"), "up", CornerTask::ExportStick));
        keys.push_back(task_key(say("スティックを 読む"), "down", CornerTask::ImportStick));
    }
    keys.push_back(button(say("いつも 大きい文字"), "bigger", press_of(Control::UsualText)));
    keys.back().is_on = settings.is_usually_larger;
    keys.push_back(button(say("いつも 白黒"), "contrast", press_of(Control::UsualColours)));
    keys.back().is_on = settings.is_usually_contrast;
    keys.push_back(task_key(say("登録する"), "kiosk", CornerTask::Enrol));
    keys.push_back(button(say("起動しなおす"), "power", press_of(Control::Restart)));
    return keys;
}

} // namespace

PhoneContent covered_pad(State const& state, std::string_view digits, std::size_t most, std::size_t group)
{
    auto content = number_pad(state);
    content.is_masked = true;
    content.groups = digit_groups(digits, most, group, true);
    return content;
}

void show_pin(State const& state, View& view)
{
    auto const& pin = state.visit.pin;
    view.question = say("係の人の 番号を 押してください");
    view.under_question = state.visit.way == Way::SlipLost ? say("受付票を さがすには 係の人が 押します。")
                                                           : say("この画面は 係の人だけが 使います。");
    auto content = covered_pad(state, pin.digits.view(), domain::staff_pin_digits, domain::staff_pin_digits);
    if (pin.is_unset)
        content.what_next = say("番号が まだ 決まっていません。役所の画面の「端末」で 決めてください。");
    else if (pin.wait_seconds > 0)
        content.what_next
            = say("まちがいが つづきました。{0}秒 待ってから 押してください。", {number(pin.wait_seconds)});
    else if (pin.was_wrong)
        content.what_next = say("番号が ちがいます。もう1度 ゆっくり どうぞ。");
    else
        content.what_next = say("6つの数字です。");
    set_next(view, pin.digits.size() == domain::staff_pin_digits, content.what_next);
    view.content = std::move(content);
}

void show_found_slips(State const& state, View& view)
{
    auto const& slips = state.visit.found_slips;
    view.foot.left.reset();
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    if (slips.empty()) {
        view.question = say("受付票は 見つかりません");
        view.under_question = say("お名前と 電話番号を もう1度 お確かめください。");
        NoticeContent content;
        content.lines.push_back({"pencil", say("申し込んだときの 電話番号で さがします。")});
        content.lines.push_back(hall_phone_line(state));
        view.content = std::move(content);
        return;
    }
    view.question = say("どの受付票ですか");
    view.under_question = say("押すと もう1度 印刷します。");
    RowsContent content;
    constexpr std::size_t most_rows = 4;
    for (std::size_t i = 0; i < slips.size() && i < most_rows; ++i) {
        RowsContent::Row row;
        auto const& offer = slips[i].offer;
        row.button = button(offer ? title_of(state, *offer) : say("ご自宅への 訪問"), "slip",
            press_of(Control::Choice, static_cast<int>(i)));
        row.note = offer ? when_of(*offer) : say("来る日は お電話で お知らせします。");
        row.button.name = say("{0} {1}", {row.button.text, row.note});
        content.rows.push_back(std::move(row));
    }
    view.content = std::move(content);
}

void show_corner(State const& state, View& view)
{
    view.question = say("係の人の 画面");
    CornerContent content;
    if (state.corner)
        content.facts = facts_of(*state.corner);
    content.keys = keys_of(state);
    view.under_question = state.visit.corner_answer ? told_of(*state.visit.corner_answer)
                                                    : say("したいことを 1つ 押してください。");
    view.content = std::move(content);
    view.foot.left.reset();
    view.foot.staff.reset();
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
}

void show_enrol_code(State const& state, View& view)
{
    view.question = say("登録の番号を 押してください");
    view.under_question = say("役所の画面の「端末」に 出ている 12の数字です。");
    auto const digits = state.visit.enrol_code.view();
    auto content = number_pad(state);
    content.groups = digit_groups(digits, enrol_code_digits, 4, content.is_masked);
    content.what_next = say("番号は 10分で 使えなくなります。");
    set_next(view, digits.size() == enrol_code_digits, content.what_next);
    view.content = std::move(content);
}

} // namespace meguri::kiosk::flow
