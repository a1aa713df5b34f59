#include "admin/desk/app.h"

#include "admin/desk/views/desk_frame.h"
#include "admin/desk/views/pulse.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/net/http_client.h"
#include "shared/ui/assets.h"
#include "shared/ui/loop.h"

#include <wx/image.h>

#include <iostream>
#include <memory>

namespace meguri::desk {

namespace {

/// Lives from the toolkit's start to its end; members go in reverse, so the models outlive the window.
struct Office {
    base::SystemClock clock;
    base::SystemRandom random;
    std::unique_ptr<net::HttpClient> http;
    std::unique_ptr<models::Api> api;
    std::unique_ptr<models::Desk> desk;
    std::unique_ptr<views::Look> look;
    std::unique_ptr<views::Pulse> pulse; ///< Only while somebody measures.
    views::DeskFrame* frame = nullptr; ///< The toolkit's own.
};

bool open_window(Office& office, AppSettings const& settings)
{
    auto http = net::CurlClient::open();
    auto const assets = ui::find_assets();
    if (!http || assets.empty()) {
        base::log::error(http ? "no share/meguri with icons near the program" : http.error().message);
        return false;
    }
    office.http = std::move(*http);
    office.api = std::make_unique<models::Api>(*office.http, office.clock, settings.hub_url);
    office.look = std::make_unique<views::Look>(assets, settings.width_px);
    auto const post = [&office](base::Task const& task) {
        if (office.frame != nullptr)
            office.frame->CallAfter(task);
    };
    office.desk = std::make_unique<models::Desk>(*office.api, office.clock, office.random, post);
    office.frame = new views::DeskFrame(
        *office.look, *office.desk, wxSize(settings.width_px, settings.height_px), settings.hub_words);
    if (!settings.pulse_file.empty())
        office.pulse = std::make_unique<views::Pulse>(*office.desk, office.clock, settings.pulse_file);
    office.desk->on_change([&office] {
        office.frame->show_desk();
        if (office.pulse)
            office.pulse->note_shown();
    });
    office.frame->Bind(wxEVT_CLOSE_WINDOW, [&office](wxCloseEvent& event) {
        office.pulse.reset();
        office.desk->on_change({});
        office.frame->Hide();
        event.Skip();
    });
    office.frame->Show();
    if (settings.is_test)
        office.frame->CallAfter([] { std::cout << "READY" << std::endl; });
    return true;
}

} // namespace

int run_app(int argc, char** argv, AppSettings const& settings)
{
    Office office;
    return ui::run_loop(
        argc, argv, [&] { return open_window(office, settings); },
        [&] {
            office.pulse.reset();
            office.desk.reset();
        });
}

} // namespace meguri::desk
