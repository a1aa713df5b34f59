#include "admin/desk/models/table.h"

#include "admin/desk/models/search_text.h"

#include <algorithm>
#include <numeric>

namespace meguri::desk::models {

std::optional<std::size_t> Table::row_of(std::string const& wanted) const
{
    for (std::size_t row = 0; row < m_order.size(); ++row)
        if (id_at(m_order[row]) == wanted)
            return row;
    return std::nullopt;
}

void Table::sort_by(std::size_t column, bool is_descending)
{
    m_sort_column = column;
    m_is_descending = is_descending;
    apply();
}

void Table::set_filter(std::string const& query)
{
    m_filter = query;
    apply();
}

std::vector<TextRow> Table::text_rows(std::span<std::size_t const> only) const
{
    std::vector<TextRow> result(1);
    for (auto const& column : m_columns)
        result[0].push_back(column.title);
    auto const add = [&](std::size_t row) {
        TextRow texts;
        for (std::size_t column = 0; column < m_columns.size(); ++column)
            texts.push_back(cell(row, column).text);
        result.push_back(std::move(texts));
    };
    if (only.empty())
        for (std::size_t row = 0; row < row_count(); ++row)
            add(row);
    for (auto const row : only)
        if (row < row_count())
            add(row);
    return result;
}

void Table::rebuild(std::size_t count)
{
    m_count = count;
    m_searchable.clear();
    apply();
}

/// Folding every cell of five thousand rows takes a while: it waits until somebody looks for something.
void Table::make_searchable()
{
    m_searchable.resize(m_count);
    for (std::size_t index = 0; index < m_count; ++index) {
        std::string all;
        for (std::size_t column = 0; column < m_columns.size(); ++column)
            all += cell_at(index, column).text + " ";
        m_searchable[index] = fold_for_search(all);
    }
}

void Table::apply()
{
    auto const words = search_words(m_filter);
    m_order.clear();
    if (!words.empty() && m_searchable.size() != m_count)
        make_searchable();
    for (std::size_t index = 0; index < m_count; ++index)
        if (words.empty() || has_every_word(m_searchable[index], words))
            m_order.push_back(index);
    if (!m_sort_column)
        return;
    // Keys are made once per row, not once per comparison.
    std::vector<SortKey> keys(m_count);
    for (auto const index : m_order)
        keys[index] = key_at(index, *m_sort_column);
    std::ranges::stable_sort(m_order, [&](std::size_t a, std::size_t b) {
        return m_is_descending ? keys[b] < keys[a] : keys[a] < keys[b];
    });
}

} // namespace meguri::desk::models
