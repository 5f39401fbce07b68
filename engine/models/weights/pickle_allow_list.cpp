#include "engine/models/weights/pickle_allow_list.h"

#include <map>
#include <optional>

#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

using Table = std::map<std::string, PickleValue>;

/// Of NumPy, whose inner module was renamed once.
void addNumpy(Table& table) {
    for (const std::string module : {"numpy.core.", "numpy._core."})
        for (const char* name :
             {"multiarray.scalar", "multiarray._reconstruct", "numeric._frombuffer"})
            table[module + name] = PickleFunction::Inert;
    for (const char* name : {"numpy.dtype", "numpy.ndarray"}) table[name] = PickleFunction::Inert;
}

/// What training programs often put beside the weights.
void addPython(Table& table) {
    for (const std::string module : {"builtins.", "__builtin__."})
        for (const char* type : {"set", "frozenset", "bytearray", "complex", "int", "float", "bool",
                                 "str", "list", "dict", "tuple"})
            table[module + type] = PickleFunction::Inert;
    for (const char* name :
         {"_codecs.encode", "argparse.Namespace", "datetime.datetime", "datetime.date",
          "datetime.timedelta", "pathlib.Path", "pathlib.PosixPath", "pathlib.PurePosixPath",
          "pathlib.WindowsPath", "pathlib._local.PosixPath", "pathlib._local.WindowsPath"})
        table[name] = PickleFunction::Inert;
}

/// Of torch.load(weights_only=True).
void addTorch(Table& table) {
    for (const char* name : {"bool",
                             "uint8",
                             "uint16",
                             "uint32",
                             "uint64",
                             "int8",
                             "int16",
                             "int32",
                             "int64",
                             "float16",
                             "bfloat16",
                             "float32",
                             "float64",
                             "complex32",
                             "complex64",
                             "complex128",
                             "float8_e4m3fn",
                             "float8_e4m3fnuz",
                             "float8_e5m2",
                             "float8_e5m2fnuz",
                             "qint8",
                             "quint8",
                             "qint32",
                             "per_tensor_affine",
                             "per_tensor_symmetric",
                             "per_channel_affine",
                             "per_channel_symmetric",
                             "per_channel_affine_float_qparams",
                             "Size",
                             "device",
                             "Tensor",
                             "serialization._get_layout",
                             "nn.parameter.Parameter",
                             "nn.parameter.Buffer",
                             "_utils._rebuild_tensor_v3",
                             "_utils._rebuild_qtensor",
                             "_utils._rebuild_sparse_tensor",
                             "_utils._rebuild_nested_tensor",
                             "_utils._rebuild_meta_tensor_no_storage",
                             "_utils._rebuild_wrapper_subclass",
                             "_utils._rebuild_device_tensor_from_numpy",
                             "_utils._rebuild_device_tensor_from_cpu_tensor"})
        table[std::string("torch.") + name] = PickleFunction::Inert;
}

void addDicts(Table& table) {
    for (const char* name :
         {"collections.OrderedDict", "collections.Counter", "collections.defaultdict",
          // Of Lightning, for hyperparameters.
          "pytorch_lightning.utilities.parsing.AttributeDict",
          "lightning.pytorch.utilities.parsing.AttributeDict",
          "lightning_fabric.utilities.data.AttributeDict",
          "lightning.fabric.utilities.data.AttributeDict"})
        table[name] = PickleFunction::Dict;
}

void addTensors(Table& table) {
    for (const char* name : {"_rebuild_tensor", "_rebuild_tensor_v2"})
        table[std::string("torch._utils.") + name] = PickleFunction::RebuildTensor;
    for (const char* name : {"_rebuild_parameter", "_rebuild_parameter_with_state"})
        table[std::string("torch._utils.") + name] = PickleFunction::RebuildParameter;
    table["torch._tensor._rebuild_from_type_v2"] = PickleFunction::RebuildSubclass;
    const auto storage = [&table](const std::string& name, c10::ScalarType dtype) {
        table["torch." + name + "Storage"] = PickleStorageType{dtype};
    };
    storage("Double", c10::kDouble);
    storage("Float", c10::kFloat);
    storage("Half", c10::kHalf);
    storage("BFloat16", c10::kBFloat16);
    storage("Long", c10::kLong);
    storage("Int", c10::kInt);
    storage("Short", c10::kShort);
    storage("Char", c10::kChar);
    storage("Byte", c10::kByte);
    storage("Bool", c10::kBool);
    storage("ComplexDouble", c10::kComplexDouble);
    storage("ComplexFloat", c10::kComplexFloat);
    // Of quantised tensors and of rare types, whose numbers are not read.
    storage("QInt8", c10::kChar);
    storage("QUInt8", c10::kByte);
    storage("QInt32", c10::kInt);
    storage("storage.Untyped", c10::kByte);
}

const Table& allowList() {
    static const Table list = [] {
        Table table;
        addPython(table);
        addNumpy(table);
        addTorch(table);
        addDicts(table);
        addTensors(table);
        return table;
    }();
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

/// The tensor of _rebuild_tensor_v2's arguments (the older version lacks the last two): storage,
/// offset, sizes, strides, requires_grad, hooks.
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

/// An empty dict, or one of the items of a dict or of a list of pairs; a defaultdict's maker of
/// values is dropped.
PickleValue dictOf(const PickleSequence& arguments, PickleHeap& heap, const ByteReader& file) {
    PickleDict& dict = heap.dicts.emplace_back();
    if (arguments.items.empty()) return &dict;
    const PickleValue& first = arguments.items.front();
    if (auto* const* other = std::get_if<PickleDict*>(&first)) return *other;
    auto* const* pairs = std::get_if<PickleSequence*>(&first);
    if (!pairs) return &dict;
    for (const PickleValue& item : (*pairs)->items) {
        auto* const* pair = std::get_if<PickleSequence*>(&item);
        if (!pair || (*pair)->items.size() != 2)
            file.fail("has a dict of something else than pairs");
        dict.items.emplace_back((*pair)->items[0], (*pair)->items[1]);
    }
    return &dict;
}

/// Of _rebuild_from_type_v2's arguments: a function, the subclass, the function's arguments, and
/// attributes, which are dropped.
PickleValue subclassTensor(const PickleSequence& arguments, PickleHeap& heap,
                           const ByteReader& file) {
    if (arguments.items.size() < 3) file.fail("has a tensor with too few arguments");
    const auto* function = std::get_if<PickleFunction>(&arguments.items[0]);
    auto* const* inner = std::get_if<PickleSequence*>(&arguments.items[2]);
    if (!function || *function == PickleFunction::RebuildSubclass || !inner)
        file.fail("has a tensor that is built in an unknown way");
    return callAllowed(*function, **inner, heap, file);
}

}  // namespace

PickleValue allowedGlobal(const std::string& module, const std::string& name,
                          const ByteReader& file) {
    const std::string full = module + "." + name;
    const auto found = allowList().find(full);
    if (found == allowList().end())
        file.fail("refuses '" + full +
                  "': only tensors, containers, numbers, strings and what torch.load reads with "
                  "weights_only are read, because anything else could run code. Save the state "
                  "dict alone");
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
        case PickleFunction::Dict:
            return dictOf(arguments, heap, file);
        case PickleFunction::RebuildTensor:
            return &heap.tensors.emplace_back(tensorOf(arguments, file));
        case PickleFunction::RebuildParameter:
            break;
        case PickleFunction::RebuildSubclass:
            return subclassTensor(arguments, heap, file);
        case PickleFunction::Inert:
            return PickleOpaque{};
    }
    if (arguments.items.empty() || !std::holds_alternative<const PickleTensor*>(arguments.items[0]))
        file.fail("has a parameter without a tensor");
    return arguments.items[0];
}

}  // namespace sigscope::models
