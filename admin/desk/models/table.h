// A table as the windows and the exports see it: columns, visible rows in their order, cells as text. The
// rows stay where they are; sorting and filtering only rebuild an index vector, so 5,000 rows answer at once.
// One thread.
#pragma once

#include "admin/desk/models/delimited.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace meguri::desk::models {

/// What a cell means, not how it looks; the theme gives each a colour, and the words never depend on it.
enum class Tone { Plain, Strong, Quiet, Ok, Few, Full, Stop };

struct Cell {
    std::string text;
    Tone tone = Tone::Plain;
};

enum class Align { Left, Right };

struct Column {
    std::string title; ///< Japanese source text.
    int width = 100; ///< Logical pixels at the small size.
    Align align = Align::Left;
};

using SortKey = std::variant<std::int64_t, std::string>;

class Table {
public:
    virtual ~Table() = default;

    std::span<Column const> columns() const { return m_columns; }
    std::size_t row_count() const { return m_order.size(); }
    std::size_t total_count() const { return m_count; }
    Cell cell(std::size_t row, std::size_t column) const { return cell_at(m_order[row], column); }
    /// What names the row for good: selection survives a refresh by it.
    std::string id(std::size_t row) const { return id_at(m_order[row]); }
    std::optional<std::size_t> row_of(std::string const& id) const;

    /// Sorts by a column; rows that compare equal keep the order they came in.
    void sort_by(std::size_t column, bool is_descending);
    std::optional<std::size_t> sort_column() const { return m_sort_column; }
    bool is_descending() const { return m_is_descending; }
    /// Shows only rows in which every word of `query` stands.
    void set_filter(std::string const& query);

    /// The visible rows with their heads; `only` limits them to some.
    std::vector<TextRow> text_rows(std::span<std::size_t const> only = {}) const;
    std::string csv() const { return to_csv(text_rows()); }
    std::string tsv(std::span<std::size_t const> only = {}) const { return to_tsv(text_rows(only)); }

protected:
    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }
    virtual Cell cell_at(std::size_t index, std::size_t column) const = 0;
    virtual SortKey key_at(std::size_t index, std::size_t column) const = 0;
    virtual std::string id_at(std::size_t index) const = 0;
    /// To be called by the derived table whenever its rows changed.
    void rebuild(std::size_t count);

    std::size_t index_at(std::size_t row) const { return m_order[row]; }

private:
    void apply();
    void make_searchable();

    std::vector<Column> m_columns;
    std::size_t m_count = 0;
    std::vector<std::string> m_searchable; ///< Empty until there is something to look for.
    std::vector<std::size_t> m_order;
    std::optional<std::size_t> m_sort_column;
    bool m_is_descending = false;
    std::string m_filter;
};

/// One column of a table over rows of one type: its head, its text, and what it sorts by.
template <class Row> struct ColumnOf {
    using CellOf = std::function<Cell(Row const&)>;
    using KeyOf = std::function<SortKey(Row const&)>;

    ColumnOf(Column its_head, CellOf cell_of, KeyOf key_of = nullptr)
        : head(std::move(its_head))
        , cell(std::move(cell_of))
        , key(std::move(key_of))
    {
    }
    Column head;
    CellOf cell;
    KeyOf key; ///< None: sorts by its text.
};

template <class Row> class RowTable : public Table {
public:
    void set_rows(std::vector<Row> rows)
    {
        m_rows = std::move(rows);
        rebuild(m_rows.size());
    }
    std::vector<Row> const& rows() const { return m_rows; }
    Row const& row(std::size_t visible) const { return m_rows[index_at(visible)]; }
    Row const* find(std::string const& id) const
    {
        for (auto const& candidate : m_rows)
            if (m_id(candidate) == id)
                return &candidate;
        return nullptr;
    }

protected:
    RowTable(std::vector<ColumnOf<Row>> columns, std::function<std::string(Row const&)> id)
        : Table(heads(columns))
        , m_columns_of(std::move(columns))
        , m_id(std::move(id))
    {
    }

private:
    static std::vector<Column> heads(std::vector<ColumnOf<Row>> const& columns)
    {
        std::vector<Column> result;
        result.reserve(columns.size());
        for (auto const& column : columns)
            result.push_back(column.head);
        return result;
    }
    Cell cell_at(std::size_t index, std::size_t column) const final
    {
        return m_columns_of[column].cell(m_rows[index]);
    }
    SortKey key_at(std::size_t index, std::size_t column) const final
    {
        auto const& of = m_columns_of[column];
        return of.key ? of.key(m_rows[index]) : SortKey(of.cell(m_rows[index]).text);
    }
    std::string id_at(std::size_t index) const final { return m_id(m_rows[index]); }

    std::vector<ColumnOf<Row>> m_columns_of;
    std::function<std::string(Row const&)> m_id;
    std::vector<Row> m_rows;
};

} // namespace meguri::desk::models
