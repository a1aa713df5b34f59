#include "admin/desk/models/import_answers.h"

#include "admin/desk/models/answer_reading.h"
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::chrono::seconds import_patience{120};

base::Result<ImportedRow> imported_row_from_json(json const& item)
{
    Reader reader(item);
    ImportedRow row;
    row.line = static_cast<int>(reader.integer("line", 0, 100'000'000));
    row.is_changed = reader.text("result") != "unchanged";
    row.state = reader.text_or("state", "");
    row.code = reader.text_or("code", "");
    row.position = count_in(reader, "position");
    return checked(reader, std::move(row));
}

base::Result<ImportedRows> imported_from_json(json const& document, char const* list)
{
    auto rows = each<ImportedRow>(document, list, imported_row_from_json);
    if (!rows)
        return base::fail(rows.error());
    Reader reader(document);
    ImportedRows imported;
    imported.created = count_in(reader, "created");
    imported.changed = count_in(reader, "changed");
    imported.unchanged = count_in(reader, "unchanged");
    imported.rows = std::move(*rows);
    return checked(reader, std::move(imported));
}

} // namespace

base::Result<ImportedRows> imported_rows_from_json(json const& document)
{
    return imported_from_json(document, "rows");
}

base::Result<ImportedRows> imported_sessions_from_json(json const& document)
{
    return imported_from_json(document, "sessions");
}

Outcome<ImportedRows> Api::import_rows(json const& body)
{
    Call call{"POST", "/v1/imports", body_text(body)};
    call.timeout = import_patience;
    return ask<ImportedRows>(std::move(call), imported_rows_from_json);
}

Outcome<ImportedRows> Api::import_sessions(std::string csv, Writing writing)
{
    Call call{"POST", std::string("/v1/sessions/import") + (writing == Writing::Preview ? "?dry_run=1" : ""),
        std::move(csv), {{"Content-Type", "text/csv"}}};
    call.timeout = import_patience;
    return ask<ImportedRows>(std::move(call), imported_sessions_from_json);
}

} // namespace meguri::desk::models
