// What the path asks the rest of the kiosk to do. Plain data; carried out by the composition file, never on
// the window's thread when it can wait.
#pragma once

#include "kiosk/flow/private_text.h"
#include "kiosk/flow/state.h"
#include "kiosk/flow/words.h"
#include "shared/domain/ids.h"
#include "shared/domain/visit.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meguri::kiosk::flow {

/// Keep this registration and answer with `Registered{attempt, …}`. Sent once for each 申し込む.
struct Register {
    int attempt = 0;
    domain::SessionId session;
    PrivateText kana; ///< Hiragana, long marks, single spaces inside; trimmed.
    PrivateText phone; ///< Digits that can be a number.
    PrivateText second_phone; ///< The same, and another one; or empty.
    int birth_year = 0;
    std::optional<std::string> municipality; ///< None: lives outside the list.
    bool is_contact_phone = false; ///< To be kept among the needs: the phone is a contact person's.
    bool is_by_companion = false;
};

/// Keep this wish for a visit at home and answer with `Registered{attempt, …}`, as for Register.
struct RequestVisit {
    int attempt = 0;
    std::string municipality; ///< Code.
    std::string area; ///< In words.
    std::vector<domain::VisitWish> wishes; ///< One to three.
    PrivateText neighbourhood; ///< Hiragana.
    PrivateText house_number; ///< Digits, の and -; may be empty.
    PrivateText kana; ///< As in Register.
    PrivateText phone;
    PrivateText second_phone;
    int birth_year = 0;
    bool is_contact_phone = false;
    bool is_by_companion = false;
};

/// Look this postal code up in the list that lies here; answer with `NeighbourhoodFound{attempt, …}`.
struct FindNeighbourhood {
    int attempt = 0;
    PrivateText postal_code;
};

/// Look up what is kept here under this number; answer with `SlipFound{attempt, …}`.
struct FindSlip {
    int attempt = 0;
    PrivateText code; ///< Nine digits with a right check digit.
};

/// Keep this cancellation and answer with `SlipCancelled{attempt, …}`.
struct CancelSlip {
    int attempt = 0;
    PrivateText code;
    PrivateText proof; ///< The last four digits of the phone, or the token of the slip itself.
};

/// Ask the hub about a slip this machine does not keep; answer with `SlipFound{attempt, …}`.
struct AskSlip {
    int attempt = 0;
    PrivateText code;
    PrivateText proof;
};

/// Keep this change of day and answer with `SlipMoved{attempt, …}`.
struct MoveSlip {
    int attempt = 0;
    PrivateText code;
    domain::SessionId session; ///< The new one.
    PrivateText proof;
};

/// Keep that this person is here and answer with `Attended{attempt, …}`.
struct Attend {
    int attempt = 0;
    PrivateText code;
};

/// Keep these answers and answer with `SurveyKept{attempt, …}`.
struct SendSurvey {
    int attempt = 0;
    PrivateText code;
    SurveyAnswers answers;
};

/// Ask the hub for the slips of this person; answer with `LostFound{attempt, …}`.
struct FindLost {
    int attempt = 0;
    PrivateText kana;
    PrivateText phone;
    PrivateText pin;
};

/// Answer with `PinChecked{attempt, …}`.
struct CheckPin {
    int attempt = 0;
    PrivateText pin;
};

/// Answer with `CornerArrived`.
struct ReportCorner { };

/// Do it and answer with `CornerDone`, then as ReportCorner.
struct DoCornerTask {
    CornerTask task = CornerTask::Sync;
    PrivateText code; ///< Of an enrolment.
};

/// Remember how the pages look for each visitor from now on.
struct KeepLook {
    bool is_larger = false;
    bool is_contrast = false;
};

/// Begin anew, as after the power came back.
struct Restart { };

/// Print the slip of the registration with this number; answer with `SlipPrinted`.
struct PrintSlip {
    PrivateText code; ///< Nine digits.
};

/// The visitor is gone: drop everything outside the state that could still hold their words (drawn pages,
/// sound, input methods). The state itself is already clean.
struct Wipe { };

/// A visitor begins: ask for fresher classes, if the line allows; the answer is a `CatalogueArrived` or
/// nothing.
struct RefreshCatalogue { };

/// Read this aloud. Only ever sent when `Settings::has_voice`.
struct SpeakSentence {
    Words sentence;
};

/// The visitor wants a person: the half-filled form goes to the desk, sealed or not at all. Answer with
/// `HelpAnswered`.
struct CallStaff {
    int attempt = 0;
    Screen screen = Screen::Start;
    Way way = Way::FindClass;
    domain::SessionId session; ///< May be empty.
    Form form;
};

using Effect = std::variant<Register, RequestVisit, FindNeighbourhood, FindSlip, AskSlip, CancelSlip,
    MoveSlip, PrintSlip, Attend, SendSurvey, FindLost, CheckPin, ReportCorner, DoCornerTask, KeepLook,
    Restart, Wipe, RefreshCatalogue, SpeakSentence, CallStaff>;

} // namespace meguri::kiosk::flow
