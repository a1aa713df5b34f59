#include "admin/hub/facts/demo_people.h"

namespace meguri::hub::facts {

DemoPeople::DemoPeople(DemoData const& data, base::Random& random)
    : m_data(data)
    , m_random(random)
{
}

int DemoPeople::between(int least, int most)
{
    return least + static_cast<int>(m_random.below(static_cast<std::uint64_t>(most - least) + 1));
}

std::string const& DemoPeople::one_of(std::vector<std::string> const& words)
{
    return words[m_random.below(words.size())];
}

/// No number after 090 or after an area code begins with 0: nobody can ever be called by these.
std::string DemoPeople::phone()
{
    std::string digits = chance(70) ? "0900" : "08380";
    std::size_t const length = digits == "0900" ? 11 : 10;
    while (digits.size() < length)
        digits += static_cast<char>('0' + m_random.below(10));
    // 090-0000-0000 is refused as no number; a different last one is as good.
    digits.back() = digits.back() == '0' ? '7' : digits.back();
    return digits;
}

std::string DemoPeople::address()
{
    return one_of(m_data.streets) + std::to_string(between(1, 5)) + "丁目" + std::to_string(between(1, 40))
        + "番" + std::to_string(between(1, 20)) + "号";
}

protocol::Registrant DemoPeople::somebody(std::string const& municipality, int year)
{
    auto& known = m_known[municipality];
    if (!known.empty() && chance(25))
        return known[m_random.below(known.size())];
    protocol::Registrant person;
    person.kana = one_of(m_data.family_names) + " " + one_of(m_data.given_names);
    person.phone = phone();
    // Most are past seventy; some are younger and come along.
    person.birth_year = year - (chance(8) ? between(48, 64) : chance(20) ? between(65, 69) : between(70, 91));
    person.municipality = municipality;
    if (chance(6))
        person.needs = one_of(m_data.needs);
    person.is_contact_phone = chance(5);
    person.is_by_companion = chance(8);
    known.push_back(person);
    return person;
}

} // namespace meguri::hub::facts
