#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"

namespace sigscope::ui {

/// A picture of the filmstrip.
struct StripPicture {
    std::filesystem::path file;
    std::string label{};  ///< Its class, where its folder is called by it; else empty.
};

/// The pictures that `places` mean, in their order: files themselves, a folder the pictures in it,
/// or, where it has none, those in the folders of its classes. Fails where a folder cannot be
/// listed or has no pictures.
[[nodiscard]] Outcome<std::vector<StripPicture>> stripPictures(
    const std::vector<std::filesystem::path>& places);

/// Whether a folder's name is that of the class, whatever its case and with "_" or "-" for blanks:
/// of "tabby, tabby cat" either name.
[[nodiscard]] bool isCalled(const RankedClass& ranked, const std::string& label);

}  // namespace sigscope::ui
