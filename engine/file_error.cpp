#include "engine/file_error.h"

namespace sigscope {

void refuseFile(const std::string& file, std::string reason) {
    constexpr std::size_t longest = 400;
    if (reason.size() > longest) reason.resize(longest);
    for (char& c : reason)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    throw Error(file + ": " + reason);
}

void refuseChanged(const std::string& file) {
    throw Error(file + ": was written to while it was read; try again");
}

}  // namespace sigscope
