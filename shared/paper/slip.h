// The slip a visitor takes home, black only, BIZ UDGothic embedded: from the roll of a slip printer, 80 mm
// wide and as long as it needs, or on a sheet of A4 from any office printer, the same slip as large as fits.
// Everything on it is worded by the caller; no name of a person has a place here. slip_pdf is pure but for
// the fonts it loads, takes some 50 ms, and may be called on any thread.
#pragma once

#include "shared/base/result.h"
#include "shared/paper/slip_words.h"

#include <string>

namespace meguri::paper {

/// What the slip promises. Only Confirmed is drawn as a black plate.
enum class SlipState {
    Confirmed,
    Provisional, ///< Kept here, not yet known at the hub; needs `call_by`.
    Waiting, ///< On the waiting list, at `place_in_line` if that is known.
    Entered, ///< In a draw that has not been held; needs `call_by`.
    Refused, ///< No seat; `reason` says why.
    Cancelled,
};

/// Texts that may be empty leave no gap behind. Every text is one paragraph; it wraps where it must.
struct Slip {
    SlipState state = SlipState::Provisional;
    std::string number; ///< 482-619-573; needed.
    int place_in_line = 0; ///< Waiting: 1 for the first, 0 for unknown.
    std::string call_by; ///< Provisional and Entered: "10月6日(火) 午後5時".
    std::string reason; ///< Refused and Cancelled: why, in a sentence.
    std::string date; ///< "10月8日(木)"
    std::string time; ///< "午前10時から 1時間"
    std::string title; ///< "LINEで写真をおくる"
    std::string code_text; ///< What the square code says (domain::slip_token_text); empty for none.
    std::string place; ///< "みほん公民館 2階 研修室"
    std::string address;
    std::string place_phone;
    std::string bring; ///< "お使いのスマホ"
    std::string staff_phone; ///< Whom to call when not coming; empty leaves the number out.
    std::string staff; ///< "萩市の係"
    std::string municipality; ///< "萩市"
    std::string issued; ///< "令和8年10月5日 午前9時13分"; needed.
    std::string issued_by; ///< "みほん公民館の機械"
    bool is_at_home = false; ///< Somebody comes to the person: nothing to bring, nowhere to show the slip.
    std::string fee; ///< "料金 無料"
};

enum class SlipPaper { Roll80, A4 };

/// The PDF's bytes; the same slip gives the same bytes. BadInput names the field that is missing, not UTF-8
/// or over 1,000 bytes, or says that the slip would pass 400 mm; NotFound when BIZ UDGothic is not installed.
base::Result<std::string> slip_pdf(
    Slip const& slip, SlipWords const& words, SlipPaper paper = SlipPaper::Roll80);

} // namespace meguri::paper
