// The voice as an interface, and the two there are. Saying a sentence returns at once and is never waited
// for; a kiosk without a voice is silent, not broken. Used by one thread, usually the window's.
#pragma once

#include "shared/base/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace meguri::kiosk::devices {

class Speaker {
public:
    virtual ~Speaker() = default;
    /// Returns at once. A newer sentence takes the place of the older, also of one that is being spoken.
    virtual void say(std::string const& sentence) = 0;
    /// Makes these sentences ahead while nothing is to be said; for the fixed ones, at the start.
    virtual void prepare(std::vector<std::string> /*sentences*/) { }
    /// Whether there is a voice at all: without it the kiosk shows no key 声で聞く.
    virtual bool is_there() const = 0;
};

class SilentSpeaker final : public Speaker {
public:
    void say(std::string const& /*sentence*/) override { }
    bool is_there() const override { return false; }
};

struct Voice {
    std::filesystem::path model; ///< An .htsvoice file.
    std::filesystem::path dictionary = "/var/lib/mecab/dic/open-jtalk/naist-jdic";
    std::filesystem::path cache; ///< Folder for prepared sentences as wav files; made when first needed.
    std::string program = "open_jtalk"; ///< Looked up in PATH.
    std::vector<std::string> player = {"aplay", "-q"}; ///< Gets the wav file's name as its last word.
    double speed = 0.85; ///< Of an ordinary speaker's.
    std::chrono::milliseconds time_limit = std::chrono::seconds(20); ///< For making, and for playing.
};

/// open_jtalk with a voice of the HTS kind, as a child process, on a thread of its own. Prepared sentences
/// stay in the cache; every other one is made, played and removed.
class OpenJtalkSpeaker final : public Speaker {
public:
    /// NotFound when the program, the dictionary or the voice is not there.
    static base::Result<std::unique_ptr<OpenJtalkSpeaker>> open(Voice voice);
    ~OpenJtalkSpeaker() override;
    OpenJtalkSpeaker(OpenJtalkSpeaker const&) = delete;
    OpenJtalkSpeaker& operator=(OpenJtalkSpeaker const&) = delete;

    void say(std::string const& sentence) override;
    bool is_there() const override { return true; }
    /// Into the cache.
    void prepare(std::vector<std::string> sentences) override;
    /// Waits until all that was asked for has been said or prepared; for tests.
    void wait_until_quiet();

private:
    struct Parts;
    explicit OpenJtalkSpeaker(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace meguri::kiosk::devices
