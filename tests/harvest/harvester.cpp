#include "tests/harvest/harvester.h"

namespace meguri::tests {

using nlohmann::json;

Harvester::Page Harvester::read_one()
{
    auto const body = m_get(m_next);
    auto const page = body ? json::parse(*body, nullptr, false) : json();
    if (!page.is_object() || !page.contains("items"))
        return Page::Unread;
    ++m_pages;
    for (auto const& item : page["items"])
        take(item);
    auto const next = page["next"].get<std::string>();
    bool const is_last = page["items"].empty() && next == m_next;
    if (page["items"].empty() && !is_last)
        m_complaints.push_back("an empty page that is not the last: " + m_next);
    if (!page["items"].empty() && next == m_next)
        m_complaints.push_back("a page that leads to itself: " + m_next);
    m_next = next;
    return is_last ? Page::Last : Page::Middle;
}

void Harvester::take(json const& item)
{
    ++m_items_read;
    auto const id = item["id"].get<std::string>();
    auto const modified = item["modified"].get<std::int64_t>();
    if (modified <= m_last)
        m_complaints.push_back(
            id + " comes with " + std::to_string(modified) + " behind " + std::to_string(m_last));
    m_last = modified;
    m_ids.insert(id);
    if (item["state"] == "deleted")
        m_items.erase(id);
    else
        m_items[id] = item;
}

} // namespace meguri::tests
