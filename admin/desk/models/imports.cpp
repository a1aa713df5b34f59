#include "admin/desk/models/imports.h"

#include "admin/desk/models/import_words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string titles_words(std::vector<std::string> const& titles)
{
    std::string words;
    for (auto const& title : titles)
        words += (words.empty() ? "" : "、") + title;
    return words;
}

std::string taken_in_words(ImportKind kind, std::string const& counts)
{
    if (kind == ImportKind::ShopSessions)
        return "取り込みました: " + counts + "。新しい開催回は 下書きです。開催回で 公開してください。";
    return "取り込みました: " + counts + "。結果は 上の CSV で 残せます。";
}

} // namespace

Imports::Imports(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Imports::show_scope(Scope const& scope)
{
    m_scope = scope;
    for (auto& preview : m_previews)
        preview.set_filter(scope.query);
    m_faults.set_filter(scope.query);
    ++m_revision;
}

ImportContext Imports::context() const
{
    return {m_clock.now(), m_towns, m_venues, m_towns.empty() ? "" : m_towns.front().code.substr(0, 2)};
}

/// What the hub would refuse as a whole is said before anything is sent there.
bool Imports::may_import() const
{
    using domain::Role;
    auto const role = m_scope.actor.role;
    bool const holds_classes = role == Role::Municipality || role == Role::Provider;
    switch (m_kind) {
    case ImportKind::Papers:
    case ImportKind::Attendance:
        return holds_classes || role == Role::Venue;
    case ImportKind::ShopSessions:
        return holds_classes;
    case ImportKind::PostalCodes:
        return true;
    }
    return false;
}

void Imports::leave()
{
    m_progress->is_stopped = true;
    ++m_run;
    m_step = ImportStep::Empty;
    m_name.clear();
    m_file.reset();
    m_sheet.reset();
    m_file_out.reset();
    m_notice = {};
    show_faults({}, 0);
    for (auto& preview : m_previews)
        preview.set_rows({});
    ++m_revision;
}

void Imports::begin_reading()
{
    m_progress->is_stopped = true;
    m_progress = std::make_shared<ImportProgress>();
    ++m_run;
    m_step = ImportStep::Reading;
    m_sheet.reset();
    m_notice = {};
    show_faults({}, 0);
    fill_tables();
}

void Imports::choose(std::string const& name, ReadBytes read)
{
    if (m_step == ImportStep::Sending)
        return;
    leave();
    begin_reading();
    m_name = name;
    using Tell = std::function<void()>;
    m_jobs.work<Reading>(
        [name, read, context = context(), progress = m_progress](Tell const& tell) {
            progress->tell = tell;
            Reading reading;
            auto const bytes = read();
            ImportFile file;
            if (bytes)
                file = read_import_file(name, *bytes, *progress);
            else
                file.faults.push_back({0, "", "",
                    bytes.error().kind == base::ErrorKind::BadInput
                        ? "ファイルが 大きすぎます。64MBまでに 分けてください。"
                        : "ファイルを 読めません。場所と 名前を 確かめてください。"});
            reading.sheet
                = std::make_shared<ImportSheet>(import_sheet(file, file.likely, context, *progress));
            reading.file = std::make_shared<ImportFile const>(std::move(file));
            return reading;
        },
        [this, run = m_run](Reading reading) {
            if (run == m_run)
                take_reading(std::move(reading));
        });
    m_told();
}

void Imports::choose_kind(ImportKind kind)
{
    if (kind == m_kind || m_step == ImportStep::Sending)
        return;
    m_kind = kind;
    if (!m_file)
        return m_told();
    begin_reading();
    m_jobs.work<Reading>(
        [file = m_file, kind, context = context(), progress = m_progress](std::function<void()> const& tell) {
            progress->tell = tell;
            return Reading{
                file, std::make_shared<ImportSheet>(import_sheet(*file, kind, context, *progress))};
        },
        [this, run = m_run](Reading reading) {
            if (run == m_run)
                take_reading(std::move(reading));
        });
    m_told();
}

void Imports::take_reading(Reading reading)
{
    m_file = std::move(reading.file);
    m_sheet = std::move(reading.sheet);
    m_kind = m_sheet->kind;
    fill_tables();
    if (!may_import()) {
        m_step = ImportStep::Wrong;
        m_notice = {Tone::Stop,
            "この利用者には「" + import_kind_words(m_kind)
                + "」を取り込む権限が ありません。担当の団体の方に 頼んでください。"};
        return m_told();
    }
    if (!m_sheet->is_good()) {
        m_step = ImportStep::Wrong;
        show_faults(m_sheet->faults, m_sheet->fault_count);
        return m_told();
    }
    if (m_kind != ImportKind::PostalCodes)
        return check();
    m_step = ImportStep::Ready;
    m_notice = {Tone::Ok,
        "この県の " + grouped(m_sheet->row_count)
            + "件を 書き出せます。postal-codes.csv という名前で 端末のフォルダーに 置いてください。"};
    m_told();
}

void Imports::show_faults(std::vector<ImportFault> faults, int count)
{
    m_faults.set_rows(std::move(faults));
    ++m_revision;
    if (count == 0)
        return;
    auto const listed = static_cast<int>(m_faults.total_count());
    m_notice = {Tone::Stop,
        "まちがいが " + grouped(count)
            + "か所 あります。1行も 取り込んでいません。ファイルを直して、もう1度 えらんでください。"
            + (count > listed ? "初めの " + grouped(listed) + "か所を 示しています。" : "")};
}

void Imports::fill_tables()
{
    for (auto const kind : import_kinds) {
        std::vector<ImportRow> first;
        if (m_sheet && m_sheet->kind == kind)
            first.assign(m_sheet->rows.begin(),
                m_sheet->rows.begin()
                    + static_cast<std::ptrdiff_t>(std::min(m_sheet->rows.size(), import_preview_rows)));
        preview(kind).set_rows(std::move(first));
    }
    ++m_revision;
}

void Imports::stop()
{
    if (!can_stop())
        return;
    if (m_step == ImportStep::Reading) {
        leave();
        m_notice = {Tone::Few, "読むのを 止めました。"};
    } else {
        ++m_run;
        m_step = ImportStep::Unchecked;
        m_notice = {Tone::Few, "確かめるのを 止めました。まだ1行も 取り込んでいません。"};
    }
    m_told();
}

void Imports::check()
{
    if (m_sheet && m_sheet->is_good() && may_import())
        ask_hub(Writing::Preview);
}

void Imports::send()
{
    if (can_send() && m_kind != ImportKind::PostalCodes)
        ask_hub(Writing::ForGood);
}

void Imports::ask_hub(Writing writing)
{
    m_step = writing == Writing::Preview ? ImportStep::Checking : ImportStep::Sending;
    m_notice = {};
    m_jobs.ask<ImportedRows>(
        [sheet = std::shared_ptr<ImportSheet const>(m_sheet), writing](Api& api) {
            return sheet->kind == ImportKind::ShopSessions
                ? api.import_sessions(import_sessions_csv(*sheet), writing)
                : api.import_rows(import_body(*sheet, writing == Writing::Preview));
        },
        [this, run = m_run, writing](auto outcome) {
            if (run == m_run)
                take_answer(std::move(outcome), writing);
        });
    m_told();
}

void Imports::take_answer(Outcome<ImportedRows> outcome, Writing writing)
{
    if (!outcome)
        return take_refusal(outcome.error(), writing);
    auto const& imported = outcome->value;
    for (std::size_t i = 0; i < imported.rows.size() && i < m_sheet->rows.size(); ++i)
        m_sheet->rows[i].answer = imported_row_words(m_kind, imported.rows[i]);
    fill_tables();
    auto const counts = imported_counts_words(m_kind, imported);
    bool const is_new = imported.changed + imported.created > 0;
    if (writing == Writing::ForGood) {
        m_step = ImportStep::Done;
        m_notice = {Tone::Ok, taken_in_words(m_kind, counts)};
    } else if (!is_new) {
        m_step = ImportStep::Done;
        m_notice = {Tone::Ok, "もう すべて入っています。何も変わりません。"};
    } else {
        m_step = ImportStep::Ready;
        m_notice = {Tone::Ok, "まちがいは ありません。取り込むと こうなります: " + counts};
    }
    m_told();
}

void Imports::take_refusal(Problem const& problem, Writing writing)
{
    auto faults = faults_of(*m_sheet, problem);
    if (!faults.empty()) {
        m_step = ImportStep::Wrong;
        auto const count = static_cast<int>(faults.size());
        show_faults(std::move(faults), count);
        return m_told();
    }
    // What was sent for good may have arrived: the same rows again change nothing.
    m_step = writing == Writing::ForGood ? ImportStep::Ready : ImportStep::Unchecked;
    m_notice = {Tone::Stop, problem_words(problem)};
    if (problem.kind == ProblemKind::Unreachable)
        m_notice.text = writing == Writing::ForGood
            ? "ハブにつながりません。入ったかどうか 分かりません。もう1度 取り込むを押してください。2度は "
              "入りません。"
            : "ハブにつながりません。まだ1行も 取り込んでいません。もう1度 確かめてください。";
    m_told();
}

std::string Imports::file_words() const
{
    if (!m_file || !m_sheet)
        return "";
    auto words = grouped(m_sheet->row_count) + "行 ・ 文字コード " + encoding_words(m_file->encoding);
    if (m_sheet->row_count > static_cast<int>(import_preview_rows))
        words += " ・ 初めの " + std::to_string(import_preview_rows) + "行を 示しています";
    return words;
}

std::string Imports::column_words() const
{
    if (!m_sheet || m_sheet->heading.places.empty())
        return "";
    auto const& heading = m_sheet->heading;
    auto words = "読む列: " + (heading.used.empty() ? "なし" : titles_words(heading.used));
    if (!heading.missing.empty())
        words += " ・ 足りない列: " + titles_words(heading.missing);
    if (!heading.unused.empty())
        words += " ・ 使わない列: " + titles_words(heading.unused);
    return words;
}

std::string Imports::progress_words() const
{
    if (m_step == ImportStep::Checking)
        return "ハブに 確かめています";
    if (m_step == ImportStep::Sending)
        return "取り込んでいます";
    if (m_step != ImportStep::Reading)
        return "";
    return "読んでいます " + grouped(m_progress->done) + " / " + grouped(m_progress->total) + "行";
}

int Imports::progress_percent() const
{
    int const total = m_progress->total;
    return total == 0 ? 0 : std::min(100, static_cast<int>(std::int64_t(100) * m_progress->done / total));
}

void Imports::sort_preview(std::size_t column, bool is_descending)
{
    preview(m_kind).sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Imports::sort_faults(std::size_t column, bool is_descending)
{
    m_faults.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::vector<TextRow> Imports::text_rows() const
{
    if (has_faults())
        return m_faults.text_rows();
    return m_sheet ? import_text_rows(*m_sheet) : std::vector<TextRow>();
}

void Imports::save_converted(std::string const& path)
{
    if (m_step != ImportStep::Ready || m_kind != ImportKind::PostalCodes)
        return;
    m_file_out = WrittenFile{path, m_sheet->converted};
    m_told();
}

void Imports::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

} // namespace meguri::desk::models
