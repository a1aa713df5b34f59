// Everything that can happen to the path: touches, keys, seconds, and answers of the rest of the kiosk. Plain
// data.
#pragma once

#include "kiosk/flow/state.h"

#include <memory>
#include <string>
#include <variant>

namespace meguri::kiosk::flow {

/// What kind of thing was pressed. The view hands out ready `Press`es; a screen only gives them back.
enum class Control {
    Back,
    Main, ///< The dark button.
    Staff,
    Help,
    Listen,
    LargerText,
    Contrast,
    Languages, ///< Opens the three keys.
    Language, ///< One of the three: index 0, 1, 2.
    Close, ///< Leaves an overlay.
    FindClass, ///< The start page's large tile.
    HomeVisit, ///< The start page's tile 自宅に来てもらう.
    MySlip, ///< The start page's tile 受付票を見る.
    CancelSlip, ///< 取り消す, which asks once more.
    Choice, ///< A row, tile or card; `id` says which.
    EveryTopic, ///< 決めていない
    PreviousPage,
    NextPage,
    Kana, ///< `id` is the letter.
    Voiced, ///< てんてん
    HalfVoiced, ///< まる
    Small, ///< 小さい字
    LongMark, ///< のばす
    Space,
    EraseOne,
    EraseAll,
    Companion, ///< かわりに申し込む, on and off.
    Digit, ///< index 0..9
    HouseMark, ///< `id` is の or - between the numbers of a house.
    NoPhone, ///< 自分の電話がない, on and off.
    Change, ///< 直す; `id` says what.
    OtherDays, ///< 別の日を見る: the same topic in the whole town.
    PrintAgain,
    StayYes, ///< はい、つづけます
    StayNo ///< いいえ、おわります
};

/// A press of something the view offered. One that the present screen does not offer (a late second tap) does
/// nothing but count as a touch.
struct Press {
    Control control = Control::Back;
    int index = 0;
    std::string id;
    bool operator==(Press const&) const = default;
};

/// A touch that hit nothing.
struct Touch { };

/// Text from a hardware keyboard: kana on the name page, digits on the phone page, both on the
/// pages of the address; the rest is left out.
struct Typed {
    std::string text;
};
struct Backspace { };
/// Presses the dark button when there is one.
struct Enter { };
/// もどる, or はい on the idle question.
struct Escape { };

/// Sent about once a second; counts by the monotonic clock so that a jump of the wall clock throws nobody
/// out.
struct Tick {
    int seconds = 1; ///< Since the last Tick.
};

struct CatalogueArrived {
    std::shared_ptr<Catalogue const> catalogue;
};
struct HallArrived {
    std::shared_ptr<HallFacts const> hall;
};
/// Whether this machine may take registrations now (enrolled, store writable).
struct ReadinessChanged {
    bool can_register = true;
};

/// The answer to a Register or RequestVisit effect. Ignored unless it carries the number of the attempt that
/// is waited for.
struct Registered {
    int attempt = 0;
    Outcome outcome;
};
/// The answer to a FindSlip effect. Ignored unless it carries the number that is waited for.
struct SlipFound {
    int attempt = 0;
    KeptSlip slip;
};
enum class Cancelling { Done, Asked, Refused, Failed };
/// The answer to a CancelSlip effect, with the same rule.
struct SlipCancelled {
    int attempt = 0;
    Cancelling result = Cancelling::Failed;
};
/// The answer to a PrintSlip effect.
struct SlipPrinted {
    bool is_out_of_paper = false; ///< Or any other reason why no slip came out.
};

/// After a power cut: a registration that was kept and whose number nobody has seen. Shown when nobody is at
/// the kiosk.
struct ReceiptFound {
    Outcome outcome;
    domain::SessionId session; ///< Empty: a wish for a home visit.
};

using Event = std::variant<Press, Touch, Typed, Backspace, Enter, Escape, Tick, CatalogueArrived, HallArrived,
    ReadinessChanged, Registered, SlipFound, SlipCancelled, SlipPrinted, ReceiptFound>;

} // namespace meguri::kiosk::flow
