// A session on its way to another day or hour, in words: from where to where, who must be called, what is in
// the way, and a reason to move it nevertheless. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class SessionMovePanel final : public Page {
public:
    SessionMovePanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    /// To the key that writes it, or to the reason when one is asked for.
    void ask();

private:
    void send();
    models::SessionMove& move() const { return desk().sessions().move(); }

    wxStaticText* m_title = nullptr;
    Prose* m_words = nullptr;
    Prose* m_people = nullptr;
    Prose* m_clash = nullptr;
    Form* m_reason = nullptr;
    Prose* m_keys = nullptr;
    wxButton* m_send = nullptr;
};

} // namespace meguri::desk::views
