#include "tests/kiosk/flow_walk.h"

#include <charconv>
#include <map>

namespace meguri::tests {

using namespace kiosk::flow;
using namespace std::chrono_literals;

domain::Time morning()
{
    return domain::from_tokyo({std::chrono::year(2026) / 10 / 5, 9, 12, 0});
}

HallFacts sample_hall()
{
    HallFacts hall;
    hall.venue = domain::VenueId("hall-1");
    hall.name = "みほん公民館";
    hall.kana = "みほんこうみんかん";
    hall.phone = "0838000000";
    hall.municipality_code = "352047";
    hall.municipality_name = "萩市";
    hall.municipality_kana = "はぎし";
    for (auto const* name : {"下関市", "宇部市", "山口市", "萩市", "防府市", "下松市", "岩国市", "光市",
             "長門市", "柳井市", "美祢市", "周南市", "山陽小野田市", "周防大島町", "和木町", "上関町",
             "田布施町", "平生町", "阿武町"})
        hall.municipalities.push_back(
            {name == std::string("萩市") ? "352047" : std::string("code-") + name, name, ""});
    hall.areas = {{"a-1", "みほん東地区"}, {"a-2", "みほん西地区"}};
    return hall;
}

Offer sample_offer(std::string id, std::string title, int days_from_now, int hour)
{
    Offer offer;
    offer.session = domain::SessionId(std::move(id));
    offer.title = std::move(title);
    offer.topics = {"line"};
    offer.provider_name = "みほん電話";
    offer.venue = domain::VenueId("hall-1");
    offer.venue_name = "みほん公民館";
    offer.venue_phone = "0838000000";
    offer.municipality_code = "352047";
    offer.municipality_name = "萩市";
    offer.starts_at = domain::from_tokyo({std::chrono::year(2026) / 10 / 5, hour, 0, 0})
        + std::chrono::days(days_from_now);
    offer.ends_at = offer.starts_at + 1h;
    offer.capacity = 10;
    offer.seats_left = 3;
    return offer;
}

void give_parts(Offer& offer, int count)
{
    offer.parts.clear();
    for (int i = 0; i < count; ++i) {
        auto const begin = offer.starts_at + std::chrono::days(7 * i);
        offer.parts.push_back({begin, begin + 1h, i + 1 < count ? offer.venue : domain::VenueId("hall-2")});
    }
    offer.ends_at = offer.parts.back().ends_at;
}

Catalogue sample_catalogue()
{
    Catalogue catalogue;
    catalogue.as_of = domain::from_tokyo({std::chrono::year(2026) / 10 / 5, 9, 10, 0});
    catalogue.line_is_up = true;
    auto& all = catalogue.offers;
    all.push_back(sample_offer("s-free", "LINEで写真をおくる", 3, 10));
    all.push_back(sample_offer("s-few", "はじめてのLINE", 8, 13));
    all.back().seats_left = 1;
    all.push_back(sample_offer("s-full", "家族とビデオ通話", 10, 10));
    all.back().seats_left = 0;
    all.back().waiting = 2;
    all.push_back(sample_offer("s-lottery", "人気のLINE", 12, 10));
    all.back().admission = domain::Admission::Lottery;
    all.push_back(sample_offer("s-drop-in", "LINE相談会", 14, 10));
    all.back().admission = domain::Admission::DropIn;
    all.push_back(sample_offer("s-closed", "締め切ったLINE", 2, 10));
    all.back().registration_closes_at = morning() - 1h;
    all.push_back(sample_offer("s-later", "来月からのLINE", 40, 10));
    all.back().registration_opens_at = morning() + 24h;
    all.push_back(sample_offer("s-today", "朝のスマホ", 0, 10));
    all.back().topics = {"basic"};
    all.push_back(sample_offer("s-near", "浜のスマホ", 5, 14));
    all.back().topics = {"basic", "bousai"};
    all.back().venue = domain::VenueId("hall-2");
    all.back().venue_name = "みほん浜集会所";
    all.back().distance_km = 4.4;
    all.push_back(sample_offer("s-far", "山のスマホ", 6, 14));
    all.back().topics = {"basic"};
    all.back().venue = domain::VenueId("hall-3");
    all.back().venue_name = "みほん山分館";
    all.back().distance_km = 22.0;
    return catalogue;
}

State ready_state()
{
    State state = first_state({});
    state.catalogue = std::make_shared<Catalogue const>(sample_catalogue());
    state.hall = std::make_shared<HallFacts const>(sample_hall());
    return state;
}

namespace {

std::string packed(std::string_view text)
{
    std::string kept;
    for (char const letter : text)
        if (letter != ' ' && letter != '\n')
            kept += letter;
    return kept;
}

/// Walks over a view and writes each text down; one overload for each part.
struct Writer {
    Translate const& translate;
    std::string text;

    void line(std::string const& words)
    {
        if (!words.empty())
            text += words + "\n";
    }
    void operator()(Words const& words) { line(fill(words, translate)); }
    void operator()(Button const& button)
    {
        (*this)(button.text);
        (*this)(button.name);
        (*this)(button.missing);
    }
    void operator()(Tile const& tile)
    {
        (*this)(tile.button);
        (*this)(tile.note);
    }
    void operator()(PageKeys const& keys) { all(keys.previous, keys.page, keys.unit, keys.next); }
    void operator()(Chip const& chip) { (*this)(chip.text); }
    void operator()(Card const& card)
    {
        all(card.name, card.month, card.day, card.weekday, card.title, card.time, card.place, card.chip,
            card.beside, card.action);
    }
    void operator()(RowsContent::Row const& row) { all(row.button, row.note, row.count, row.unit); }
    void operator()(DetailsContent::Row const& row) { all(row.label, row.value, row.note); }
    void operator()(YearsContent::Year const& year) { all(year.button, year.western, year.age); }
    void operator()(CheckContent::Row const& row) { all(row.label, row.value, row.change); }
    void operator()(DaysContent::Day const& day) { all(day.day, day.morning, day.afternoon); }
    void operator()(NoticeContent::Line const& words) { (*this)(words.text); }
    template <class T> void operator()(std::optional<T> const& one)
    {
        if (one)
            (*this)(*one);
    }
    template <class T> void operator()(std::vector<T> const& many)
    {
        for (auto const& one : many)
            (*this)(one);
    }
    void operator()(std::vector<std::string> const& groups)
    {
        for (auto const& group : groups)
            line(group);
    }
    template <class... T> void all(T const&... parts) { ((*this)(parts), ...); }

    void operator()(StartContent const& c) { all(c.find, c.tiles, c.today_title, c.today); }
    void operator()(RowsContent const& c) { all(c.rows); }
    void operator()(TopicsContent const& c) { all(c.tiles, c.every, c.pages); }
    void operator()(CardsContent const& c) { all(c.count, c.cards, c.pages, c.empty, c.wider); }
    void operator()(DetailsContent const& c)
    {
        all(c.chip, c.beside, c.title, c.day, c.time, c.until_label, c.until, c.rows, c.notice, c.other_days);
    }
    void operator()(KanaContent const& c)
    {
        line(c.echo.letters);
        all(c.columns, c.functions, c.erase, c.companion);
    }
    void operator()(PhoneContent const& c)
    {
        if (c.echo)
            line(c.echo->letters);
        if (c.hold)
            all(c.hold->title, c.hold->note, c.hold->otherwise);
        all(c.groups, c.digits, c.marks, c.erase_all, c.erase_one, c.what_next, c.no_phone);
    }
    void operator()(YearsContent const& c) { all(c.years, c.note); }
    void operator()(TownsContent const& c) { all(c.towns, c.pages, c.elsewhere); }
    void operator()(DaysContent const& c) { all(c.morning, c.afternoon, c.days, c.chosen, c.pages); }
    void operator()(CheckContent const& c) { all(c.rows, c.companion, c.promise); }
    void operator()(SendingContent const& c) { all(c.sentence); }
    void operator()(DoneContent const& c)
    {
        all(c.title, c.sentence, c.reason, c.call, c.number_label, c.number, c.when, c.what_and_where,
            c.slip_title, c.slip_note, c.on_the_day_title, c.on_the_day, c.phone_line, c.other, c.others);
    }
    void operator()(ArrivalContent const& c)
    {
        all(c.title, c.sentence, c.label, c.course, c.time, c.place, c.place_note, c.after);
    }
    void operator()(CornerContent::Fact const& fact) { all(fact.label, fact.value); }
    void operator()(CornerContent const& c) { all(c.facts, c.keys); }
    void operator()(NoticeContent const& c) { all(c.lines); }
    void operator()(IdleQuestion const& q) { all(q.title, q.sentence, q.countdown, q.yes, q.no); }
    void operator()(LanguageQuestion const& q) { all(q.keys, q.close); }
    void operator()(Route const& route) { all(route.stops); }
};

} // namespace

std::string text_of(View const& view, Translate const& translate)
{
    Writer writer{translate, {}};
    auto const& head = view.head;
    writer.all(head.product, head.town_and_hall, head.date, head.clock, view.route, view.question,
        view.under_question);
    std::visit(writer, view.content);
    auto const& foot = view.foot;
    writer.all(foot.left, foot.staff, foot.main, foot.hint, foot.tools, foot.status.line, foot.status.age);
    writer.all(view.idle, view.languages, view.spoken);
    return writer.text;
}

std::string text_of(View const& view)
{
    return text_of(view, [](std::string_view text) { return std::string(text); });
}

std::string screen_name(State const& state)
{
    constexpr std::array screens{"start", "place", "topic", "cards", "details", "area", "days", "postal",
        "address", "house", "kana", "phone", "second-phone", "decade", "year", "residence", "towns", "check",
        "sending", "done", "trouble", "slip-number", "slip-proof", "slip", "proof", "new-days", "move-proof",
        "here", "face", "understood", "again", "thanks", "pin", "found", "corner", "enrol"};
    constexpr std::array overlays{"", "+idle", "+staff", "+help", "+languages"};
    return std::string(screens.at(static_cast<std::size_t>(state.visit.screen)))
        + overlays.at(static_cast<std::size_t>(state.visit.overlay));
}

Visitor::Visitor(State start)
    : state(std::move(start))
{
}

void Visitor::happen(Event const& event)
{
    auto next = step(state, event, now);
    state = std::move(next.state);
    effects.insert(effects.end(), next.effects.begin(), next.effects.end());
}

std::string Visitor::page() const
{
    return text_of(view(state, now));
}

bool Visitor::press(std::string_view words)
{
    auto const wanted = packed(words);
    for (auto const& button : buttons_of(view(state, now))) {
        bool const is_it
            = packed(in_japanese(button.text)) == wanted || packed(in_japanese(button.name)) == wanted;
        if (!is_it || !button.is_enabled)
            continue;
        ++taps;
        happen(button.press);
        return true;
    }
    return false;
}

void Visitor::press_keys(std::string_view letters)
{
    static std::map<std::string_view, std::string_view> const marks{{"゛", "てんてん\nが ざ"},
        {"゜", "まる\nぱ ぴ"}, {"小", "小さい字\nゃ っ"}, {"ー", "のばす\nー"}, {"_", "姓と名の 間を あける"},
        {"-", "1字 消す"}};
    int const before = taps;
    while (!letters.empty()) {
        std::size_t const length = static_cast<unsigned char>(letters.front()) < 0x80U ? 1 : 3;
        auto const letter = letters.substr(0, length);
        auto const mark = marks.find(letter);
        press(mark == marks.end() ? letter : mark->second);
        letters.remove_prefix(length);
    }
    taps = before;
}

void Visitor::press_house(std::string_view letters)
{
    int const before = taps;
    while (!letters.empty()) {
        std::size_t const length = static_cast<unsigned char>(letters.front()) < 0x80U ? 1 : 3;
        press(letters.substr(0, length));
        letters.remove_prefix(length);
    }
    taps = before;
}

void Visitor::answer(std::string_view kind, bool is_found)
{
    static std::map<std::string_view, OutcomeState> const states{{"confirmed", OutcomeState::Confirmed},
        {"offline", OutcomeState::Confirmed}, {"late", OutcomeState::Confirmed},
        {"provisional", OutcomeState::Provisional}, {"waiting", OutcomeState::Waiting},
        {"entered", OutcomeState::Entered}, {"duplicate", OutcomeState::Duplicate},
        {"refused", OutcomeState::Refused}, {"failed", OutcomeState::Failed}};
    Registered registered;
    registered.attempt = state.attempt - (kind == "late" ? 1 : 0);
    auto& outcome = registered.outcome;
    outcome.state = states.at(kind);
    outcome.was_offline = kind == "offline" || kind == "provisional";
    if (outcome.state != OutcomeState::Refused && outcome.state != OutcomeState::Failed)
        outcome.code = PrivateText("482619573");
    if (outcome.state == OutcomeState::Provisional || outcome.state == OutcomeState::Entered)
        outcome.call_by = domain::from_tokyo({std::chrono::year(2026) / 10 / 6, 17, 0, 0});
    if (outcome.state == OutcomeState::Waiting)
        outcome.position = 3;
    if (outcome.state == OutcomeState::Refused)
        outcome.reason = domain::RegistrationRefusal::Closed;
    if (is_found)
        happen(ReceiptFound{outcome, state.catalogue->offers.front().session});
    else
        happen(registered);
}

void Visitor::find_slip(std::string_view kind, bool was_asked)
{
    static std::map<std::string_view, Standing> const standings{{"confirmed", Standing::Confirmed},
        {"provisional", Standing::Provisional}, {"waiting", Standing::Waiting},
        {"entered", Standing::Entered}, {"wished", Standing::VisitWished},
        {"planned", Standing::VisitPlanned}, {"cancelled", Standing::Cancelled},
        {"refused", Standing::Refused}, {"attended", Standing::Attended}, {"today", Standing::Confirmed},
        {"called", Standing::Confirmed}, {"elsewhere", Standing::Elsewhere}, {"unknown", Standing::Elsewhere},
        {"no-line", Standing::Elsewhere}};
    KeptSlip slip;
    slip.standing = standings.at(kind);
    slip.has_call = kind == "called";
    bool const is_class = slip.standing != Standing::VisitWished && slip.standing != Standing::VisitPlanned
        && slip.standing != Standing::Elsewhere;
    if (is_class)
        slip.session = domain::SessionId(kind == "today" ? "s-today" : "s-free");
    if (slip.standing == Standing::Waiting)
        slip.position = 3;
    if (slip.standing == Standing::Provisional)
        slip.call_by = domain::from_tokyo({std::chrono::year(2026) / 10 / 6, 17, 0, 0});
    if (slip.standing == Standing::VisitPlanned)
        slip.visit_at = domain::from_tokyo({std::chrono::year(2026) / 10 / 9, 13, 30, 0});
    happen(SlipFound{state.attempt, slip, was_asked, was_asked && kind == "unknown"});
}

void Visitor::scan(std::string_view what)
{
    // A scanner types letter by letter.
    std::string const text = what == "slip" ? "MEGURI1:482619571:0123456789ABCDEF"
        : what == "other"                   ? "MEGURI1:482619582:0123456789ABCDEF"
                                            : "M4 826 195 71";
    for (char const letter : text)
        happen(Typed{std::string(1, letter)});
    happen(Enter{});
}

void Visitor::find_lost(std::string_view what)
{
    static std::map<std::string_view, Finding> const findings{{"wrong-pin", Finding::WrongPin},
        {"too-often", Finding::TooOften}, {"no-line", Finding::NoLine}, {"failed", Finding::Failed}};
    LostFound found{state.attempt, Finding::Found, {}};
    if (auto const known = findings.find(what); known != findings.end())
        found.finding = known->second;
    for (int i = 0; i < 2 && (what == "2" || (what == "1" && i == 0)); ++i) {
        KeptSlip slip;
        slip.standing = Standing::Confirmed;
        slip.session = domain::SessionId(i == 0 ? "s-free" : "s-few");
        slip.offer
            = sample_offer(slip.session.value, i == 0 ? "LINEで写真をおくる" : "はじめてのLINE", 3 + i, 10);
        slip.code = PrivateText(i == 0 ? "482619571" : "482619582");
        slip.token = PrivateText("0123456789abcdef");
        found.slips.push_back(slip);
    }
    happen(found);
}

/// What is told of a slip by the rest of the kiosk.
bool Visitor::answers_slip(std::string_view verb, std::string_view rest)
{
    if (verb == "postal") {
        happen(
            NeighbourhoodFound{state.attempt, rest != "unknown", PrivateText(rest == "unknown" ? "" : rest)});
    } else if (verb == "slip" || verb == "asked") {
        find_slip(rest, verb == "asked");
    } else if (verb == "cancelled") {
        static std::map<std::string_view, Cancelling> const results{{"done", Cancelling::Done},
            {"asked", Cancelling::Asked}, {"refused", Cancelling::Refused}, {"failed", Cancelling::Failed}};
        happen(SlipCancelled{state.attempt, results.at(rest)});
    } else if (verb == "moved") {
        static std::map<std::string_view, Moving> const results{{"confirmed", Moving::Confirmed},
            {"waiting", Moving::Waiting}, {"asked", Moving::Asked}, {"full", Moving::Full},
            {"refused", Moving::Refused}, {"failed", Moving::Failed}};
        happen(SlipMoved{state.attempt, results.at(rest)});
    } else if (verb == "here") {
        using Answer = Arrival::Answer;
        static std::map<std::string_view, Answer> const answers{{"recorded", Answer::Recorded},
            {"kept", Answer::Kept}, {"not-today", Answer::NotToday}, {"another-hall", Answer::AnotherHall},
            {"not-confirmed", Answer::NotConfirmed}, {"unknown", Answer::Unknown},
            {"failed", Answer::Failed}};
        Arrival arrival;
        arrival.answer = answers.at(rest);
        if (arrival.answer != Answer::Unknown && arrival.answer != Answer::Failed)
            arrival.offer = sample_offer("s-today", "朝のスマホ", rest == "not-today" ? 3 : 0, 10);
        happen(Attended{state.attempt, arrival});
    } else if (verb == "survey") {
        happen(SurveyKept{state.attempt, rest == "kept"});
    } else if (verb == "scan") {
        scan(rest);
    } else {
        return false;
    }
    return true;
}

CornerFacts sample_corner()
{
    CornerFacts facts;
    facts.is_enrolled = true;
    facts.line_is_up = true;
    facts.hub = "https://hub.example.jp";
    facts.kiosk = 7;
    facts.pending = 2;
    facts.last_sync = morning() - std::chrono::minutes(2);
    facts.rights = 5;
    facts.printer = "receipt-1";
    facts.version = "0.1.0";
    return facts;
}

/// What staff are told.
bool Visitor::answers_staff(std::string_view verb, std::string_view rest)
{
    if (verb == "lost") {
        find_lost(rest);
    } else if (verb == "pin") {
        static std::map<std::string_view, PinAnswer> const answers{{"right", PinAnswer::Right},
            {"wrong", PinAnswer::Wrong}, {"wait", PinAnswer::Wait}, {"unset", PinAnswer::NotSet}};
        happen(PinChecked{state.attempt, answers.at(rest), rest == "wait" ? 20 : 0});
    } else if (verb == "held") {
        happen(HeadHeld{});
    } else if (verb == "corner") {
        happen(CornerArrived{std::make_shared<CornerFacts const>(sample_corner())});
    } else if (verb == "task") {
        auto const task = state.visit.corner_answer ? state.visit.corner_answer->task : CornerTask::Sync;
        happen(CornerDone{task, rest == "done"});
    } else if (verb == "help") {
        happen(HelpAnswered{state.help_attempt, rest == "coming"});
    } else {
        return false;
    }
    return true;
}

bool Visitor::does_one(std::string_view word)
{
    auto const blank = word.find(' ');
    auto const verb = word.substr(0, blank);
    auto const rest = blank == std::string_view::npos ? std::string_view() : word.substr(blank + 1);
    if (verb == "kana" || verb == "phone") {
        press_keys(rest);
    } else if (verb == "house") {
        press_house(rest);
    } else if (verb == "typed") {
        happen(Typed{std::string(rest)});
    } else if (verb == "wait") {
        int seconds = 0;
        std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
        for (int i = 0; i < seconds; ++i)
            happen(Tick{1});
    } else if (verb == "touch") {
        happen(Touch{});
    } else if (verb == "enter") {
        happen(Enter{});
    } else if (verb == "escape") {
        happen(Escape{});
    } else if (verb == "backspace") {
        happen(Backspace{});
    } else if (verb == "answer") {
        answer(rest, false);
    } else if (verb == "found") {
        answer(rest, true);
    } else if (verb == "paper") {
        happen(SlipPrinted{rest == "out"});
    } else if (!answers_slip(verb, rest) && !answers_staff(verb, rest)) {
        return press(word);
    }
    return true;
}

std::string Visitor::does(std::string_view script)
{
    while (!script.empty()) {
        auto const end = script.find(" > ");
        auto const word = script.substr(0, end);
        if (!does_one(word))
            return "no 「" + std::string(word) + "」 on " + screen_name(state);
        script = end == std::string_view::npos ? std::string_view() : script.substr(end + 3);
    }
    return screen_name(state);
}

} // namespace meguri::tests
