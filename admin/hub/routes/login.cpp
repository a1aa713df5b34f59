// POST /v1/login: a password for a token. Argon2 runs on the slow pool; a locked login is told how long
// before any hashing, and a login that does not exist costs the same as one that does.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "shared/domain/tokyo_time.h"

namespace meguri::hub::routes {

namespace {

void finish(CallPtr const& call, Services& services, store::UserRow const& user, bool is_right)
{
    core::RecordLogin record{user.login, std::nullopt};
    auto const secret = new_secret(services.random);
    auto const expires = services.clock.now() + std::chrono::hours(services.settings.token_hours);
    if (is_right)
        record.token = store::TokenRow{secret_hash(services.crypto, secret), user.login, expires};
    auto const done = [call, user, secret, expires, is_right](core::Done const&) {
        if (!is_right)
            return call->problem(401, "Wrong login or password", "Nobody with this login has this password");
        call->answer(200,
            {{"token", secret}, {"expires_at", domain::to_iso(expires)}, {"role", domain::name_of(user.role)},
                {"org", user.organisation}, {"login", user.login}});
    };
    if (!services.submit(std::move(record), on<core::Done>(call, done)))
        call->too_busy();
}

void log_in(CallPtr const& call, Services& services)
{
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const login = reader.text("login", 200);
    auto const password = reader.text("password", 1000);
    if (!reader.is_good())
        return call->problem(400, "Bad request", "login and password are needed", reader.problems());
    auto store = services.readers.lend();
    auto const user = core::need(store->user(login));
    if (user && user->locked_until > services.clock.now()) {
        auto const wait = (user->locked_until - services.clock.now()).count();
        return call->problem(429, "Locked for a while",
            "Too many wrong passwords; try again in " + std::to_string(wait) + " seconds", {},
            {{"reason", "locked"}, {"retry_after", wait}});
    }
    services.slow([call, &services, user, login, password] {
        // A hash of nobody's password, so that the answer's time does not tell which logins exist.
        static constexpr char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                                         "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        bool const is_right = services.crypto.is_password(user ? user->password_hash : nobody, password);
        finish(call, services, user.value_or(store::UserRow{login, {}, "", "", 0, {}}),
            user && !user->off_since && is_right);
    });
}

} // namespace

void add_login_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/login", [&services](CallPtr const& call) { log_in(call, services); });
}

} // namespace meguri::hub::routes
