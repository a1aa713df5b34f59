// Everything one screen shows, as plain data: words, icons by name (a file of assets/icons without .svg),
// what can be pressed and which event that is. No sizes, no colours, no fonts. Made anew for each drawing;
// `content` holds the part that differs from screen to screen. A view may hold what the visitor typed: it is
// to be drawn and dropped.
#pragma once

#include "kiosk/flow/event.h"
#include "kiosk/flow/state.h"
#include "kiosk/flow/words.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meguri::kiosk::flow {

/// Colour roles by meaning; the theme knows the colours.
enum class Tone {
    Plain,
    Good, ///< `ok`: seats, confirmed
    Few, ///< `mikan_ink`: few seats, provisional, today
    Full, ///< `full`: full, waiting list
    Calm ///< `ai_tint`: lottery, just come, being arranged
};

/// Something to press. When not enabled it is drawn as a dashed outline; pressing it is allowed and speaks
/// `missing`.
struct Button {
    Words text;
    std::string icon; ///< May be empty.
    Press press;
    bool is_enabled = true;
    bool is_on = false; ///< For keys that stay on: drawn as selected.
    Words missing; ///< Why it is not enabled, as a sentence that says what to do.
    Words name; ///< For assistive technology where `text` alone is not unique; empty: use `text`.
};

struct Head {
    Words product; ///< スマホ教室の受付
    Words town_and_hall; ///< 萩市 みほん公民館; empty without hall facts.
    Words date; ///< 10月5日(月)
    Words clock; ///< 午前9時12分
};

/// The line of five stops on form screens.
struct Route {
    std::vector<Words> stops; ///< 教室 お名前 電話 あなたのこと かくにん, or those of a home visit
    int here = 0; ///< Stops before it are passed.
};

struct Status {
    bool line_is_up = false;
    std::string icon; ///< line-up or line-down
    Words line; ///< 通信できています
    Words age; ///< 10月5日 午前9時10分の情報です; empty when nothing ever arrived.
};

/// The same on every screen: row 1 `left` `staff` `main` (or `hint` in its place), row 2 the tools, row 3 the
/// status.
struct Foot {
    std::optional<Button> left; ///< もどる; on Start 使い方を見る; on Done もう1枚 印刷.
    std::optional<Button> staff; ///< 係の人をよぶ; absent only on its own page.
    std::optional<Button> main; ///< The one dark button.
    Words hint; ///< Stands where `main` would, when there is none.
    std::vector<Button> tools; ///< 声で聞く (if there is a voice), 文字を大きく, 白黒にする, やさしい English
    Status status;
};

struct Tile {
    Button button; ///< text = the name; icon
    Words note;
};

struct StartContent {
    Tile find; ///< The large dark tile 教室をさがす.
    std::vector<Tile> tiles; ///< Further ways, two a row.
    Words today_title; ///< 今日の教室; empty when there is none today. Not pressed.
    std::vector<Words> today; ///< One line each: 午前10時から はじめてのLINE
};

/// Rows with a round icon, used by Place, Residence and Area.
struct RowsContent {
    struct Row {
        Button button;
        Words note;
        Words count; ///< 5; empty on Residence.
        Words unit; ///< 教室
    };
    std::vector<Row> rows;
};

struct PageKeys {
    Button previous;
    Button next;
    Words page; ///< 1 / 2
    Words unit; ///< ページ
    bool is_needed() const { return previous.is_enabled || next.is_enabled; }
};

struct TopicsContent {
    std::vector<Tile> tiles;
    Button every; ///< 決めていない(ぜんぶ見る)
    std::optional<PageKeys> pages; ///< Only when they do not fit one page.
};

struct Chip {
    Tone tone = Tone::Plain;
    std::string icon; ///< circle, tri, cross, or empty
    Words text;
};

/// One class. The whole card is one target.
struct Card {
    Press press;
    Words name; ///< For assistive technology: title, day and time.
    Words month; ///< 10月
    Words day; ///< 8
    Words weekday; ///< 木曜日
    Words title;
    Words time; ///< 午前10時から 1時間
    Words place; ///< みほん公民館(この会場)
    Chip chip;
    Words beside; ///< 無料, or 2人 お待ち
    Words action; ///< 見る, or 待つ・別の日
};

struct CardsContent {
    Words count; ///< 5つのうち 1〜3 番目
    std::vector<Card> cards; ///< At most a page.
    std::optional<PageKeys> pages; ///< None when one page holds all.
    Words empty; ///< Said instead of cards when there are none.
    std::optional<Button> wider; ///< With `empty`: one way on, e.g. 町ぜんぶで さがす.
};

struct DetailsContent {
    struct Row {
        std::string icon;
        Words label;
        Words value;
        Words note; ///< May be empty.
    };
    Chip chip;
    Words beside; ///< やさしい講座 ・ 無料
    Words title;
    Words day; ///< 10月8日(木)
    Words time; ///< 午前10時 〜 午前11時
    Words until_label; ///< 今日から; empty when it is today or tomorrow.
    Words until; ///< 3日あと / あした / 今日
    std::vector<Row> rows; ///< Up to six.
    Words notice; ///< What 申し込む will give, when that is not simply a seat; may be empty.
    std::optional<Button> other_days; ///< On a full class, when there are other days.
};

/// What has been typed, large. `letters` are dots while the idle question lies above.
struct Echo {
    std::string letters;
    bool is_masked = false;
};

struct KanaContent {
    Echo echo;
    /// Ten columns of five as they are read on paper: columns[0] is あ and stands at the RIGHT. None is a
    /// hole.
    std::vector<std::vector<std::optional<Button>>> columns;
    std::vector<Button> functions; ///< てんてん まる 小さい字 のばす 間をあける
    std::vector<Button> erase; ///< 1字 消す, ぜんぶ消す
    std::optional<Button>
        companion; ///< かわりに申し込む; is_on while it holds. Not where an address is typed.
};

/// A number pad: phone, or the number of a house.
struct PhoneContent {
    std::optional<Echo> echo; ///< What was typed as it is, instead of `groups`.
    /// 090 0000 12__ : one text a group, `_` for each place still empty, ● for a masked digit.
    std::vector<std::string> groups;
    bool is_masked = false;
    std::vector<Button> digits; ///< 1 2 3 4 5 6 7 8 9 0, in this order.
    Button erase_all;
    Button erase_one;
    /// Above the pad: what can be done instead of pressing digits.
    struct Hold {
        std::string icon;
        Words title; ///< 受付票を かざしてください
        Words note;
        Words otherwise; ///< 受付票がないときは 受付番号を 押してください
        /// Nothing was held or pressed yet: `otherwise` says more than what_next where there is no room for
        /// both.
        bool is_untouched = true;
    };
    std::optional<Hold> hold;
    Words what_next; ///< あと 2つ 押すと「つぎへ」に すすめます。
    std::optional<Button> no_phone; ///< Or another key beside the pad: 受付票を なくした.
    std::vector<Button> marks; ///< Between the numbers of a house: の -
};

/// Decades or years: up to ten, to be laid out in two columns, filled downwards.
struct YearsContent {
    struct Year {
        Button button; ///< 昭和23年, or 昭和20年代
        Words western; ///< 1948年, or 1945年から
        Words age; ///< 78歳; empty where it says nothing
    };
    std::vector<Year> years;
    Words note; ///< 年齢は、ことしの誕生日に なる年です。
};

struct TownsContent {
    std::vector<Button> towns; ///< At most a page.
    std::optional<PageKeys> pages;
    std::optional<Button> elsewhere; ///< この中に ない
};

/// Days as rows, their two halves as keys that stay on.
struct DaysContent {
    struct Day {
        Words day; ///< 10月8日(木)
        Button morning;
        Button afternoon;
    };
    Words morning; ///< 午前 9時から12時
    Words afternoon;
    std::vector<Day> days; ///< At most a page.
    Words chosen; ///< えらんだ日: …, on whatever page they are.
    PageKeys pages;
};

struct CheckContent {
    struct Row {
        Words label;
        Words value; ///< Dots while masked.
        Button change; ///< 直す
        bool is_long = false; ///< Wants the height of two.
    };
    std::vector<Row> rows; ///< Six or seven.
    Words companion; ///< A line when somebody registers for another; else empty.
    Words promise; ///< What happens to the name; icon shield.
};

struct SendingContent {
    Words sentence;
};

struct DoneContent {
    Tone tone = Tone::Good;
    std::string icon; ///< check, wait, …
    Words title; ///< 席がとれました
    Words sentence; ///< お席は 確定 しています。
    Words reason; ///< Offline confirmed: why that is true (green border, icon shield). May be empty.
    Words call; ///< By when we call (orange border, icon tel, above the number). May be empty.
    Words number_label; ///< あなたの受付番号; empty when there is no number.
    Words number; ///< 482-619-573
    Words when; ///< 10月8日(木) 午前10時から
    Words what_and_where;
    Words slip_title; ///< 受付票が 下から出ます; empty when no slip comes.
    Words slip_note;
    bool is_out_of_paper = false; ///< Then slip_title and slip_note say so.
    Words on_the_day_title;
    std::vector<DetailsContent::Row> on_the_day; ///< icon and value; may be empty.
    Words phone_line; ///< 行けなくなったら {phone} へ; empty without a phone.
    std::optional<Button> other; ///< Refused: one way on, ほかの教室を さがす.
    std::vector<Button> others; ///< What can be done with a slip; side by side, at most three.
};

/// 13, and the thanks after a class: what became of it, and where to go now.
struct ArrivalContent {
    Tone tone = Tone::Good;
    std::string icon;
    Words title;
    Words sentence;
    Words label; ///< 今日の教室; empty when the class is not known here.
    Words course;
    Words time;
    std::string place_icon;
    Words place; ///< Very large.
    Words place_note;
    Words after; ///< 教室のあとで 感想を お聞かせください。
};

/// The staff's page: what stands how, and what can be done.
struct CornerContent {
    struct Fact {
        Words label;
        Words value;
        bool is_trouble = false;
    };
    std::vector<Fact> facts;
    std::vector<Button> keys;
};

/// A page that only tells: help, staff, trouble. One line each, with an icon.
struct NoticeContent {
    struct Line {
        std::string icon;
        Words text;
    };
    std::vector<Line> lines;
};

using Content = std::variant<StartContent, RowsContent, TopicsContent, CardsContent, DetailsContent,
    KanaContent, PhoneContent, YearsContent, TownsContent, DaysContent, CheckContent, SendingContent,
    DoneContent, ArrivalContent, CornerContent, NoticeContent>;

/// The idle question, a panel over the scrim. Any touch outside 'no' counts as yes (send Touch).
struct IdleQuestion {
    Words title;
    Words sentence;
    int seconds_left = 0;
    int seconds_all = 20; ///< The ring is seconds_left / seconds_all.
    Words countdown; ///< あと 15秒 で、…
    Button yes;
    Button no;
};

struct LanguageQuestion {
    std::vector<Button> keys; ///< 日本語, やさしい日本語, English: verbatim in every language.
    Button close;
};

struct View {
    Screen screen = Screen::Start;
    Overlay overlay
        = Overlay::None; ///< Staff and Help replace `content` and the question; Idle and Languages lie above.
    Look look;
    Head head;
    std::optional<Route> route;
    Words question; ///< One per screen; empty on Done.
    Words under_question;
    Content content;
    Foot foot;
    std::optional<IdleQuestion> idle;
    std::optional<LanguageQuestion> languages;
    Words spoken; ///< The one sentence of this screen for the voice.
};

View view(State const& state, domain::Time now);

/// Everything that can be pressed now, in reading order, cards included: the Tab order of a keyboard. While a
/// panel lies above, only the panel's.
std::vector<Button> buttons_of(View const& view);
/// The presses of `buttons_of` that are enabled.
std::vector<Press> presses_of(View const& view);

} // namespace meguri::kiosk::flow
