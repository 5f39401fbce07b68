#pragma once

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace sigscope::tests {

/// A new empty folder that goes away with its content.
class TemporaryFolder {
public:
    TemporaryFolder() {
        static std::atomic<int> count{0};
        m_path = std::filesystem::temp_directory_path() /
                 ("sigscope-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(m_path);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    /// A file in it with that content.
    template <typename Bytes>
    [[nodiscard]] std::filesystem::path write(const std::string& name, const Bytes& bytes) const {
        std::ofstream stream(m_path / name, std::ios::binary);
        for (const auto byte : bytes) stream.put(static_cast<char>(byte));
        return m_path / name;
    }

    [[nodiscard]] std::size_t entryCount() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(m_path))
            ++count;
        return count;
    }

private:
    std::filesystem::path m_path;
};

}  // namespace sigscope::tests
