#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.h"

namespace sigscope::tests {

/// Caches of Python's libraries, empty, which stand in for the user's while this lives.
class CacheFolders {
public:
    CacheFolders()
        : m_torch("TORCH_HOME", m_folder.path() / "torch"),
          m_hub("HF_HOME", m_folder.path() / "huggingface"),
          m_hubCache("HF_HUB_CACHE", {}) {
        std::filesystem::create_directories(m_folder.path() / "torch/hub/checkpoints");
        std::filesystem::create_directories(m_folder.path() / "huggingface/hub");
    }

    /// A file of torchvision's; its content is that of `source`, or a few letters.
    std::filesystem::path addTorchvision(const std::string& name,
                                         const std::filesystem::path& source = {}) const {
        return put("torch/hub/checkpoints/" + name, source);
    }

    /// A file of the newest revision of "models--ORG--NAME".
    std::filesystem::path addHub(const std::string& repository, const std::string& name,
                                 const std::filesystem::path& source = {}) const {
        const std::string root = "huggingface/hub/" + repository;
        std::filesystem::create_directories(m_folder.path() / root / "refs");
        std::filesystem::create_directories(m_folder.path() / root / "snapshots/0123abcd");
        (void)m_folder.write(root + "/refs/main", std::string("0123abcd"));
        return put(root + "/snapshots/0123abcd/" + name, source);
    }

private:
    /// A variable of the environment with another value; without one if that is empty.
    class Variable {
    public:
        Variable(const char* name, const std::filesystem::path& value) : m_name(name) {
            if (const char* before = std::getenv(name)) {
                m_wasSet = true;
                m_before = before;
            }
            set(!value.empty(), value.string());
        }
        ~Variable() { set(m_wasSet, m_before); }
        Variable(const Variable&) = delete;
        Variable& operator=(const Variable&) = delete;

    private:
        void set(bool given, const std::string& value) const {
            if (given)
                ::setenv(m_name, value.c_str(), /*overwrite=*/1);
            else
                ::unsetenv(m_name);
        }

        const char* m_name;
        bool m_wasSet = false;
        std::string m_before;
    };

    std::filesystem::path put(const std::string& name, const std::filesystem::path& source) const {
        if (source.empty()) return m_folder.write(name, std::string("weights"));
        std::filesystem::copy_file(source, m_folder.path() / name);
        return m_folder.path() / name;
    }

    TemporaryFolder m_folder;
    Variable m_torch;
    Variable m_hub;
    Variable m_hubCache;
};

}  // namespace sigscope::tests
