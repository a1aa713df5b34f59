// One section of the desk: a page shows all of its model whenever it is told to, and tells it what the clerk
// did. A handler reads, tells the model, returns; the state of the widgets is never the truth. Window's
// thread.
#pragma once

#include "admin/desk/models/desk.h"
#include "admin/desk/views/form.h"
#include "admin/desk/views/painted.h"
#include "admin/desk/views/table_view.h"

#include <wx/panel.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

class wxButton;
class wxSizer;
class wxStaticText;

namespace meguri::desk::views {

class Page : public wxPanel {
public:
    Page(wxWindow* parent, Look& look, models::Desk& desk);

    /// Draws all of it, always.
    virtual void show() = 0;
    /// Ctrl+N, where there is something new to make.
    virtual void begin_new() { }
    /// Alt+1 and so on, where the section has several faces; from 0.
    virtual void turn(std::size_t /*face*/) { }
    /// Ctrl+Z, where something can be taken back. Whether there was.
    virtual bool undo() { return false; }
    /// Escape.
    virtual void leave_panel() { }

protected:
    Look& look() const { return m_look; }
    models::Desk& desk() const { return m_desk; }

    wxStaticText* new_title(wxWindow* parent, std::string const& words);
    wxStaticText* new_quiet(wxWindow* parent, std::string const& words = "");
    wxButton* new_button(wxWindow* parent, std::string const& words, std::function<void()> press);
    /// A white panel with room inside; its sizer is the one to fill.
    std::pair<Card*, wxSizer*> new_card(wxWindow* parent);
    /// The same with little room, for a table that goes from edge to edge.
    std::pair<Card*, wxSizer*> new_table_card(wxWindow* parent);

private:
    std::pair<Card*, wxSizer*> card_with(wxWindow* parent, int room);

    Look& m_look;
    models::Desk& m_desk;
};

/// Label and value below each other, as many as it is given.
class Facts final : public wxPanel {
public:
    Facts(wxWindow* parent, Look& look);
    void show(std::vector<std::pair<std::string, std::string>> const& labels_and_values);

private:
    void add_line();

    Look& m_look;
    std::vector<std::pair<std::string, std::string>> m_shown;
    /// Kept and used again, as making controls is what takes the time; those that are left over hide.
    std::vector<std::pair<wxStaticText*, Prose*>> m_lines;
};

void set_words(wxStaticText& text, std::string const& words);

} // namespace meguri::desk::views
