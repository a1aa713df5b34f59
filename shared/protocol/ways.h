// What the kiosk's smaller ways carry: answers after the class, the half-filled form of somebody who calls
// staff, and the question for a lost slip. The sealed texts exist in clear only where they are sealed and
// where the hub opens them. Pure.
#pragma once

#include "shared/base/result.h"
#include "shared/protocol/reader.h"
#include "shared/protocol/registrant.h"

#include <string>
#include <vector>

namespace meguri::protocol {

/// One face and two questions; each is a word of a short list.
struct SurveyAnswers {
    std::string face; ///< good | middle | bad
    std::string understood; ///< yes | partly | no
    std::string again; ///< yes | no
    bool operator==(SurveyAnswers const&) const = default;
};
nlohmann::json to_json(SurveyAnswers const& answers);
/// All three; names the field that is missing or unknown, below `path` where one is given.
base::Result<SurveyAnswers, std::vector<FieldReason>> survey_answers_from_json(
    nlohmann::json const& object, std::string const& path = "");

/// Where somebody stood who called staff, and what they had given so far.
struct HelpText {
    std::string screen;
    std::string way;
    std::string session;
    std::string area;
    std::vector<std::string> wishes;
    Registrant person; ///< Half filled.
};
/// What was not given is left out; `binding.cmd_id` is the call's own id.
std::string sealed_help_text(HelpText const& help, Binding const& binding);
struct OpenedHelp {
    HelpText help;
    Binding binding;
};
base::Result<OpenedHelp> opened_help(std::string_view text);

/// Who lost a slip, with the PIN of the staff who stands beside.
struct LostText {
    std::string kana;
    std::string phone;
    std::string pin;
};
std::string sealed_lost_text(LostText const& lost, Binding const& binding);
struct OpenedLost {
    LostText lost;
    Binding binding;
};
base::Result<OpenedLost> opened_lost(std::string_view text);

} // namespace meguri::protocol
