// The hub's API document as a test reads it: which operations it names, and what is untrue of an answer. The
// schemas of JSON Schema that the document uses are understood here; a keyword that is not is itself an
// untruth, so that nothing is passed over.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::tests {

class ApiDocument {
public:
    explicit ApiDocument(nlohmann::json document)
        : m_document(std::move(document))
    {
    }
    /// As it lies beside the program; an empty one when it does not.
    static ApiDocument const& installed();

    struct Operation {
        std::string method; ///< GET …
        std::string path; ///< As the document writes it: /v1/sessions/{id}.
        nlohmann::json const* definition = nullptr;
    };
    std::vector<Operation> operations() const;
    nlohmann::json const& root() const { return m_document; }
    /// Follows one `$ref`, if there is one.
    nlohmann::json const& resolved(nlohmann::json const& node) const;

    /// Sentences; none when the answer is as documented. An answer's field that the document does not name is
    /// untrue too, unless the schema says that others may be there.
    std::vector<std::string> untruths(std::string const& method, std::string const& path, int status,
        std::string const& content_type, std::string const& body) const;
    /// What is wrong with a value by a schema of the document.
    std::vector<std::string> problems(
        nlohmann::json const& schema, nlohmann::json const& value, std::string const& place) const;

private:
    nlohmann::json const* operation_for(std::string const& method, std::string const& path) const;

    nlohmann::json m_document;
};

} // namespace meguri::tests
