#pragma once

#include <cstddef>
#include <string>

namespace sigscope::store {

/// What every session.json begins with; a version that an older program would misread gets a new
/// number.
inline constexpr const char* sessionSchema = "sigscope-session";
inline constexpr int sessionVersion = 1;

inline constexpr const char* sessionJsonEntry = "session.json";

/// The entries of a session's archive. Results are counted from 1.
[[nodiscard]] inline std::string resultEntry(std::size_t number) {
    return "results/" + std::to_string(number) + ".npz";
}
[[nodiscard]] inline std::string thumbnailEntry(std::size_t number) {
    return "thumbnails/" + std::to_string(number) + ".png";
}
[[nodiscard]] inline std::string pictureEntry(const std::string& sha256) {
    return "pictures/" + sha256;
}

}  // namespace sigscope::store
