#include "admin/desk/views/saving.h"

#include <wx/file.h>
#include <wx/filedlg.h>

namespace meguri::desk::views {

std::string asked_path(wxWindow& over, Look const& look, std::string const& title, std::string const& name,
    std::string const& kind)
{
    auto const ending = ui::to_wx(kind).Lower();
    wxFileDialog dialog(&over, look.words(title), {}, ui::to_wx(name), ui::to_wx(kind) + "|*." + ending,
        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    return dialog.ShowModal() == wxID_OK ? ui::from_wx(dialog.GetPath()) : std::string();
}

bool write_privately(models::WrittenFile const& file)
{
    wxFile out;
    return out.Create(ui::to_wx(file.path), true, wxS_IRUSR | wxS_IWUSR)
        && out.Write(file.bytes.data(), file.bytes.size()) == file.bytes.size() && out.Flush();
}

} // namespace meguri::desk::views
