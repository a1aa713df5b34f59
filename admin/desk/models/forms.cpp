#include "admin/desk/models/forms.h"

#include "admin/desk/models/typed.h"
#include "shared/domain/age_band.h"
#include "shared/domain/phone.h"

namespace meguri::desk::models {

using nlohmann::json;

namespace {

constexpr std::size_t kana_letters_max = 60;
// As the hub takes them.
constexpr std::size_t kiosk_name_bytes_max = 100;
constexpr std::size_t kiosk_reason_bytes_max = 500;

std::string checked_date(std::string const& text, char const* field, base::Time now, Remarks& remarks)
{
    if (trimmed(text).empty())
        return "";
    auto const date = typed_date(text, domain::tokyo_date(now), DayWithoutYear::LatestOne);
    if (date)
        return domain::to_iso(*date);
    remarks.push_back({field, "not_a_date"});
    return "";
}

} // namespace

void need(Remarks& remarks, char const* field, std::string const& text)
{
    if (trimmed(text).empty())
        remarks.push_back({field, "empty"});
}

Remarks PhoneRegistrationForm::problems(base::Time now) const
{
    Remarks remarks;
    if (trimmed(kana).empty())
        remarks.push_back({"kana", "empty"});
    else if (!is_kana(kana))
        remarks.push_back({"kana", "not_kana"});
    // A kana letter is three bytes.
    else if (trimmed(kana).size() > kana_letters_max * 3)
        remarks.push_back({"kana", "too_long"});
    auto const digits = typed_phone(phone);
    if (digits.empty())
        remarks.push_back({"phone", "empty"});
    else if (auto const problem = domain::problem_of_phone(digits))
        remarks.push_back({"phone", std::string(domain::name_of(*problem))});
    auto const year = typed_birth_year(birth_year);
    if (trimmed(birth_year).empty())
        remarks.push_back({"birth_year", "empty"});
    else if (!year || !domain::is_possible_birth_year(*year, domain::tokyo_date(now)))
        remarks.push_back({"birth_year", "not_a_year"});
    if (is_home_visit)
        need(remarks, "address", address);
    return remarks;
}

json PhoneRegistrationForm::body() const
{
    json body{{"session", session}, {"kana", trimmed(kana)}, {"phone", typed_phone(phone)},
        {"birth_year", typed_birth_year(birth_year).value_or(0)}};
    if (!municipality.empty())
        body["municipality"] = municipality;
    if (!trimmed(address).empty())
        body["address"] = trimmed(address);
    if (!trimmed(needs).empty())
        body["needs"] = trimmed(needs);
    return body;
}

Remarks StepForm::problems(base::Time now) const
{
    Remarks remarks;
    need(remarks, "step", step);
    auto const on = checked_date(date, "date", now, remarks);
    auto const by = checked_date(known_by, "known_by", now, remarks);
    if (!on.empty() && !by.empty())
        remarks.push_back({"known_by", "date_and_known_by"});
    if (!trimmed(amount).empty() && !typed_amount(amount))
        remarks.push_back({"amount", "not_a_number"});
    return remarks;
}

json StepForm::body(base::Time now) const
{
    Remarks unread;
    json body{{"step", step}};
    if (auto const on = checked_date(date, "date", now, unread); !on.empty())
        body["date"] = on;
    if (auto const by = checked_date(known_by, "known_by", now, unread); !by.empty())
        body["known_by"] = by;
    if (auto const yen = typed_amount(amount))
        body["amount"] = *yen;
    if (!trimmed(note).empty())
        body["note"] = trimmed(note);
    return body;
}

Remarks KioskForm::problems() const
{
    Remarks remarks;
    need(remarks, "name", name);
    need(remarks, "reason", reason);
    if (trimmed(name).size() > kiosk_name_bytes_max)
        remarks.push_back({"name", "too_long"});
    if (trimmed(reason).size() > kiosk_reason_bytes_max)
        remarks.push_back({"reason", "too_long"});
    return remarks;
}

json KioskForm::body() const
{
    return {{"name", trimmed(name)}, {"reason", trimmed(reason)}};
}

std::string const& SubmissionKey::value()
{
    if (m_value.empty())
        m_value = base::make_uuid7(m_clock, m_random);
    return m_value;
}

std::string remark_on(Remarks const& remarks, std::string_view field)
{
    for (auto const& remark : remarks) {
        std::string_view const name = remark.field;
        bool const is_inside = name.starts_with(field) && name.size() > field.size()
            && (name[field.size()] == '.' || name[field.size()] == '[');
        if (name == field || is_inside)
            return remark.reason;
    }
    return "";
}

} // namespace meguri::desk::models
