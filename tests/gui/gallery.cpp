// kiosk_gallery FOLDER [PART-OF-NAME]: shows every screen in both panels, both themes and both text sizes in
// the real window, and saves what is on the display as FOLDER/<panel>-<look>-<page>.png. Names on standard
// error each text that did not fit.
#include "shared/ui/loop.h"
#include "tests/gui/pages.h"

#include <wx/app.h>
#include <wx/timer.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace meguri;
using namespace meguri::kiosk;

/// From outside, by ImageMagick: the toolkit's own screen DC keeps showing the first picture it read.
void save_display(tests::PanelKind const& panel, std::filesystem::path const& file)
{
    auto const command = "import -silent -window root -crop " + std::to_string(panel.width_px) + "x"
        + std::to_string(panel.height_px) + "+0+0 '" + file.string() + "'";
    if (std::system(command.c_str()) != 0)
        std::cerr << "cannot save " << file << "\n";
}

struct NamedLook {
    std::string name;
    flow::Look look;
};

std::vector<NamedLook> const& looks()
{
    using flow::Language;
    static std::vector<NamedLook> const all{{"normal", {}}, {"contrast", {true, false, Language::Japanese}},
        {"larger", {false, true, Language::Japanese}}, {"easy", {false, false, Language::EasyJapanese}},
        {"english", {false, false, Language::English}}};
    return all;
}

struct Picture {
    tests::PanelKind const* panel;
    NamedLook const* look;
    tests::Page const* page;
    std::string name() const { return panel->name + "-" + look->name + "-" + page->name; }
};

/// Shows one picture after the other and saves each once the loop has had time to draw it.
class Gallery {
public:
    Gallery(std::filesystem::path folder, std::string const& part)
        : m_folder(std::move(folder))
    {
        for (auto const& panel : tests::panel_kinds())
            for (auto const& look : looks())
                for (auto const& page : tests::pages())
                    if (Picture const picture{&panel, &look, &page};
                        picture.name().find(part) != std::string::npos)
                        m_pictures.push_back(picture);
        m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { on_timer(); });
    }

    bool start()
    {
        std::filesystem::create_directories(m_folder);
        if (m_pictures.empty())
            return false;
        go_on();
        return true;
    }
    void finish()
    {
        m_timer.Stop();
        m_window.reset();
    }

private:
    void go_on()
    {
        if (m_at >= 0) {
            auto const& shown = m_pictures[static_cast<std::size_t>(m_at)];
            save_display(*shown.panel, m_folder / (shown.name() + ".png"));
        }
        if (++m_at == static_cast<int>(m_pictures.size()))
            return ui::stop_loop();
        auto const& next = m_pictures[static_cast<std::size_t>(m_at)];
        if (m_panel != next.panel)
            open(*next.panel);
        m_window->show(tests::view_of(*next.page, next.look->look));
        for (auto const& text : m_window->unfit_texts())
            std::cerr << next.name() << ": does not fit: " << text << "\n";
        m_rounds = 0;
        wxTheApp->Bind(wxEVT_IDLE, &Gallery::on_idle, this);
    }

    /// Idle comes after all painting that is due; the next frame may be due a moment later. So twice, with a
    /// pause between.
    void on_idle(wxIdleEvent& event)
    {
        event.Skip();
        wxTheApp->Unbind(wxEVT_IDLE, &Gallery::on_idle, this);
        m_timer.StartOnce(40);
    }

    void on_timer()
    {
        if (++m_rounds < 2)
            wxTheApp->Bind(wxEVT_IDLE, &Gallery::on_idle, this);
        else
            go_on();
    }

    void open(tests::PanelKind const& panel)
    {
        m_panel = &panel;
        screens::WindowSettings settings;
        settings.width_px = panel.width_px;
        settings.height_px = panel.height_px;
        settings.mm_per_px = panel.mm_per_px;
        settings.hides_pointer = true;
        auto opened = screens::Window::open(settings, [](flow::Event const&) {});
        base::verify(opened.has_value(), "the gallery has no assets");
        // The new one first: the loop ends with its last window.
        std::swap(m_window, *opened);
    }

    std::filesystem::path m_folder;
    std::vector<Picture> m_pictures;
    std::unique_ptr<screens::Window> m_window;
    tests::PanelKind const* m_panel = nullptr;
    int m_at = -1;
    int m_rounds = 0;
    wxTimer m_timer;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::cerr << "kiosk_gallery FOLDER [PART-OF-NAME]\n";
        return 2;
    }
    std::unique_ptr<Gallery> gallery;
    int only_program = 1;
    return ui::run_loop(
        only_program, argv,
        [&] {
            gallery = std::make_unique<Gallery>(argv[1], argc > 2 ? argv[2] : "");
            return gallery->start();
        },
        [&] { gallery->finish(); });
}
