#include "tests/kiosk/slip_reader.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace meguri::tests {

TemporaryFolder::TemporaryFolder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "meguri-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder");
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

PageReader::PageReader(std::string const& pdf)
{
    std::ofstream(m_folder.path() / "page.pdf", std::ios::binary) << pdf;
}

std::string PageReader::run(std::string const& command) const
{
    auto const whole = "cd " + m_folder.path().string() + " && " + command;
    auto* const pipe = ::popen(whole.c_str(), "r");
    if (pipe == nullptr)
        throw std::runtime_error("cannot run: " + command);
    std::string output;
    std::array<char, 4096> piece{};
    for (std::size_t count = 0; (count = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;)
        output.append(piece.data(), count);
    if (::pclose(pipe) != 0)
        throw std::runtime_error("failed: " + command);
    return output;
}

Raster PageReader::raster(Edges edges) const
{
    std::string const hard = edges == Edges::Hard ? "-aa no -aaVector no " : "";
    std::istringstream picture(run("pdftoppm -r 203 -gray " + hard + "page.pdf"));
    std::string kind;
    int most = 0;
    Raster raster;
    picture >> kind >> raster.width >> raster.height >> most;
    picture.get();
    raster.pixels.assign(std::istreambuf_iterator<char>(picture), {});
    if (kind != "P5" || most != 255
        || raster.pixels.size()
            != static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height))
        throw std::runtime_error("not one grey page");
    return raster;
}

std::string PageReader::scanned() const
{
    // zbarimg ends with 4 when it finds nothing, which is an answer here.
    return run(
        "pdftoppm -r 203 -mono page.pdf page && { zbarimg -q --raw page-1.pbm 2>/dev/null || [ $? = 4 ]; }");
}

std::string PageReader::lines() const
{
    return run("pdftotext -layout page.pdf -");
}

std::string PageReader::words() const
{
    return without_space(run("pdftotext page.pdf -"));
}

std::vector<std::string> PageReader::fonts() const
{
    std::istringstream table(run("pdffonts page.pdf | tail -n +3"));
    std::vector<std::string> fonts;
    for (std::string line; std::getline(table, line);)
        fonts.push_back(line);
    return fonts;
}

std::string without_space(std::string const& text)
{
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
        [](char c) { return c != ' ' && c != '\n' && c != '\f' && c != '\t'; });
    return kept;
}

std::string content_of(std::filesystem::path const& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace meguri::tests
