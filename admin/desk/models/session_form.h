// The form of a session: what the clerk typed, as text, for one session or for a series of them; what the
// format of the session asks for; what is wrong in the hub's own field names; and the JSON that is sent. A
// field that the format does not ask for keeps its text and is not sent. Plain data, one thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/session_answers.h"
#include "shared/domain/resource.h"
#include "shared/domain/series.h"
#include "shared/domain/session.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

inline constexpr std::size_t more_parts_max = 11;
inline constexpr std::size_t priorities_max = 3;

/// What a session of a format is asked for, besides name, house, time and seats.
struct FormatNeeds {
    bool has_level = false;
    bool has_parts = false; ///< More than one day, each at its own place.
    bool has_admission = true; ///< By lot or without application; else first come.
    bool waits_for_reply = false; ///< Somebody must agree before it is published.
    std::vector<domain::ResourceKind> resources; ///< In the order of the form.
};
FormatNeeds const& needs_of(std::string_view format);

/// A day after the first one.
struct PartForm {
    std::string date;
    std::string starts;
    std::string ends;
    std::string venue; ///< Id; empty: where the first part is.
    bool operator==(PartForm const&) const = default;
};

/// 連続の開催: how often it comes again and what its exceptions are.
struct RepeatForm {
    std::string every; ///< A name of domain::Every; empty: once.
    std::string until; ///< How many times, or the last day.
    std::string holidays; ///< "skip": none on holidays.
    std::vector<domain::Date> skip;
    std::vector<std::pair<domain::Date, domain::Date>> move;
};

struct SessionForm {
    std::string title;
    std::string format = "venue_class";
    std::string venue; ///< Id.
    std::string provider; ///< Id; empty: the caller's own organisation.
    std::string date;
    std::string starts;
    std::string ends;
    std::vector<PartForm> more_parts;
    std::string capacity;
    std::string minimum; ///< With fewer people staff are warned.
    std::string admission = "first_come";
    std::string closes; ///< Day and perhaps time of the last application; of a lottery: of the draw.
    std::array<std::string, priorities_max> priorities; ///< Names of domain::DrawPriority; empty: none.
    std::string not_drawn = "waiting";
    std::string level = "basic";
    std::string topics; ///< Ids of topics, separated by spaces.
    std::string programme; ///< Id.
    std::array<std::string, 5> resources; ///< Ids, by domain::ResourceKind.
    std::string phones; ///< How many loan phones.
    std::string waiting_for; ///< While it is arranged: whose answer is missing.
    std::string override_reason; ///< Why it stands in spite of a clash; sent only when it is asked for.
    RepeatForm repeat;

    /// Of a session that is changed: what the form has no field for and the hub would else forget.
    struct Kept {
        bool is_change = false;
        std::string title;
        std::string title_kana;
        std::string format;
        std::string delivery;
        std::string opens_at; ///< As on the wire.
        nlohmann::json resources = nlohmann::json::array(); ///< That have no slot here.
    } kept;

    std::string& resource(domain::ResourceKind kind) { return resources[static_cast<std::size_t>(kind)]; }
    std::string const& resource(domain::ResourceKind kind) const
    {
        return resources[static_cast<std::size_t>(kind)];
    }

    /// The domain's own rules on what could be read; empty when it may be sent.
    Remarks problems(base::Time now) const;
    /// Only for a form without problems.
    nlohmann::json body(base::Time now) const;
    /// The same for POST /v1/session-series.
    nlohmann::json series_body(base::Time now) const;
    /// The kinds whose resource is sent, in the order they are sent in.
    std::vector<domain::ResourceKind> sent_resources() const;
};

/// The rule of a form that repeats, without its exceptions; nothing when it cannot be read.
std::optional<domain::SeriesRule> repeat_rule(SessionForm const& form, base::Time now);

/// The form that shows a session as the hub gives it to staff, or part of one, as a template has it.
/// `resources` says which kind an id is of.
SessionForm form_of(nlohmann::json const& session, std::vector<Resource> const& resources);
/// What a template keeps: all but its days.
nlohmann::json template_of(SessionForm const& form, base::Time now);

/// What the hub says in its own field names, at the fields of this form.
Remarks placed_remarks(SessionForm const& form, Remarks remarks);

/// The topics with the first one exchanged; the others stay.
std::string with_first_topic(std::string const& topics, std::string const& chosen);
std::string first_topic(std::string const& topics);

} // namespace meguri::desk::models
