#include "admin/hub/core/stored_rules.h"

#include "admin/hub/core/need.h"

namespace meguri::hub::core {

ProgrammeRules rules_of(store::Reader& reader, domain::ProgrammeId const& programme)
{
    auto const text = need(reader.programme_rules(programme));
    if (!text)
        return {};
    auto const object = protocol::parse_json(*text);
    auto rules = object ? rules_from(*object) : base::fail(RuleProblems());
    if (!rules)
        throw StorageTrouble{
            {base::ErrorKind::Storage, "the stored rules of " + programme.value + " cannot be read"}};
    return std::move(*rules);
}

domain::SubsidyPath path_of(store::SubsidyRow const& subsidy, ProgrammeRules const& rules)
{
    if (subsidy.path == "combined")
        return domain::combined_subsidy_path();
    if (subsidy.path == programmes_own_path && rules.path)
        return *rules.path;
    return domain::full_subsidy_path();
}

} // namespace meguri::hub::core
