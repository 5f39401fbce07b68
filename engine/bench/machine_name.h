#pragma once

#include <c10/core/Device.h>

#include <string>

namespace sigscope::bench {

/// Of what times depend on: the processor with its cores and Torch's threads, and the GPU if
/// `device` is one, whose driver is then in use.
[[nodiscard]] std::string machineName(c10::Device device);

}  // namespace sigscope::bench
