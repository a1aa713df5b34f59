// The page before all others: name and password, and what was wrong with them. The password leaves the field
// the moment it was sent. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class LoginPage final : public Page {
public:
    LoginPage(wxWindow* parent, Look& look, models::Desk& desk, std::string const& hub_words);

    void show() override;
    void focus();

private:
    void log_in();

    Prose* m_notice = nullptr;
    Form* m_form = nullptr;
    wxButton* m_submit = nullptr;
};

} // namespace meguri::desk::views
