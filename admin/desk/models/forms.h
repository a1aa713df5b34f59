// The forms of the desk (that of a session has a file of its own): what the clerk typed, as text, what is
// wrong with it in the hub's own field names, and the JSON that is sent. What the hub answers about a field
// is added to the same list, so a view shows one kind of remark. Nothing here is lost by an error: only the
// clerk empties a form. Plain data, one thread.
#pragma once

#include "admin/desk/models/problem.h"
#include "shared/base/random.h"
#include "shared/domain/tokyo_time.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::desk::models {

using Remarks = std::vector<FieldReason>;

struct PhoneRegistrationForm {
    std::string session;
    std::string kana;
    std::string phone;
    std::string birth_year;
    std::string municipality; ///< Code; may stay empty.
    std::string address; ///< For a home visit.
    std::string needs;
    bool is_home_visit = false;

    Remarks problems(base::Time now) const;
    nlohmann::json body() const;
};

/// A step of a subsidy, or what takes the place of an entry that is wrong.
struct StepForm {
    std::string step;
    std::string date;
    std::string known_by; ///< "At the latest": for a step whose day nobody knows.
    std::string amount;
    std::string note;
    std::string papers; ///< 交付申請書 見本第12号 5月30日、収支予算書
    std::string corrects; ///< Number of the entry that is wrong; empty: none.
    bool takes_back = false; ///< That entry should not be there at all.

    Remarks problems(base::Time now) const;
    nlohmann::json body(base::Time now) const;
};

/// What of a registered person is put right, as the clerk typed it, and why.
struct CorrectionForm {
    std::string kana;
    std::string phone;
    std::string birth_year;
    std::string reason; ///< A name of domain::CorrectionReason.

    Remarks problems(base::Time now) const;
    /// Only what differs from `before`; nothing but the reason when nothing does.
    nlohmann::json body(CorrectionForm const& before) const;
};

/// Who answers for taking a kiosk's seats or its use away, and why.
struct KioskForm {
    std::string name;
    std::string reason;

    Remarks problems() const;
    nlohmann::json body() const;
};

/// The Idempotency-Key of one filled-in form. The same key goes with every repeat until the hub has answered
/// for good; while no answer came, a changed form keeps the key too, so that the hub can say that the first
/// one had arrived.
class SubmissionKey {
public:
    SubmissionKey(base::Clock const& clock, base::Random& random)
        : m_clock(clock)
        , m_random(random)
    {
    }
    /// Made at the first call, then the same.
    std::string const& value();
    /// After an answer: the next submission is another one.
    void settle() { m_value.clear(); }

private:
    base::Clock const& m_clock;
    base::Random& m_random;
    std::string m_value;
};

/// Remarks on a field that is needed and blank.
void need(Remarks& remarks, char const* field, std::string const& text);

/// The remark on one field, or empty. A remark on a part or on a nested field belongs to the field it starts
/// with.
std::string remark_on(Remarks const& remarks, std::string_view field);

} // namespace meguri::desk::models
