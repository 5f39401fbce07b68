#include "engine/models/torchscript_network.h"

#include <ATen/ATen.h>
#include <caffe2/serialize/read_adapter_interface.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/passes/tensorexpr_fuser.h>
#include <torch/csrc/jit/serialization/import.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

/// What Torch reads an archive from.
class Bytes final : public caffe2::serialize::ReadAdapterInterface {
public:
    explicit Bytes(ByteView bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::size_t size() const override { return m_bytes.size(); }

    std::size_t read(std::uint64_t position, void* to, std::size_t count,
                     const char*) const override {
        if (position >= m_bytes.size()) return 0;
        const std::size_t there = std::min<std::size_t>(count, m_bytes.size() - position);
        std::memcpy(to, m_bytes.data() + position, there);
        return there;
    }

private:
    ByteView m_bytes;
};

/// Torch's messages of what went wrong in a program end in the reason, behind a traceback.
std::string lastLine(std::string text) {
    text.erase(text.find_last_not_of(" \n") + 1);
    const std::size_t begin = text.rfind('\n');
    return begin == std::string::npos ? text : text.substr(begin + 1);
}

/// Values in [−1, 1] that are far from constant, the same every time.
at::Tensor waveLike(const at::Tensor& input) {
    return at::arange(input.numel(), at::kDouble)
        .mul(12.9898)
        .sin()
        .view(input.sizes())
        .to(input.options());
}

/// By more than rounding in reduced precision and another order of sums make.
bool differ(const at::Tensor& a, const at::Tensor& b) {
    constexpr double rounding = 0.05;
    const auto largest = [](const at::Tensor& values) {
        return values.to(at::kDouble).abs().max().item<double>();
    };
    return largest(a - b) > rounding * largest(a);
}

class TorchScriptNetwork final : public Network {
public:
    TorchScriptNetwork(ByteView bytes, std::string name, const Placement& placement,
                       const PictureSize& inputSize)
        : m_name(std::move(name)), m_form(placement.form) {
        guarded("cannot be loaded: ", [&] { load(bytes, placement); });
        const at::Tensor input =
            at::zeros({1, 3, inputSize.height, inputSize.width},
                      at::TensorOptions(placement.device).dtype(placement.dtype));
        probe(input);
        requireEvaluation(waveLike(input));
    }

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        at::Tensor logits;
        guarded("its forward failed on inputs " + shapeText(inputs.sizes()) + ": ",
                [&] { logits = answer(inputs); });
        if (logits.dim() != 2 || logits.size(0) != inputs.size(0) || logits.size(1) == 0 ||
            (m_classCount != 0 && logits.size(1) != m_classCount))
            fail("returns " + shapeText(logits.sizes()) + " for inputs " +
                 shapeText(inputs.sizes()) + "; logits [" + std::to_string(inputs.size(0)) + "," +
                 (m_classCount == 0 ? "K" : std::to_string(m_classCount)) + "] are wanted");
        return logits;
    }

    [[nodiscard]] int classCount() const override { return m_classCount; }

private:
    void load(ByteView bytes, const Placement& placement) {
        // Fused kernels would be made from the second evaluation on, and would round otherwise than
        // the first: a run could not be repeated to the bit.
        torch::jit::setTensorExprFuserEnabled(false);
        m_module = torch::jit::load(std::make_shared<Bytes>(bytes), placement.device,
                                    /*load_debug_files=*/false);
        m_module.eval();
        m_module.to(placement.device, placement.dtype);
        for (at::Tensor parameter : m_module.parameters()) {
            parameter.requires_grad_(false);
            if (m_form == Form::Fast && parameter.dim() == 4)
                parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
        }
        if (m_form == Form::Fast) m_module = frozen(m_module);
    }

    /// Makes constants of the parameters and folds batch norm into convolutions. What cannot be
    /// frozen computes the same, only slower.
    static torch::jit::Module frozen(const torch::jit::Module& module) {
        try {
            return torch::jit::freeze(module);
        } catch (const std::exception&) {
            return module;
        }
    }

    /// One evaluation: how many classes there are, and that f has a gradient.
    void probe(const at::Tensor& input) {
        const at::AutoGradMode gradients(true);
        const at::Tensor found = logits(input.detach().requires_grad_());
        if (!found.requires_grad())
            fail("has no gradient: its logits do not depend on the input, or it detaches them");
        m_classCount = static_cast<int>(found.size(1));
    }

    /// That an answer is the picture's own and the same every time. A program that was traced in
    /// training mode has its dropout and its batches' statistics within, whatever eval() says.
    void requireEvaluation(const at::Tensor& input) const {
        const at::NoGradGuard none;
        const at::Tensor alone = logits(input);
        if (differ(alone, logits(input)))
            fail(
                "answers otherwise each time it is asked the same, as with dropout: save it after "
                "model.eval()");
        at::Tensor together;
        try {
            together = logits(at::cat({input, 2 * input + 1}));
        } catch (const Error&) {
            return;  // It takes one picture at a time.
        }
        if (differ(alone, together.slice(0, 0, 1)))
            fail(
                "answers a picture otherwise beside another one, as with the statistics of a "
                "batch: save it after model.eval()");
    }

    [[nodiscard]] at::Tensor answer(const at::Tensor& inputs) const {
        const at::Tensor placed =
            m_form == Form::Fast ? inputs.contiguous(at::MemoryFormat::ChannelsLast) : inputs;
        torch::jit::IValue answer = m_module.forward({placed});
        if (answer.isTuple() && !answer.toTupleRef().elements().empty())
            answer = answer.toTupleRef().elements()[0];
        else if (answer.isTensorList() && !answer.toTensorVector().empty())
            answer = answer.toTensorVector().front();
        if (!answer.isTensor() || !answer.toTensor().is_floating_point())
            throw Error("it returns " + answer.tagKind() +
                        ", a tensor of logits [B,K] is wanted, or a tuple that begins with it");
        return answer.toTensor();
    }

    /// Runs `work`, which runs code of the file: it can throw anything.
    template <typename Work>
    void guarded(const std::string& what, Work work) const {
        try {
            work();
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const c10::OutOfMemoryError&) {
            throw;
        } catch (const c10::Error& error) {
            fail(what + lastLine(error.what_without_backtrace()));
        } catch (const std::exception& error) {
            fail(what + lastLine(error.what()));
        }
    }

    [[noreturn]] void fail(const std::string& reason) const { refuseFile(m_name, reason); }

    std::string m_name;
    Form m_form;
    int m_classCount = 0;  ///< 0 until it is known.
    mutable torch::jit::Module m_module;
};

}  // namespace

std::unique_ptr<const Network> loadTorchScript(ByteView bytes, const std::string& name,
                                               const Placement& placement,
                                               const PictureSize& inputSize) {
    return std::make_unique<TorchScriptNetwork>(bytes, name, placement, inputSize);
}

}  // namespace sigscope::models
