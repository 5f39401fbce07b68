#include "engine/api/process_memory.h"

#include <fstream>
#include <string>

namespace sigscope {

namespace {

/// A field of /proc/self/status, which counts kilobytes, in bytes.
std::int64_t statusBytes(const std::string& field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ":")) return std::stoll(line.substr(field.size() + 1)) * 1024;
    return 0;
}

}  // namespace

std::int64_t residentMemory() {
    return statusBytes("VmRSS");
}

std::int64_t peakMemory() {
    return statusBytes("VmHWM");
}

void resetPeakMemory() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace sigscope
