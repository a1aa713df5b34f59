// Everything the kiosk's path remembers between two events: where the visitor is, what was chosen and typed,
// how the screen is set. A value: copied by each step, compared by tests. Personal data is only in `Form`,
// `DoneState` and `chosen`; a fresh `Visit` forgets them all.
#pragma once

#include "kiosk/flow/catalogue.h"
#include "kiosk/flow/private_text.h"
#include "shared/domain/registration.h"
#include "shared/domain/visit.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meguri::kiosk::flow {

enum class Screen {
    Start, ///< 01
    Place, ///< 02
    Topic, ///< 03
    Cards, ///< 04
    Details, ///< 05
    Area, ///< Come to my home: which part of the town.
    VisitDays, ///< On which days and half-days.
    PostalCode, ///< Seven digits, where this machine has the official list.
    Address, ///< The neighbourhood in kana.
    HouseNumber, ///< What stands behind it.
    Kana, ///< 06
    Phone, ///< 07
    SecondPhone, ///< つながらない時の番号, for who wants to give one.
    BirthDecade, ///< 07b
    BirthYear, ///< 07b
    Residence, ///< This municipality or another.
    Towns, ///< Pages with all municipalities.
    Check, ///< 08
    Sending, ///< おまちください, while the local store works.
    Done, ///< 09, 10, 11 and the other answers.
    Trouble, ///< いまは 申し込みを 受けられません
    SlipNumber, ///< 13: the slip is held to the machine, or its number is typed; of three ways.
    SlipProof, ///< A slip of another machine: what proves whose it is.
    Slip, ///< What it says now.
    CancelProof, ///< 本当に? and what proves whose it is.
    MoveDays, ///< 別の日: the same course on other days.
    MoveProof, ///< これで よろしいですか, and what proves whose it is.
    HereDone, ///< 13: どうぞ お入りください, or why not.
    Face, ///< After the class: three faces.
    Understood, ///< The first question.
    Again, ///< The second question.
    Thanks,
    Pin, ///< The staff's number, for a lost slip or the staff corner.
    FoundSlips, ///< What was found for who has lost the slip.
    Corner, ///< The staff's page.
    EnrolCode ///< The one-time code of an enrolment.
};

/// A page laid over the screen; the screen below stays as it is.
enum class Overlay {
    None,
    Idle, ///< 12: まだ お使いですか
    Staff, ///< Whom to speak to.
    Help, ///< The three steps.
    Languages ///< Three keys.
};

enum class Language { Japanese, EasyJapanese, English };

/// What the visitor came for.
enum class Way {
    FindClass, ///< 教室をさがす
    HomeVisit, ///< 自宅に来てもらう
    MySlip, ///< 受付票を見る
    Here, ///< 教室に来ました
    Survey, ///< 感想をつたえる
    SlipLost, ///< 受付票を なくした
    StaffCorner
};

enum class Near { Hall, Nearby, Town };

/// Set once by the installation; never personal.
struct Settings {
    int cards_a_page = 3;
    int cards_a_page_larger = 2;
    int topics_a_page = 8;
    int topics_a_page_larger = 6;
    int towns_a_page = 8;
    int visit_days_a_page = 7;
    int visit_days_a_page_larger = 5;
    int today_lines = 3; ///< How many of today's classes the start page names.
    bool has_voice = false; ///< Without it there is no key 声で聞く.
    bool has_scanner = true; ///< Whether a slip can be held to this machine.
    bool has_postal_codes = false; ///< Whether an address may begin with its postal code.
    bool has_stick = false; ///< Whether the staff corner offers the keys for a stick.
    Language language = Language::Japanese; ///< What each visitor begins with.
    bool is_usually_larger = false; ///< The same, set in the staff corner.
    bool is_usually_contrast = false;
    int idle_seconds = 60; ///< Without a touch until the question.
    int idle_countdown_seconds = 20; ///< From the question until the wipe.
    int farewell_seconds = 20; ///< A page that only says goodbye stays this long.
};

/// How the screen is drawn; one tap away on every screen, back to the installation's for each visitor.
struct Look {
    bool is_contrast = false;
    bool is_larger = false;
    Language language = Language::Japanese;
    bool operator==(Look const&) const = default;
};

/// What the visitor told us. The only personal data besides the number on the done page.
struct Form {
    PrivateText kana;
    PrivateText phone; ///< Digits only.
    PrivateText second_phone; ///< Digits only; may stay empty.
    bool is_contact_phone = false; ///< 自分の電話がない: the number is somebody else's.
    bool is_by_companion = false; ///< かわりに申し込む
    std::optional<int> birth_year;
    std::optional<std::string> municipality; ///< Code; an empty text is "somewhere not in the list".
    PrivateText postal_code; ///< Up to seven digits; only to find the neighbourhood by.
    PrivateText neighbourhood; ///< Of a home visit's address, in kana.
    PrivateText house_number; ///< 12の3-4; empty where a house has none.
    bool operator==(Form const&) const = default;
};

/// What became of a registration, as the local store answers it.
enum class OutcomeState {
    Confirmed,
    Entered, ///< In the draw of a lottery.
    Waiting,
    Provisional, ///< Kept here; nobody can promise a seat now.
    Refused,
    Duplicate,
    Failed ///< The store did not do its part: nothing was kept.
};

struct Outcome {
    OutcomeState state = OutcomeState::Failed;
    PrivateText
        code; ///< Nine digits; empty when refused or failed. For a duplicate: the earlier one's, if known.
    std::optional<int> position; ///< Place in line.
    std::optional<domain::RegistrationRefusal> reason;
    bool was_offline = false;
    std::optional<domain::Time> call_by; ///< Provisional and Entered: by when somebody calls.
    bool operator==(Outcome const&) const = default;
};

/// How what was registered for stands now.
enum class Standing {
    Confirmed,
    Provisional,
    Waiting,
    Entered,
    VisitWished,
    VisitPlanned,
    Cancelled,
    CancelAsked, ///< Kept here until the hub can be reached.
    MoveAsked, ///< The same for another day; until then the old one stands.
    Attended,
    Refused,
    Elsewhere ///< Not taken by this machine: it cannot say.
};

/// What the local store knows of a slip.
struct KeptSlip {
    Standing standing = Standing::Elsewhere;
    std::optional<int> position; ///< Place in line.
    std::optional<domain::Time> call_by; ///< Provisional: by when somebody calls.
    domain::SessionId session; ///< Empty for a visit at home.
    std::optional<domain::Time> visit_at; ///< When a visitor comes.
    std::optional<Offer> offer; ///< The class when it is none of this machine's.
    bool has_call = false; ///< Somebody tries to reach this person by phone.
    PrivateText code; ///< Only of a slip found for who lost it.
    PrivateText token; ///< The same: what the slip itself would prove.
    bool operator==(KeptSlip const& other) const
    {
        return standing == other.standing && session == other.session && has_call == other.has_call
            && code == other.code;
    }
};

/// What a person thinks of a class, one answer a page.
struct SurveyAnswers {
    std::string face; ///< good, middle, bad
    std::string understood; ///< yes, partly, no
    std::string again; ///< yes, no
    bool operator==(SurveyAnswers const&) const = default;
};

/// What became of saying that one is here.
struct Arrival {
    enum class Answer {
        Recorded,
        Kept, ///< Written down here until the hub can be reached.
        NotToday, ///< The class is on another day, or over.
        AnotherHall, ///< Today, but not here.
        NotConfirmed, ///< Cancelled, waiting, or never had a seat.
        Unknown, ///< The hub knows no such slip.
        Failed ///< The store did not do its part.
    };
    Answer answer = Answer::Failed;
    std::optional<Offer> offer; ///< The class, when this machine knows it.
    bool operator==(Arrival const& other) const { return answer == other.answer; }
};

/// How the staff's number was taken.
struct PinState {
    PrivateText digits;
    bool was_wrong = false;
    bool is_unset = false; ///< Nobody has chosen one yet.
    int wait_seconds = 0; ///< After several wrong ones.
};

/// What the staff corner shows; nothing of a person.
struct CornerFacts {
    bool is_enrolled = false;
    bool line_is_up = false;
    std::string hub; ///< Where it speaks to; empty: nowhere.
    int kiosk = 0;
    int pending = 0; ///< Commands the hub does not have yet.
    std::optional<domain::Time> last_sync;
    int rights = 0; ///< Seats this machine may promise without the line.
    std::string printer; ///< Name of the queue; empty: slips become files.
    std::string version;
    bool operator==(CornerFacts const&) const = default;
};

/// What the staff corner can be told to do; the answer comes as a sentence.
enum class CornerTask { Sync, PrintTest, ExportStick, ImportStick, Enrol };
struct CornerAnswer {
    CornerTask task = CornerTask::Sync;
    bool is_done = false;
    bool is_running = false;
    bool operator==(CornerAnswer const&) const = default;
};

enum class Printing { No, Running, Done, OutOfPaper };

/// What is said in clear of a wish for a home visit; the town is the form's.
struct HomeVisit {
    std::string area; ///< In words; never empty once it was asked.
    std::vector<domain::VisitWish> wishes; ///< In the order of the calendar.
    int days_page = 0; ///< Counts from 0.
    bool operator==(HomeVisit const&) const = default;
};

/// One visitor's way, from the first touch until おわる or the wipe.
struct Visit {
    Screen screen = Screen::Start;
    Overlay overlay = Overlay::None;
    Way way = Way::FindClass;
    Near near = Near::Hall;
    std::string topic; ///< Id; empty: all.
    int topics_page = 0; ///< Pages count from 0.
    int cards_page = 0;
    int towns_page = 0;
    std::optional<Offer> like; ///< The cards show this course on other days.
    std::optional<Offer> looking_at; ///< On Details. A copy: the class may leave the catalogue meanwhile.
    std::optional<Offer> chosen; ///< What will be registered for.
    int decade = 0; ///< Index of the decade on BirthYear.
    std::optional<Screen>
        correcting; ///< Came from Check by 直す to this screen; its answer leads back to Check.
    Screen trouble_from = Screen::Details; ///< Where もどる leads from Trouble.
    HomeVisit home;
    Form form;
    PrivateText slip_number; ///< Up to nine digits.
    PrivateText proof; ///< Up to four.
    PrivateText token; ///< Of the slip that was held to the machine: proves what four digits would.
    PrivateText scanned; ///< Letters of a scanner that has not ended its line.
    bool is_scan_unread = false; ///< The last thing held to the machine was no slip.
    bool is_postal_code_unknown = false; ///< The last one is not in the list.
    bool is_proof_refused = false; ///< The last proof was another one's.
    bool is_proved = false; ///< `proof` was right for this slip; it is not asked again.
    std::optional<KeptSlip> slip;
    std::vector<KeptSlip> found_slips; ///< For who lost it.
    std::optional<Offer> moving_to;
    bool was_full = false; ///< The day that was chosen had no seat any more.
    std::optional<Arrival> arrival;
    SurveyAnswers survey;
    PinState pin;
    PrivateText enrol_code;
    std::optional<CornerAnswer> corner_answer;
    enum class Help { No, Asking, Coming, NoLine };
    Help help = Help::No; ///< What became of 係の人をよぶ.
    std::optional<Outcome> outcome;
    bool is_found = false; ///< The outcome is a receipt found after a power cut; nobody printed its slip.
    Printing printing = Printing::No;
};

struct State {
    Settings settings;
    std::shared_ptr<Catalogue const> catalogue; ///< Null: none yet.
    std::shared_ptr<HallFacts const> hall; ///< Null: none yet.
    std::shared_ptr<CornerFacts const> corner; ///< Null: none yet.
    bool can_register = true; ///< The store is there and this machine may take registrations.
    Look look;
    Visit visit;
    int quiet_seconds = 0; ///< Since the last touch; counts on through the idle question.
    int help_attempt = 0; ///< The same for calling staff.
    int attempt = 0; ///< Number of the last effect that is answered to one visitor; survives the wipe, so
                     ///< that a late answer finds nobody.
};

/// The state a kiosk starts with.
State first_state(Settings const& settings);

} // namespace meguri::kiosk::flow
