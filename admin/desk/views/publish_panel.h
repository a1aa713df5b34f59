// まとめて公開: the drafts, what stands in the way of each, how far it is, and a key to stop. Window's
// thread.
#pragma once

#include "admin/desk/views/page.h"

class wxGauge;

namespace meguri::desk::views {

class PublishPanel final : public Page {
public:
    PublishPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void focus();

private:
    models::BulkPublish& bulk() const { return desk().sessions().bulk(); }

    Prose* m_words = nullptr;
    TableView* m_table = nullptr;
    wxGauge* m_gauge = nullptr;
    Prose* m_hint = nullptr;
    wxButton* m_leave = nullptr;
    wxButton* m_stop = nullptr;
    wxButton* m_publish = nullptr;
    std::string m_chosen;
};

} // namespace meguri::desk::views
