// A visitor of the kiosk's path without a screen: presses what a view shows by the words on it, and reads the
// whole page back as text. The fixture of the flow tests.
#pragma once

#include "kiosk/flow/step.h"
#include "kiosk/flow/view.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::tests {

/// 2026-10-05 (Monday) 09:12 in Japan.
domain::Time morning();

/// みほん公民館 in 萩市 with 19 towns.
kiosk::flow::HallFacts sample_hall();
/// Ten classes around the hall: free, few, full, lottery, drop-in, closed, not yet open, far away, next
/// town's.
kiosk::flow::Catalogue sample_catalogue();
kiosk::flow::Offer sample_offer(std::string id, std::string title, int days_from_now, int hour);
/// Makes it go on weekly for so many days; the last one is at みほん浜集会所.
void give_parts(kiosk::flow::Offer& offer, int count);
/// A kiosk that knows both.
kiosk::flow::State ready_state();

/// Every text of a view, in reading order, each on a line. The marks of msgids are gone, blanks are filled.
std::string text_of(kiosk::flow::View const& view, kiosk::flow::Translate const& translate);
std::string text_of(kiosk::flow::View const& view);

/// "place", "kana", …; with an overlay "kana+idle".
std::string screen_name(kiosk::flow::State const& state);

class Visitor {
public:
    explicit Visitor(kiosk::flow::State state = ready_state());

    /// Words in between " > ". Each presses the enabled thing that shows them (spaces do not count), or is
    /// one of: `kana あいう` (presses keys; ゛ ゜ 小 _ are てんてん, まる, 小さい字 and the space), `phone
    /// 0901234567`, `house 12の3` (presses keys),  `typed …`, `wait 60`, `touch`, `enter`, `escape`,
    /// `backspace`, `answer confirmed|offline|provisional|waiting|entered|duplicate|refused|failed|late`,
    /// `found confirmed|…` (after a power cut), `paper out|in`,
    /// `slip confirmed|provisional|waiting|entered|wished|planned|cancelled|refused|elsewhere` (what is
    /// kept), `asked confirmed|…|refused` (what the hub says of another machine's slip), `cancelled
    /// done|asked|refused|failed`, `moved confirmed|waiting|asked|full|refused|failed`, `here
    /// recorded|kept|not-today|another-hall|not-confirmed|unknown|failed`, `survey kept|failed`, `lost
    /// 0|1|2|wrong-pin|too-often|no-line`, `pin right|wrong|wait|unset`, `held` (the head of the page),
    /// `corner` (its facts), `task done|failed` (of the last key there), `help coming|none`, `scan
    /// slip|other|junk`, `postal unknown|カタカナ`. Answers with the screen at the end, or "no 「…」 on
    /// place".
    std::string does(std::string_view script);

    void happen(kiosk::flow::Event const& event);

    kiosk::flow::State state;
    domain::Time now = morning();
    std::vector<kiosk::flow::Effect> effects;
    int taps = 0; ///< Presses besides kana and digits.

    template <class E> int count() const
    {
        int found = 0;
        for (auto const& effect : effects)
            found += std::holds_alternative<E>(effect) ? 1 : 0;
        return found;
    }
    template <class E> E last() const
    {
        E found;
        for (auto const& effect : effects)
            if (auto const* one = std::get_if<E>(&effect))
                found = *one;
        return found;
    }
    std::string page() const;

private:
    bool press(std::string_view words);
    void press_keys(std::string_view letters);
    void find_slip(std::string_view kind, bool was_asked);
    void scan(std::string_view what);
    void find_lost(std::string_view what);
    bool answers_slip(std::string_view verb, std::string_view rest);
    bool answers_staff(std::string_view verb, std::string_view rest);
    void press_house(std::string_view letters);
    bool does_one(std::string_view word);
    void answer(std::string_view kind, bool is_found);
};

/// From the start page to the check page with a full form.
inline constexpr std::string_view to_check
    = "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > つぎへ > "
      "phone 09000001234 > つぎへ > 昭和20年代 > 昭和23年 > 萩市";

/// To the moment in which the number is looked up.
inline constexpr std::string_view to_slip = "受付票を見る > phone 482619571";
/// The same on the way 自宅に来てもらう, with two wishes.
inline constexpr std::string_view to_visit_check
    = "自宅に来てもらう > みほん東地区 > 10月8日(木) 午前 > 10月9日(金) 午後 > つぎへ > kana みほんひか゛し "
      "> "
      "つぎへ > house 12の3 > つぎへ > kana みほん_はな > つぎへ > phone 09000001234 > つぎへ > 昭和20年代 > "
      "昭和23年";

} // namespace meguri::tests
