#include "tests/support/workbook_cells.h"

#include "tests/support/process.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace meguri::tests {

namespace {

constexpr char const* reader = R"py(
import json, sys, zipfile, xml.etree.ElementTree as X
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
z = zipfile.ZipFile(sys.argv[1])
words = []
if 'xl/sharedStrings.xml' in z.namelist():
    words = [''.join(t.text or '' for t in s.iter(n + 't')) for s in X.fromstring(z.read('xl/sharedStrings.xml'))]
names = [s.get('name') for s in X.fromstring(z.read('xl/workbook.xml')).iter(n + 'sheet')]
cells = []
for i, name in enumerate(names):
    for c in X.fromstring(z.read('xl/worksheets/sheet%d.xml' % (i + 1))).iter(n + 'c'):
        v, f = c.find(n + 'v'), c.find(n + 'f')
        if v is None and f is None:
            continue
        kind = c.get('t')
        value = '' if v is None else words[int(v.text)] if kind == 's' else v.text or ''
        cells.append([name + '!' + c.get('r'), '' if f is None else f.text, value, kind not in ('s', 'str', 'e')])
print(json.dumps(cells))
)py";

constexpr char const* forgetter = R"py(
import re, sys, zipfile
out = zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED)
z = zipfile.ZipFile(sys.argv[1])
for name in z.namelist():
    data = z.read(name)
    if name.startswith('xl/worksheets/'):
        data = re.sub(rb'(</f>)<v>[^<]*</v>', rb'\1', data)
    out.writestr(name, data)
out.close()
)py";

} // namespace

BookCells cells_of(std::filesystem::path const& workbook)
{
    auto const read = run({"/usr/bin/python3", "-c", reader, workbook.string()});
    if (read.code != 0)
        throw std::runtime_error("no workbook: " + workbook.string());
    BookCells cells;
    for (auto const& cell : nlohmann::json::parse(read.output))
        cells[cell[0]] = {cell[1], cell[2], cell[3].get<bool>()};
    return cells;
}

BookCells recalculated(std::filesystem::path const& workbook)
{
    auto const folder = workbook.parent_path() / "office";
    std::filesystem::create_directories(folder);
    auto const bare = workbook.parent_path() / "bare.xlsx";
    if (run({"/usr/bin/python3", "-c", forgetter, workbook.string(), bare.string()}).code != 0)
        throw std::runtime_error("no workbook: " + workbook.string());
    auto const made = run({"/usr/bin/soffice", "-env:UserInstallation=file://" + (folder / "user").string(),
        "--headless", "--convert-to", "xlsx", "--outdir", folder.string(), bare.string()});
    if (made.code != 0)
        throw std::runtime_error("LibreOffice (installer/apt/test.txt) did not calculate: " + made.output);
    return cells_of(folder / "bare.xlsx");
}

std::string place_of_figure(BookCells const& cells, std::string const& name)
{
    std::string const names = "数字の根拠!B";
    for (auto const& [where, cell] : cells) {
        if (!where.starts_with(names) || cell.value != name)
            continue;
        // Its rows bear its name too, and no value of their own in that column.
        auto const place = "数字の根拠!C" + where.substr(names.size());
        if (auto const found = cells.find(place); found != cells.end() && !found->second.formula.empty())
            return place;
    }
    return "";
}

} // namespace meguri::tests
