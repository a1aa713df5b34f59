// The voice against real child processes: programs of our own that speak, hang or fail, and open_jtalk itself
// with the voice Mei.
#include "kiosk/devices/speaker.h"
#include "tests/kiosk/slip_reader.h"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

using namespace meguri;
using namespace meguri::kiosk::devices;
using meguri::tests::content_of;
using meguri::tests::TemporaryFolder;

namespace {

/// A folder with a program that "speaks" by writing its input into the file asked for, and one that plays by
/// adding that file to what was heard.
struct Studio {
    explicit Studio(std::string const& speaking = "cat > \"$8\"",
        std::string const& playing = "cat \"$1\" >> \"$0.heard\"")
    {
        write("speak", "echo made >> \"$0.made\"\n" + speaking);
        write("play", playing);
        std::ofstream(folder.path() / "voice") << "a voice";
        voice.model = folder.path() / "voice";
        voice.dictionary = folder.path();
        voice.cache = folder.path() / "cache";
        voice.program = (folder.path() / "speak").string();
        voice.player = {(folder.path() / "play").string()};
    }
    void write(std::string const& name, std::string const& script) const
    {
        auto const file = folder.path() / name;
        std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    }
    std::string heard() const { return content_of(folder.path() / "play.heard"); }
    std::string made() const { return content_of(folder.path() / "speak.made"); }
    std::size_t kept() const
    {
        std::size_t count = 0;
        for (auto const& entry : std::filesystem::directory_iterator(voice.cache))
            count += entry.path().extension() == ".wav" ? 1U : 0U;
        return count;
    }

    TemporaryFolder folder;
    Voice voice;
};

} // namespace

// Break: keep what was not prepared (speak() in speaker.cpp).
TEST_CASE("What is said is made and played, and nothing of it stays on the disk", "[speaker]")
{
    Studio const studio;
    auto const speaker = OpenJtalkSpeaker::open(studio.voice);
    REQUIRE(speaker);
    CHECK((*speaker)->is_there());
    (*speaker)->say("お名前を 教えてください");
    (*speaker)->wait_until_quiet();
    CHECK(studio.heard() == "お名前を 教えてください\n");
    CHECK(studio.kept() == 0);
}

// Break: make a prepared sentence again when it is said.
TEST_CASE("A prepared sentence is made once, for this start and the next", "[speaker]")
{
    Studio const studio;
    for (int start = 0; start < 2; ++start) {
        auto const speaker = OpenJtalkSpeaker::open(studio.voice);
        REQUIRE(speaker);
        (*speaker)->prepare({"はい", "いいえ", ""});
        (*speaker)->wait_until_quiet();
        (*speaker)->say("はい");
        (*speaker)->wait_until_quiet();
    }
    CHECK(studio.made() == "made\nmade\n");
    CHECK(studio.heard() == "はい\nはい\n");
    CHECK(studio.kept() == 2);
}

// Break: pass no is_unwanted to the child that plays.
TEST_CASE(
    "A newer sentence takes the place of one that is being spoken, and say() never waits for it", "[speaker]")
{
    // The first one would be played for ever.
    Studio const studio(
        "cat > \"$8\"", "cat \"$1\" >> \"$0.heard\"\ngrep -q long \"$1\" && exec sleep 1000\nexit 0");
    auto const speaker = OpenJtalkSpeaker::open(studio.voice);
    REQUIRE(speaker);
    (*speaker)->say("long");
    while (studio.heard() != "long\n")
        std::this_thread::yield();
    (*speaker)->say("short");
    (*speaker)->wait_until_quiet();
    CHECK(studio.heard() == "long\nshort\n");
}

TEST_CASE("A voice that is ended while it speaks goes at once and leaves nothing", "[speaker]")
{
    Studio const studio("cat > \"$8\"", "cat \"$1\" >> \"$0.heard\"; exec sleep 1000");
    {
        auto const speaker = OpenJtalkSpeaker::open(studio.voice);
        REQUIRE(speaker);
        (*speaker)->say("long");
        while (studio.heard().empty())
            std::this_thread::yield();
    }
    CHECK(studio.kept() == 0);
}

// Break: rename the half-written file when the program failed.
TEST_CASE("A program that fails or hangs keeps nothing, and the next sentence is spoken", "[speaker]")
{
    auto const script
        = GENERATE(as<std::string>(), "exit 3", "cat > \"$8\"; grep -q bad \"$8\" && exit 3; exit 0",
            "cat > \"$8\"; grep -q bad \"$8\" && exec sleep 1000; exit 0");
    Studio studio(script);
    studio.voice.time_limit = std::chrono::milliseconds(300);
    auto const speaker = OpenJtalkSpeaker::open(studio.voice);
    REQUIRE(speaker);
    (*speaker)->prepare({"bad"});
    (*speaker)->wait_until_quiet();
    CHECK(studio.kept() == 0);
    studio.write("speak", "cat > \"$8\"");
    (*speaker)->say("good");
    (*speaker)->wait_until_quiet();
    CHECK(studio.heard() == "good\n");
}

TEST_CASE("Without program, player, dictionary or voice there is no speaker, and silence takes its place",
    "[speaker]")
{
    Studio studio;
    auto const missing = GENERATE(as<std::string>(), "program", "player", "no player", "dictionary", "model");
    if (missing == "program")
        studio.voice.program = "no-such-program-of-ours";
    else if (missing == "player")
        studio.voice.player = {"no-such-program-of-ours"};
    else if (missing == "no player")
        studio.voice.player.clear();
    else
        (missing == "dictionary" ? studio.voice.dictionary : studio.voice.model)
            = studio.folder.path() / "nothing";
    auto const speaker = OpenJtalkSpeaker::open(studio.voice);
    REQUIRE_FALSE(speaker);
    CHECK(speaker.error().kind == base::ErrorKind::NotFound);
    SilentSpeaker silent;
    silent.say("はい");
    CHECK_FALSE(silent.is_there());
}

namespace {

unsigned number_at(std::string const& bytes, std::size_t at, std::size_t length)
{
    unsigned number = 0;
    for (std::size_t i = length; i > 0; --i)
        number = number << 8U | static_cast<unsigned char>(bytes.at(at + i - 1));
    return number;
}

} // namespace

// Break: name another dictionary; give the text without its encoding.
TEST_CASE("open_jtalk speaks Japanese into a sound that can be heard", "[speaker]")
{
    Studio studio;
    auto voice = studio.voice;
    char const* const set = std::getenv("MEGURI_VOICE");
    voice.model = set != nullptr ? set : "/usr/local/share/meguri/voice/mei_normal.htsvoice";
    voice.dictionary = Voice().dictionary;
    voice.program = Voice().program;
    auto const speaker = OpenJtalkSpeaker::open(voice);
    // tests/run-all puts the voice into build/voice; by hand: installer/install-voice FOLDER, and its name
    // here.
    INFO("MEGURI_VOICE=" << voice.model);
    REQUIRE(speaker.has_value());
    (*speaker)->say("どうなさいますか。したいことを 1つ 押してください。");
    (*speaker)->wait_until_quiet();
    auto const sound = studio.heard();
    REQUIRE(sound.size() > 44);
    CHECK(sound.substr(0, 4) == "RIFF");
    auto const rate = number_at(sound, 24, 4);
    CHECK(rate == 48000);
    double const seconds = static_cast<double>(sound.size() - 44) / 2 / rate;
    CHECK(seconds > 2);
    CHECK(seconds < 15);
    int loudest = 0;
    for (std::size_t at = 44; at + 1 < sound.size(); at += 2)
        loudest = std::max(loudest, std::abs(static_cast<std::int16_t>(number_at(sound, at, 2))));
    CHECK(loudest > 3000);
}
