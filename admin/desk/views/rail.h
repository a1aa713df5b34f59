// The left rail: the logo, one entry a section, who is logged in. The sections are data; what is not in the
// table is not on the rail. Window's thread.
#pragma once

#include "admin/desk/models/desk.h"
#include "admin/desk/views/painted.h"

#include <functional>
#include <span>
#include <vector>

class wxButton;

namespace meguri::desk::views {

struct RailEntry {
    models::Section section;
    char const* icon;
    char const* word; ///< Japanese source text.
    char key; ///< With Ctrl. A section keeps its key when others come.
};
std::span<RailEntry const> rail_entries();

class RailItem final : public Painted {
public:
    RailItem(wxWindow* parent, Look& look, RailEntry const& entry, std::function<void()> press);
    /// `urgent`: how many things there want a person; 0 shows no mark.
    void show(bool is_here, int urgent);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    RailEntry const& m_entry;
    bool m_is_here = false;
    int m_urgent = 0;
};

class RailText final : public Painted {
public:
    enum class Kind { Logo, Person };
    RailText(wxWindow* parent, Look& look, Kind kind);
    void show(std::string const& words);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    Kind m_kind;
    std::string m_words;
};

class Rail final : public wxPanel {
public:
    Rail(wxWindow* parent, Look& look, models::Desk& desk);
    void show();

private:
    models::Desk& m_desk;
    std::vector<RailItem*> m_items;
    RailText* m_person = nullptr;
};

} // namespace meguri::desk::views
