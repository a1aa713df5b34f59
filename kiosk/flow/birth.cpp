#include "kiosk/flow/birth.h"

namespace meguri::kiosk::flow {

std::array<Decade, 10> const decades{{
    {1916, 1925, msgid("大正5年〜14年"), msgid("大正5年から14年の 何年ですか")},
    {1926, 1934, msgid("昭和元年〜9年"), msgid("昭和元年から9年の 何年ですか")},
    {1935, 1944, msgid("昭和10年代"), msgid("昭和10年代の 何年ですか")},
    {1945, 1954, msgid("昭和20年代"), msgid("昭和20年代の 何年ですか")},
    {1955, 1964, msgid("昭和30年代"), msgid("昭和30年代の 何年ですか")},
    {1965, 1974, msgid("昭和40年代"), msgid("昭和40年代の 何年ですか")},
    {1975, 1984, msgid("昭和50年代"), msgid("昭和50年代の 何年ですか")},
    {1985, 1994, msgid("昭和60年〜平成6年"), msgid("昭和60年から 平成6年の 何年ですか")},
    {1995, 2004, msgid("平成7年〜16年"), msgid("平成7年から16年の 何年ですか")},
    {2005, 2014, msgid("平成17年〜26年"), msgid("平成17年から26年の 何年ですか")},
}};

std::vector<int> years_of(Decade const& decade, int this_year)
{
    std::vector<int> years;
    for (int year = decade.first_year; year <= decade.last_year && year <= this_year; ++year)
        years.push_back(year);
    return years;
}

} // namespace meguri::kiosk::flow
