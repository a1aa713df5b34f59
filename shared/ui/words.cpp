#include "shared/ui/words.h"

#include "shared/base/log.h"
#include "shared/ui/text.h"

#include <wx/arrstr.h>
#include <wx/translation.h>

#include <charconv>
#include <system_error>
#include <utility>

namespace meguri::ui {

namespace {

/// Finds the one file it was made for. The toolkit's own loader searches a list that the whole process
/// shares.
class OneFileLoader final : public wxTranslationsLoader {
public:
    OneFileLoader(std::filesystem::path file, std::string const& language)
        : m_file(std::move(file))
        , m_language(to_wx(language))
    {
    }

    wxMsgCatalog* LoadCatalog(wxString const& domain, wxString const& language) override
    {
        return language == m_language ? wxMsgCatalog::CreateFromFile(to_wx(m_file.string()), domain)
                                      : nullptr;
    }
    wxArrayString GetAvailableTranslations(wxString const& /*domain*/) const override
    {
        wxArrayString languages;
        languages.Add(m_language);
        return languages;
    }

private:
    std::filesystem::path m_file;
    wxString m_language;
};

} // namespace

Sentences::Sentences() = default;
Sentences::Sentences(Sentences&& other) noexcept = default;
Sentences& Sentences::operator=(Sentences&& other) noexcept = default;
Sentences::~Sentences() = default;

Sentences Sentences::load(
    std::filesystem::path const& assets, std::string const& language, std::string const& catalogue)
{
    Sentences sentences;
    auto const file = assets / "locale" / language / (catalogue + ".mo");
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return sentences;
    sentences.m_translations = std::make_unique<wxTranslations>();
    sentences.m_translations->SetLoader(
        new OneFileLoader(file, language)); // NOLINT: owned by the translations
    sentences.m_translations->SetLanguage(to_wx(language));
    if (!sentences.m_translations->AddCatalog(to_wx(catalogue), wxLANGUAGE_JAPANESE))
        base::log::warning("cannot read the sentences in " + language);
    return sentences;
}

std::string Sentences::of(std::string_view key) const
{
    if (m_translations && !key.empty()) {
        auto const* const found = m_translations->GetTranslatedString(to_wx(key));
        if (found != nullptr && !found->empty())
            return from_wx(*found);
    }
    return std::string(key);
}

std::string filled(std::string_view text, std::span<std::string const> blanks)
{
    std::string result;
    while (!text.empty()) {
        if (text.front() == '{') {
            std::size_t index = 0;
            auto const* const begin = text.data() + 1;
            auto const* const end = text.data() + text.size();
            auto const [after, trouble] = std::from_chars(begin, end, index);
            if (trouble == std::errc() && after != end && *after == '}' && index < blanks.size()) {
                result += blanks[index];
                text.remove_prefix(static_cast<std::size_t>(after - text.data()) + 1);
                continue;
            }
        }
        result += text.front();
        text.remove_prefix(1);
    }
    return result;
}

std::string_view sentence_of(base::ErrorKind kind)
{
    switch (kind) {
    case base::ErrorKind::BadInput:
        return "もう1度 ゆっくり お確かめください。";
    case base::ErrorKind::NotFound:
        return "お探しのものは 見つかりません。番号や名前を もう1度 お確かめください。";
    case base::ErrorKind::Busy:
        return "いま ほかの方が 使っています。少し待ってから もう1度 どうぞ。";
    case base::ErrorKind::Unreachable:
        return "いま通信が切れています。つながってから もう1度 どうぞ。";
    case base::ErrorKind::Storage:
        return "いま 書きとめることが できません。係の人を お呼びください。";
    case base::ErrorKind::Crypto:
        return "かぎが 合いません。係の人を お呼びください。";
    case base::ErrorKind::Refused:
        return "お申し出は 受け付けられませんでした。わけを お確かめください。";
    case base::ErrorKind::Broken:
        return "読み取れない ところが あります。係の人を お呼びください。";
    }
    return "係の人を お呼びください。";
}

} // namespace meguri::ui
