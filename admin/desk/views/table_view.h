// A models::Table on the screen: the toolkit's own virtual list, so that thousands of rows cost what is seen
// and a screen reader reads each cell. Keeps the chosen row through every refresh. Ctrl+C copies it,
// Ctrl+Shift+C all rows; Space marks it where rows can be marked.
#pragma once

#include "admin/desk/models/table.h"
#include "admin/desk/views/look.h"

#include <wx/panel.h>

#include <functional>
#include <string>

class wxChoice;
class wxDataViewCtrl;
class wxKeyEvent;

namespace meguri::desk::views {

class TableView final : public wxPanel {
public:
    struct Told {
        std::function<void(std::string const& id)> chosen;
        std::function<void(std::size_t column, bool is_descending)> sorted;
        /// Space, and each row that Shift with an arrow leaves; where rows can be marked.
        std::function<void(std::string const& id)> picked = {};
    };
    TableView(wxWindow* parent, Look& look, std::string const& name, models::Table& table, Told told);

    /// Shows the table as it is now; the rows are read again only when `revision` is another.
    void show(int revision, std::string const& chosen_id);
    /// Brings the row to the top.
    void scroll_to(std::size_t row);

private:
    class Rows;
    void choose_selected();
    void sort_by_click(unsigned column);
    void copy(bool is_all);
    bool pick(wxKeyEvent const& event);
    void mark(std::string const& chosen_id);

    Look& m_look;
    models::Table& m_table;
    Told m_told;
    Rows* m_rows = nullptr; ///< Counted by the control.
    wxDataViewCtrl* m_control = nullptr;
    int m_revision = -1;
    std::string m_marked;
    bool m_is_showing = false; ///< What the toolkit says about a selection then is our own doing.
};

} // namespace meguri::desk::views
