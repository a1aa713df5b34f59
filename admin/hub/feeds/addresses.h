// Every address that a feed or a page names, made from the hub's public one and never from a request. Pure.
// page: what a person opens, /sessions/s12; identity: what JSON-LD calls @id, /id/scheduled-sessions/s12.
#pragma once

#include <string>
#include <string_view>

namespace meguri::hub::feeds {

enum class Noun { Session, Series, Place, Organisation };

class Addresses {
public:
    /// `public_url` like https://hub.example.jp; slashes at its end are dropped.
    explicit Addresses(std::string public_url);

    /// `path` begins with a slash.
    std::string at(std::string_view path) const;
    std::string page(Noun noun, std::string_view id) const;
    std::string identity(Noun noun, std::string_view id) const;
    std::string topics() const { return at("/vocab/class-topics"); }
    std::string topic(std::string_view id) const { return topics() + "#" + std::string(id); }
    std::string context() const { return at("/ns/context.jsonld"); }

private:
    std::string m_root;
};

} // namespace meguri::hub::feeds
