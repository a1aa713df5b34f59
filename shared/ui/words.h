// What the programs say, in the language of the person before them: the sentences of one catalogue
// (assets/texts), blanks filled, and every kind of trouble as a sentence. The Japanese sentence itself is the
// key.
#pragma once

#include "shared/base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

class wxTranslations;

namespace meguri::ui {

/// The sentences of one catalogue in one language. Without a file every sentence is its own key, which is
/// Japanese.
class Sentences {
public:
    /// Reads `<assets>/locale/<language>/<catalogue>.mo`.
    static Sentences load(
        std::filesystem::path const& assets, std::string const& language, std::string const& catalogue);

    Sentences();
    Sentences(Sentences&& other) noexcept;
    Sentences& operator=(Sentences&& other) noexcept;
    ~Sentences();

    std::string of(std::string_view key) const;

private:
    std::unique_ptr<wxTranslations> m_translations;
};

/// `text` with {0}, {1}, … replaced by `blanks`; one that is not there stays as it is.
std::string filled(std::string_view text, std::span<std::string const> blanks);

/// What to tell a person about trouble of this kind, in Japanese: what is so, and one way on. Never the
/// message of the error, which is for the log.
std::string_view sentence_of(base::ErrorKind kind);

} // namespace meguri::ui
