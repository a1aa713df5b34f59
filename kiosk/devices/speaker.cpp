#include "kiosk/devices/speaker.h"

#include "kiosk/devices/child.h"
#include "shared/base/log.h"

#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <optional>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

namespace meguri::kiosk::devices {

namespace {

/// Names a sentence's file. Two sentences with one name would only be spoken wrongly, so 64 bits are enough.
std::string hash_of(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037U; // FNV-1a
    for (char const byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
    char name[17];
    std::snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(hash));
    return name;
}

bool is_in_path(std::string const& program)
{
    if (program.find('/') != std::string::npos)
        return ::access(program.c_str(), X_OK) == 0;
    char const* const path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((folder + "/" + program).c_str(), X_OK) == 0)
            return true;
    return false;
}

} // namespace

struct OpenJtalkSpeaker::Parts {
    explicit Parts(Voice asked)
        : voice(std::move(asked))
    {
    }

    std::filesystem::path file_of(std::string const& sentence) const
    {
        return voice.cache
            / (hash_of(sentence + "|" + voice.model.string() + std::to_string(voice.speed)) + ".wav");
    }

    void run();
    void speak(std::string const& sentence);
    void keep(std::string const& sentence);
    bool make(std::string const& sentence, std::filesystem::path const& file);
    bool has_news()
    {
        std::lock_guard const lock(mutex);
        return is_stopping || wanted.has_value();
    }

    Voice voice;
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable quiet;
    std::optional<std::string> wanted;
    std::deque<std::string> to_keep;
    bool is_busy = false;
    bool is_stopping = false;
    std::thread thread;
};

void OpenJtalkSpeaker::Parts::run()
{
    std::unique_lock lock(mutex);
    while (true) {
        is_busy = false;
        if (!wanted && to_keep.empty())
            quiet.notify_all();
        wake.wait(lock, [this] { return is_stopping || wanted || !to_keep.empty(); });
        if (is_stopping)
            return;
        is_busy = true;
        if (wanted) {
            auto const sentence = std::move(*wanted);
            wanted.reset();
            lock.unlock();
            speak(sentence);
        } else {
            auto const sentence = std::move(to_keep.front());
            to_keep.pop_front();
            lock.unlock();
            keep(sentence);
        }
        lock.lock();
    }
}

/// Into a file beside, then by its name, so that a half-written one is never spoken.
bool OpenJtalkSpeaker::Parts::make(std::string const& sentence, std::filesystem::path const& file)
{
    std::error_code trouble;
    std::filesystem::create_directories(voice.cache, trouble);
    ::chmod(voice.cache.c_str(), S_IRWXU);
    auto const beside = file.string() + ".part";
    auto const ended = run_child({voice.program, "-x", voice.dictionary.string(), "-m", voice.model.string(),
                                     "-r", std::to_string(voice.speed), "-ow", beside},
        sentence + "\n", voice.time_limit, [this] { return has_news(); });
    bool const is_made = ended && ended->exit_code == 0;
    if (is_made)
        std::filesystem::rename(beside, file, trouble);
    else
        std::filesystem::remove(beside, trouble);
    if (ended && ended->exit_code != 0)
        base::log::warning(voice.program + " ended with " + std::to_string(ended->exit_code));
    return is_made && !trouble;
}

void OpenJtalkSpeaker::Parts::speak(std::string const& sentence)
{
    std::error_code trouble;
    auto const kept = file_of(sentence);
    // What was not prepared may carry a number of the visitor's: it is spoken and forgotten.
    auto const passing = voice.cache / "now.wav";
    bool const is_kept = std::filesystem::exists(kept, trouble);
    if (!is_kept && !make(sentence, passing))
        return;
    auto command = voice.player;
    command.push_back((is_kept ? kept : passing).string());
    if (auto const played = run_child(command, "", voice.time_limit, [this] { return has_news(); });
        played && played->exit_code != 0)
        base::log::warning("the voice was not played: " + played->said);
    std::filesystem::remove(passing, trouble);
}

void OpenJtalkSpeaker::Parts::keep(std::string const& sentence)
{
    std::error_code trouble;
    auto const file = file_of(sentence);
    if (std::filesystem::exists(file, trouble) || make(sentence, file))
        return;
    // Somebody wants to hear something meanwhile: this one waits for its turn.
    std::lock_guard const lock(mutex);
    if (wanted)
        to_keep.push_front(sentence);
}

OpenJtalkSpeaker::OpenJtalkSpeaker(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
    m_parts->thread = std::thread([inside = m_parts.get()] { inside->run(); });
}

OpenJtalkSpeaker::~OpenJtalkSpeaker()
{
    {
        std::lock_guard const lock(m_parts->mutex);
        m_parts->is_stopping = true;
    }
    m_parts->wake.notify_one();
    m_parts->thread.join();
}

base::Result<std::unique_ptr<OpenJtalkSpeaker>> OpenJtalkSpeaker::open(Voice voice)
{
    std::error_code trouble;
    for (auto const& needed : {voice.model, voice.dictionary})
        if (needed.empty() || !std::filesystem::exists(needed, trouble))
            return base::fail(base::ErrorKind::NotFound, "no voice: there is no " + needed.string());
    for (auto const& program : {voice.program, voice.player.empty() ? std::string() : voice.player.front()})
        if (program.empty() || !is_in_path(program))
            return base::fail(base::ErrorKind::NotFound, "no voice: there is no program " + program);
    return std::unique_ptr<OpenJtalkSpeaker>(new OpenJtalkSpeaker(std::make_unique<Parts>(std::move(voice))));
}

void OpenJtalkSpeaker::say(std::string const& sentence)
{
    if (sentence.empty())
        return;
    {
        std::lock_guard const lock(m_parts->mutex);
        m_parts->wanted = sentence;
    }
    m_parts->wake.notify_one();
}

void OpenJtalkSpeaker::prepare(std::vector<std::string> sentences)
{
    {
        std::lock_guard const lock(m_parts->mutex);
        for (auto& sentence : sentences)
            if (!sentence.empty())
                m_parts->to_keep.push_back(std::move(sentence));
    }
    m_parts->wake.notify_one();
}

void OpenJtalkSpeaker::wait_until_quiet()
{
    std::unique_lock lock(m_parts->mutex);
    m_parts->quiet.wait(
        lock, [this] { return !m_parts->is_busy && !m_parts->wanted && m_parts->to_keep.empty(); });
}

} // namespace meguri::kiosk::devices
