#pragma once

#include <filesystem>
#include <string_view>

namespace sigscope {

/// A file that is being written and replaces another one when it is whole: without a name where the
/// file system can do that. Errors are std::system_error.
class Draft {
public:
    /// In `folder`, from which it first removes what killed processes have left of theirs.
    explicit Draft(const std::filesystem::path& folder);
    ~Draft();
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    void write(std::string_view bytes);

    /// Becomes `file`, in the same folder, with the permissions of what was there.
    void replace(const std::filesystem::path& file);

private:
    [[nodiscard]] bool createNamed();
    [[nodiscard]] bool giveName(const std::filesystem::path& name) const;

    std::filesystem::path m_folder;
    std::filesystem::path m_name;  ///< Empty while it has none.
    int m_descriptor = -1;
};

/// Writes all of `bytes`. Throws std::system_error.
void writeAll(int descriptor, std::string_view bytes);

[[noreturn]] void throwLastError();

}  // namespace sigscope
