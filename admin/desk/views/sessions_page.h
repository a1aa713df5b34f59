// The section 開催回: the list, and beside it what is chosen, the form of one, the days of a series, a
// programme to copy, or a sentence that is asked for. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class CopyPanel;
class SeriesPanel;
class SessionDetailsPanel;
class SessionFormPanel;

class SessionsPage final : public Page {
public:
    SessionsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    /// What stands beside the list.
    enum class Side { None, Details, Cancel, Arrange, Form, Series, Copy };
    /// One sentence that an action asks for.
    struct Asking {
        wxPanel* panel = nullptr;
        Form* form = nullptr;
    };

    void add_head(wxSizer& into);
    wxWindow* new_side();
    Asking add_asking(wxWindow& parent, wxSizer& into, std::string const& field, std::string const& label,
        std::string const& hint, wxButton* (SessionsPage::*new_key)(wxWindow* parent));
    wxButton* new_cancel_key(wxWindow* parent);
    wxButton* new_arrange_key(wxWindow* parent);
    void cancel_session();
    void arrange_session();
    Side side() const;
    void show_list();
    void show_side(Side side);
    void begin_side(Side side);
    models::Sessions& model() const { return desk().sessions(); }

    wxStaticText* m_count = nullptr;
    wxButton* m_new = nullptr;
    wxButton* m_copy_key = nullptr;
    TableView* m_table = nullptr;
    Card* m_side = nullptr;
    Prose* m_notice = nullptr;
    SessionDetailsPanel* m_details = nullptr;
    SessionFormPanel* m_form = nullptr;
    SeriesPanel* m_series = nullptr;
    CopyPanel* m_copy = nullptr;
    Asking m_cancel;
    Asking m_arrange;
    Side m_side_shown = Side::None;
    bool m_has_scrolled = false; ///< To today, once; after that the clerk scrolls.
};

} // namespace meguri::desk::views
