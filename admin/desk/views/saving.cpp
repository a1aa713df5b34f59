#include "admin/desk/views/saving.h"

#include "admin/desk/models/import_sheet.h"
#include "shared/base/files.h"

#include <wx/file.h>
#include <wx/filedlg.h>
#include <wx/filename.h>

#include <filesystem>

namespace meguri::desk::views {

std::string asked_path(wxWindow& over, Look const& look, std::string const& title, std::string const& name,
    std::string const& kind)
{
    auto const ending = ui::to_wx(kind).Lower();
    wxFileDialog dialog(&over, look.words(title), {}, ui::to_wx(name), ui::to_wx(kind) + "|*." + ending,
        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    return dialog.ShowModal() == wxID_OK ? ui::from_wx(dialog.GetPath()) : std::string();
}

std::string asked_file(wxWindow& over, Look const& look, std::string const& title)
{
    wxFileDialog dialog(&over, look.words(title), {}, {}, "CSV|*.csv;*.CSV;*.txt;*.TXT|*|*",
        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    return dialog.ShowModal() == wxID_OK ? ui::from_wx(dialog.GetPath()) : std::string();
}

std::string file_name_of(std::string const& path)
{
    return ui::from_wx(wxFileName(ui::to_wx(path)).GetFullName());
}

base::Result<std::string> read_bytes(std::string const& path)
{
    std::filesystem::path const file(path);
    std::error_code trouble;
    auto const size = std::filesystem::file_size(file, trouble);
    if (!trouble && size > models::import_file_bytes_max)
        return base::fail(base::ErrorKind::BadInput, "the file is too large");
    return base::SystemFiles().read(file);
}

bool write_privately(models::WrittenFile const& file)
{
    wxFile out;
    return out.Create(ui::to_wx(file.path), true, wxS_IRUSR | wxS_IWUSR)
        && out.Write(file.bytes.data(), file.bytes.size()) == file.bytes.size() && out.Flush();
}

} // namespace meguri::desk::views
