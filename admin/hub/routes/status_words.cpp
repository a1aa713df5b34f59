// The words of the meeting page and its workbook.
#include "admin/hub/routes/status_papers.h"

#include <algorithm>

namespace meguri::hub::routes {

using paper::MeetingPart;

namespace {

/// 2024-07 → 7月
std::string month_on_paper(std::string const& month)
{
    auto const number = month.size() >= 7 ? month.substr(5, 2) : month;
    return (number.starts_with('0') ? number.substr(1) : number) + "月";
}

} // namespace

std::string MeetingWords::of(MeetingPart part, std::string const& word, Blanks const& blanks) const
{
    auto const* section = m_form.section(part);
    auto const found
        = section ? section->words.find(word) : std::map<std::string, std::string>::const_iterator();
    return section && found != section->words.end() ? filled(found->second, blanks) : std::string();
}

std::string MeetingWords::state(store::StatedStatus status) const
{
    switch (status) {
    case store::StatedStatus::Held:
        return of(MeetingPart::Carriers, "held");
    case store::StatedStatus::Planned:
        return of(MeetingPart::Carriers, "planned");
    case store::StatedStatus::Arranging:
        return of(MeetingPart::Carriers, "arranging");
    }
    return "";
}

std::string MeetingWords::counted(std::int64_t cities, std::int64_t towns) const
{
    auto const words = (cities > 0 ? std::to_string(cities) + m_form.city : std::string())
        + (towns > 0 ? std::to_string(towns) + m_form.town : std::string());
    return words.empty() ? "0" + m_form.city + m_form.town : words;
}

std::string MeetingWords::town_name(std::string const& code) const
{
    auto const found = std::ranges::find_if(
        m_towns, [&](domain::Municipality const& one) { return one.code.text() == code; });
    return found == m_towns.end() ? code : found->name;
}

bool MeetingWords::is_city(std::string const& code) const
{
    return std::ranges::any_of(m_towns, [&](domain::Municipality const& one) {
        return one.code.text() == code && one.kind == domain::MunicipalityKind::City;
    });
}

std::string MeetingWords::months(std::vector<std::string> const& months)
{
    std::vector<std::string> words;
    for (auto const& month : months)
        words.push_back(month_on_paper(month));
    return joined(words, "・");
}

std::string MeetingWords::joined(std::vector<std::string> const& words, std::string const& between)
{
    std::string all;
    for (auto const& word : words)
        all += (all.empty() ? "" : between) + word;
    return all;
}

} // namespace meguri::hub::routes
