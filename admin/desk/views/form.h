// A form of labelled fields, one below the other, each with room for a remark under it: what the rules or the
// hub say about that field. Fields go by their JSON names, so that a remark finds its place by itself.
// Window's thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/words.h"
#include "admin/desk/views/look.h"

#include <wx/panel.h>

#include <map>
#include <string>
#include <vector>

class wxChoice;
class wxBoxSizer;
class wxStaticText;
class wxTextCtrl;

namespace meguri::desk::views {

class Form final : public wxPanel {
public:
    Form(wxWindow* parent, Look& look);

    /// `field` is the name values and remarks go by.
    void add_text(std::string const& field, std::string const& label, std::string const& hint = "",
        bool is_password = false);
    void add_choice(
        std::string const& field, std::string const& label, std::vector<models::Choice> const& choices);

    /// Fields added between these two share a line in equal parts, as many as are shown; what is wrong with
    /// one stands below the line, under its name.
    void begin_line();
    void end_line();

    std::string value(std::string const& field) const;
    /// Sets what is typed only where it differs, so that the caret stays.
    void set(std::string const& field, std::string const& value);
    void set_choices(std::string const& field, std::vector<models::Choice> const& choices);
    void show_field(std::string const& field, bool is_shown);
    void show_remarks(models::Remarks const& remarks);
    /// The first field that is shown.
    void focus_first();
    /// One that is shown.
    void focus(std::string const& name);
    /// Called when something else was chosen in any choice.
    void on_choice(std::function<void()> told) { m_chose = std::move(told); }
    /// Called when something was typed in any text field.
    void on_typed(std::function<void()> told) { m_typed = std::move(told); }
    /// Called for Enter in any text field.
    void on_enter(std::function<void()> told) { m_entered = std::move(told); }

private:
    struct Field {
        wxTextCtrl* text = nullptr;
        wxChoice* choice = nullptr;
        wxStaticText* label = nullptr;
        wxStaticText* remark = nullptr;
        std::string name_before_remark; ///< Of a field that shares its line.
        bool is_shown = true;
        std::vector<models::Choice> choices;
    };
    void add_field(std::string const& name, std::string const& label, Field field, wxWindow& control);
    wxTextCtrl* new_text(std::string const& hint, long style);

    Look& m_look;
    std::map<std::string, Field> m_fields;
    std::vector<std::string> m_order; ///< As they were added.
    wxBoxSizer* m_line = nullptr; ///< Being filled; none: each field has a line of its own.
    wxBoxSizer* m_below_line = nullptr;
    std::function<void()> m_chose;
    std::function<void()> m_entered;
    std::function<void()> m_typed;
};

} // namespace meguri::desk::views
