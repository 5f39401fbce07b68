#include "engine/models/onnx/graph_reader.h"

#include <ATen/ATen.h>
#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <onnx/onnx_pb.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <new>
#include <queue>
#include <set>
#include <unordered_map>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/onnx/tensor_reader.h"

namespace sigscope::models::onnx {

namespace {

using ::onnx::AttributeProto;
using ::onnx::GraphProto;
using ::onnx::ModelProto;
using ::onnx::NodeProto;
using ::onnx::TensorProto;
using ::onnx::ValueInfoProto;

// Far more than any classifier has.
constexpr int mostNodes = 100'000;
constexpr int mostValues = 400'000;
constexpr int mostLinks = 4096;  ///< Inputs, outputs or attributes of one node.
constexpr int deepestMessage = 16;
constexpr int oldestOpset = 9;
constexpr int newestOpset = 21;

/// What protobuf may still allocate: messages take up to a hundred times their bytes in the file.
/// Of the thread that parses.
thread_local std::size_t parserBudget = 0;

void* boundedBlock(std::size_t size) {
    if (size > parserBudget) throw Error("has more parts than a file of its size should have");
    parserBudget -= size;
    return ::operator new(size);
}

void freeBlock(void* block, std::size_t) {
    ::operator delete(block);
}

google::protobuf::ArenaOptions boundedArena(std::size_t fileSize) {
    constexpr std::size_t spare = std::size_t{64} << 20;
    parserBudget = spare + 4 * fileSize;
    google::protobuf::ArenaOptions options;
    options.block_alloc = boundedBlock;
    options.block_dealloc = freeBlock;
    return options;
}

void parse(ByteView bytes, ModelProto& model) {
    if (bytes.size() > std::numeric_limits<int>::max())
        throw Error(
            "is larger than 2 GiB, which no ONNX file can be: large weights are saved as "
            "external data");
    google::protobuf::io::CodedInputStream stream(bytes.data(), static_cast<int>(bytes.size()));
    stream.SetRecursionLimit(deepestMessage);
    if (!model.ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage() ||
        !model.has_graph())
        throw Error("is no ONNX model, or is damaged or nested too deeply");
}

int opsetOf(const ModelProto& model) {
    std::int64_t opset = 0;
    for (const auto& imported : model.opset_import())
        if (imported.domain().empty() || imported.domain() == "ai.onnx") opset = imported.version();
    if (opset < oldestOpset || opset > newestOpset)
        throw Error("has opset " + std::to_string(opset) + "; " + std::to_string(oldestOpset) +
                    " to " + std::to_string(newestOpset) +
                    " can be read: export it with opset_version=17");
    return static_cast<int>(opset);
}

class GraphBuilder {
public:
    GraphBuilder(const ModelProto& model, std::filesystem::path folder)
        : m_proto(model.graph()), m_folder(std::move(folder)) {
        m_graph.opset = opsetOf(model);
        m_graph.producer = model.producer_name();
        if (!model.producer_version().empty()) m_graph.producer += " " + model.producer_version();
    }

    [[nodiscard]] Graph build() {
        requireBounds();
        readConstants();
        readInput();
        for (const NodeProto& node : m_proto.node()) readNode(node);
        for (const ValueInfoProto& output : m_proto.output())
            m_graph.outputs.push_back(knownValue(output.name(), "the output"));
        if (m_graph.outputs.empty()) throw Error("has no output");
        sortNodes();
        return std::move(m_graph);
    }

private:
    void requireBounds() const {
        if (m_proto.node_size() > mostNodes)
            throw Error("has " + std::to_string(m_proto.node_size()) + " nodes; " +
                        std::to_string(mostNodes) + " are the most that is read");
        if (m_proto.sparse_initializer_size() > 0)
            throw Error("has sparse weights, which are not supported: export it with dense ones");
    }

    ValueId valueOf(const std::string& name) {
        if (name.empty()) return absentValue;
        const auto [at, isNew] =
            m_values.try_emplace(name, static_cast<ValueId>(m_graph.names.size()));
        if (isNew) {
            if (m_graph.names.size() >= mostValues) throw Error("has too many values");
            m_graph.names.push_back(name);
            m_graph.constants.emplace_back();
            m_made.push_back(false);
        }
        return at->second;
    }

    /// A value that nothing else makes.
    ValueId newValue(const std::string& name, const std::string& maker) {
        const ValueId value = valueOf(name);
        if (value == absentValue) return value;
        if (m_made[static_cast<std::size_t>(value)])
            throw Error(maker + " makes '" + name + "', which is made twice");
        m_made[static_cast<std::size_t>(value)] = true;
        return value;
    }

    ValueId knownValue(const std::string& name, const std::string& user) {
        const ValueId value = valueOf(name);
        if (value == absentValue || !m_made[static_cast<std::size_t>(value)])
            throw Error(user + " '" + name + "' is made by no node");
        return value;
    }

    void readConstants() {
        for (const TensorProto& tensor : m_proto.initializer()) {
            const ValueId value = newValue(tensor.name(), "an initialiser");
            if (value == absentValue) throw Error("has an initialiser without a name");
            try {
                at::Tensor constant = readTensor(tensor, m_folder);
                m_graph.fileElements += constant.numel();
                m_graph.constants[static_cast<std::size_t>(value)] = std::move(constant);
            } catch (const Error& error) {
                throw Error("its tensor '" + tensor.name() + "' " + error.what());
            }
        }
    }

    void readInput() {
        std::vector<const ValueInfoProto*> inputs;
        for (const ValueInfoProto& input : m_proto.input()) {
            const auto known = m_values.find(input.name());
            if (known == m_values.end()) inputs.push_back(&input);
        }
        if (inputs.size() != 1)
            throw Error("has " + std::to_string(inputs.size()) +
                        " inputs; a classifier that takes one picture is wanted");
        m_graph.input = newValue(inputs.front()->name(), "the input");
        if (m_graph.input == absentValue) throw Error("has an input without a name");
        const auto& type = inputs.front()->type().tensor_type();
        const int element = type.elem_type();
        if (element != TensorProto::FLOAT && element != TensorProto::FLOAT16 &&
            element != TensorProto::DOUBLE && element != TensorProto::BFLOAT16)
            throw Error(
                "takes an input that is no tensor of real numbers, so that there is no "
                "gradient; export it with a float32 input");
        for (const auto& side : type.shape().dim())
            m_graph.inputShape.push_back(
                side.has_dim_value() && side.dim_value() > 0 ? side.dim_value() : anyLength);
    }

    void readNode(const NodeProto& proto) {
        Node node;
        node.name = proto.name();
        const bool own = proto.domain().empty() || proto.domain() == "ai.onnx";
        node.op = own ? proto.op_type() : proto.domain() + "." + proto.op_type();
        if (proto.input_size() > mostLinks || proto.output_size() > mostLinks ||
            proto.attribute_size() > mostLinks)
            throw Error(titleOf(node) + " has too many inputs, outputs or attributes");
        for (const std::string& input : proto.input()) node.inputs.push_back(valueOf(input));
        for (const std::string& output : proto.output())
            node.outputs.push_back(newValue(output, titleOf(node)));
        for (const AttributeProto& attribute : proto.attribute()) readAttribute(attribute, node);
        // Before opset 14 this alone says that it takes its statistics from the batch.
        constexpr int firstWithMode = 14;
        if (node.op == "BatchNormalization" && m_graph.opset < firstWithMode &&
            std::ranges::count(node.outputs, absentValue) + 1 <
                static_cast<std::ptrdiff_t>(node.outputs.size()))
            node.attributes["training_mode"] = std::int64_t{1};
        m_graph.nodes.push_back(std::move(node));
    }

    void readAttribute(const AttributeProto& proto, Node& node) {
        Attribute value;
        switch (proto.type()) {
            case AttributeProto::INT:
                value = std::int64_t{proto.i()};
                break;
            case AttributeProto::FLOAT:
                value = static_cast<double>(proto.f());
                break;
            case AttributeProto::STRING:
                value = proto.s();
                break;
            case AttributeProto::INTS:
                value = std::vector<std::int64_t>(proto.ints().begin(), proto.ints().end());
                break;
            case AttributeProto::FLOATS:
                value = std::vector<double>(proto.floats().begin(), proto.floats().end());
                break;
            case AttributeProto::TENSOR:
                try {
                    value = readTensor(proto.t(), m_folder);
                    m_graph.fileElements += std::get<at::Tensor>(value).numel();
                } catch (const Error& error) {
                    throw Error(titleOf(node) + ": its attribute " + proto.name() + " " +
                                error.what());
                }
                break;
            case AttributeProto::STRINGS:
                return;  // Of no operator that is evaluated.
            default:
                throw Error(titleOf(node) +
                            " has a subgraph or an attribute of a kind that is not "
                            "supported: export the network without branches and loops");
        }
        node.attributes[proto.name()] = std::move(value);
    }

    /// Each node after those that make its inputs. Files should have them so; not all do.
    void sortNodes() {
        std::vector<std::vector<std::size_t>> users(m_graph.names.size());
        std::vector<std::size_t> waiting(m_graph.nodes.size(), 0);
        std::vector<bool> byNode(m_graph.names.size(), false);
        for (const Node& node : m_graph.nodes)
            for (const ValueId output : node.outputs)
                if (output != absentValue) byNode[static_cast<std::size_t>(output)] = true;
        // The first in the file first.
        std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            for (const ValueId input : m_graph.nodes[i].inputs) {
                if (input == absentValue) continue;
                const auto value = static_cast<std::size_t>(input);
                if (!m_made[value])
                    throw Error(titleOf(m_graph.nodes[i]) + " takes '" + m_graph.names[value] +
                                "', which nothing makes");
                if (!byNode[value]) continue;
                users[value].push_back(i);
                ++waiting[i];
            }
            if (waiting[i] == 0) ready.push(i);
        }
        std::vector<Node> sorted;
        while (!ready.empty()) {
            const std::size_t next = ready.top();
            ready.pop();
            for (const ValueId output : m_graph.nodes[next].outputs)
                if (output != absentValue)
                    for (const std::size_t user : users[static_cast<std::size_t>(output)])
                        if (--waiting[user] == 0) ready.push(user);
            sorted.push_back(std::move(m_graph.nodes[next]));
        }
        if (sorted.size() != m_graph.nodes.size())
            throw Error("is damaged: its nodes form a cycle");
        m_graph.nodes = std::move(sorted);
    }

    const GraphProto& m_proto;
    std::filesystem::path m_folder;
    Graph m_graph;
    std::unordered_map<std::string, ValueId> m_values;
    std::vector<bool> m_made;  ///< By value: whether something makes it.
};

/// The folder that external data of `file` lies in.
std::filesystem::path dataFolder(const std::filesystem::path& file) {
    const std::filesystem::path folder = file.parent_path();
    return folder.empty() ? "." : folder;
}

/// Calls `visit` with every tensor that the graph keeps.
template <typename Visit>
void visitTensors(const GraphProto& graph, const Visit& visit) {
    for (const TensorProto& tensor : graph.initializer()) visit(tensor);
    for (const NodeProto& node : graph.node())
        for (const AttributeProto& attribute : node.attribute())
            if (attribute.type() == AttributeProto::TENSOR) visit(attribute.t());
}

}  // namespace

std::vector<std::filesystem::path> externalFiles(ByteView bytes,
                                                 const std::filesystem::path& file) {
    try {
        google::protobuf::Arena arena(boundedArena(bytes.size()));
        auto& model = *google::protobuf::Arena::CreateMessage<ModelProto>(&arena);
        parse(bytes, model);
        std::vector<std::filesystem::path> files;
        std::set<std::string> seen;
        visitTensors(model.graph(), [&](const TensorProto& tensor) {
            if (tensor.data_location() != TensorProto::EXTERNAL) return;
            const std::string location = externalLocation(tensor);
            if (!seen.insert(location).second) return;
            try {
                files.push_back(externalFile(location, dataFolder(file)));
            } catch (const Error& error) {
                throw Error("its tensor '" + tensor.name() + "' " + error.what());
            }
        });
        return files;
    } catch (const Error& error) {
        refuseFile(file.string(), error.what());
    }
}

Graph readGraph(ByteView bytes, const std::filesystem::path& file) {
    try {
        google::protobuf::Arena arena(boundedArena(bytes.size()));
        auto& model = *google::protobuf::Arena::CreateMessage<ModelProto>(&arena);
        parse(bytes, model);
        if (model.functions_size() > 0)
            throw Error(
                "has functions of its own, which are not supported: inline them "
                "(onnx.inliner.inline_local_functions)");
        return GraphBuilder(model, dataFolder(file)).build();
    } catch (const Error& error) {
        refuseFile(file.string(), error.what());
    }
}

}  // namespace sigscope::models::onnx
