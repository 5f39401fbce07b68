#pragma once

#include <filesystem>
#include <string>

namespace sigscope::testing {

/// Writes a TorchScript file as torch.jit.save does: a module with the parameter `weight` [5, 3]
/// and the methods of `source`.
void writeScript(const std::filesystem::path& file, const std::string& source);

/// Methods whose logits are the pooled input times `weight`.
inline constexpr const char* pooledScript = R"(
def forward(self, x):
    return torch.linear(torch.mean(x, [2, 3]), self.weight)
)";

}  // namespace sigscope::testing
