#include "tests/support/hub_in_memory.h"

#include "admin/hub/routes/all.h"
#include "shared/base/files.h"
#include "shared/net/gzip.h"
#include "shared/storage/backup.h"
#include "tests/support/api_document.h"

#include <stdexcept>

namespace meguri::tests {

using nlohmann::json;

namespace {

template <class T> T good(base::Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void good(base::Result<void> const& result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
}

void add_places(hub::store::Store& store)
{
    using domain::MunicipalityCode;
    auto const hagi = MunicipalityCode::parse("352047").value();
    auto const nagato = MunicipalityCode::parse("352110").value();
    good(store.put(domain::Municipality{hagi, "萩市", "はぎし", domain::MunicipalityKind::City}));
    good(store.put(domain::Municipality{nagato, "長門市", "ながとし", domain::MunicipalityKind::City}));
    using domain::Organisation;
    using domain::OrganisationId;
    using Kind = domain::OrganisationKind;
    good(store.put(Organisation{OrganisationId("prefecture"), "山口県", Kind::Prefecture}));
    good(store.put(Organisation{OrganisationId("352047"), "萩市", Kind::Municipality}));
    good(store.put(Organisation{OrganisationId("352110"), "長門市", Kind::Municipality}));
    good(store.put(Organisation{OrganisationId("softbank"), "ソフトバンク", Kind::Provider}));
    good(store.put(Organisation{OrganisationId("kddi"), "KDDI", Kind::Provider}));
    domain::Venue venue{domain::VenueId("v-hagi"), hagi, "みほん公民館", "みほんこうみんかん",
        domain::VenueKind::CommunityCentre, "7580041", "江向510", domain::Position{34.408, 131.399},
        "0838250000", "", std::nullopt, true, false, true};
    good(store.put(venue));
    venue.id = domain::VenueId("v-nagato");
    venue.municipality = nagato;
    venue.name = "みほん会館";
    good(store.put(venue));
}

} // namespace

namespace {

/// No answer of any test may differ from what the API document promises.
void check_truth(std::string const& method, std::string const& path, hub::server::Response const& response)
{
    auto const& body = response.shared_body ? *response.shared_body : response.body;
    auto const untruths
        = ApiDocument::installed().untruths(method, path, response.status, response.content_type, body);
    if (!untruths.empty())
        throw std::runtime_error("not as assets/api/openapi.yaml says: " + untruths.front());
}

} // namespace

HubInMemory::HubInMemory(std::uint64_t seed, bool has_people_key)
    : random(seed)
    , m_has_people_key(has_people_key)
{
    base::SystemFiles files;
    good(hub::core::make_keys(
        {folder.path() / "hub-key.json", folder.path() / "people-key.json"}, files, crypto, random));
    open();
    add_places(*m_store);
}

void HubInMemory::open()
{
    base::SystemFiles const files;
    auto const people = folder.path() / (m_has_people_key ? "people-key.json" : "away.json");
    auto keys = good(hub::core::load_keys({folder.path() / "hub-key.json", people}, files));
    m_store = good(hub::store::SqliteStore::open(database()));
    m_vault = std::make_unique<hub::core::Vault>(std::move(keys), crypto);
    m_hub = std::make_unique<hub::core::Hub>(*m_store, *m_vault, clock, random, crypto);
    m_readers = std::make_unique<hub::routes::Readers>(
        [path = database()] { return hub::store::SqliteStore::open_reader(path); });
    hub::routes::Settings settings;
    settings.public_url = "http://hub.test";
    settings.feed_page_size = 10;
    settings.own_files = folder.path();
    if (!min_proto.empty())
        settings.min_proto = min_proto;
    m_router = std::make_unique<hub::routes::Router>(
        hub::routes::Services{*m_readers, *m_vault, clock, random, crypto, good(m_hub->epoch()), settings,
            [this](hub::core::Command command, std::function<void(hub::core::Outcome)> done) {
                done(apply(std::move(command)));
                return true;
            },
            [](base::Task task) { task(); }});
    hub::routes::add_all_routes(*m_router);
}

void HubInMemory::rotate_sealing_key()
{
    base::SystemFiles files;
    good(hub::core::rotate_sealing_key(
        {folder.path() / "hub-key.json", folder.path() / "people-key.json"}, files, crypto, random));
    restart();
}

void HubInMemory::restart()
{
    m_router.reset();
    m_readers.reset();
    m_hub.reset();
    m_store.reset();
    open();
}

std::filesystem::path HubInMemory::copy(std::string const& name)
{
    auto const to = folder.path() / name;
    good(storage::copy_database(database(), to));
    return to;
}

hub::core::ResumedAnswer HubInMemory::restore(std::filesystem::path const& from, bool is_before_lost)
{
    auto const before = is_before_lost ? std::nullopt : std::optional(hub::core::told_by(*m_store));
    m_router.reset();
    m_readers.reset();
    m_hub.reset();
    m_store.reset();
    good(storage::copy_database(from, database()));
    open();
    auto const answer = std::get<hub::core::ResumedAnswer>(
        apply(hub::core::ResumeFromCopy{before, from.string(), "test", 100}));
    restart();
    return answer;
}

hub::core::Outcome HubInMemory::apply(hub::core::Command command)
{
    return m_hub->apply({&command, 1}).front();
}

Answer HubInMemory::ask_raw(std::string const& method, std::string const& target, std::string const& body,
    std::string const& token, std::map<std::string, std::string> headers)
{
    hub::server::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (auto const mark = target.find('?'); mark != std::string::npos) {
        std::string rest = target.substr(mark + 1) + "&";
        while (!rest.empty()) {
            auto const pair = rest.substr(0, rest.find('&'));
            rest.erase(0, pair.size() + 1);
            auto const equals = pair.find('=');
            request.query.emplace_back(
                pair.substr(0, equals), equals == std::string::npos ? "" : pair.substr(equals + 1));
        }
    }
    request.body = body;
    if (!token.empty())
        headers["authorization"] = "Bearer " + token;
    for (auto const& [name, value] : headers)
        request.headers.emplace_back(name, value);
    Answer answer;
    auto const path = request.path;
    std::optional<hub::server::Response> given;
    m_router->handle(std::move(request), [&](hub::server::Response response) {
        given = response;
        answer.status = response.status;
        answer.text = response.shared_body ? *response.shared_body : response.body;
        for (auto& [name, value] : response.headers) {
            std::string lower;
            for (char const letter : name)
                lower += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
            answer.headers[lower] = value;
        }
    });
    answer.body = json::parse(answer.text, nullptr, false);
    if (answer.body.is_discarded())
        answer.body = nullptr;
    if (given)
        check_truth(method, path, *given);
    return answer;
}

Answer HubInMemory::ask(std::string const& method, std::string const& target, json const& body,
    std::string const& token, std::map<std::string, std::string> headers)
{
    return ask_raw(method, target, body.is_null() ? "" : body.dump(), token, std::move(headers));
}

std::string HubInMemory::token_of(domain::Role role, std::string const& organisation)
{
    auto const login = std::string(domain::name_of(role)) + "-" + organisation;
    if (m_tokens.contains(login))
        return m_tokens[login];
    auto const hash = good(crypto.hash_password("a long password"));
    apply(hub::core::SaveUser{{login, role, organisation, hash, 0, {}}, "test"});
    auto const answer = ask("POST", "/v1/login", {{"login", login}, {"password", "a long password"}});
    if (answer.status != 200)
        throw std::runtime_error("log-in failed: " + answer.text);
    return m_tokens[login] = answer.body["token"].get<std::string>();
}

std::string HubInMemory::key_of(std::string const& organisation)
{
    auto const key = "mk_" + organisation + "_secret";
    apply(hub::core::SaveApiKey{
        {hub::routes::secret_hash(crypto, key), "key of " + organisation, organisation, clock.now(), {}},
        "test"});
    return key;
}

std::string HubInMemory::published(int capacity, json extra)
{
    auto const clerk = token_of(domain::Role::Municipality, "352047");
    auto const start = clock.now() + std::chrono::hours(25);
    json body{{"title", "LINEで写真をおくる"}, {"format", "venue_class"}, {"venue", "v-hagi"},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + std::chrono::hours(1))},
        {"capacity", capacity}, {"course", {{"level", "basic"}, {"topics", {"line"}}}}};
    body.update(extra);
    auto const made = ask("POST", "/v1/sessions", body, clerk);
    if (made.status != 201)
        throw std::runtime_error("no session: " + made.text);
    auto const id = made.body["id"].get<std::string>();
    auto const done = ask("POST", "/v1/sessions/" + id + "/publish", nullptr, clerk);
    if (done.status != 200)
        throw std::runtime_error("not published: " + done.text);
    return id;
}

Answer HubInMemory::register_by_phone(std::string const& session, std::string const& kana,
    std::string const& phone, int birth_year, std::string const& key)
{
    return ask("POST", "/v1/registrations",
        {{"session", session}, {"kana", kana}, {"phone", phone}, {"birth_year", birth_year}},
        token_of(domain::Role::Municipality, "352047"),
        {{"idempotency-key", key.empty() ? "key-" + std::to_string(++m_next_key) : key}});
}

std::string HubInMemory::enrol_code(std::string const& venue)
{
    std::string digits;
    for (int i = 0; i < 12; ++i)
        digits += static_cast<char>('0' + random.below(10));
    apply(hub::core::SaveEnrolCode{{hub::routes::secret_hash(crypto, digits), domain::VenueId(venue),
                                       clock.now() + std::chrono::minutes(10), {}},
        "test"});
    return digits;
}

base::Result<net::HttpAnswer> LineInMemory::send(net::HttpRequest const& request)
{
    auto const now = fate();
    if (now == Fate::RequestLost)
        return base::fail(base::ErrorKind::Unreachable, "the request was lost");
    net::HttpAnswer answer;
    if (now == Fate::CaptivePortal) {
        answer.status = 200;
        answer.body = "<html>Welcome to the hotel</html>";
        return answer;
    }
    std::map<std::string, std::string> headers;
    for (auto const& [name, value] : request.headers) {
        std::string lower;
        for (char const letter : name)
            lower += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
        headers[lower] = value;
    }
    auto body = request.body;
    if (headers["content-encoding"] == "gzip")
        body = good(net::gunzip(body, 1U << 20U));
    change(body);
    auto const path = request.url.substr(request.url.find("/v1/"));
    auto const reply = m_hub.ask_raw(request.method, path, body, "", headers);
    ++delivered;
    if (now == Fate::ReplyLost)
        return base::fail(base::ErrorKind::Unreachable, "the reply was lost");
    answer.status = reply.status;
    answer.body = reply.text;
    for (auto const& [name, value] : reply.headers)
        answer.headers.emplace_back(name, value);
    return answer;
}

} // namespace meguri::tests
