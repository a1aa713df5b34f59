#include "admin/hub/app.h"

#include "admin/hub/commands.h"
#include "shared/base/log.h"

#include <future>

namespace meguri::hub {

using base::ErrorKind;
using base::fail;

core::KeyPlaces key_places(HubPlaces const& places)
{
    auto const people = places.people_key.empty() ? places.data / "people-key.json" : places.people_key;
    return {places.data / "hub-key.json", people};
}

std::filesystem::path database_path(HubPlaces const& places)
{
    return places.data / "hub.db";
}

namespace {

/// Hands requests to the routes once they stand; the listener must exist first to know its own address.
class Forward final : public server::Handler {
public:
    explicit Forward(std::unique_ptr<routes::Router>& router)
        : m_router(router)
    {
    }
    void handle(server::Request request, server::Reply reply) override
    {
        m_router->handle(std::move(request), std::move(reply));
    }

private:
    std::unique_ptr<routes::Router>& m_router;
};

} // namespace

base::Result<void> HubProgram::init(HubPlaces const& places)
{
    base::SystemFiles files;
    base::SystemRandom random;
    crypto::SodiumCrypto const crypto;
    if (auto made = files.make_folder(places.data); !made)
        return made;
    auto const lock = base::FolderLock::take(places.data);
    if (!lock)
        return fail(lock.error());
    auto const keys = key_places(places);
    if (!files.exists(keys.signing))
        if (auto made = core::make_keys(keys, files, crypto, random); !made)
            return made;
    auto const store = store::SqliteStore::open(database_path(places));
    if (!store)
        return fail(store.error());
    return {};
}

base::Result<void> HubProgram::rotate_sealing_key(HubPlaces const& places)
{
    base::SystemFiles files;
    base::SystemRandom random;
    crypto::SodiumCrypto const crypto;
    auto const keys = key_places(places);
    if (!files.exists(keys.signing))
        return fail(
            ErrorKind::NotFound, places.data.string() + " holds no hub yet: run `meguri-hub init` first");
    auto const lock = base::FolderLock::take(places.data);
    if (!lock)
        return fail(lock.error());
    return core::rotate_sealing_key(keys, files, crypto, random);
}

HubProgram::HubProgram(base::FolderLock lock, HubPlaces places)
    : m_lock(std::move(lock))
    , m_places(std::move(places))
{
}

base::Result<std::unique_ptr<HubProgram>> HubProgram::open(HubPlaces const& places)
{
    base::SystemFiles const files;
    if (!files.exists(key_places(places).signing))
        return fail(
            ErrorKind::NotFound, places.data.string() + " holds no hub yet: run `meguri-hub init` first");
    auto lock = base::FolderLock::take(places.data);
    if (!lock)
        return fail(lock.error());
    std::unique_ptr<HubProgram> program(new HubProgram(std::move(*lock), places));
    auto keys = core::load_keys(key_places(places), files);
    if (!keys)
        return fail(keys.error());
    auto store = store::SqliteStore::open(database_path(places));
    if (!store)
        return fail(store.error());
    program->m_store = std::move(*store);
    program->m_vault = std::make_unique<core::Vault>(std::move(*keys), program->m_crypto);
    program->m_hub = std::make_unique<core::Hub>(
        *program->m_store, *program->m_vault, program->m_clock, program->m_random, program->m_crypto);
    auto epoch = program->m_hub->epoch();
    if (!epoch)
        return fail(epoch.error());
    program->m_epoch = *epoch;
    return program;
}

HubProgram::~HubProgram()
{
    {
        std::lock_guard const lock(m_stop_mutex);
        m_is_stopping = true;
    }
    m_stop_wake.notify_all();
    if (m_minutes.joinable())
        m_minutes.join();
    m_control.reset();
    // Whoever may still hand something to the writer goes first; the writer drains; the listener's loops go
    // last, since outcomes are posted to them.
    m_slow.reset();
    m_writer.reset();
    m_listener.reset();
}

routes::Services HubProgram::services(std::string public_url, ServeSettings const& settings)
{
    routes::Settings route_settings;
    route_settings.public_url = std::move(public_url);
    route_settings.feed_page_size = settings.feed_page_size;
    route_settings.own_files = m_places.data;
    return {*m_readers, *m_vault, m_clock, m_random, m_crypto, m_epoch, route_settings,
        [this](core::Command command, std::function<void(core::Outcome)> done) {
            return m_writer->submit({std::move(command), nullptr}, std::move(done));
        },
        [this](base::Task task) { m_slow->post(std::move(task)); }};
}

base::Result<void> HubProgram::start(ServeSettings const& settings)
{
    m_readers = std::make_unique<routes::Readers>(
        [path = database_path(m_places)] { return store::SqliteStore::open_reader(path); });
    m_slow = std::make_unique<base::Worker>();
    m_writer
        = std::make_unique<WorkWriter>([this](std::span<Work const> works) { return apply_works(works); });
    m_forward = std::make_unique<Forward>(m_router);
    server::Settings listening;
    listening.address = settings.address;
    listening.port = settings.port;
    listening.threads = settings.threads;
    listening.behind_proxy = settings.is_behind_proxy;
    auto listener = server::Listener::open(listening, *m_forward);
    if (!listener)
        return fail(listener.error());
    m_listener = std::move(*listener);
    m_router = std::make_unique<routes::Router>(
        services(settings.public_url.empty() ? m_listener->url() : settings.public_url, settings));
    routes::add_all_routes(*m_router);
    auto control = net::ControlServer::open(m_places.data, [this](net::ControlRequest const& request) {
        return run_command(*this, request.arguments, request.input);
    });
    if (!control)
        return fail(control.error());
    m_control = std::move(*control);
    m_minutes = std::thread([this] { pass_time_every_minute(); });
    return {};
}

std::filesystem::path HubProgram::database() const
{
    return database_path(m_places);
}

std::string HubProgram::url() const
{
    return m_listener->url();
}
void HubProgram::run_until_stopped(std::vector<int> const& signals)
{
    m_listener->run_until_stopped(signals);
}
void HubProgram::stop()
{
    m_listener->stop();
}

void HubProgram::pass_time_every_minute()
{
    (void)apply(core::MarkPending());
    std::unique_lock lock(m_stop_mutex);
    while (!m_is_stopping) {
        lock.unlock();
        (void)apply(core::PassTime());
        lock.lock();
        m_stop_wake.wait_for(lock, std::chrono::minutes(1), [this] { return m_is_stopping; });
    }
}

/// Commands that stand together share one transaction; exclusive work stands alone between them.
std::vector<core::Outcome> HubProgram::apply_works(std::span<Work const> works)
{
    std::vector<core::Outcome> outcomes;
    std::vector<core::Command> group;
    auto const finish_group = [&] {
        if (group.empty())
            return;
        for (auto& outcome : m_hub->apply(group))
            outcomes.push_back(std::move(outcome));
        group.clear();
    };
    for (auto const& work : works) {
        if (work.command) {
            group.push_back(*work.command);
            continue;
        }
        finish_group();
        (*work.exclusive)(*m_store);
        outcomes.emplace_back(core::Done());
    }
    finish_group();
    return outcomes;
}

core::Outcome HubProgram::apply(core::Command command)
{
    if (!m_writer)
        return m_hub->apply({&command, 1}).front();
    std::promise<core::Outcome> promise;
    auto future = promise.get_future();
    bool const is_taken = m_writer->submit({std::move(command), nullptr},
        [&promise](core::Outcome outcome) { promise.set_value(std::move(outcome)); });
    return is_taken ? future.get() : core::Outcome(core::WorldFailed{"the queue is full"});
}

net::ControlAnswer HubProgram::with_store(ExclusiveWork const& work)
{
    if (!m_writer)
        return work(*m_store);
    net::ControlAnswer answer;
    auto const task = std::make_shared<std::function<void(store::Store&)>>(
        [&](store::Store& store) { answer = work(store); });
    std::promise<void> promise;
    auto future = promise.get_future();
    bool const is_taken
        = m_writer->submit({std::nullopt, task}, [&promise](core::Outcome const&) { promise.set_value(); });
    if (!is_taken)
        return {3, "", "the hub's queue is full; try again\n"};
    future.get();
    return answer;
}

} // namespace meguri::hub
