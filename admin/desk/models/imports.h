// The section 取込: a file is read and shown, the hub says what would become of each row, and then all of it
// goes in or nothing. People of a file live here only while the section is open. One thread; reading is a
// job.
#pragma once

#include "admin/desk/models/import_tables.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/written_file.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

enum class ImportStep {
    Empty,
    Reading,
    Wrong, ///< Faults stand in the table.
    Checking, ///< The hub is asked what would happen.
    Unchecked, ///< It could not be asked, or was told to stop.
    Ready,
    Sending,
    Done,
};

class Imports {
public:
    /// Gives the bytes of the chosen file; called on the worker.
    using ReadBytes = std::function<base::Result<std::string>()>;

    Imports(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void take_towns(std::vector<Municipality> towns) { m_towns = std::move(towns); }
    void take_venues(std::vector<Venue> venues) { m_venues = std::move(venues); }
    void choose(std::string const& name, ReadBytes read);
    void choose_kind(ImportKind kind);
    /// Reading, or asking the hub what would happen. What is being written cannot be stopped.
    void stop();
    /// Asks the hub again what would happen.
    void check();
    /// All rows for good.
    void send();
    /// Forgets the file and everybody in it.
    void leave();
    void forget() { leave(); }

    ImportStep step() const { return m_step; }
    bool has_file() const { return m_sheet != nullptr || m_step == ImportStep::Reading; }
    std::string const& file_name() const { return m_name; }
    ImportKind kind() const { return m_kind; }
    /// 24行 ・ 文字コード Shift_JIS(CP932)
    std::string file_words() const;
    /// Columns that are read, not used or missing; empty for what has no heading.
    std::string column_words() const;
    /// 12,000 / 124,000行
    std::string progress_words() const;
    int progress_percent() const;
    Notice const& notice() const { return m_notice; }
    bool has_faults() const { return m_faults.total_count() > 0; }
    bool can_send() const { return m_step == ImportStep::Ready; }
    bool can_stop() const { return m_step == ImportStep::Reading || m_step == ImportStep::Checking; }

    ImportPreview& preview(ImportKind kind) { return m_previews[static_cast<std::size_t>(kind)]; }
    ImportFaultTable& faults() { return m_faults; }
    void sort_preview(std::size_t column, bool is_descending);
    void sort_faults(std::size_t column, bool is_descending);
    int revision() const { return m_revision; }

    /// The faults where there are some, else the rows with what the hub said.
    std::vector<TextRow> text_rows() const;
    /// The converted list of postal codes, to where the clerk says.
    void save_converted(std::string const& path);
    std::optional<WrittenFile> take_file() { return std::exchange(m_file_out, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);

private:
    struct Reading {
        std::shared_ptr<ImportFile const> file;
        std::shared_ptr<ImportSheet> sheet;
    };
    ImportContext context() const;
    bool may_import() const;
    void begin_reading();
    void take_reading(Reading reading);
    void ask_hub(Writing writing);
    void take_answer(Outcome<ImportedRows> outcome, Writing writing);
    void take_refusal(Problem const& problem, Writing writing);
    void show_faults(std::vector<ImportFault> faults, int count);
    void fill_tables();

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::vector<Municipality> m_towns;
    std::vector<Venue> m_venues;
    ImportStep m_step = ImportStep::Empty;
    std::string m_name;
    ImportKind m_kind = ImportKind::Papers;
    std::shared_ptr<ImportFile const> m_file;
    std::shared_ptr<ImportSheet> m_sheet;
    std::shared_ptr<ImportProgress> m_progress = std::make_shared<ImportProgress>();
    std::array<ImportPreview, import_kinds.size()> m_previews{ImportPreview(ImportKind::Papers),
        ImportPreview(ImportKind::Attendance), ImportPreview(ImportKind::ShopSessions),
        ImportPreview(ImportKind::PostalCodes)};
    ImportFaultTable m_faults;
    Notice m_notice;
    std::optional<WrittenFile> m_file_out;
    int m_run = 0; ///< Answers to an earlier one come too late.
    int m_revision = 0;
};

} // namespace meguri::desk::models
