// The kiosk's one window. It shows whatever view it is given and says what was touched; it decides nothing
// and waits for nothing. All of it belongs to the window's thread, except `post`.
//
//   auto window = Window::open(settings, [&](flow::Event event) {        // inside ui::run_loop's start
//       auto [state, effects] = flow::step(app.state, event, clock.now());
//       app.state = state;
//       window.show(flow::view(app.state, clock.now()));                 // at once: the answer to a touch
//       app.carry_out(effects);                                          // hands work to other threads
//   });
//   window.every_second([&] { ... flow::Tick{...} ... });
//   base::Post const post = window.poster();                             // for other threads: post([&]{ ...
//   window.show(...) })
#pragma once

#include "kiosk/flow/view.h"
#include "kiosk/screens/sheet.h"
#include "shared/base/queue.h"
#include "shared/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meguri::kiosk::screens {

struct WindowSettings {
    int width_px = 0; ///< 0: the whole display.
    int height_px = 0;
    double mm_per_px = 0.277; ///< Of the panel: 24 in 0.277, 15.6 in 0.253.
    std::filesystem::path assets; ///< Empty: searched as shared/ui/assets.h says.
    bool hides_pointer = false; ///< On a touch panel.
    std::string title = "meguri-kiosk"; ///< Name of the frame for assistive technology.
};

/// Something that can be pressed now, for tests: where it is in the window, in pixels.
struct Target {
    std::string name;
    ui::Box box;
    flow::Press press;
};

/// A line of text on the screen, for tests.
struct ShownText {
    std::string text;
    ui::Box ink; ///< Pixels of the window that its letters touch.
    ui::Box part; ///< The part it belongs to.
};

/// The screen as a picture, for tests and the gallery.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> rgb; ///< Row by row; empty when only the texts were asked for.
    std::vector<ShownText> texts;
    std::vector<std::string> unfit; ///< Texts that found no place without being broken.
};

class Window {
public:
    using OnEvent = std::function<void(flow::Event)>;

    /// NotFound when the assets are not there. `on_event` is called for each touch and key, on the window's
    /// thread; it may call `show`.
    static base::Result<std::unique_ptr<Window>> open(WindowSettings const& settings, OnEvent on_event);
    ~Window();
    Window(Window const&) = delete;
    Window& operator=(Window const&) = delete;

    /// Draws all of the view; what did not change is not drawn again. Keeps nothing of the view but what is
    /// on the screen.
    void show(flow::View const& view);

    /// Runs `task` on the window's thread, soon. From any thread, as long as the window lives: whoever posts
    /// must have stopped before it is destroyed.
    void post(base::Task const& task);
    base::Post poster()
    {
        return [this](base::Task const& task) { post(task); };
    }

    void every_second(base::Task task);
    /// Called when the window is closed from outside.
    void on_close(base::Task task);

    std::vector<Target> targets() const;
    /// Names of parts that do not stand where they were laid out; for tests.
    std::vector<std::string> misplaced_parts() const;
    enum class Pixels { No, Yes };
    Picture picture(Pixels pixels);
    Panel const& panel() const;

private:
    struct Parts;
    explicit Window(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace meguri::kiosk::screens
