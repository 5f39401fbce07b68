#include "engine/models/weights/pickle_allow_list.h"

#include <map>
#include <optional>

#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

const std::map<std::string, PickleValue>& allowList() {
    static const std::map<std::string, PickleValue> list{
        {"collections.OrderedDict", PickleFunction::OrderedDict},
        {"torch._utils._rebuild_tensor_v2", PickleFunction::RebuildTensor},
        {"torch._utils._rebuild_parameter", PickleFunction::RebuildParameter},
        {"torch.DoubleStorage", PickleStorageType{c10::kDouble}},
        {"torch.FloatStorage", PickleStorageType{c10::kFloat}},
        {"torch.HalfStorage", PickleStorageType{c10::kHalf}},
        {"torch.BFloat16Storage", PickleStorageType{c10::kBFloat16}},
        {"torch.LongStorage", PickleStorageType{c10::kLong}},
        {"torch.IntStorage", PickleStorageType{c10::kInt}},
        {"torch.ShortStorage", PickleStorageType{c10::kShort}},
        {"torch.CharStorage", PickleStorageType{c10::kChar}},
        {"torch.ByteStorage", PickleStorageType{c10::kByte}},
        {"torch.BoolStorage", PickleStorageType{c10::kBool}}};
    return list;
}

std::vector<std::int64_t> sizesOf(const PickleValue& value, const ByteReader& file) {
    auto* const sequence = std::get_if<PickleSequence*>(&value);
    if (!sequence) file.fail("has a tensor whose shape is not a tuple");
    std::vector<std::int64_t> sizes;
    for (const PickleValue& item : (*sequence)->items) {
        const auto* size = std::get_if<std::int64_t>(&item);
        if (!size || *size < 0) file.fail("has a tensor with an impossible shape or stride");
        sizes.push_back(*size);
    }
    return sizes;
}

/// One more than the largest element that the view touches; nothing if that does not fit.
std::optional<std::int64_t> extent(const PickleTensor& tensor) {
    std::optional<std::int64_t> last = tensor.offset;
    for (std::size_t i = 0; last && i < tensor.sizes.size(); ++i)
        last = multiplyAdd(tensor.sizes[i] - 1, tensor.strides[i], *last);
    return last ? multiplyAdd(1, 1, *last) : std::nullopt;
}

void checkView(const PickleTensor& tensor, const ByteReader& file) {
    if (tensor.sizes.size() != tensor.strides.size())
        file.fail("has a tensor with more or fewer strides than sides");
    const auto count = elementCount(tensor.sizes);
    // A repeated element would let a small file ask for any amount of memory.
    if (!count || *count > tensor.storage->elements)
        file.fail("has a tensor of shape " + shapeText(tensor.sizes) + " in a storage of only " +
                  std::to_string(tensor.storage->elements) + " elements");
    if (*count == 0) return;
    const auto end = extent(tensor);
    if (!end || *end > tensor.storage->elements)
        file.fail("has a tensor that reaches beyond its storage");
}

/// The tensor of _rebuild_tensor_v2's arguments: storage, offset, sizes, strides, requires_grad,
/// hooks.
PickleTensor tensorOf(const PickleSequence& arguments, const ByteReader& file) {
    const std::vector<PickleValue>& items = arguments.items;
    if (items.size() < 4) file.fail("has a tensor with too few arguments");
    const auto* storage = std::get_if<const PickleStorage*>(&items[0]);
    const auto* offset = std::get_if<std::int64_t>(&items[1]);
    if (!storage || !offset || *offset < 0) file.fail("has a tensor without a storage");
    PickleTensor tensor{*storage, *offset, sizesOf(items[2], file), sizesOf(items[3], file)};
    checkView(tensor, file);
    return tensor;
}

}  // namespace

PickleValue allowedGlobal(const std::string& module, const std::string& name,
                          const ByteReader& file) {
    const std::string full = module + "." + name;
    const auto found = allowList().find(full);
    if (found == allowList().end())
        file.fail("refuses '" + full +
                  "': only tensors, dicts, lists, tuples, numbers and strings are read, because "
                  "anything else could run code. Save the state dict alone");
    return found->second;
}

PickleStorage storageOf(const PickleValue& persistentId, const ByteReader& file) {
    auto* const id = std::get_if<PickleSequence*>(&persistentId);
    if (!id || (*id)->items.size() < 5) file.fail("refers to data in an unknown way");
    const std::vector<PickleValue>& items = (*id)->items;
    const auto* kind = std::get_if<const std::string*>(&items[0]);
    const auto* type = std::get_if<PickleStorageType>(&items[1]);
    const auto* key = std::get_if<const std::string*>(&items[2]);
    const auto* elements = std::get_if<std::int64_t>(&items[4]);
    if (!kind || **kind != "storage" || !type || !key || !elements || *elements < 0)
        file.fail("refers to data in an unknown way");
    if (items.size() > 5 && !std::holds_alternative<std::monostate>(items[5]))
        file.fail("has storages that are views of others, as before PyTorch 0.4: save it again");
    return {**key, type->dtype, *elements};
}

PickleValue callAllowed(PickleFunction function, const PickleSequence& arguments, PickleHeap& heap,
                        const ByteReader& file) {
    switch (function) {
        case PickleFunction::OrderedDict:
            if (!arguments.items.empty()) file.fail("has an OrderedDict built in an unknown way");
            return &heap.dicts.emplace_back();
        case PickleFunction::RebuildTensor:
            return &heap.tensors.emplace_back(tensorOf(arguments, file));
        case PickleFunction::RebuildParameter:
            break;
    }
    if (arguments.items.empty() || !std::holds_alternative<const PickleTensor*>(arguments.items[0]))
        file.fail("has a parameter without a tensor");
    return arguments.items[0];
}

}  // namespace sigscope::models
