#include "engine/models/onnx/operation.h"

#include <ATen/ATen.h>

#include "engine/error.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models::onnx {

void require(bool holds, const std::string& reason) {
    if (!holds) throw Error(reason);
}

const at::Tensor& Operation::input(std::size_t index) const {
    if (!has(index)) throw Error("its input " + std::to_string(index) + " is missing");
    return m_inputs[index];
}

at::Tensor Operation::optional(std::size_t index) const {
    return has(index) ? m_inputs[index] : at::Tensor();
}

std::vector<std::int64_t> Operation::integersAt(std::size_t index) const {
    const at::Tensor& given = input(index);
    // Shapes, axes and pads have few numbers.
    constexpr std::int64_t most = 1 << 16;
    require(given.numel() <= most && !given.is_floating_point(),
            "its input " + std::to_string(index) + " is no list of whole numbers");
    const at::Tensor numbers = given.detach().to(at::kCPU, at::kLong).contiguous();
    const auto* data = numbers.const_data_ptr<std::int64_t>();
    return {data, data + numbers.numel()};
}

std::vector<double> Operation::realsAt(std::size_t index) const {
    const at::Tensor numbers = input(index).detach().to(at::kCPU, at::kDouble).contiguous();
    constexpr std::int64_t most = 1 << 16;
    require(numbers.numel() <= most, "its input " + std::to_string(index) + " is too long");
    const auto* data = numbers.const_data_ptr<double>();
    return {data, data + numbers.numel()};
}

double Operation::realAt(std::size_t index, double otherwise) const {
    if (!has(index)) return otherwise;
    require(input(index).numel() == 1,
            "its input " + std::to_string(index) + " is not a single number");
    return input(index).detach().to(at::kCPU, at::kDouble).item<double>();
}

template <typename Value>
const Value* Operation::attributeOf(const std::string& name) const {
    const auto found = m_node.attributes.find(name);
    if (found == m_node.attributes.end()) return nullptr;
    const auto* value = std::get_if<Value>(&found->second);
    require(value != nullptr, "its attribute " + name + " is of the wrong kind");
    return value;
}

std::int64_t Operation::integer(const std::string& attribute, std::int64_t otherwise) const {
    const auto* value = attributeOf<std::int64_t>(attribute);
    return value ? *value : otherwise;
}

double Operation::real(const std::string& attribute, double otherwise) const {
    const auto* value = attributeOf<double>(attribute);
    return value ? *value : otherwise;
}

std::string Operation::text(const std::string& attribute, const std::string& otherwise) const {
    const auto* value = attributeOf<std::string>(attribute);
    return value ? *value : otherwise;
}

std::vector<std::int64_t> Operation::integers(const std::string& attribute,
                                              const std::vector<std::int64_t>& otherwise) const {
    const auto* value = attributeOf<std::vector<std::int64_t>>(attribute);
    return value ? *value : otherwise;
}

std::vector<double> Operation::reals(const std::string& attribute) const {
    const auto* value = attributeOf<std::vector<double>>(attribute);
    return value ? *value : std::vector<double>();
}

at::Tensor Operation::tensor(const std::string& attribute) const {
    const auto* value = attributeOf<at::Tensor>(attribute);
    return value ? *value : at::Tensor();
}

std::vector<std::int64_t> Operation::integersOf(const std::string& attribute, std::size_t index,
                                                const std::vector<std::int64_t>& otherwise) const {
    if (says(attribute)) return integers(attribute, otherwise);
    return has(index) ? integersAt(index) : otherwise;
}

void Operation::requireRoom(at::IntArrayRef shape) const {
    const auto count = elementCount(shape.vec());
    require(count.has_value() && *count <= m_circumstances.mostElements,
            "it asks for a tensor " + shapeText(shape) +
                ", which is larger than a file like this should need");
}

std::int64_t Operation::axisOf(std::int64_t axis, std::int64_t sides) const {
    require(axis >= -sides && axis < sides, "it has the axis " + std::to_string(axis) +
                                                " of a tensor of " + std::to_string(sides) +
                                                " dimensions");
    return axis < 0 ? axis + sides : axis;
}

at::Tensor Operation::asReal(const at::Tensor& tensor) const {
    return tensor.to(device(), dtype());
}

}  // namespace sigscope::models::onnx
