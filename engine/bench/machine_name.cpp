#include "engine/bench/machine_name.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <sys/utsname.h>

#include <fstream>
#include <thread>

namespace sigscope::bench {

namespace {

/// As the kernel calls it; where it does not (ARM), the architecture.
std::string processorName() {
    std::ifstream processors("/proc/cpuinfo");
    for (std::string line; std::getline(processors, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    utsname system{};
    return uname(&system) == 0 ? system.machine : "";
}

/// By the driver, which Torch has loaded: the build does without CUDA's headers.
std::string gpuName(int index) {
    using GetName = int (*)(char*, int, int);  // cuDeviceGetName: the name, its length, the device.
    void* const driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD);
    if (driver == nullptr) return "GPU";
    char name[256] = "";
    const auto getName = reinterpret_cast<GetName>(dlsym(driver, "cuDeviceGetName"));
    const bool found = getName != nullptr && getName(name, sizeof name, index) == 0;
    dlclose(driver);
    return found ? name : "GPU";
}

}  // namespace

std::string machineName(c10::Device device) {
    std::string name = processorName() + ", " +
                       std::to_string(std::thread::hardware_concurrency()) + " cores, " +
                       std::to_string(at::get_num_threads()) + " threads";
    if (device.is_cuda()) name += ", " + gpuName(device.index());
    return name;
}

}  // namespace sigscope::bench
