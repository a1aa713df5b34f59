// The section 開催回: the list or the calendar (Alt+1 to Alt+3), and beside it what is chosen, the form of
// one, the days of a series, a programme to copy, a move, drafts to publish, or a sentence that is asked for.
// Window's thread.
#pragma once

#include "admin/desk/views/page.h"

#include <vector>

namespace meguri::desk::views {

class CalendarPanel;
class CopyPanel;
class FaceTab;
class PublishPanel;
class SeriesPanel;
class SessionDetailsPanel;
class SessionFormPanel;
class SessionMovePanel;

class SessionsPage final : public Page {
public:
    SessionsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;
    void turn(std::size_t face) override;
    bool undo() override { return model().undo(); }

private:
    /// What stands beside the list.
    enum class Side { None, Details, Cancel, Arrange, Sure, Form, Series, Copy, Move, Publish };
    /// One sentence that an action asks for.
    struct Asking {
        wxPanel* panel = nullptr;
        Form* form = nullptr;
    };

    void add_head(wxSizer& into);
    void add_tabs(wxSizer& into);
    wxWindow* new_table();
    wxWindow* new_side();
    Asking add_asking(wxWindow& parent, wxSizer& into, std::string const& field, std::string const& label,
        std::string const& hint, wxButton* (SessionsPage::*new_key)(wxWindow* parent));
    void add_sure(wxWindow& parent, wxSizer& into);
    wxButton* new_cancel_key(wxWindow* parent);
    wxButton* new_arrange_key(wxWindow* parent);
    void cancel_session();
    void arrange_session();
    Side side() const;
    void show_head();
    void show_list();
    void show_face();
    void show_side(Side side);
    void show_sure();
    void begin_side(Side side);
    models::Sessions& model() const { return desk().sessions(); }

    wxStaticText* m_count = nullptr;
    wxButton* m_new = nullptr;
    wxButton* m_copy_key = nullptr;
    wxButton* m_publish_key = nullptr;
    std::vector<FaceTab*> m_tabs;
    wxWindow* m_table_card = nullptr;
    TableView* m_table = nullptr;
    CalendarPanel* m_calendar = nullptr;
    Card* m_side = nullptr;
    Prose* m_notice = nullptr;
    SessionDetailsPanel* m_details = nullptr;
    SessionFormPanel* m_form = nullptr;
    SeriesPanel* m_series = nullptr;
    CopyPanel* m_copy = nullptr;
    SessionMovePanel* m_move = nullptr;
    PublishPanel* m_publish = nullptr;
    Asking m_cancel;
    Asking m_arrange;
    wxPanel* m_sure = nullptr;
    Prose* m_sure_words = nullptr;
    wxButton* m_sure_key = nullptr;
    wxButton* m_sure_away = nullptr;
    Side m_side_shown = Side::None;
    bool m_has_scrolled = false; ///< To today, once; after that the clerk scrolls.
};

} // namespace meguri::desk::views
