#include "admin/desk/models/problem.h"

namespace meguri::desk::models {

namespace {

ProblemKind kind_of(int status)
{
    switch (status) {
    case 401:
        return ProblemKind::LoggedOut;
    case 403:
        return ProblemKind::NotAllowed;
    case 404:
        return ProblemKind::NotFound;
    case 409:
        return ProblemKind::Conflict;
    case 400:
    case 422:
        return ProblemKind::BadFields;
    case 412:
    case 428:
        return ProblemKind::Stale;
    case 429:
        return ProblemKind::TooMany;
    default:
        return status >= 500 ? ProblemKind::HubTrouble : ProblemKind::Unreadable;
    }
}

std::string text_in(nlohmann::json const& object, char const* name)
{
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Problem problem_from_response(int status, std::string_view body)
{
    Problem problem;
    problem.kind = kind_of(status);
    problem.status = status;
    auto const parsed = protocol::parse_json(body);
    if (!parsed || !parsed->is_object())
        return problem;
    problem.title = text_in(*parsed, "title");
    problem.detail = text_in(*parsed, "detail");
    problem.reason = text_in(*parsed, "reason");
    problem.existing_id = text_in(*parsed, "id");
    if (auto const errors = parsed->find("errors"); errors != parsed->end() && errors->is_array())
        for (auto const& entry : *errors)
            if (entry.is_object())
                problem.fields.push_back({text_in(entry, "field"), text_in(entry, "reason")});
    if (auto const clashes = parsed->find("clashes"); clashes != parsed->end() && clashes->is_array())
        for (auto const& clash : *clashes)
            if (clash.is_object())
                problem.clash_words.push_back(text_in(clash, "words"));
    if (auto const allowed = parsed->find("allowed"); allowed != parsed->end() && allowed->is_array())
        for (auto const& step : *allowed)
            if (step.is_string())
                problem.allowed.push_back(step.get<std::string>());
    return problem;
}

Problem unreachable_problem(std::string detail)
{
    Problem problem;
    problem.detail = std::move(detail);
    return problem;
}

Problem unreadable_problem(std::string detail)
{
    Problem problem;
    problem.kind = ProblemKind::Unreadable;
    problem.detail = std::move(detail);
    return problem;
}

} // namespace meguri::desk::models
