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

std::vector<std::string> split_at(std::string const& text, std::vector<std::string> const& separators)
{
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < text.size();) {
        auto const found = std::ranges::find_if(
            separators, [&](auto const& one) { return text.compare(at, one.size(), one) == 0; });
        if (found == separators.end()) {
            parts.back() += text[at++];
            continue;
        }
        at += found->size();
        if (!parts.back().empty())
            parts.emplace_back();
    }
    if (parts.back().empty())
        parts.pop_back();
    return parts;
}

/// 交付申請書 見本第12号 5月30日、収支予算書: title, then number and day where there are any.
json papers_body(std::string const& typed, domain::Date today)
{
    auto list = json::array();
    for (auto const& one : split_at(typed, {"、", ",", "，", "\n"})) {
        auto words = split_at(one, {" ", "\u3000"});
        if (words.empty())
            continue;
        json paper{{"title", words.front()}};
        auto const date
            = words.size() > 1 ? typed_date(words.back(), today, DayWithoutYear::LatestOne) : std::nullopt;
        if (date) {
            paper["date"] = domain::to_iso(*date);
            words.pop_back();
        }
        std::string number;
        for (std::size_t i = 1; i < words.size(); ++i)
            number += (i > 1 ? " " : "") + words[i];
        if (!number.empty())
            paper["number"] = number;
        list.push_back(std::move(paper));
    }
    return list;
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
    bool const owes_reason = !corrects.empty() || step == "sent_back";
    if (owes_reason && trimmed(note).empty())
        remarks.push_back({"note", "reason_missing"});
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
    if (auto written = papers_body(papers, domain::tokyo_date(now)); !written.empty())
        body["papers"] = std::move(written);
    if (!corrects.empty()) {
        body["corrects"] = typed_count(corrects).value_or(0);
        body["takes_back"] = takes_back;
    }
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
