#include "admin/hub/routes/report_template.h"

#include "admin/hub/routes/template_reading.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::FieldReason;

namespace {

using Words = TemplateWords;

constexpr auto heading_max = template_heading_max;
constexpr std::size_t entries_max = 30;

/// What a section of that kind is made of: the field that lists it, and what may be listed.
struct SectionKind {
    std::string_view name;
    std::string_view list; ///< Empty: it has none.
    Words values;
};

std::vector<SectionKind> section_kinds()
{
    return {
        {"summary", "rows",
            {"planned", "held", "cancelled", "seats", "registrations", "participants", "from_65", "age_known",
                "share_65", "no_shows"}},
        {"sessions", "columns",
            {"number", "date", "title", "venue", "format", "level", "state", "capacity", "registrations",
                "participants", "from_65", "no_shows", "cost", "forecast", "final"}},
        {"ages", "", {}},
        {"survey", "", {}},
        {"amounts", "rows",
            {"cost", "forecast", "final", "decided", "advance_paid", "reported", "finalised", "paid",
                "repayment"}},
        {"steps", "columns", {"step", "date", "amount", "basis"}},
    };
}

std::string sentence(protocol::Reader& reader, std::string_view name)
{
    return read_sentence(
        reader, name, {"prefecture", "municipality", "programme", "fiscal_year", "as_of", "seq"});
}

std::vector<TemplateEntry> read_entries(protocol::Reader& reader, SectionKind const& kind)
{
    std::vector<TemplateEntry> entries;
    auto const* list = reader.array(kind.list);
    if (list && (list->empty() || list->size() > entries_max))
        reader.refuse(kind.list, "must have 1 to " + std::to_string(entries_max) + " entries");
    for (std::size_t i = 0; list && i < std::min(list->size(), entries_max); ++i) {
        protocol::Reader one((*list)[i], reader.path_of(kind.list) + "[" + std::to_string(i) + "]");
        TemplateEntry entry{one.text("value", heading_max), one.text("name", heading_max)};
        if (!entry.value.empty() && !is_among(kind.values, entry.value))
            one.refuse("value", "must be one of " + listed(kind.values));
        refuse_others(one, (*list)[i], {"value", "name"});
        reader.absorb(one);
        entries.push_back(std::move(entry));
    }
    return entries;
}

TemplateSection read_section(protocol::Reader& reader, json const& object)
{
    TemplateSection section;
    section.section = reader.text("section", heading_max);
    section.name = reader.text("name", heading_max);
    section.text = sentence(reader, "text");
    section.none = sentence(reader, "none");
    auto const kinds = section_kinds();
    auto const kind = std::find_if(
        kinds.begin(), kinds.end(), [&](SectionKind const& one) { return one.name == section.section; });
    if (kind == kinds.end()) {
        Words names;
        for (auto const& one : kinds)
            names.push_back(one.name);
        if (!section.section.empty())
            reader.refuse("section", "must be one of " + listed(names));
        return section;
    }
    Words known{"section", "name", "text", "none"};
    if (!kind->list.empty()) {
        section.entries = read_entries(reader, *kind);
        known.push_back(kind->list);
    }
    if (section.section == "ages") {
        section.by = reader.text_or("by", "format", heading_max);
        if (section.by != "format" && section.by != "month")
            reader.refuse("by", "must be one of format, month");
        known.push_back("by");
    }
    refuse_others(reader, object, known);
    return section;
}

void read_sections(protocol::Reader& reader, ReportTemplate& form)
{
    auto const* list = reader.array("sections");
    auto const most = section_kinds().size();
    if (list && (list->empty() || list->size() > most))
        reader.refuse("sections", "must have 1 to " + std::to_string(most) + " entries");
    for (std::size_t i = 0; list && i < std::min(list->size(), most); ++i) {
        protocol::Reader one((*list)[i], "sections[" + std::to_string(i) + "]");
        auto section = read_section(one, (*list)[i]);
        bool const is_twice = std::any_of(form.sections.begin(), form.sections.end(),
            [&](auto const& other) { return other.section == section.section; });
        if (is_twice && !section.section.empty())
            one.refuse("section", "stands there already: each section once");
        reader.absorb(one);
        form.sections.push_back(std::move(section));
    }
}

} // namespace

base::Result<ReportTemplate, std::vector<FieldReason>> parse_report_template(std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(std::vector<FieldReason>{{"file", root.error().message}});
    if (!root->is_object())
        return base::fail(std::vector<FieldReason>{{"file", "must be an object"}});
    protocol::Reader reader(*root);
    ReportTemplate form;
    form.form = sentence(reader, "form");
    form.title = reader.text("title", heading_max);
    form.addressee = sentence(reader, "addressee");
    form.sender = sentence(reader, "sender");
    form.preface = sentence(reader, "preface");
    form.foot = sentence(reader, "foot");
    read_sections(reader, form);
    if (auto const* certificate = reader.object("certificate")) {
        protocol::Reader one(*certificate, "certificate");
        form.certificate_name = one.text("name", heading_max);
        form.certificate_text = sentence(one, "text");
        refuse_others(one, *certificate, {"name", "text"});
        reader.absorb(one);
    }
    refuse_others(reader, *root,
        {"form", "title", "addressee", "sender", "preface", "foot", "sections", "certificate"});
    if (!reader.is_good())
        return base::fail(reader.problems());
    return form;
}

} // namespace meguri::hub::routes
