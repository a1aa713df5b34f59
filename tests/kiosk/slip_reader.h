// Reads a page of ours as the world would: rasterised like a thermal printer, scanned like a scanner, read as
// text. The tools are poppler's and zbar's; a tool that fails fails the test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace meguri::tests {

/// A fresh folder that goes with all its content.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    std::filesystem::path const& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Grey values, 0 black to 255 white, row by row.
struct Raster {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
    int at(int x, int y) const
    {
        return pixels.at(
            static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
    }
};

enum class Edges { Smooth, Hard };

class PageReader {
public:
    explicit PageReader(std::string const& pdf);

    /// The page at 203 dpi.
    Raster raster(Edges edges) const;
    /// What a scanner reads from the page printed in black and white at 203 dpi; empty for nothing.
    std::string scanned() const;
    /// All words, line by line as they stand on the page.
    std::string lines() const;
    /// All words without any white space.
    std::string words() const;
    /// One line for each font, as pdffonts says it.
    std::vector<std::string> fonts() const;

private:
    std::string run(std::string const& command) const;
    TemporaryFolder m_folder;
};

std::string without_space(std::string const& text);
std::string content_of(std::filesystem::path const& file);

} // namespace meguri::tests
