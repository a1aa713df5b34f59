// kiosk_pages WIDTH HEIGHT MM-PER-PX: the real window with one page of the gallery after the other. Each
// press turns to the next page, whatever was pressed. Prints "READY"; for each page "PAGE <name>", then a
// line "KEY <name>" for each key that can be pressed and "SHOWN"; at each press "PRESSED <name of the key>";
// "END" after the last page.
#include "shared/ui/loop.h"
#include "tests/gui/pages.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

namespace {

using namespace meguri;
using namespace meguri::kiosk;

/// Without the half spaces and line ends that only guide the breaking of lines.
std::string name_of(flow::Button const& button)
{
    auto name = flow::in_japanese(button.name.is_empty() ? button.text : button.name);
    std::replace(name.begin(), name.end(), '\n', ' ');
    return name;
}

class Pages {
public:
    bool open(screens::WindowSettings const& settings)
    {
        auto opened = screens::Window::open(settings, [this](flow::Event const& event) { take(event); });
        if (!opened) {
            std::cerr << opened.error().message << "\n";
            return false;
        }
        m_window = std::move(*opened);
        std::cout << "READY" << std::endl;
        show();
        return true;
    }
    void close() { m_window.reset(); }

private:
    void show()
    {
        auto const& page = tests::pages()[m_page];
        m_view = tests::view_of(page, {}, m_window->panel());
        std::cout << "PAGE " << page.name << "\n";
        for (auto const& button : flow::buttons_of(m_view))
            if (button.is_enabled)
                std::cout << "KEY " << name_of(button) << "\n";
        m_window->show(m_view);
        std::cout << "SHOWN" << std::endl;
    }
    void take(flow::Event const& event)
    {
        auto const* const press = std::get_if<flow::Press>(&event);
        if (!press || m_page >= tests::pages().size())
            return;
        for (auto const& button : flow::buttons_of(m_view))
            if (button.press == *press)
                std::cout << "PRESSED " << name_of(button) << std::endl;
        if (++m_page < tests::pages().size())
            return show();
        std::cout << "END" << std::endl;
    }

    std::unique_ptr<screens::Window> m_window;
    flow::View m_view;
    std::size_t m_page = 0;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "kiosk_pages WIDTH HEIGHT MM-PER-PX\n";
        return 2;
    }
    screens::WindowSettings settings;
    settings.width_px = std::atoi(argv[1]);
    settings.height_px = std::atoi(argv[2]);
    settings.mm_per_px = std::atof(argv[3]);
    Pages pages;
    int only_program = 1;
    return ui::run_loop(
        only_program, argv, [&] { return pages.open(settings); }, [&] { pages.close(); });
}
