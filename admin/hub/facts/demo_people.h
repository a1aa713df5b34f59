// Invented people: names that could be, telephone numbers that are never given out. One thread.
#pragma once

#include "admin/hub/facts/demo_file.h"
#include "shared/base/random.h"
#include "shared/protocol/registrant.h"

#include <map>

namespace meguri::hub::facts {

class DemoPeople {
public:
    DemoPeople(DemoData const& data, base::Random& random);

    /// Somebody of that municipality, most of the time one who was not here before. `year`: of the classes.
    protocol::Registrant somebody(std::string const& municipality, int year);
    std::string address();
    std::string const& one_of(std::vector<std::string> const& words);
    /// True `percent` times in a hundred.
    bool chance(int percent) { return m_random.below(100) < static_cast<std::uint64_t>(percent); }
    int between(int least, int most);

private:
    std::string phone();

    DemoData const& m_data;
    base::Random& m_random;
    std::map<std::string, std::vector<protocol::Registrant>> m_known; ///< By municipality.
};

} // namespace meguri::hub::facts
