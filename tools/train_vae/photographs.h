#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <vector>

namespace sigscope::tools {

/// The photographs of a folder, in the order of their names: every 20th is held out, the others are
/// trained on. 8 bits, [3, H, W] each.
class Photographs {
public:
    /// Takes what is at least `crop` pixels high and wide. Throws Error naming the folder if it
    /// has none to train on or none to hold out, or a file that is no picture.
    Photographs(const std::filesystem::path& folder, int crop);

    /// `count` crops of the photographs trained on, each flipped at random: raw values in [0, 1],
    /// [count, 3, crop, crop]. Some are one colour all over: baselines are such pictures.
    [[nodiscard]] at::Tensor draw(int count, const at::Generator& random) const;

    /// All whole patches of `side` × `side` pixels of the photographs trained on: raw values,
    /// [n, 3 · side²], channel by channel.
    [[nodiscard]] at::Tensor patches(int side) const;

    [[nodiscard]] const std::vector<at::Tensor>& training() const { return m_training; }
    [[nodiscard]] const std::vector<at::Tensor>& heldOut() const { return m_heldOut; }

private:
    [[nodiscard]] at::Tensor drawOne(const at::Generator& random) const;

    int m_crop;
    std::vector<at::Tensor> m_training;
    std::vector<at::Tensor> m_heldOut;
};

}  // namespace sigscope::tools
