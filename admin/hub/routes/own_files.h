// Templates that a hub may have of its own, as files beside its database: NAME-CODE.json for one
// municipality, NAME.json for all of them, else the one that comes with the program. A file that is wrong is
// passed over, and the log says what is wrong with it. Read at every request, so that a change needs no
// restart.
#pragma once

#include "admin/hub/routes/call.h"
#include "admin/hub/routes/services.h"
#include "shared/protocol/reader.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

using TemplateProblems = std::vector<protocol::FieldReason>;

/// A file that was there and could not be used.
struct PassedOver {
    std::string file; ///< Its name, without the folder.
    TemplateProblems problems;
};

/// Where the text came from that was taken.
struct OwnTemplate {
    std::string file; ///< Its name; empty: none could be taken.
    std::string text;
    bool is_shipped = false;
    std::vector<PassedOver> passed_over;
};

/// The first that `problems_of` finds nothing wrong with.
OwnTemplate find_template(Settings const& settings, std::string const& name, std::string const& municipality,
    std::function<TemplateProblems(std::string const&)> const& problems_of);

/// The form of the 実績報告 (report_template.h), and of the meeting page (meeting_template.h).
OwnTemplate subsidy_template(Settings const& settings, std::string const& municipality);
OwnTemplate meeting_template(Settings const& settings);

/// {file, shipped, passed_over: [{file, errors: [{field, reason}]}]}
nlohmann::json wire(OwnTemplate const& found);
/// 503: neither an own form nor the one that comes with the program could be read.
void answer_no_template(CallPtr const& call);

} // namespace meguri::hub::routes
