#include "admin/desk/models/bulk_publish.h"

#include "admin/desk/models/session_form.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/session_words.h"
#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

using State = PublishLine::State;

Cell outlook_cell(PublishLine const& line)
{
    switch (line.state) {
    case State::Ready:
        return {"○ 公開できます", Tone::Ok};
    case State::InTheWay:
        return {"× 公開しません", Tone::Stop};
    case State::UnderWay:
        return {"… 送っています", Tone::Few};
    case State::Published:
        return {"✓ 公開しました", Tone::Ok};
    case State::Refused:
        return {"× できません", Tone::Stop};
    }
    return {};
}

Cell hindrance_cell(PublishLine const& line)
{
    if (!line.why.empty())
        return {line.why, Tone::Stop};
    return line.note.empty() ? Cell{"なし", Tone::Quiet} : Cell{line.note, Tone::Few};
}

std::vector<ColumnOf<PublishLine>> publish_columns()
{
    return {
        {{"どうなるか", 130}, outlook_cell},
        {{"日時", 160},
            [](PublishLine const& line) {
                return Cell{moment_words(line.session.starts_at), Tone::Strong};
            },
            [](PublishLine const& line) -> SortKey {
                return std::int64_t(base::seconds_of(line.session.starts_at));
            }},
        {{"名前", 150}, [](PublishLine const& line) { return Cell{line.session.title}; }},
        {{"さまたげ", 520}, hindrance_cell},
    };
}

/// Kinds of resources that the format asks for and that are not there, in words.
std::string missing_words(Session const& session, PublishFacts const& facts)
{
    auto const uses = facts.uses.find(session.id);
    if (uses == facts.uses.end())
        return "";
    std::string words;
    for (auto const kind : needs_of(session.format).resources) {
        bool const is_person_or_van = kind == domain::ResourceKind::Van
            || kind == domain::ResourceKind::Visitor || kind == domain::ResourceKind::Lecturer;
        bool const is_there = std::ranges::any_of(uses->second, [&](std::string const& id) {
            auto const found = std::ranges::find(facts.resources, id, &Resource::id);
            return found != facts.resources.end() && found->kind == domain::name_of(kind);
        });
        if (is_person_or_van && !is_there)
            words += (words.empty() ? "" : "・") + resource_kind_words(kind);
    }
    return words.empty() ? words : words + "が まだ 決まっていません";
}

std::string clash_in_the_way(SessionMark const* mark)
{
    if (mark == nullptr)
        return "";
    for (auto const& conflict : mark->conflicts)
        if (conflict.override_reason.empty())
            return "重なり: " + conflict.words;
    return "";
}

} // namespace

PublishLine publish_line(Session const& session, SessionMark const* mark, PublishFacts const& facts)
{
    PublishLine line;
    line.session = session;
    auto const clash = clash_in_the_way(mark);
    bool const is_open = !session.registration_closes_at || *session.registration_closes_at > facts.now;
    if (!domain::may(facts.actor, domain::Right::WriteSession, ownership_of(session)))
        line.why = "ほかの団体の開催回です";
    else if (session.state == "arranging")
        line.why = "返事を 待っています(調整中)";
    else if (session.state != "draft")
        line.why = "もう " + session_state_words(session.state) + "です";
    else if (session.starts_at <= facts.now)
        line.why = "始まる時刻が もう過ぎています";
    else if (!is_open)
        line.why = "申込の締切が もう過ぎています";
    else if (!clash.empty())
        line.why = clash;
    line.state = line.why.empty() ? State::Ready : State::InTheWay;
    line.note = missing_words(session, facts);
    return line;
}

PublishTable::PublishTable()
    : RowTable(publish_columns(), [](PublishLine const& line) { return line.session.id; })
{
}

BulkPublish::BulkPublish(Jobs& jobs, Told told, ToldPublished published)
    : m_jobs(jobs)
    , m_told(std::move(told))
    , m_published(std::move(published))
{
}

void BulkPublish::begin(std::vector<PublishLine> lines, domain::Actor const& actor)
{
    if (m_is_running)
        return;
    std::ranges::stable_sort(lines, {}, [](PublishLine const& line) { return line.session.starts_at; });
    ++m_round;
    m_done = 0;
    m_all = 0;
    m_table.set_rows(std::move(lines));
    ++m_revision;
    ask_approvals(actor);
    m_told();
}

void BulkPublish::forget()
{
    ++m_round;
    m_table.set_rows({});
    m_is_running = false;
    m_is_stopping = false;
    m_done = 0;
    m_all = 0;
    ++m_revision;
}

void BulkPublish::ask_approvals(domain::Actor const& actor)
{
    if (actor.role != domain::Role::Provider)
        return;
    std::set<std::string> programmes;
    for (auto const& line : m_table.rows())
        if (!line.session.programme.empty())
            programmes.insert(line.session.programme);
    for (auto const& programme : programmes)
        m_jobs.ask<bool>([programme](Api& api) { return api.needs_approval(programme); },
            [this, programme, round = m_round](auto outcome) {
                if (outcome && outcome->value && round == m_round)
                    take_approval(programme);
            });
}

void BulkPublish::take_approval(std::string const& programme)
{
    auto rows = m_table.rows();
    for (auto& line : rows)
        if (line.session.programme == programme && line.state == State::Ready) {
            line.state = State::InTheWay;
            line.why = "この事業では 市町が 公開します。市町の担当へ 伝えてください";
        }
    m_table.set_rows(std::move(rows));
    ++m_revision;
    m_told();
}

std::size_t BulkPublish::count(PublishLine::State state) const
{
    return static_cast<std::size_t>(std::ranges::count(m_table.rows(), state, &PublishLine::state));
}

std::string BulkPublish::words() const
{
    auto const total = std::to_string(m_table.rows().size()) + "件のうち ";
    if (m_table.rows().empty())
        return "下書きが ありません。一覧で 下書きを Spaceで えらぶか、別の月を 見てください。";
    if (m_is_running)
        return std::to_string(m_all) + "件のうち " + std::to_string(m_done) + "件 すみました"
            + (m_is_stopping ? "。止めています" : "");
    auto const published = count(State::Published);
    if (published > 0 || count(State::Refused) > 0)
        return total + std::to_string(published) + "件を 公開しました";
    return total + std::to_string(count(State::Ready)) + "件を 公開できます";
}

void BulkPublish::publish()
{
    if (m_is_running || count(State::Ready) == 0)
        return;
    m_is_running = true;
    m_is_stopping = false;
    m_done = 0;
    m_all = count(State::Ready);
    go_on();
    m_told();
}

void BulkPublish::stop()
{
    m_is_stopping = m_is_running;
    m_told();
}

void BulkPublish::go_on()
{
    auto const next = std::ranges::find(m_table.rows(), State::Ready, &PublishLine::state);
    if (m_is_stopping || next == m_table.rows().end())
        return finish();
    auto const id = next->session.id;
    put(id, State::UnderWay, "");
    m_jobs.ask<Done>([id](Api& api) { return api.act_on_session(id, domain::SessionAction::Publish, ""); },
        [this, id, round = m_round](auto outcome) {
            if (round == m_round)
                take_outcome(id, std::move(outcome));
        });
}

void BulkPublish::take_outcome(std::string const& id, Outcome<Done> outcome)
{
    bool const is_lost = !outcome && outcome.error().kind == ProblemKind::Unreachable;
    if (outcome)
        put(id, State::Published, "");
    else
        put(id, State::Refused, problem_words(outcome.error()));
    ++m_done;
    // Without a line each further one would only say the same after a while.
    if (is_lost)
        m_is_stopping = true;
    go_on();
    m_told();
}

void BulkPublish::finish()
{
    m_is_running = false;
    bool const was_stopped = m_is_stopping;
    m_is_stopping = false;
    auto const published = count(State::Published);
    auto const refused = count(State::Refused);
    auto const left = count(State::Ready);
    std::string words = std::to_string(published) + "件を 公開しました。";
    if (refused > 0)
        words += std::to_string(refused) + "件は できませんでした。理由は 下の表にあります。";
    if (was_stopped && left > 0)
        words += "止めました。残り " + std::to_string(left) + "件は 下書きのままです。";
    m_published({refused > 0 || was_stopped ? Tone::Few : Tone::Ok, words});
}

void BulkPublish::put(std::string const& id, PublishLine::State state, std::string const& why)
{
    auto rows = m_table.rows();
    auto const found = std::ranges::find_if(rows, [&](auto const& line) { return line.session.id == id; });
    if (found == rows.end())
        return;
    found->state = state;
    found->why = why;
    m_table.set_rows(std::move(rows));
    ++m_revision;
}

} // namespace meguri::desk::models
