#include "tests/hub/store_contract.h"

#include <catch2/catch.hpp>

// Break: drop the ON CONFLICT of registrations, ORDER BY of a list, ROLLBACK TO of a savepoint, or RETURNING
// of the counter.
namespace meguri::tests {

using namespace meguri::hub::store;

namespace {

base::Time at(long long seconds)
{
    return base::time_of(1'800'000'000 + seconds);
}

void add_place(Store& store)
{
    auto const code = domain::MunicipalityCode::parse("352047").value();
    REQUIRE(store.put(domain::Municipality{code, "萩市", "はぎし", domain::MunicipalityKind::City}));
    REQUIRE(store.put(domain::Organisation{
        domain::OrganisationId("352047"), "萩市", domain::OrganisationKind::Municipality}));
    domain::Venue venue{domain::VenueId("v1"), code, "みほん公民館", "", domain::VenueKind::CommunityCentre,
        "", "", domain::Position{34.408, 131.399}, "0838250000", "", std::nullopt, true, false, false};
    REQUIRE(store.put(venue));
}

SessionRow a_session(std::string const& id, long long start)
{
    SessionRow row;
    row.series = "c1";
    row.session.id = domain::SessionId(id);
    row.session.title = "LINE";
    row.session.topics = {"line", "photo"};
    row.session.provider = domain::OrganisationId("352047");
    row.session.municipality = domain::MunicipalityCode::parse("352047");
    row.session.venue = domain::VenueId("v1");
    row.session.starts_at = at(start);
    row.session.ends_at = at(start + 3600);
    row.session.parts = {{at(start), at(start + 3600), domain::VenueId("v1")}};
    row.session.capacity = 3;
    row.session.state = domain::SessionState::Published;
    return row;
}

void add_sessions(Store& store)
{
    SeriesRow series;
    series.id = "c1";
    series.title = "LINE";
    series.provider = domain::OrganisationId("352047");
    series.venue = domain::VenueId("v1");
    REQUIRE(store.put(series));
    REQUIRE(store.put(a_session("s2", 200)));
    REQUIRE(store.put(a_session("s1", 200)));
    REQUIRE(store.put(a_session("s3", 100)));
}

RegistrationRow a_registration(std::string const& id, std::int64_t seq, domain::RegistrationState state)
{
    RegistrationRow row;
    row.id = domain::RegistrationId(id);
    row.code = "00000000" + std::to_string(seq);
    row.session = domain::SessionId("s1");
    row.state = state;
    row.seq = row.changed_seq = seq;
    row.sealed = {1, 2, 3, 0, 255};
    row.marks = PersonMarks{{9, static_cast<std::uint8_t>(seq)}, {8}, 1};
    row.token = "0123456789abcdef";
    row.taken_by = "clerk";
    row.created_at = at(seq);
    return row;
}

void a_session_is_read_back_whole(Store& store)
{
    add_place(store);
    add_sessions(store);
    auto const view = store.session(domain::SessionId("s1")).value();
    REQUIRE(view);
    CHECK(view->row.session.title == "LINE");
    CHECK(view->row.session.topics == std::vector<std::string>{"line", "photo"});
    CHECK(view->row.session.parts.size() == 1);
    CHECK(view->row.session.starts_at == at(200));
    CHECK(view->venue.position->latitude == Approx(34.408));
    CHECK(view->provider_name == "萩市");
    CHECK(view->municipality_name == "萩市");
    CHECK_FALSE(store.session(domain::SessionId("none")).value());
}

void sessions_come_by_start_then_id(Store& store)
{
    add_place(store);
    add_sessions(store);
    SessionFilter filter;
    std::string order;
    for (auto const& view : store.sessions(filter).value())
        order += view.row.session.id.value + " ";
    CHECK(order == "s3 s1 s2 ");
    filter.after = std::pair(at(200), std::string("s1"));
    CHECK(store.sessions(filter).value().size() == 1);
    filter = {};
    filter.from = at(150);
    CHECK(store.sessions(filter).value().size() == 2);
    filter = {};
    filter.format = domain::SessionFormat::HomeVisit;
    CHECK(store.sessions(filter).value().empty());
}

void seats_count_the_confirmed_and_the_waiting(Store& store)
{
    add_place(store);
    add_sessions(store);
    using State = domain::RegistrationState;
    std::int64_t seq = 0;
    for (auto const state : {State::Confirmed, State::Attended, State::NoShow, State::Waiting,
             State::Cancelled, State::Refused}) {
        ++seq;
        REQUIRE(store.put(a_registration("r" + std::to_string(seq), seq, state)));
    }
    auto const seats = store.seats(domain::SessionId("s1")).value();
    CHECK(seats.capacity == 3);
    CHECK(seats.confirmed == 3);
    CHECK(seats.waiting == 1);
}

void a_registration_is_updated_in_place_and_found_three_ways(Store& store)
{
    add_place(store);
    add_sessions(store);
    auto row = a_registration("r1", 1, domain::RegistrationState::Confirmed);
    REQUIRE(store.put(row));
    row.state = domain::RegistrationState::Cancelled;
    row.changed_seq = 7;
    REQUIRE(store.put(row));
    auto const found = store.registration(row.id).value();
    REQUIRE(found);
    CHECK(found->state == domain::RegistrationState::Cancelled);
    CHECK(found->seq == 1);
    CHECK(found->changed_seq == 7);
    CHECK(found->sealed == row.sealed);
    CHECK(found->marks->person == row.marks->person);
    CHECK(store.registration_by_code(row.code).value()->id == row.id);
    CHECK_FALSE(store.active_registration(row.session, row.marks->person).value());
}

void the_second_net_refuses_one_person_twice(Store& store)
{
    add_place(store);
    add_sessions(store);
    auto first = a_registration("r1", 1, domain::RegistrationState::Confirmed);
    auto second = a_registration("r2", 2, domain::RegistrationState::Waiting);
    second.marks = first.marks;
    REQUIRE(store.put(first));
    CHECK_FALSE(store.put(second));
    second.state = domain::RegistrationState::Duplicate;
    CHECK(store.put(second));
}

void a_savepoint_undoes_only_itself(Store& store)
{
    REQUIRE(store.begin());
    REQUIRE(store.set_setting("kept", "yes"));
    REQUIRE(store.savepoint());
    REQUIRE(store.set_setting("undone", "yes"));
    store.rollback_to_savepoint();
    REQUIRE(store.savepoint());
    REQUIRE(store.set_setting("released", "yes"));
    REQUIRE(store.release());
    REQUIRE(store.commit());
    CHECK(store.setting("kept").value() == "yes");
    CHECK_FALSE(store.setting("undone").value());
    CHECK(store.setting("released").value() == "yes");
    REQUIRE(store.begin());
    REQUIRE(store.set_setting("kept", "no"));
    store.rollback();
    CHECK(store.setting("kept").value() == "yes");
}

void the_counter_rises_by_one_and_rolls_back_with_its_transaction(Store& store)
{
    CHECK(store.next_seq().value() == 1);
    CHECK(store.next_seq().value() == 2);
    REQUIRE(store.begin());
    CHECK(store.next_seq().value() == 3);
    store.rollback();
    CHECK(store.next_seq().value() == 3);
    CHECK(store.head_seq().value() == 3);
}

void feeds_come_in_order_of_their_numbers(Store& store)
{
    add_place(store);
    add_sessions(store);
    REQUIRE(store.put_feed_mark(domain::SessionId("s1"), {FeedState::Updated, 12, at(0)}));
    REQUIRE(store.put_feed_mark(domain::SessionId("s2"), {FeedState::Deleted, 11, at(0)}));
    auto const rows = store.sessions_modified_after(10, "", 10).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].row.session.id.value == "s2");
    CHECK(rows[0].row.feed.state == FeedState::Deleted);
    CHECK(rows[1].row.feed.modified == 12);
    CHECK(store.sessions_modified_after(11, "352047", 10).value().size() == 1);
    CHECK(store.sessions_modified_after(10, "352110", 10).value().empty());
    CHECK(store.sessions_modified_after(10, "", 1).value().size() == 1);
}

void tombstones_leave_the_feeds_when_they_are_old(Store& store)
{
    add_place(store);
    add_sessions(store);
    REQUIRE(store.put_feed_mark(domain::SessionId("s1"), {FeedState::Deleted, 12, at(10)}));
    REQUIRE(store.put_feed_mark(domain::SessionId("s2"), {FeedState::Updated, 13, at(5)}));
    REQUIRE(store.put(LeftScopeRow{"352047", domain::SessionId("s2"), 11, at(5)}));
    CHECK(store.left_scope_after(10, "352047", 9).value().size() == 1);
    CHECK(store.left_scope_after(11, "352047", 9).value().empty());
    CHECK_FALSE(store.purge_tombstones_before(at(5)).value());
    CHECK(store.counters().value().feed_floor == 0);
    CHECK(store.purge_tombstones_before(at(6)).value());
    CHECK(store.counters().value().feed_floor == 11);
    CHECK(store.left_scope_after(0, "352047", 9).value().empty());
    CHECK(store.sessions_modified_after(0, "", 9).value().size() == 2);
    CHECK(store.purge_tombstones_before(at(11)).value());
    CHECK(store.counters().value().feed_floor == 12);
    auto const rest = store.sessions_modified_after(0, "", 9).value();
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].row.session.id.value == "s2");
    CHECK_FALSE(store.purge_tombstones_before(at(11)).value());
    REQUIRE(store.put(LeftScopeRow{"352047", domain::SessionId("s2"), 20, at(5)}));
    REQUIRE(store.forget_left_scope("352047", domain::SessionId("s2")));
    CHECK(store.left_scope_after(0, "352047", 9).value().empty());
}

void an_idempotency_key_is_remembered_per_scope_until_it_is_old(Store& store)
{
    REQUIRE(store.put(IdempotencyRow{"clerk", "k", "hash", "answer", at(0)}));
    CHECK(store.idempotency("clerk", "k").value()->answer == "answer");
    CHECK_FALSE(store.idempotency("other", "k").value());
    REQUIRE(store.forget_idempotency_before(at(0)));
    CHECK(store.idempotency("clerk", "k").value());
    REQUIRE(store.forget_idempotency_before(at(1)));
    CHECK_FALSE(store.idempotency("clerk", "k").value());
}

void a_kiosk_is_numbered_and_found_by_what_it_shows(Store& store)
{
    add_place(store);
    KioskRow kiosk;
    kiosk.install = "aa";
    kiosk.venue = domain::VenueId("v1");
    kiosk.public_key = {1};
    kiosk.credential_hash = "c1";
    kiosk.last_chain = {0, 1};
    kiosk.enrolled_at = at(0);
    kiosk.id = store.put(kiosk).value();
    CHECK(kiosk.id == 1);
    kiosk.last_cmd_no = 5;
    CHECK(store.put(kiosk).value() == 1);
    CHECK(store.kiosk_by_credential("c1").value()->last_cmd_no == 5);
    CHECK(store.kiosk_by_install("aa").value()->id == 1);
    CHECK_FALSE(store.kiosk_by_credential("c2").value());
}

// Break: look for the newest number alone, or forget those before the last one.
void a_kiosk_hears_of_what_it_brought_under_its_earlier_numbers(Store& store)
{
    add_place(store);
    add_sessions(store);
    std::vector<std::uint32_t> numbers;
    for (auto const* install : {"aa", "bb", "cc", "dd"}) {
        KioskRow kiosk;
        kiosk.install = install;
        kiosk.venue = domain::VenueId("v1");
        kiosk.credential_hash = install;
        kiosk.enrolled_at = at(0);
        numbers.push_back(store.put(kiosk).value());
    }
    REQUIRE(store.join_machine(numbers[1], numbers[0])); // Its answer was lost: nobody uses this number.
    REQUIRE(store.join_machine(numbers[2], numbers[1]));
    for (auto const number : numbers) {
        auto row = a_registration("r" + std::to_string(number), number, domain::RegistrationState::Waiting);
        row.kiosk = number;
        REQUIRE(store.put(row));
    }
    CHECK(store.registrations_of_kiosk_after(numbers[2], 0, 10).value().size() == 3);
    CHECK(store.registrations_of_kiosk_after(numbers[2], 0, 2).value().size() == 2);
    CHECK(store.registrations_of_kiosk_after(numbers[0], 0, 10).value().size() == 3);
    CHECK(store.registrations_of_kiosk_after(numbers[3], 0, 10).value().size() == 1);
}

void held_commands_are_taken_once(Store& store)
{
    REQUIRE(store.hold("aa", 7, "seven", at(0)));
    REQUIRE(store.hold("aa", 7, "seven again", at(0)));
    CHECK(store.first_held("aa").value() == std::optional<std::uint64_t>(7));
    CHECK(store.take_backlog("aa", 7).value() == std::vector<std::string>{"seven"});
    CHECK(store.take_backlog("aa", 7).value().empty());
    CHECK_FALSE(store.first_held("aa").value());
}

void a_subsidy_keeps_its_history_in_order(Store& store)
{
    add_place(store);
    REQUIRE(store.put(domain::Programme{domain::ProgrammeId("p1"), {2026}, domain::Scheme::MunicipalProposed,
        "事業", domain::OrganisationId("352047")}));
    REQUIRE(store.put(
        SubsidyRow{domain::SubsidyId("g1"), "352047", domain::ProgrammeId("p1"), 2026, "full", {}}));
    domain::SubsidyEntry entry;
    entry.step = domain::SubsidyStep::Applied;
    entry.known_by = domain::date_from_iso("2026-09-06");
    REQUIRE(store.add_step(domain::SubsidyId("g1"), 1, entry, "clerk", at(0)));
    entry = {};
    entry.step = domain::SubsidyStep::Decided;
    entry.date = domain::date_from_iso("2026-10-01");
    entry.amount_yen = 500'000'000'000;
    entry.papers
        = {{"交付決定通知書", "見本 第12号", domain::date_from_iso("2026-09-30")}, {"内訳書", "", {}}};
    REQUIRE(store.add_step(domain::SubsidyId("g1"), 2, entry, "clerk", at(0)));
    auto correction = entry;
    correction.papers.clear();
    correction.corrects = 2;
    correction.takes_back = true;
    REQUIRE(store.add_step(domain::SubsidyId("g1"), 3, correction, "clerk", at(0)));
    auto history = store.subsidy(domain::SubsidyId("g1")).value()->history;
    REQUIRE(history.size() == 3);
    CHECK(history[1].papers == entry.papers);
    CHECK_FALSE(history[1].corrects);
    CHECK(history[2].corrects == 2);
    CHECK(history[2].takes_back);
    // A document that now states nothing: what follows moves up, with its papers and what it corrects.
    REQUIRE(store.replace_first_steps(domain::SubsidyId("g1"), 1, {}, "document", at(0)));
    history = store.subsidy(domain::SubsidyId("g1")).value()->history;
    REQUIRE(history.size() == 2);
    CHECK(history[0].papers == entry.papers);
    CHECK(history[1].corrects == 1);
    domain::SubsidyEntry first;
    first.step = domain::SubsidyStep::Applied;
    first.known_by = domain::date_from_iso("2026-09-06");
    REQUIRE(store.replace_first_steps(domain::SubsidyId("g1"), 0, {first}, "document", at(0)));
    history = store.subsidy(domain::SubsidyId("g1")).value()->history;
    REQUIRE(history.size() == 3);
    CHECK(history[2].corrects == 2);
    CHECK_FALSE(history[0].date);
    CHECK(history[0].known_by == domain::date_from_iso("2026-09-06"));
    CHECK(history[1].amount_yen == 500'000'000'000);
    CHECK(store.subsidies(2026, "352047").value().size() == 1);
    CHECK(store.subsidies(2025, "").value().empty());
}

void rules_go_with_their_programme(Store& store)
{
    add_place(store);
    domain::ProgrammeId const id("p1");
    REQUIRE(store.put(
        domain::Programme{id, {2026}, domain::Scheme::NationalB, "事業", domain::OrganisationId("352047")}));
    CHECK_FALSE(store.programme_rules(id).value());
    REQUIRE(store.put_programme_rules(id, "{}", "clerk", at(0)));
    REQUIRE(store.put_programme_rules(id, R"({"rules":[]})", "clerk", at(1)));
    CHECK(store.programme_rules(id).value() == R"({"rules":[]})");
    REQUIRE(store.remove_if_unused(id));
    CHECK(store.programmes(2026).value().empty());
    CHECK_FALSE(store.programme_rules(id).value());
}

void areas_are_read_by_municipality(Store& store)
{
    add_place(store);
    auto const code = domain::MunicipalityCode::parse("352047").value();
    REQUIRE(store.put(domain::Area{domain::AreaId("a1"), code, "江向", true}));
    REQUIRE(store.put(domain::Area{domain::AreaId("a1"), code, "江向", false}));
    auto const areas = store.areas("352047").value();
    REQUIRE(areas.size() == 1);
    CHECK(areas[0].name == "江向");
    CHECK_FALSE(areas[0].has_shop);
    CHECK(store.areas("352110").value().empty());
    CHECK(store.areas("").value().size() == 1);
}

void heads_are_counted_by_state_band_and_home(Store& store)
{
    add_place(store);
    add_sessions(store);
    for (int i = 1; i <= 3; ++i) {
        auto row = a_registration("r" + std::to_string(i), i, domain::RegistrationState::Attended);
        row.age_band = domain::AgeBand::From75;
        row.municipality = i == 3 ? "" : "352047";
        REQUIRE(store.put(row));
    }
    auto const counts = store.head_counts(domain::SessionId("s1")).value();
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].municipality.empty());
    CHECK(counts[0].count == 1);
    CHECK(counts[1].count == 2);
    CHECK(counts[1].age_band == domain::AgeBand::From75);
    CHECK(store.head_counts(domain::SessionId("s2")).value().empty());
    auto const of_town = store
                             .head_counts_of_town("352047", at(0) - std::chrono::hours(24 * 9000),
                                 at(0) + std::chrono::hours(24 * 9000))
                             .value();
    REQUIRE(of_town.size() == 2);
    CHECK(of_town[0].session.value == "s1");
    CHECK(of_town[0].count.count + of_town[1].count.count == 3);
    CHECK(store.head_counts_of_town("352047", at(0), at(0)).value().empty());
}

} // namespace

void check_store_contract(MakeStore const& make)
{
    struct Clause {
        char const* sentence;
        void (*check)(Store&);
    };
    static constexpr Clause clauses[]{
        {"a session is read back whole", a_session_is_read_back_whole},
        {"sessions come by start, then id", sessions_come_by_start_then_id},
        {"seats count the confirmed and the waiting", seats_count_the_confirmed_and_the_waiting},
        {"a registration is updated in place and found three ways",
            a_registration_is_updated_in_place_and_found_three_ways},
        {"the second net refuses one person twice", the_second_net_refuses_one_person_twice},
        {"a savepoint undoes only itself", a_savepoint_undoes_only_itself},
        {"the counter rises by one and rolls back with its transaction",
            the_counter_rises_by_one_and_rolls_back_with_its_transaction},
        {"feeds come in order of their numbers", feeds_come_in_order_of_their_numbers},
        {"tombstones leave the feeds when they are old", tombstones_leave_the_feeds_when_they_are_old},
        {"an idempotency key is remembered per scope until it is old",
            an_idempotency_key_is_remembered_per_scope_until_it_is_old},
        {"a kiosk is numbered and found by what it shows", a_kiosk_is_numbered_and_found_by_what_it_shows},
        {"a kiosk hears of what it brought under its earlier numbers",
            a_kiosk_hears_of_what_it_brought_under_its_earlier_numbers},
        {"held commands are taken once", held_commands_are_taken_once},
        {"a subsidy keeps its history in order", a_subsidy_keeps_its_history_in_order},
        {"rules go with their programme", rules_go_with_their_programme},
        {"areas are read by municipality", areas_are_read_by_municipality},
        {"heads are counted by state, band and home", heads_are_counted_by_state_band_and_home},
    };
    for (auto const& clause : clauses) {
        INFO(clause.sentence);
        auto const store = make();
        clause.check(*store);
    }
}

} // namespace meguri::tests
