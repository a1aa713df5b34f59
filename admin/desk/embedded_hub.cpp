#include "admin/desk/embedded_hub.h"

#include "admin/hub/app.h"

#include <thread>

namespace meguri::desk {

namespace {

class HubInside final : public EmbeddedHub {
public:
    explicit HubInside(std::unique_ptr<hub::HubProgram> program)
        : m_program(std::move(program))
        , m_thread([this] { m_program->run_until_stopped({}); })
    {
    }
    ~HubInside() override
    {
        m_program->stop();
        m_thread.join();
    }
    std::string url() const override { return m_program->url(); }

private:
    std::unique_ptr<hub::HubProgram> m_program;
    std::thread m_thread; ///< Last, so that the hub stands before it serves.
};

} // namespace

base::Result<std::unique_ptr<EmbeddedHub>> EmbeddedHub::start(std::filesystem::path data)
{
    hub::HubPlaces const places{std::move(data), {}};
    if (auto made = hub::HubProgram::init(places); !made)
        return base::fail(made.error());
    auto program = hub::HubProgram::open(places);
    if (!program)
        return base::fail(program.error());
    hub::ServeSettings settings;
    settings.port = 0;
    if (auto started = (*program)->start(settings); !started)
        return base::fail(started.error());
    return std::unique_ptr<EmbeddedHub>(std::make_unique<HubInside>(std::move(*program)));
}

} // namespace meguri::desk
