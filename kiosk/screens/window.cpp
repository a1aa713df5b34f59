#include "kiosk/screens/window.h"

#include "kiosk/screens/screens.h"
#include "kiosk/screens/stage.h"
#include "shared/ui/assets.h"
#include "shared/ui/text.h"

#include <wx/dcmemory.h>
#include <wx/display.h>
#include <wx/frame.h>
#include <wx/graphics.h>
#include <wx/image.h>
#include <wx/timer.h>

#include <map>
#include <utility>

namespace meguri::kiosk::screens {

namespace {

constexpr char const* catalogue = "kiosk";

char const* folder_of(flow::Language language)
{
    switch (language) {
    case flow::Language::Japanese:
        return "ja";
    case flow::Language::EasyJapanese:
        return "ja-easy";
    case flow::Language::English:
        return "en";
    }
    return "ja";
}

} // namespace

struct Window::Parts {
    Parts(std::filesystem::path assets_found, OnEvent on_event)
        : assets(std::move(assets_found))
        , drawing(assets / "icons")
    {
        drawing.on_event = std::move(on_event);
    }

    ui::Sentences const& sentences(flow::Language language)
    {
        auto found = languages.find(language);
        if (found == languages.end())
            found = languages.emplace(language, ui::Sentences::load(assets, folder_of(language), catalogue))
                        .first;
        return found->second;
    }

    std::filesystem::path assets;
    Drawing drawing;
    Panel panel;
    std::map<flow::Language, ui::Sentences> languages;
    wxFrame* frame = nullptr; ///< Destroyed by the toolkit, asked to in ~Window.
    Stage* stage = nullptr;
    wxTimer timer;
    base::Task on_second;
    base::Task on_close;
    std::pair<flow::Screen, flow::Overlay> page{flow::Screen::Start, flow::Overlay::None};
    bool has_shown = false;
};

Window::Window(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Window::~Window()
{
    m_parts->timer.Stop();
    m_parts->drawing.on_event = {};
    if (m_parts->frame == nullptr)
        return;
    // The children draw with `drawing`, so they go now and not when the toolkit next has time.
    m_parts->frame->DestroyChildren();
    m_parts->frame->Destroy();
}

base::Result<std::unique_ptr<Window>> Window::open(WindowSettings const& settings, OnEvent on_event)
{
    auto assets = settings.assets.empty() ? ui::find_assets() : settings.assets;
    if (assets.empty())
        return base::fail(base::ErrorKind::NotFound, "no share/meguri with icons near the program");
    auto parts = std::make_unique<Parts>(std::move(assets), std::move(on_event));
    auto const display = wxDisplay().GetGeometry();
    wxSize const size(settings.width_px > 0 ? settings.width_px : display.width,
        settings.height_px > 0 ? settings.height_px : display.height);
    parts->panel = {size.x, size.y, {settings.mm_per_px}};
    parts->drawing.scale = parts->panel.scale;
    // Borderless and sized, not ShowFullScreen: that needs a window manager, and a kiosk session has none.
    auto* const frame = new wxFrame(
        nullptr, wxID_ANY, ui::to_wx(settings.title), wxPoint(0, 0), size, wxBORDER_NONE); // NOLINT
    parts->frame = frame;
    parts->stage = new Stage(*frame, parts->drawing, settings.title); // NOLINT: the frame deletes it
    parts->stage->SetSize(size);
    if (settings.hides_pointer)
        parts->stage->SetCursor(wxCursor(wxCURSOR_BLANK));

    auto window = std::unique_ptr<Window>(new Window(std::move(parts)));
    auto* const inside = window->m_parts.get();
    frame->Bind(wxEVT_CHAR_HOOK, [inside](wxKeyEvent& event) {
        if (!inside->stage->take_key(event))
            event.Skip();
    });
    frame->Bind(wxEVT_CLOSE_WINDOW, [inside](wxCloseEvent& event) {
        if (inside->on_close)
            inside->on_close();
        else
            event.Skip();
    });
    inside->timer.Bind(wxEVT_TIMER, [inside](wxTimerEvent&) {
        if (inside->on_second)
            inside->on_second();
    });
    return window;
}

void Window::show(flow::View const& view)
{
    auto& parts = *m_parts;
    auto const palette = view.look.is_contrast ? ui::Palette::Contrast : ui::Palette::Normal;
    auto const text_size = view.look.is_larger ? ui::TextSize::Larger : ui::TextSize::Normal;
    bool const is_redrawn = palette != parts.drawing.palette || text_size != parts.drawing.text_size;
    parts.drawing.palette = palette;
    parts.drawing.text_size = text_size;
    std::pair const page{view.screen, view.overlay};
    bool const is_new_page = !parts.has_shown || page != parts.page;
    parts.page = page;
    parts.stage->show(
        lay_out(view, parts.panel, parts.sentences(view.look.language), parts.drawing.typesetter),
        is_new_page, is_redrawn);
    if (!parts.has_shown) {
        parts.frame->Show();
        parts.has_shown = true;
    }
}

void Window::post(base::Task const& task)
{
    m_parts->frame->CallAfter(task);
}

void Window::every_second(base::Task task)
{
    m_parts->on_second = std::move(task);
    m_parts->timer.Start(1000);
}

void Window::on_close(base::Task task)
{
    m_parts->on_close = std::move(task);
}

std::vector<Target> Window::targets() const
{
    std::vector<Target> targets;
    for (auto const* const control : m_parts->stage->shown()) {
        auto const& part = control->part();
        if (part.press)
            targets.push_back({part.name, control->place(), *part.press});
    }
    return targets;
}

std::vector<std::string> Window::misplaced_parts() const
{
    std::vector<std::string> names;
    for (auto const* const control : m_parts->stage->shown())
        if (!(control->place() == control->part().box))
            names.push_back(control->part().name);
    return names;
}

Picture Window::picture(Pixels pixels)
{
    auto const& panel = m_parts->panel;
    bool const is_wanted = pixels == Pixels::Yes;
    Picture made;
    made.width = panel.width_px;
    made.height = panel.height_px;
    wxBitmap bitmap(is_wanted ? panel.width_px : 1, is_wanted ? panel.height_px : 1);
    wxMemoryDC dc(bitmap);
    m_parts->drawing.unfit.clear();
    {
        std::unique_ptr<wxGraphicsContext> const context(wxGraphicsContext::Create(dc));
        for (auto& text : m_parts->stage->draw_on(*context))
            made.texts.push_back({std::move(text.line.text), text.line.ink, text.part});
    }
    made.unfit = {m_parts->drawing.unfit.begin(), m_parts->drawing.unfit.end()};
    dc.SelectObject(wxNullBitmap);
    if (is_wanted) {
        auto const image = bitmap.ConvertToImage();
        auto const* const bytes = image.GetData();
        made.rgb.assign(bytes, bytes + static_cast<std::ptrdiff_t>(made.width) * made.height * 3);
    }
    return made;
}

Panel const& Window::panel() const
{
    return m_parts->panel;
}

} // namespace meguri::kiosk::screens
