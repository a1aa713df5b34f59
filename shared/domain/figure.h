// 数字の根拠: a number that stands on a report, with the rows it is made of, so that anybody can add them up
// again. Nothing is a figure without its rows; its value is never stored beside them. Pure.
#pragma once

#include "shared/domain/names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::domain {

/// derived: counted from rows of this hub; stated: somebody wrote it down, a document or a clerk; inferred: a
/// conclusion from something else that was stated.
enum class Basis { Stated, Derived, Inferred };
template <> struct Names<Basis> {
    static constexpr std::array entries{
        std::pair{Basis::Stated, "stated"},
        std::pair{Basis::Derived, "derived"},
        std::pair{Basis::Inferred, "inferred"},
    };
};

enum class FigureRule {
    Sum, ///< Of all its rows.
    Share ///< The first row in whole percent of the second, half up.
};
template <> struct Names<FigureRule> {
    static constexpr std::array entries{
        std::pair{FigureRule::Sum, "sum"},
        std::pair{FigureRule::Share, "share"},
    };
};

/// What a row is, and so what its id is of.
enum class FigureRowKind {
    Session, ///< The session as it stands on the hub's calendar.
    Attendance, ///< Registrations of that session which stand alike.
    Survey, ///< Answers after that session.
    SubsidyStep, ///< A step of a subsidy: its id, # and the step's number from 1.
    Document, ///< A source document and the part of it.
    Organisation,
    Municipality,
    Venue,
    Rule, ///< A programme's rule, by the programme's id.
    Figure ///< Another figure of the same report, by its name.
};
template <> struct Names<FigureRowKind> {
    static constexpr std::array entries{
        std::pair{FigureRowKind::Session, "session"},
        std::pair{FigureRowKind::Attendance, "attendance"},
        std::pair{FigureRowKind::Survey, "survey"},
        std::pair{FigureRowKind::SubsidyStep, "subsidy_step"},
        std::pair{FigureRowKind::Document, "document"},
        std::pair{FigureRowKind::Organisation, "organisation"},
        std::pair{FigureRowKind::Municipality, "municipality"},
        std::pair{FigureRowKind::Venue, "venue"},
        std::pair{FigureRowKind::Rule, "rule"},
        std::pair{FigureRowKind::Figure, "figure"},
    };
};

struct FigureRow {
    FigureRowKind kind = FigureRowKind::Session;
    std::string id;
    std::string what; ///< In words: its day and title, the step and its day, the document and the part.
    std::int64_t value = 0; ///< What it brings.
};

struct Figure {
    std::string name; ///< Once in a report: participants, session.s12.from_65
    std::string label; ///< 参加者
    std::string unit; ///< 人
    Basis basis = Basis::Derived;
    FigureRule rule = FigureRule::Sum;
    std::vector<FigureRow> rows;
};

/// What its rows come to; a share of nothing is 0.
std::int64_t value_of(Figure const& figure);
/// Null when the report has none of that name.
Figure const* find_figure(std::vector<Figure> const& figures, std::string_view name);
/// Every name, value and row in one text, for a number by which two copies of a report are told apart.
std::string text_of(std::vector<Figure> const& figures);

} // namespace meguri::domain
