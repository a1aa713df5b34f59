#include "admin/desk/views/table_view.h"

#include "shared/ui/a11y.h"

#include <wx/clipbrd.h>
#include <wx/dataview.h>
#include <wx/sizer.h>

namespace meguri::desk::views {

class TableView::Rows final : public wxDataViewVirtualListModel {
public:
    Rows(Look& look, models::Table& table)
        : wxDataViewVirtualListModel(static_cast<unsigned>(table.row_count()))
        , m_look(look)
        , m_table(table)
    {
    }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override
    {
        value = row < m_table.row_count() ? ui::to_wx(m_table.cell(row, column).text) : wxString();
    }
    bool SetValueByRow(wxVariant const& /*value*/, unsigned /*row*/, unsigned /*column*/) override
    {
        return false;
    }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attributes) const override
    {
        if (row >= m_table.row_count())
            return false;
        auto const tone = m_table.cell(row, column).tone;
        if (tone == models::Tone::Plain)
            return false;
        attributes.SetBold(tone != models::Tone::Quiet);
        attributes.SetColour(m_look.colour(colours_of(tone).front));
        return true;
    }
    unsigned GetColumnCount() const override { return static_cast<unsigned>(m_table.columns().size()); }
    wxString GetColumnType(unsigned /*column*/) const override { return "string"; }

private:
    Look& m_look;
    models::Table& m_table;
};

TableView::TableView(wxWindow* parent, Look& look, std::string const& name, models::Table& table, Told told)
    : wxPanel(parent)
    , m_look(look)
    , m_table(table)
    , m_told(std::move(told))
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    m_control
        = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_SINGLE | wxBORDER_NONE);
    m_rows = new Rows(look, table);
    m_control->AssociateModel(m_rows);
    m_rows->DecRef();
    unsigned place = 0;
    for (auto const& column : table.columns()) {
        auto const align = column.align == models::Align::Right ? wxALIGN_RIGHT : wxALIGN_LEFT;
        int const width = column.width * look.sizes.text / Sizes().text;
        auto* shown = m_control->AppendTextColumn(
            look.words(column.title), place, wxDATAVIEW_CELL_INERT, width, align, wxDATAVIEW_COL_RESIZABLE);
        shown->GetRenderer()->SetAlignment(align | wxALIGN_CENTRE_VERTICAL);
        ++place;
    }
    // The control is the scroller around the toolkit's own table, which has role and cells already.
    ui::expose(*m_control, look.say(name), ui::A11yRole::Panel);
    m_control->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { choose_selected(); });
    m_control->Bind(wxEVT_DATAVIEW_COLUMN_HEADER_CLICK,
        [this](wxDataViewEvent& event) { sort_by_click(static_cast<unsigned>(event.GetColumn())); });
    m_control->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.ControlDown() && event.GetKeyCode() == 'C')
            copy(event.ShiftDown());
        else if (!pick(event))
            event.Skip();
    });
    auto* box = new wxBoxSizer(wxVERTICAL);
    box->Add(m_control, 1, wxEXPAND);
    SetSizer(box);
}

void TableView::show(int revision, std::string const& chosen_id)
{
    m_is_showing = true;
    bool const is_new = revision != m_revision;
    if (is_new) {
        m_revision = revision;
        m_rows->Reset(static_cast<unsigned>(m_table.row_count()));
        for (unsigned i = 0; i < m_table.columns().size(); ++i) {
            auto const mark = m_table.sort_column() == i ? (m_table.is_descending() ? " ▼" : " ▲") : "";
            m_control->GetColumn(i)->SetTitle(ui::to_wx(m_look.say(m_table.columns()[i].title) + mark));
        }
    }
    if (is_new || chosen_id != m_marked)
        mark(chosen_id);
    m_is_showing = false;
}

void TableView::mark(std::string const& chosen_id)
{
    m_marked = chosen_id;
    auto const row = chosen_id.empty() ? std::nullopt : m_table.row_of(chosen_id);
    if (!row) {
        m_control->UnselectAll();
        return;
    }
    auto const item = m_rows->GetItem(static_cast<unsigned>(*row));
    m_control->Select(item);
    m_control->EnsureVisible(item);
}

void TableView::scroll_to(std::size_t row)
{
    if (row >= m_table.row_count())
        return;
    // Coming from below leaves the row on top.
    m_control->EnsureVisible(m_rows->GetItem(static_cast<unsigned>(m_table.row_count() - 1)));
    m_control->EnsureVisible(m_rows->GetItem(static_cast<unsigned>(row)));
}

void TableView::choose_selected()
{
    auto const item = m_control->GetSelection();
    if (m_is_showing || !item.IsOk())
        return;
    auto const row = m_rows->GetRow(item);
    if (row >= m_table.row_count())
        return;
    m_marked = m_table.id(row);
    m_told.chosen(m_marked);
}

void TableView::sort_by_click(unsigned column)
{
    bool const is_again = m_table.sort_column() == column;
    m_told.sorted(column, is_again && !m_table.is_descending());
}

bool TableView::pick(wxKeyEvent const& event)
{
    auto const key = event.GetKeyCode();
    bool const is_on = event.ShiftDown() && (key == WXK_UP || key == WXK_DOWN);
    auto const row = m_table.row_of(m_marked);
    if (!m_told.picked || !row || event.ControlDown() || (key != WXK_SPACE && !is_on))
        return false;
    m_told.picked(m_marked);
    auto const next = key == WXK_UP ? *row - 1 : *row + 1;
    if (is_on && next < m_table.row_count())
        m_told.chosen(m_table.id(next));
    return true;
}

void TableView::copy(bool is_all)
{
    auto const item = m_control->GetSelection();
    std::vector<std::size_t> only;
    if (!is_all && item.IsOk())
        only.push_back(m_rows->GetRow(item));
    if (!wxTheClipboard->Open())
        return;
    wxTheClipboard->SetData(new wxTextDataObject(ui::to_wx(m_table.tsv(only))));
    wxTheClipboard->Close();
}

} // namespace meguri::desk::views
