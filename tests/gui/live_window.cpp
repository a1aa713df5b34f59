// kiosk_live WIDTH HEIGHT [MM-PER-PX]: the real window and the real path with the sample classes of the flow
// tests, for tests that press it from outside. Prints "READY", then the name of each screen it comes to; a
// registration is answered with a confirmed seat.
#include "kiosk/screens/window.h"
#include "shared/ui/loop.h"
#include "tests/kiosk/flow_walk.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

using namespace meguri;
using namespace meguri::kiosk;

int main(int argc, char** argv)
{
    if (argc != 3 && argc != 4) {
        std::cerr << "kiosk_live WIDTH HEIGHT [MM-PER-PX]\n";
        return 2;
    }
    screens::WindowSettings settings;
    settings.width_px = std::atoi(argv[1]);
    settings.height_px = std::atoi(argv[2]);
    if (argc == 4)
        settings.mm_per_px = std::atof(argv[3]);
    tests::Visitor visitor;
    std::unique_ptr<screens::Window> window;
    std::string shown;
    auto const show = [&] {
        window->show(flow::view(visitor.state, visitor.now));
        auto const name = tests::screen_name(visitor.state);
        if (name != shown)
            std::cout << name << std::endl;
        shown = name;
    };
    auto const on_event = [&](flow::Event const& event) {
        auto const asked
            = [&] { return visitor.count<flow::Register>() + visitor.count<flow::RequestVisit>(); };
        int const before = asked();
        visitor.happen(event);
        if (asked() > before)
            visitor.does("answer confirmed");
        show();
    };
    int only_program = 1;
    return ui::run_loop(
        only_program, argv,
        [&] {
            auto opened = screens::Window::open(settings, on_event);
            if (!opened) {
                std::cerr << opened.error().message << "\n";
                return false;
            }
            window = std::move(*opened);
            visitor.state.settings = screens::with_pages_for(window->panel(), visitor.state.settings);
            show();
            std::cout << "READY" << std::endl;
            return true;
        },
        [&] { window.reset(); });
}
