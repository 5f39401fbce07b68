#include "tests/support/script_file.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/api/module.h>

namespace sigscope::testing {

void writeScript(const std::filesystem::path& file, const std::string& source) {
    torch::jit::Module module("Small");
    module.register_parameter("weight", at::arange(15, at::kFloat).reshape({5, 3}).sin(),
                              /*is_buffer=*/false);
    module.define(source);
    module.save(file.string());
}

}  // namespace sigscope::testing
