// kiosk_gallery FOLDER [--full] [PART-OF-NAME]: draws every screen on every panel in every theme and language
// as FOLDER/<panel>-<theme>-<language>-<page>.png, a third of its size, and FOLDER/index.html that shows them
// all, one row a screen. Names on standard error each text that did not fit. Needs a display.
#include "shared/ui/loop.h"
#include "tests/gui/pages.h"

#include <wx/image.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace meguri;
using namespace meguri::kiosk;

struct Asked {
    std::filesystem::path folder;
    std::string part;
    bool is_full = false;
};

void save(screens::Picture& picture, std::filesystem::path const& file, bool is_full)
{
    wxImage image(picture.width, picture.height, picture.rgb.data(), true);
    if (!is_full)
        image.Rescale(picture.width / 3, picture.height / 3, wxIMAGE_QUALITY_BOX_AVERAGE);
    if (!image.SaveFile(wxString::FromUTF8(file.string()), wxBITMAP_TYPE_PNG))
        std::cerr << "cannot save " << file << "\n";
}

/// What was drawn of one page, in the order of panels and looks.
using Row = std::vector<std::string>;

void write_index(std::filesystem::path const& folder, std::vector<std::pair<std::string, Row>> const& rows)
{
    std::ofstream page(folder / "index.html");
    page << "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Every screen of the "
            "kiosk</title>\n"
            "<style>body{font:16px sans-serif;background:#888}section{white-space:nowrap;overflow-x:auto}"
            "figure{display:inline-block;margin:4px}img{height:420px}</style>\n";
    for (auto const& [name, pictures] : rows) {
        page << "<h2>" << name << "</h2><section>\n";
        for (auto const& picture : pictures)
            page << "<figure><img loading=\"lazy\" src=\"" << picture << ".png\" alt=\"" << picture
                 << "\"><figcaption>" << picture << "</figcaption></figure>\n";
        page << "</section>\n";
    }
}

bool draw_all(Asked const& asked)
{
    std::filesystem::create_directories(asked.folder);
    wxImage::AddHandler(new wxPNGHandler); // NOLINT: the toolkit deletes it
    std::vector<std::pair<std::string, Row>> rows;
    for (auto const& page : tests::pages())
        rows.emplace_back(page.name, Row());
    for (auto const& kind : tests::panel_kinds()) {
        auto const window = tests::open_on(kind);
        for (auto const& look : tests::looks()) {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                auto const name = kind.name + "-" + look.name + "-" + rows[i].first;
                if (name.find(asked.part) == std::string::npos)
                    continue;
                window->show(tests::view_of(tests::pages()[i], look.look, window->panel()));
                auto picture = window->picture(screens::Window::Pixels::Yes);
                for (auto const& text : picture.unfit)
                    std::cerr << name << ": does not fit: " << text << "\n";
                save(picture, asked.folder / (name + ".png"), asked.is_full);
                rows[i].second.push_back(name);
            }
        }
    }
    write_index(asked.folder, rows);
    return false; // No loop is needed.
}

} // namespace

int main(int argc, char** argv)
{
    Asked asked;
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        if (word == "--full")
            asked.is_full = true;
        else if (asked.folder.empty())
            asked.folder = word;
        else
            asked.part = word;
    }
    if (asked.folder.empty()) {
        std::cerr << "kiosk_gallery FOLDER [--full] [PART-OF-NAME]\n";
        return 2;
    }
    int only_program = 1;
    ui::run_loop(only_program, argv, [&] { return draw_all(asked); });
    return 0;
}
