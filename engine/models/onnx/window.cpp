#include "engine/models/onnx/window.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace sigscope::models::onnx {

namespace {

constexpr std::int64_t longest = 1 << 14;  ///< Of kernels, steps and padding.

void requireWithin(const std::vector<std::int64_t>& numbers, std::int64_t least, std::size_t count,
                   const char* what) {
    require(
        numbers.size() == count &&
            std::ranges::all_of(
                numbers, [&](std::int64_t number) { return number >= least && number <= longest; }),
        std::string("its ") + what + " do not fit its input");
}

/// Padding that leaves ⌈side / stride⌉ positions.
void padSame(Window& window, at::IntArrayRef sides, bool moreBefore) {
    for (std::size_t i = 0; i < window.kernel.size(); ++i) {
        const std::int64_t positions = (sides[i] + window.strides[i] - 1) / window.strides[i];
        const std::int64_t reach = (window.kernel[i] - 1) * window.dilations[i] + 1;
        const std::int64_t total =
            std::max<std::int64_t>(0, (positions - 1) * window.strides[i] + reach - sides[i]);
        window.before[i] = moreBefore ? total - total / 2 : total / 2;
        window.after[i] = total - window.before[i];
    }
}

}  // namespace

std::vector<std::int64_t> Window::asPad() const {
    std::vector<std::int64_t> pad;
    for (std::size_t i = before.size(); i-- > 0;) {
        pad.push_back(before[i]);
        pad.push_back(after[i]);
    }
    return pad;
}

Window windowOf(const Operation& operation, std::vector<std::int64_t> kernel,
                at::IntArrayRef sides) {
    const std::size_t axes = sides.size();
    const std::vector<std::int64_t> ones(axes, 1);
    Window window{std::move(kernel),
                  operation.integers("strides", ones),
                  operation.integers("dilations", ones),
                  {},
                  {}};
    const auto pads = operation.integers("pads", std::vector<std::int64_t>(2 * axes, 0));
    requireWithin(window.kernel, 1, axes, "kernel's sides");
    requireWithin(window.strides, 1, axes, "strides");
    requireWithin(window.dilations, 1, axes, "dilations");
    requireWithin(pads, 0, 2 * axes, "pads");
    const auto middle = pads.begin() + static_cast<std::ptrdiff_t>(axes);
    window.before.assign(pads.begin(), middle);
    window.after.assign(middle, pads.end());
    const std::string automatic = operation.text("auto_pad", "NOTSET");
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER")
        padSame(window, sides, automatic == "SAME_LOWER");
    else
        require(automatic == "NOTSET" || automatic == "VALID" || automatic.empty(),
                "its auto_pad is unknown");
    return window;
}

}  // namespace sigscope::models::onnx
