// One municipality's hub and its kiosks, each with a line and a clock of its own, for tests that read as
// stories.
#pragma once

#include "kiosk/local/kiosk.h"
#include "tests/support/hub_in_memory.h"
#include "tests/support/roomy_files.h"

#include <catch2/catch.hpp>

namespace meguri::tests {

/// One kiosk of the hall v-hagi, with a line and a clock of its own.
struct Box {
    /// `the_vfs`: the disk it stands on; empty for the system's.
    Box(HubInMemory& the_hub, std::string const& name, std::string const& the_vfs = "")
        : hub(the_hub)
        , path(the_vfs.empty() ? the_hub.folder.path() / (name + ".db")
                               : std::filesystem::path("/" + name) / "kiosk.db")
        , vfs(the_vfs)
    {
        open();
        enrol();
    }
    void open()
    {
        kiosk.reset();
        auto opened = kiosk::local::Kiosk::open(
            path, {clock, hub.random, hub.crypto, line, files, {}, snapshot_piece}, vfs);
        REQUIRE(opened);
        kiosk = std::move(*opened);
    }
    void enrol()
    {
        REQUIRE(kiosk->enrol("http://hub.test", hub.enrol_code("v-hagi")));
        sync();
    }
    void sync() { REQUIRE(kiosk->sync()); }
    /// Takes somebody without the line; gives what the slip said.
    kiosk::local::RegisterOutcome take(std::string const& session, std::string const& kana,
        std::string const& phone = "09012345678", kiosk::local::Line how = kiosk::local::Line::Forbid)
    {
        auto outcome = attempt(session, kana, phone, how);
        REQUIRE(outcome);
        return *outcome;
    }
    base::Result<kiosk::local::RegisterOutcome> attempt(std::string const& session, std::string const& kana,
        std::string const& phone = "09012345678", kiosk::local::Line how = kiosk::local::Line::Forbid)
    {
        kiosk::local::Form form;
        form.session = session;
        form.person.kana = kana;
        form.person.phone = phone;
        form.person.birth_year = 1948;
        return kiosk->register_person(form, how);
    }
    std::string state_of(kiosk::local::RegisterOutcome const& slip)
    {
        return kiosk->registration_by_code(slip.code).value()->state;
    }

    HubInMemory& hub;
    FakeClock clock{hub.clock};
    LineInMemory line{hub};
    RoomyFiles files;
    std::size_t snapshot_piece = 128 * 1024; ///< From the next `open` on.
    std::filesystem::path path;
    std::string vfs; ///< Empty: the system's.
    std::unique_ptr<kiosk::local::Kiosk> kiosk;
};

struct Town {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");

    domain::SeatAccount seats(std::string const& session)
    {
        return hub.store().seats(domain::SessionId(session)).value();
    }
    domain::RegistrationState state(kiosk::local::RegisterOutcome const& slip)
    {
        return hub.store().registration(domain::RegistrationId(slip.id)).value().value().state;
    }
    std::vector<std::string> calls()
    {
        std::vector<std::string> reasons;
        for (auto const& call : hub.store().open_calls("").value())
            reasons.push_back(call.reason);
        return reasons;
    }
    void cancel(kiosk::local::RegisterOutcome const& slip)
    {
        auto const done
            = hub.ask("POST", "/v1/registrations/" + slip.id + "/cancel", {{"reason", "電話で取消"}}, clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    /// What kiosks told staff, in order.
    std::vector<std::string> notes()
    {
        std::vector<std::string> kinds;
        for (auto const& row : hub.store().audit_after(0, 10'000).value())
            if (row.action == "kiosk.note")
                kinds.push_back(row.detail);
        return kinds;
    }
    void set_capacity(std::string const& session, int capacity) { change(session, {{"capacity", capacity}}); }
    /// Puts a session as it is, but for these fields.
    void change(
        std::string const& session, nlohmann::json const& fields, std::string const& token = std::string())
    {
        auto const& who = token.empty() ? clerk : token;
        auto body = hub.ask("GET", "/v1/sessions/" + session, nullptr, who).body;
        auto const version = body["version"].dump();
        nlohmann::json put{{"title", body["title"]}, {"format", body["format"]},
            {"venue", body["venue"]["id"]}, {"starts_at", body["starts_at"]}, {"ends_at", body["ends_at"]},
            {"capacity", body["capacity"]}, {"course", body["course"]}};
        put.update(fields);
        auto const done = hub.ask("PUT", "/v1/sessions/" + session, put, who, {{"if-match", version}});
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    void act(int kiosk, std::string const& action)
    {
        auto const done = hub.ask("POST", "/v1/kiosks/" + std::to_string(kiosk) + "/" + action,
            {{"name", "みほん 職員"}, {"reason", "盗難"}}, clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    /// Time passes for the hub and for every kiosk.
    template <class... Boxes> void pass(std::chrono::seconds time, Boxes&... boxes)
    {
        hub.clock.pass(time);
        (boxes.clock.pass(time), ...);
    }
};

} // namespace meguri::tests
