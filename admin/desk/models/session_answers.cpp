#include "admin/desk/models/session_answers.h"

#include "admin/desk/models/answer_reading.h"

#include <algorithm>

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

json const& list_in(json const& document, char const* name)
{
    static json const none;
    auto const found = document.is_object() ? document.find(name) : document.end();
    return document.is_object() && found != document.end() ? *found : none;
}

base::Result<MadeSession> made_from(json const& item)
{
    Reader reader(item);
    MadeSession made;
    made.id = text_at(item, "id");
    made.title = reader.text("title");
    made.venue = reader.text_or("venue", "");
    made.starts_at = reader.time("starts_at");
    for (auto const& problem : list_in(item, "problems"))
        made.problems.push_back({text_at(problem, "field"), text_at(problem, "reason")});
    return checked(reader, std::move(made));
}

} // namespace

base::Result<SessionDetails> session_details_from_json(json const& document)
{
    auto session = protocol::session_from_json(document);
    if (!session)
        return base::fail(base::ErrorKind::Broken, "the answer is no session");
    SessionDetails details{std::move(*session), document, {}, text_at(document, "waiting_for")};
    // Who may not write the session is not told what it uses.
    if (!document.contains("resources"))
        return details;
    auto uses = each<UsedResource>(document, "resources", [](json const& item) {
        Reader reader(item);
        UsedResource use;
        use.id = reader.text("id");
        use.units = static_cast<int>(reader.integer_or("units", 1, 1, 100'000));
        return checked(reader, std::move(use));
    });
    if (!uses)
        return base::fail(uses.error());
    details.resources = std::move(*uses);
    return details;
}

base::Result<std::vector<ShortOne>> short_ones_from_json(json const& document)
{
    return each<ShortOne>(document, "sessions", [](json const& item) {
        Reader reader(item);
        ShortOne one;
        one.session = text_at(list_in(item, "session"), "id");
        one.people = static_cast<int>(reader.integer("people", 0, 100'000));
        one.minimum = static_cast<int>(reader.integer("minimum_participants", 0, 100'000));
        return checked(reader, std::move(one));
    });
}

base::Result<std::vector<Finding>> findings_from_json(json const& document)
{
    return each_of<Finding>(document, "findings", [](json const& item) {
        Reader reader(item);
        Finding finding;
        finding.rule = reader.text("rule");
        finding.is_passed = reader.boolean_or("passed", false);
        finding.is_known = reader.boolean_or("known", true);
        finding.why = reader.text("why");
        return checked(reader, std::move(finding));
    });
}

base::Result<SeriesAnswer> series_from_json(json const& document)
{
    SeriesAnswer answer;
    for (auto const* name : {"sessions", "not_copied"}) {
        auto made = each<MadeSession>(document, name, made_from);
        if (!made)
            return base::fail(made.error());
        std::ranges::move(*made, std::back_inserter(answer.sessions));
    }
    std::ranges::stable_sort(answer.sessions, {}, &MadeSession::starts_at);
    return answer;
}

base::Result<std::vector<SessionTemplate>> templates_from_json(json const& document)
{
    return each<SessionTemplate>(document, "templates", [](json const& item) {
        Reader reader(item);
        SessionTemplate one;
        one.name = reader.text("name");
        one.session = list_in(item, "session");
        return checked(reader, std::move(one));
    });
}

} // namespace meguri::desk::models
