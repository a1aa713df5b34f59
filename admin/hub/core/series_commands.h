// Many sessions out of one: a series, a programme taken over by another municipality (横展開), and templates,
// as plain data for the one writer.
#pragma once

#include "admin/hub/store/rows.h"
#include "shared/domain/series.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::core {

/// `first` on each of the days: all of them, or none. A dry run writes nothing and says what would stand in
/// the way of each.
struct CreateSeries {
    domain::Session first;
    domain::SeriesRule rule;
    bool is_published = false;
    bool is_dry_run = false;
    std::string by;
};

/// The classes of a programme, as drafts in another town: at a venue of the same kind, put off by whole
/// weeks. What cannot be copied is named and left out.
struct CopyProgramme {
    domain::ProgrammeId programme;
    domain::MunicipalityCode to;
    bool is_dry_run = false;
    std::string by;
};

struct SaveTemplate {
    store::TemplateRow row; ///< An empty body takes it away.
    std::string by;
};

/// One session of many: made, or why not.
struct MadeSession {
    domain::SessionId from; ///< What it was copied from.
    domain::Session session; ///< Its id is empty in a dry run, and where it could not be made.
    std::vector<domain::FieldProblem> problems;
};
struct SeriesAnswer {
    std::vector<MadeSession> sessions;
    domain::ProgrammeId programme; ///< Of the copies.
};

} // namespace meguri::hub::core
