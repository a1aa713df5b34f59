// Taking a wish for a visit at home: the same promise as a registration, that it is kept before it is shown;
// who and where only the hub can read, town and area stand beside the box for whoever plans.
#include "kiosk/local/kiosk.h"
#include "shared/domain/age_band.h"
#include "shared/domain/visit.h"

namespace meguri::kiosk::local {

using base::fail;
using nlohmann::json;

std::optional<RegisterOutcome> Kiosk::refusal_of(VisitForm& form) const
{
    RegisterOutcome refused;
    refused.state = "refused";
    auto const problem = problem_of_person(form.person);
    std::vector<domain::VisitWish> wishes;
    bool is_readable = true;
    for (auto const& text : form.wishes) {
        auto const wish = domain::wish_from(text);
        is_readable = is_readable && wish;
        if (wish)
            wishes.push_back(*wish);
    }
    auto const today = domain::tokyo_date(m_world.clock.now());
    bool const is_possible = is_readable && domain::problems_of(wishes, today).empty();
    refused.reason = problem                                  ? *problem
        : !domain::MunicipalityCode::parse(form.municipality) ? "municipality_unknown"
        : form.person.address.empty()                         ? "address_missing"
        : !is_possible                                        ? "wish_impossible"
                                                              : "";
    return refused.reason.empty() ? std::nullopt : std::optional(refused);
}

Result<RegisterOutcome> Kiosk::request_visit(VisitForm form, Line line)
{
    if (auto const trouble = trouble_before_taking())
        return fail(*trouble);
    if (auto refusal = refusal_of(form))
        return *refusal;
    auto const mark = touch_mark("visit " + form.municipality, form.person);
    if (auto standing = standing_of(mark))
        return *standing;
    auto const year = domain::fiscal_year_of(domain::tokyo_date(m_world.clock.now()));
    NewCommand command{base::make_uuid7(m_world.clock, m_world.random), "visit_request",
        {{"municipality", form.municipality}, {"area", form.area}, {"wishes", form.wishes},
            {"age_band", domain::name_of(domain::age_band(form.person.birth_year, year))}},
        0};
    form.person.municipality = form.municipality;
    auto const kept = keep_person(std::move(command), form.person, "", "provisional", std::nullopt);
    if (!kept)
        return fail(kept.error());
    m_taken[mark] = kept->id;
    return told(*kept, line == Line::Use);
}

} // namespace meguri::kiosk::local
