#include "admin/hub/routes/meeting_template.h"

#include "admin/hub/routes/subsidy_papers.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::FieldReason;
using protocol::Reader;

namespace {

constexpr std::ptrdiff_t sheet_name_max = 31;

/// A sentence a kind of section must have, and the names it may hold in braces.
struct PageWordKind {
    std::string_view name;
    TemplateWords blanks = {};
};

struct PageSectionKind {
    std::string_view name;
    paper::MeetingPart part;
    TemplateWords note_blanks;
    std::vector<PageWordKind> words;
    std::size_t columns = 0; ///< Of its sheet; 0: it can have none.
};

std::vector<PageSectionKind> const& page_section_kinds()
{
    using paper::MeetingPart;
    static std::vector<PageSectionKind> const kinds{
        {"carriers", MeetingPart::Carriers, {"programmes", "municipalities"},
            {{"held"}, {"planned"}, {"arranging"}, {"from_month", {"month"}}}, 5},
        {"municipal", MeetingPart::Municipal, {"municipalities", "counted"}, {}, 3},
        {"courses", MeetingPart::Courses, {}, {{"basic", {"titles"}}, {"advanced", {"titles"}}}, 0},
        {"subsidy", MeetingPart::Subsidy, {}, {{"grant_decided"}, {"to_be_applied"}}, 3},
        {"national", MeetingPart::National, {"counted"},
            {{"type", {"type"}}, {"delivery", {"name", "how"}}, {"providers"}, {"cities", {"number"}},
                {"shops", {"number"}}},
            3},
    };
    return kinds;
}

void read_page_words(
    Reader& reader, json const& object, PageSectionKind const& kind, MeetingTemplateSection& section)
{
    if (kind.words.empty())
        return;
    auto const* words = reader.object("words");
    if (words == nullptr)
        return;
    Reader one(*words, reader.path_of("words"));
    TemplateWords known;
    for (auto const& [name, blanks] : kind.words) {
        known.push_back(name);
        if (words->contains(name))
            section.words[std::string(name)] = read_sentence(one, name, blanks);
        else
            one.refuse(name, "is missing");
    }
    refuse_others(one, object.at("words"), known);
    reader.absorb(one);
}

void read_page_sheet(
    Reader& reader, json const& object, PageSectionKind const& kind, MeetingTemplateSection& section)
{
    if (kind.columns == 0 || !object.contains("sheet"))
        return;
    auto const* sheet = reader.object("sheet");
    if (sheet == nullptr)
        return;
    Reader one(*sheet, reader.path_of("sheet"));
    MeetingSheet read{one.text("name", template_heading_max), {}};
    // What a spreadsheet program takes for a sheet's name.
    auto const letters = std::ranges::count_if(
        read.name, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
    if (read.name.find_first_of("[]:*?/\\'") != std::string::npos || letters > sheet_name_max)
        one.refuse("name", "must have 31 characters at most, and none of [ ] : * ? / \\ '");
    if (auto const* columns = one.array("columns")) {
        for (auto const& column : *columns)
            read.columns.push_back(column.is_string() ? column.get<std::string>() : std::string());
        bool const has_blank = std::ranges::any_of(read.columns, &std::string::empty);
        if (read.columns.size() != kind.columns || has_blank)
            one.refuse("columns", "must have " + std::to_string(kind.columns) + " names");
    }
    refuse_others(one, *sheet, {"name", "columns"});
    reader.absorb(one);
    section.sheet = std::move(read);
}

std::optional<MeetingTemplateSection> read_page_section(Reader& reader, json const& object)
{
    auto const name = reader.text("section", template_heading_max);
    auto const& kinds = page_section_kinds();
    auto const kind = std::ranges::find(kinds, name, &PageSectionKind::name);
    if (kind == kinds.end()) {
        TemplateWords names;
        for (auto const& one : kinds)
            names.push_back(one.name);
        if (!name.empty())
            reader.refuse("section", "must be one of " + listed(names));
        return std::nullopt;
    }
    MeetingTemplateSection section;
    section.part = kind->part;
    section.band = read_sentence(reader, "band", {});
    section.badge = read_sentence(reader, "badge", {});
    section.name = read_sentence(reader, "name", {});
    section.note = read_sentence(reader, "note", kind->note_blanks);
    read_page_words(reader, object, *kind, section);
    read_page_sheet(reader, object, *kind, section);
    TemplateWords known{"section", "band", "badge", "name", "note"};
    if (!kind->words.empty())
        known.push_back("words");
    if (kind->columns > 0)
        known.push_back("sheet");
    refuse_others(reader, object, known);
    return section;
}

void read_side(Reader& reader, std::string_view side, std::vector<MeetingTemplateSection>& into,
    std::vector<paper::MeetingPart>& seen)
{
    auto const* list = reader.array(side);
    auto const most = page_section_kinds().size();
    if (list && list->size() > most)
        reader.refuse(side, "must have " + std::to_string(most) + " entries at most");
    for (std::size_t i = 0; list && i < std::min(list->size(), most); ++i) {
        Reader one((*list)[i], std::string(side) + "[" + std::to_string(i) + "]");
        auto section = read_page_section(one, (*list)[i]);
        if (section && std::ranges::find(seen, section->part) != seen.end())
            one.refuse("section", "stands there already: each section once");
        reader.absorb(one);
        if (!section)
            continue;
        seen.push_back(section->part);
        into.push_back(std::move(*section));
    }
}

/// Spreadsheet programs take A and a for the same sheet.
std::string folded(std::string name)
{
    std::ranges::transform(name, name.begin(),
        [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
    return name;
}

/// Two sheets of one name make no workbook.
void refuse_twin_sheets(Reader& reader, MeetingTemplate const& form)
{
    std::vector<std::string> names{certificate_sheet_name};
    for (auto const* side : {&form.left, &form.right})
        for (auto const& section : *side) {
            if (!section.sheet)
                continue;
            auto name = folded(section.sheet->name);
            if (std::ranges::find(names, name) != names.end())
                reader.refuse("sheet", "two sheets are called " + section.sheet->name);
            names.push_back(std::move(name));
        }
}

} // namespace

MeetingTemplateSection const* MeetingTemplate::section(paper::MeetingPart part) const
{
    for (auto const* side : {&left, &right})
        for (auto const& one : *side)
            if (one.part == part)
                return &one;
    return nullptr;
}

base::Result<MeetingTemplate, std::vector<FieldReason>> parse_meeting_template(std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(std::vector<FieldReason>{{"file", root.error().message}});
    if (!root->is_object())
        return base::fail(std::vector<FieldReason>{{"file", "must be an object"}});
    Reader reader(*root);
    MeetingTemplate form;
    form.title = reader.text("title", template_heading_max);
    form.over = read_sentence(reader, "over", {"document", "fiscal_year"});
    form.mark = read_sentence(reader, "mark", {"mark"});
    form.as_of = read_sentence(reader, "as_of", {"as_of"});
    form.foot = read_sentence(reader, "foot", {"fiscal_year", "as_of", "document"});
    form.inferred = read_sentence(reader, "inferred", {"towns"});
    form.none = read_sentence(reader, "none", {"fiscal_year"});
    form.total = reader.text("total", template_heading_max);
    form.city = reader.text("city", template_heading_max);
    form.town = reader.text("town", template_heading_max);
    std::vector<paper::MeetingPart> seen;
    read_side(reader, "left", form.left, seen);
    read_side(reader, "right", form.right, seen);
    refuse_twin_sheets(reader, form);
    refuse_others(reader, *root,
        {"title", "over", "mark", "as_of", "foot", "inferred", "none", "total", "city", "town", "left",
            "right"});
    if (!reader.is_good())
        return base::fail(reader.problems());
    return form;
}

} // namespace meguri::hub::routes
