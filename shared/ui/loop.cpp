#include "shared/ui/loop.h"

#include "shared/base/log.h"

#include <wx/app.h>

#include <exception>
#include <string>
#include <utility>

namespace meguri::ui {

namespace {

class App final : public wxApp {
public:
    App(std::function<bool()> start, std::function<void()> finish)
        : m_start(std::move(start))
        , m_finish(std::move(finish))
    {
    }

    bool OnInit() override { return m_start(); }
    int OnRun() override
    {
        int const code = wxApp::OnRun();
        return m_has_thrown ? 1 : code;
    }
    int OnExit() override
    {
        if (m_finish)
            m_finish();
        return wxApp::OnExit();
    }
    bool OnExceptionInMainLoop() override
    {
        // Going on with half a handler done would show a screen that is not true; a supervisor starts again.
        try {
            throw;
        } catch (std::exception const& trouble) {
            base::log::error(std::string("a handler threw: ") + trouble.what());
        } catch (...) {
            base::log::error("a handler threw something");
        }
        m_has_thrown = true;
        return false;
    }

private:
    std::function<bool()> m_start;
    std::function<void()> m_finish;
    bool m_has_thrown = false;
};

} // namespace

int run_loop(int argc, char** argv, std::function<bool()> start, std::function<void()> finish)
{
    wxApp::SetInstance(new App(std::move(start), std::move(finish))); // The toolkit deletes it.
    int const code = wxEntry(argc, argv);
    return code == 0 ? 0 : 1;
}

void stop_loop()
{
    if (wxTheApp != nullptr)
        wxTheApp->ExitMainLoop();
}

} // namespace meguri::ui
