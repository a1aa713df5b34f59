// The figures of an 実績報告: each a sum over the sessions of its list, over the people who stand alike in
// one session, or over the steps of the subsidy. Rows that bring nothing are left out.
#include "admin/hub/feeds/words.h"
#include "admin/hub/routes/report_words.h"
#include "admin/hub/routes/subsidy_report.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <functional>
#include <set>

namespace meguri::hub::routes {

using domain::AgeBand;
using domain::Basis;
using domain::Figure;
using domain::FigureRow;
using domain::FigureRowKind;
using domain::FigureRule;
using domain::SessionState;

namespace {

constexpr char const* people_unit = "人";
constexpr char const* times_unit = "回";
constexpr char const* yen_unit = "円";

using Share = std::function<std::int64_t(ReportedSession const&)>;

std::string session_row_words(ReportedSession const& session)
{
    return domain::era_date_words(domain::tokyo_date(session.starts_at)) + " " + session.title;
}

std::string month_key(ReportedSession const& session)
{
    return "month." + domain::to_iso(domain::tokyo_date(session.starts_at)).substr(0, 7);
}

std::string format_key(ReportedSession const& session)
{
    return "format." + std::string(domain::name_of(session.format));
}

int came_in(ReportedSession const& session, AgeBand band)
{
    auto const found = session.came.find(band);
    return found == session.came.end() ? 0 : found->second;
}

class FigureList {
public:
    explicit FigureList(SubsidyReport const& report)
        : m_report(report)
    {
    }

    std::vector<Figure> all()
    {
        add_totals();
        add_ages();
        add_answers();
        add_money();
        add_steps();
        for (auto const& session : m_report.sessions)
            add_session(session);
        return std::move(m_figures);
    }

private:
    /// One row for each session that brings something.
    void add(std::string name, std::string label, char const* unit, FigureRowKind kind, Share const& share)
    {
        Figure figure{std::move(name), std::move(label), unit, Basis::Derived, FigureRule::Sum, {}};
        for (auto const& session : m_report.sessions)
            if (auto const count = share(session); count != 0)
                figure.rows.push_back({kind, session.id.value, session_row_words(session), count});
        m_figures.push_back(std::move(figure));
    }

    void add_totals()
    {
        auto const in_state = [](auto... states) -> Share {
            return [=](ReportedSession const& one) -> std::int64_t {
                return ((one.state == states) || ...) ? 1 : 0;
            };
        };
        auto const session = FigureRowKind::Session;
        auto const people = FigureRowKind::Attendance;
        add("planned", "これから開く回", times_unit, session,
            in_state(SessionState::Arranging, SessionState::Published, SessionState::Closed));
        add("held", "実施した回", times_unit, session, in_state(SessionState::Held));
        add("cancelled", "中止した回", times_unit, session, in_state(SessionState::Cancelled));
        add("seats", "定員の合計", people_unit, session, [](ReportedSession const& one) {
            return one.state == SessionState::Cancelled ? 0 : one.capacity;
        });
        add("registrations", "申込", people_unit, people,
            [](ReportedSession const& one) { return one.registrations; });
        add("participants", "参加者", people_unit, people,
            [](ReportedSession const& one) { return one.participants(); });
        add("from_65", "65歳以上の参加者", people_unit, people,
            [](ReportedSession const& one) { return one.from_65(); });
        add("age_known", "年齢のわかる参加者", people_unit, people,
            [](ReportedSession const& one) { return one.age_known(); });
        add("no_shows", "欠席", people_unit, people, [](ReportedSession const& one) { return one.no_shows; });
        add_share();
    }

    /// Not there where nobody gave a year of birth.
    void add_share()
    {
        auto const seniors = value_of(*domain::find_figure(m_figures, "from_65"));
        auto const known = value_of(*domain::find_figure(m_figures, "age_known"));
        if (known == 0)
            return;
        auto const row = [](char const* name, char const* label, std::int64_t value) {
            return FigureRow{FigureRowKind::Figure, name, label, value};
        };
        m_figures.push_back({"share_65", "65歳以上の割合", "%", Basis::Derived, FigureRule::Share,
            {row("from_65", "65歳以上の参加者", seniors), row("age_known", "年齢のわかる参加者", known)}});
    }

    void add_ages()
    {
        auto const groups = session_groups(m_report);
        auto const people = FigureRowKind::Attendance;
        for (auto const& [key, words] : groups)
            add(key, words + "の参加者", people_unit, people,
                [key = key](ReportedSession const& one) { return is_in(one, key) ? one.participants() : 0; });
        for (auto const& [band, name] : domain::Names<AgeBand>::entries) {
            auto const age = "age." + std::string(name);
            auto const label = band == AgeBand::Unknown ? "年齢が不明の参加者" : age_words(band) + "の参加者";
            add(age, label, people_unit, people,
                [band = band](ReportedSession const& one) { return came_in(one, band); });
            for (auto const& [key, words] : groups)
                add(age + "." + key, words + " " + age_words(band), people_unit, people,
                    [key = key, band = band](
                        ReportedSession const& one) { return is_in(one, key) ? came_in(one, band) : 0; });
        }
    }

    static bool is_in(ReportedSession const& session, std::string const& group)
    {
        return group == month_key(session) || group == format_key(session);
    }

    void add_answers()
    {
        auto const answers = [](std::string const& key) -> Share {
            return [key](ReportedSession const& one) {
                auto const found = one.said.find(key);
                return found == one.said.end() ? 0 : found->second;
            };
        };
        add("survey.answers", "感想の数", people_unit, FigureRowKind::Survey, answers("answers"));
        for (auto const& question : survey_questions())
            for (auto const& [name, words] : question.answers) {
                auto const key = question.name + "." + name;
                add("survey." + key, question.words + " " + words, people_unit, FigureRowKind::Survey,
                    answers(key));
            }
    }

    void add_money()
    {
        auto const& sessions = m_report.sessions;
        if (std::any_of(sessions.begin(), sessions.end(), [](auto const& one) { return one.cost_yen; }))
            add("amount.cost", "実施した回の経費", yen_unit, FigureRowKind::Session,
                [](ReportedSession const& one) { return one.cost_yen.value_or(0); });
        if (!m_report.has_amount_rule)
            return;
        add("amount.forecast_by_sessions", "見込みの合計", yen_unit, FigureRowKind::Session,
            [](ReportedSession const& one) { return one.forecast_yen.value_or(0); });
        add("amount.final_by_sessions", "実施した回の補助額の合計", yen_unit, FigureRowKind::Session,
            [](ReportedSession const& one) { return one.final_yen.value_or(0); });
        add_limited("amount.forecast", "補助金の見込み", m_report.totals.forecast_yen,
            m_report.totals.forecast_limited_by);
        add_limited("amount.final", "補助金の額(実績から)", m_report.totals.final_yen,
            m_report.totals.final_limited_by);
    }

    /// The sum of the sessions, and what of it lies above a limit.
    void add_limited(
        std::string const& name, std::string const& label, std::int64_t limited, domain::LimitedBy limit)
    {
        auto const& whole = *domain::find_figure(m_figures, name + "_by_sessions");
        auto const sum = value_of(whole);
        Figure figure{name, label, yen_unit, Basis::Derived, FigureRule::Sum,
            {{FigureRowKind::Figure, whole.name, whole.label, sum}}};
        if (limit == domain::LimitedBy::Decided)
            figure.rows.push_back({FigureRowKind::SubsidyStep, m_report.subsidy.id.value,
                "交付決定の額を こえる分", limited - sum});
        else if (limit == domain::LimitedBy::YearCap)
            figure.rows.push_back({FigureRowKind::Rule, m_report.subsidy.programme.value,
                "事業の年間の上限を こえる分", limited - sum});
        m_figures.push_back(std::move(figure));
    }

    void add_steps()
    {
        std::map<std::string, Figure> last; ///< By what was decided, the latest word on it.
        for (auto const& [place, entry] : m_report.steps) {
            if (!entry.amount_yen)
                continue;
            auto const number = std::to_string(place);
            auto const words = step_words(entry.step);
            Figure figure{"step." + number + ".amount", words + "の額", yen_unit,
                entry.is_inferred ? Basis::Inferred : Basis::Stated, FigureRule::Sum,
                {{FigureRowKind::SubsidyStep, m_report.subsidy.id.value + "#" + number,
                    words + " " + step_day_words(entry), *entry.amount_yen}}};
            m_figures.push_back(figure);
            auto const is_change = entry.step == domain::SubsidyStep::ChangeDecided;
            figure.name = is_change ? "decided" : std::string(domain::name_of(entry.step));
            last[figure.name] = std::move(figure);
        }
        for (auto const* name : {"decided", "advance_paid", "reported", "finalised", "paid", "repayment"})
            if (auto const found = last.find(name); found != last.end()) {
                found->second.name = "amount." + found->second.name;
                m_figures.push_back(std::move(found->second));
            }
    }

    void add_session(ReportedSession const& session)
    {
        auto const front = "session." + session.id.value + ".";
        auto const people = FigureRowKind::Attendance;
        auto const one = [&](char const* name, char const* label, FigureRowKind kind, int count) {
            Figure figure{front + name, label, people_unit, Basis::Derived, FigureRule::Sum, {}};
            if (count != 0)
                figure.rows.push_back({kind, session.id.value, label, count});
            m_figures.push_back(std::move(figure));
        };
        one("capacity", "定員", FigureRowKind::Session, session.capacity);
        one("registrations", "申込", people, session.registrations);
        one("no_shows", "欠席", people, session.no_shows);
        add_yen(session, "cost", "かかった経費", session.cost_yen);
        add_yen(session, "forecast", "見込み", session.forecast_yen);
        add_yen(session, "final", "補助額", session.final_yen);
        Figure came{front + "participants", "参加者", people_unit, Basis::Derived, FigureRule::Sum, {}};
        Figure seniors{
            front + "from_65", "65歳以上の参加者", people_unit, Basis::Derived, FigureRule::Sum, {}};
        for (auto const& [band, name] : domain::Names<AgeBand>::entries) {
            auto const count = came_in(session, band);
            if (count == 0)
                continue;
            auto const words = session.is_drop_in ? "会場で数えた人数" : age_words(band);
            came.rows.push_back({people, session.id.value, words, count});
            if (band != AgeBand::Under65 && band != AgeBand::Unknown)
                seniors.rows.push_back({people, session.id.value, words, count});
        }
        m_figures.push_back(std::move(came));
        // Of who was only counted nobody knows the age, so there is no such number.
        if (!session.is_drop_in)
            m_figures.push_back(std::move(seniors));
    }

    void add_yen(ReportedSession const& session, char const* name, char const* label,
        std::optional<std::int64_t> const& yen)
    {
        if (yen)
            m_figures.push_back({"session." + session.id.value + "." + name, label, yen_unit, Basis::Derived,
                FigureRule::Sum, {{FigureRowKind::Session, session.id.value, label, *yen}}});
    }

    SubsidyReport const& m_report;
    std::vector<Figure> m_figures;
};

} // namespace

std::vector<SurveyQuestion> survey_questions()
{
    return {
        {"face", "教室は いかがでしたか",
            {{"good", "よかった"}, {"middle", "ふつう"}, {"bad", "よくなかった"}}},
        {"understood", "習ったことは わかりましたか",
            {{"yes", "よく わかった"}, {"partly", "すこし わかった"}, {"no", "むずかしかった"}}},
        {"again", "また 教室に 来たいですか", {{"yes", "はい"}, {"no", "いいえ"}}},
    };
}

std::map<std::string, std::string> session_groups(SubsidyReport const& report)
{
    std::map<std::string, std::string> groups;
    for (auto const& one : report.sessions) {
        auto const month = static_cast<unsigned>(domain::tokyo_date(one.starts_at).month());
        groups.emplace(month_key(one), std::to_string(month) + "月");
        groups.emplace(format_key(one), feeds::words_of(one.format));
    }
    return groups;
}

std::vector<Figure> figures_of(SubsidyReport const& report)
{
    return FigureList(report).all();
}

} // namespace meguri::hub::routes
