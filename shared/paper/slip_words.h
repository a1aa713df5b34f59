// The sentences printed on every slip, apart from what the one registration says. {name} is filled in.
#pragma once

#include <string>

namespace meguri::paper {

/// What one state says; `note`, `when` and `promise` may be empty.
struct SlipStateWords {
    std::string heading; ///< Beside the logo.
    std::string plate; ///< The one large word.
    std::string note; ///< Small beside the large word; \n where it may stand on two lines.
    std::string when; ///< First line of what happens next; {call_by}. Left out without a call-by date.
    std::string promise; ///< Second line of what happens next.
};

struct SlipWords {
    SlipStateWords confirmed;
    SlipStateWords provisional;
    SlipStateWords waiting;
    SlipStateWords entered;
    SlipStateWords refused;
    SlipStateWords cancelled;
    std::string place_in_line; ///< Follows the plate of a waiting one; {place}.
    std::string service; ///< スマホ教室
    std::string number; ///< Over the number.
    std::string place_phone; ///< {phone}
    std::string bring; ///< {bring}
    std::string bring_slip_only; ///< When nothing else is to be brought.
    std::string arrive;
    std::string cannot_come;
    std::string ask; ///< In its place on a refused or cancelled slip.
    std::string or_at_machine;
    std::string issued; ///< {issued}
    std::string separator; ///< Between two things on a line.
};

/// Japanese, as the printed slips of the design say it.
SlipWords japanese_slip_words();

} // namespace meguri::paper
