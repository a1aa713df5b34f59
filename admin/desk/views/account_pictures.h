// What the desk draws of a subsidy's account: its conditions with a sign and a word each, and its sums as a
// short sheet. Each has a name that says the same in words. Window's thread.
#pragma once

#include "admin/desk/models/account_lines.h"
#include "admin/desk/views/painted.h"

#include <string>
#include <vector>

namespace meguri::desk::views {

class ConditionList final : public Painted {
public:
    ConditionList(wxWindow* parent, Look& look);
    void show(std::vector<models::ConditionLine> const& lines);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    void fit();

    std::vector<models::ConditionLine> m_lines;
    int m_width = 0;
};

class SumSheet final : public Painted {
public:
    SumSheet(wxWindow* parent, Look& look);
    void show(std::vector<models::SumLine> const& lines, std::string const& rule);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    std::vector<models::SumLine> m_lines;
    std::string m_rule;
};

} // namespace meguri::desk::views
