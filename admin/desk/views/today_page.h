// The section 今日: cards of lines, each with the button that deals with it; on the right what comes and how
// the kiosks do. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

class wxScrolledWindow;

namespace meguri::desk::views {

/// One line: what, a coloured word, why. Its button is a native one beside it.
class TodayLineView final : public Painted {
public:
    /// `is_narrow`: in the right column the why stands below.
    TodayLineView(wxWindow* parent, Look& look, models::TodayLine line, bool is_narrow);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    double chip(ui::Canvas& canvas, double x, double y, double room);

    models::TodayLine m_line;
    bool m_is_narrow;
};

class TodayPage final : public Page {
public:
    TodayPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    void rebuild();
    void add_group(models::TodayGroup const& group, wxSizer& into);
    void add_line(wxWindow& parent, wxSizer& into, models::TodayLine const& line, bool is_narrow);
    /// The keyboard stays on the line it was on, or begins again at the first.
    void focus_again(wxString const& name);
    void act(models::TodayLine const& line);
    models::Today& model() const { return desk().today(); }

    using Named = std::pair<wxString, wxButton*>;

    wxStaticText* m_headline = nullptr;
    Prose* m_broken = nullptr;
    Prose* m_notice = nullptr;
    wxScrolledWindow* m_left = nullptr;
    wxScrolledWindow* m_right = nullptr;
    std::vector<models::TodayLine> m_shown; ///< So that nothing is rebuilt under the clerk's fingers.
    std::vector<Named> m_buttons; ///< Of both columns, in their order.
    Prose* m_calm = nullptr; ///< Stands where nothing is left to do.
    bool m_has_shown = false;
};

} // namespace meguri::desk::views
