// 事業: a scheme in one fiscal year and the courses under it. Pure. Its rules and the path of its subsidy are
// data.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/ids.h"
#include "shared/domain/names.h"

#include <string>
#include <vector>

namespace meguri::domain {

enum class Scheme { CarrierProposed, MunicipalProposed, NationalA, NationalB, NationalC };
template <> struct Names<Scheme> {
    static constexpr std::array entries{
        std::pair{Scheme::CarrierProposed, "carrier_proposed"},
        std::pair{Scheme::MunicipalProposed, "municipal_proposed"},
        std::pair{Scheme::NationalA, "national_a"},
        std::pair{Scheme::NationalB, "national_b"},
        std::pair{Scheme::NationalC, "national_c"},
    };
};

struct Programme {
    ProgrammeId id;
    FiscalYear fiscal_year;
    Scheme scheme = Scheme::MunicipalProposed;
    std::string name;
    OrganisationId organisation; ///< Who proposes or runs it: a provider or a municipality.
};

enum class CourseLevel { Basic, Advanced };
template <> struct Names<CourseLevel> {
    static constexpr std::array entries{
        std::pair{CourseLevel::Basic, "basic"}, std::pair{CourseLevel::Advanced, "advanced"}};
};

/// 講座: what is taught.
struct Course {
    CourseId id;
    std::string title;
    std::string title_kana;
    CourseLevel level = CourseLevel::Basic;
    std::vector<std::string> topics; ///< Ids of the published topic list.
};

} // namespace meguri::domain
