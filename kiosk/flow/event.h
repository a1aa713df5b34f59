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
    Here, ///< The start page's tile 教室に来ました.
    Survey, ///< The start page's tile 感想をつたえる.
    SlipLost, ///< 受付票を なくした
    CancelSlip, ///< 取り消す, which asks once more.
    MoveSlip, ///< 別の日に する
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
    NoPostalCode, ///< 郵便番号が わからない
    NoPhone, ///< 自分の電話がない, on and off.
    SecondPhone, ///< 2つ目の番号も伝える
    NoSecondPhone, ///< 2つ目はいらない
    Change, ///< 直す; `id` says what.
    OtherDays, ///< 別の日を見る: the same topic in the whole town.
    PrintAgain,
    CornerTask, ///< index: one of flow::CornerTask; 登録 asks for the code first.
    UsualText, ///< The staff corner: how large letters are for each visitor.
    UsualColours,
    SoundTest,
    Restart,
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
/// Presses the dark button when there is one; ends what a scanner reads.
struct Enter { };
/// The head of the page was held for two seconds: the staff's way in.
struct HeadHeld { };
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
/// The answer to a FindNeighbourhood effect. Ignored unless it carries the number that is waited for.
struct NeighbourhoodFound {
    int attempt = 0;
    bool is_known = false;
    PrivateText kana; ///< Katakana or hiragana; empty when the code is known and names no one neighbourhood.
};
/// The answer to a FindSlip or AskSlip effect. Ignored unless it carries the number that is waited for.
struct SlipFound {
    int attempt = 0;
    KeptSlip slip;
    bool was_asked = false; ///< The hub was to be asked; without an answer of its the slip stays Elsewhere.
    bool is_refused = false; ///< The hub knows no such slip, or it is another one's.
};
enum class Cancelling { Done, Asked, Refused, Failed };
/// The answer to a CancelSlip effect, with the same rule.
struct SlipCancelled {
    int attempt = 0;
    Cancelling result = Cancelling::Failed;
};
enum class Moving {
    Confirmed,
    Waiting, ///< In the line of the new day; the old seat is given up.
    Asked, ///< Kept here until the hub can be reached; the old seat stands until then.
    Full, ///< The old seat stays.
    Refused, ///< Another one's proof.
    Failed
};
/// The answer to a MoveSlip effect, with the same rule.
struct SlipMoved {
    int attempt = 0;
    Moving result = Moving::Failed;
};
/// The answer to an Attend effect, with the same rule.
struct Attended {
    int attempt = 0;
    Arrival arrival;
};
/// The answer to a SendSurvey effect, with the same rule.
struct SurveyKept {
    int attempt = 0;
    bool is_kept = false;
};
enum class Finding { Found, WrongPin, TooOften, NoLine, Failed };
/// The answer to a FindLost effect, with the same rule. Found with no slips: none is known.
struct LostFound {
    int attempt = 0;
    Finding finding = Finding::Failed;
    std::vector<KeptSlip> slips;
};
enum class PinAnswer { Right, Wrong, Wait, NotSet };
/// The answer to a CheckPin effect, with the same rule.
struct PinChecked {
    int attempt = 0;
    PinAnswer answer = PinAnswer::Wrong;
    int wait_seconds = 0;
};
struct CornerArrived {
    std::shared_ptr<CornerFacts const> facts;
};
struct CornerDone {
    CornerTask task = CornerTask::Sync;
    bool is_done = false;
};
/// What became of calling staff. Ignored when its page was left.
struct HelpAnswered {
    int attempt = 0;
    bool is_sent = false;
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
    ReadinessChanged, Registered, NeighbourhoodFound, SlipFound, SlipCancelled, SlipMoved, Attended,
    SurveyKept, LostFound, PinChecked, CornerArrived, CornerDone, HelpAnswered, HeadHeld, SlipPrinted,
    ReceiptFound>;

} // namespace meguri::kiosk::flow
