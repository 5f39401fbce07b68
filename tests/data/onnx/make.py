"""Makes the small ONNX models of this folder, with synthetic weights, and what PyTorch answers.

python make.py FOLDER: beside each NAME.onnx stands a NAME.safetensors with `input` [3,H,W] and, from
the same weights in float64, `logits` [K], `label`, `grad_logit` and `grad_prob` [3,H,W].
Needs onnx, onnxscript, torch and safetensors from pip. The layers are those that classifiers have,
small; no file of another project is used.
"""

import io
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

SIZE = 32
CLASSES = 5


def synthetic(model, seed):
    """Weights by a generator; batch norms get statistics too."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in model.state_dict().items():
        if not tensor.is_floating_point():
            continue
        if name.endswith("running_var"):
            tensor.copy_(torch.rand(tensor.shape, generator=generator) + 0.5)
        elif tensor.dim() == 1:
            tensor.copy_(torch.randn(tensor.shape, generator=generator) * 0.1 + (1.0 if "weight" in name else 0.0))
        else:
            fan = tensor[0].numel()
            tensor.copy_(torch.randn(tensor.shape, generator=generator) * (1.5 / fan**0.5))
    return model.eval()


class Scaled(nn.Module):
    """Resizes by scales that float32 does not have: which pixel is the nearest and how many there are depends on
    the precision in which that is decided."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, 1, 1)
        self.second = nn.Conv2d(8, 8, 3, 2, 1)
        self.third = nn.Conv2d(8, 8, 3, 2, 1)
        self.head = nn.Linear(8, CLASSES)

    def forward(self, x):
        x = torch.relu(self.first(x[:, :, :30, :30]))
        x = torch.relu(self.second(F.interpolate(x, scale_factor=0.7, mode="nearest")))
        x = torch.relu(self.third(F.interpolate(x, scale_factor=1.7, mode="nearest")))
        return self.head(x.amax((2, 3)))


class Stem(nn.Sequential):
    def __init__(self, channels, activation):
        super().__init__(
            nn.Conv2d(3, channels, 3, 2, 1, bias=False), nn.BatchNorm2d(channels), activation
        )


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.down = nn.Conv2d(channels, 4, 1)
        self.up = nn.Conv2d(4, channels, 1)

    def forward(self, x):
        scale = F.adaptive_avg_pool2d(x, 1)
        return x * F.hardsigmoid(self.up(F.relu(self.down(scale))))


class MobileV3(nn.Module):
    """Hard swish, squeeze and excitation, depthwise convolutions."""

    def __init__(self):
        super().__init__()
        self.stem = Stem(8, nn.Hardswish())
        self.expand = nn.Sequential(nn.Conv2d(8, 16, 1), nn.BatchNorm2d(16), nn.Hardswish())
        self.depth = nn.Sequential(nn.Conv2d(16, 16, 5, 1, 2, groups=16), nn.BatchNorm2d(16))
        self.squeeze = SqueezeExcite(16)
        self.project = nn.Sequential(nn.Conv2d(16, 8, 1), nn.BatchNorm2d(8))
        self.head = nn.Sequential(nn.Linear(8, 12), nn.Hardswish(), nn.Dropout(0.2), nn.Linear(12, CLASSES))

    def forward(self, x):
        x = self.stem(x)
        x = x + self.project(self.squeeze(F.hardswish(self.depth(self.expand(x)))))
        return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


class Swin(nn.Module):
    """Shifted windows with a mask and relative positions, merged patches."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Conv2d(3, 8, 4, 4)
        self.norm1, self.norm2 = nn.LayerNorm(8), nn.LayerNorm(16)
        self.qkv, self.out = nn.Linear(8, 24), nn.Linear(8, 8)
        self.table = nn.Parameter(torch.zeros(49, 2))
        grid = torch.stack(torch.meshgrid(torch.arange(4), torch.arange(4), indexing="ij")).flatten(1)
        relative = (grid[:, :, None] - grid[:, None, :]).permute(1, 2, 0) + 3
        self.register_buffer("index", (relative[..., 0] * 7 + relative[..., 1]).flatten())
        self.constant_mask = None  # Or the mask that is made otherwise.
        self.merge = nn.Linear(32, 16, bias=False)
        self.mlp = nn.Sequential(nn.Linear(16, 24), nn.GELU(), nn.Linear(24, 16))
        self.head = nn.Linear(16, CLASSES)

    def windows(self, x):
        b = x.shape[0]
        return x.view(b, 2, 4, 2, 4, x.shape[-1]).permute(0, 1, 3, 2, 4, 5).reshape(b * 4, 16, -1)

    def mask(self, x):
        if self.constant_mask is not None:
            return self.constant_mask.to(x.dtype)
        area = x.new_zeros((1, 8, 8, 1))
        count = 0
        for rows in (slice(0, -4), slice(-4, -2), slice(-2, None)):
            for columns in (slice(0, -4), slice(-4, -2), slice(-2, None)):
                area[:, rows, columns, :] = count
                count += 1
        flat = self.windows(area).squeeze(-1)
        difference = flat.unsqueeze(1) - flat.unsqueeze(2)
        return difference.masked_fill(difference != 0, -100.0).masked_fill(difference == 0, 0.0)

    def attend(self, x):
        b = x.shape[0]
        windows = self.windows(torch.roll(x, (-2, -2), (1, 2)))
        q, k, v = self.qkv(windows).reshape(-1, 16, 3, 2, 4).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * 0.5) @ k.transpose(-2, -1)
        bias = self.table[self.index].view(16, 16, 2).permute(2, 0, 1)
        scores = scores + bias.unsqueeze(0)
        scores = scores.view(b, 4, 2, 16, 16) + self.mask(x).view(1, 4, 1, 16, 16)
        out = (scores.view(-1, 2, 16, 16).softmax(-1) @ v).transpose(1, 2).reshape(-1, 16, 8)
        out = self.out(out).view(b, 2, 2, 4, 4, 8).permute(0, 1, 3, 2, 4, 5).reshape(b, 8, 8, 8)
        return torch.roll(out, (2, 2), (1, 2))

    def forward(self, x):
        x = self.embed(x).permute(0, 2, 3, 1)
        x = x + self.attend(self.norm1(x))
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        x = self.merge(x)
        x = x + self.mlp(self.norm2(x))
        return self.head(x.flatten(1, 2).mean(1))


class Dense(nn.Module):
    """Concatenations, normalisation before the convolution, pools with rounding up."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 7, 2, 3, bias=False)
        self.norms = nn.ModuleList(nn.BatchNorm2d(8 + 4 * i) for i in range(3))
        self.convs = nn.ModuleList(nn.Conv2d(8 + 4 * i, 4, 3, 1, 1, bias=False) for i in range(3))
        self.last = nn.BatchNorm2d(20)
        self.head = nn.Linear(20, CLASSES)

    def forward(self, x):
        x = F.max_pool2d(self.stem(x), 3, 2, 0, ceil_mode=True)
        for norm, conv in zip(self.norms, self.convs):
            x = torch.cat([x, conv(F.leaky_relu(norm(x), 0.1))], 1)
        x = F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)
        return self.head(F.relu(self.last(x)).mean((2, 3)))


class Shuffle(nn.Module):
    """Channel shuffle and chunks, a convolution as the last layer, group norm, pixel unshuffle."""

    def __init__(self):
        super().__init__()
        self.stem = Stem(16, nn.SiLU())
        self.branch = nn.Sequential(nn.Conv2d(8, 8, 1), nn.GroupNorm(2, 8), nn.ELU(), nn.Conv2d(8, 8, 3, 1, 1, groups=4))
        self.head = nn.Conv2d(64, CLASSES, 1)

    def forward(self, x):
        left, right = self.stem(x).chunk(2, 1)
        x = torch.cat([left, self.branch(right)], 1)
        b, c, h, w = x.shape
        x = x.view(b, 2, c // 2, h, w).transpose(1, 2).reshape(b, c, h, w)
        x = F.interpolate(F.pixel_unshuffle(x, 2), scale_factor=2.0, mode="bilinear", align_corners=False)
        return F.adaptive_avg_pool2d(self.head(F.pad(x, (1, 2, 0, 1), mode="reflect")), 1).flatten(1)


class EinsumAttention(nn.Module):
    """Attention as sums over letters, of tokens that are pooled as a sequence."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Conv2d(3, 8, 8, 8)
        self.qkv = nn.Linear(8, 24)
        self.head = nn.Linear(8, CLASSES)

    def forward(self, x):
        x = self.embed(x).flatten(2)
        x = (F.avg_pool1d(x, 3, 1, 1) + F.max_pool1d(x, 3, 1, 1)).transpose(1, 2)
        q, k, v = self.qkv(x).reshape(-1, 16, 3, 2, 4).permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.einsum("b h i d, b h j d -> b h i j", q, k).softmax(-1)
        out = torch.einsum("bhij,bhjd->bihd", scores, v).reshape(-1, 16, 8)
        return self.head((x + out).mean(1))


class StandardisedConv(nn.Conv2d):
    """Of weights with a mean of 0 and a deviation of 1, as networks without batch norms have them."""

    def forward(self, x):
        weight = F.batch_norm(self.weight.reshape(1, self.out_channels, -1), None, None, training=True, eps=1e-6)
        return F.conv2d(x, weight.reshape_as(self.weight), self.bias, self.stride, self.padding)


class Standardised(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.Sequential(StandardisedConv(3, 8, 3, 2, 1), nn.GELU(), StandardisedConv(8, 12, 3, 2, 1), nn.SiLU())
        self.head = nn.Linear(12, CLASSES)

    def forward(self, x):
        return self.head(0.1 * self.convs(x).mean((2, 3)))


class Probabilities(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x).softmax(-1)


def answers(model, seed):
    exact = model.double().eval()  # Exporting leaves what it wrapped in training mode.
    generator = torch.Generator().manual_seed(seed)
    picture = torch.randn(3, SIZE, SIZE, generator=generator)
    x = picture.double()[None].requires_grad_()
    logits = exact(x)[0]
    label = int(logits.argmax())
    of_logit = torch.autograd.grad(logits[label], x, retain_graph=True)[0][0]
    of_probability = torch.autograd.grad(logits.softmax(0)[label], x)[0][0]
    return {
        "input": picture,
        "logits": logits.detach(),
        "label": torch.tensor(label),
        "grad_logit": of_logit.float(),
        "grad_prob": of_probability.float(),
    }


def exported(model, opset, dynamo=False, batch="dynamic", wrap=lambda m: m):
    x = torch.zeros(2 if batch == "dynamic" else batch, 3, SIZE, SIZE)
    file = io.BytesIO()
    wrapped = wrap(model.float())
    if dynamo:
        shapes = {"x": {0: torch.export.Dim("batch")}} if batch == "dynamic" else None
        return torch.onnx.export(wrapped, (x,), dynamo=True, opset_version=opset, dynamic_shapes=shapes, verbose=False).model_proto
    axes = {"input": {0: "batch"}, "logits": {0: "batch"}} if batch == "dynamic" else None
    torch.onnx.export(wrapped, (x,), file, dynamo=False, opset_version=opset, input_names=["input"], output_names=["logits"], dynamic_axes=axes)
    return onnx.load_from_string(file.getvalue())


def stripped(model):
    """Without what only speaks of the code that exported it."""
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.graph.value_info[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in list(model.graph.input) + list(model.graph.output) + list(model.graph.initializer):
        if hasattr(value, "metadata_props"):
            del value.metadata_props[:]
    return model


def channels_last(model):
    """As tf2onnx has it: an input [B,H,W,3], transposed first."""
    first = model.graph.input[0]
    name = first.name
    del model.graph.input[:]
    model.graph.input.append(helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["batch", SIZE, SIZE, 3]))
    model.graph.node.insert(0, helper.make_node("Transpose", ["picture"], [name], "nhwc", perm=[0, 3, 1, 2]))
    return model


def halved(model):
    """Weights in float16, cast where they are used."""
    for tensor in list(model.graph.initializer):
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32:
            continue
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(numpy_helper.from_array(array.astype(np.float16), tensor.name + ".half"))
        model.graph.node.insert(0, helper.make_node("Cast", [tensor.name + ".half"], [tensor.name], to=TensorProto.FLOAT))
    return model


class Shifted(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x) + 0.5


def with_long_constants(model):
    """0.5 is added, the mean of a million numbers that forty nodes pass on."""
    value = helper.make_tensor("value", TensorProto.FLOAT, [1], [0.5])
    model.graph.initializer.append(numpy_helper.from_array(np.array([1 << 20], np.int64), "long.shape"))
    nodes = [helper.make_node("ConstantOfShape", ["long.shape"], ["long.0"], value=value)]
    nodes += [helper.make_node("Neg", [f"long.{i}"], [f"long.{i + 1}"]) for i in range(40)]
    output = model.graph.output[0].name
    nodes.append(helper.make_node("ReduceMean", ["long.40"], ["long.mean"], keepdims=0))
    nodes.append(helper.make_node("Add", [output, "long.mean"], ["shifted"]))
    model.graph.node.extend(nodes)
    model.graph.output[0].name = "shifted"
    return model


def save(folder, name, model, network, seed, external=False):
    model = stripped(model)
    onnx.checker.check_model(model)
    if external:
        onnx.save(model, folder / f"{name}.onnx", save_as_external_data=True, location=f"{name}.onnx.data", size_threshold=64)
    else:
        onnx.save(model, folder / f"{name}.onnx")
    save_file({k: v.contiguous() for k, v in answers(network, seed).items()}, folder / f"{name}.safetensors")
    print(name, (folder / f"{name}.onnx").stat().st_size, sorted({n.op_type for n in model.graph.node}))


def main(folder):
    torch.set_grad_enabled(True)
    with torch.no_grad():
        models = {name: synthetic(kind(), seed) for seed, (name, kind) in enumerate(
            {"mobile": MobileV3, "swin": Swin, "dense": Dense, "shuffle": Shuffle}.items())}
    save(folder, "mobile_opset14", exported(models["mobile"], 14), models["mobile"], 1)
    save(folder, "mobile_softmax_nhwc", channels_last(exported(models["mobile"], 13, wrap=Probabilities)), models["mobile"], 2)
    save(folder, "swin_dynamo_opset21", exported(models["swin"], 21, dynamo=True), models["swin"], 4)
    models["swin"].constant_mask = models["swin"].mask(torch.zeros(1, 8, 8, 8))
    save(folder, "swin_opset17", exported(models["swin"], 17, batch=1), models["swin"], 3)
    save(folder, "dense_opset9", exported(models["dense"], 9), models["dense"], 5)
    save(folder, "dense_external", exported(models["dense"], 17), models["dense"], 6, external=True)
    save(folder, "shuffle_batch2", exported(models["shuffle"], 17, batch=2), models["shuffle"], 7)
    save(folder, "shuffle_dynamo_opset18", exported(models["shuffle"], 18, dynamo=True), models["shuffle"], 8)
    save(folder, "mobile_long_constants", with_long_constants(exported(models["mobile"], 14)), Shifted(models["mobile"]), 11)
    with torch.no_grad():
        standardised = synthetic(Standardised(), 12)
    save(folder, "standardised_opset17", exported(standardised, 17), standardised, 12)
    with torch.no_grad():
        scaled = synthetic(Scaled(), 13)
    save(folder, "scaled_opset13", exported(scaled, 13), scaled, 13)
    with torch.no_grad():
        letters = synthetic(EinsumAttention(), 10)
    save(folder, "attention_einsum_opset12", exported(letters, 12), letters, 10)
    half = synthetic(MobileV3(), 9)
    with torch.no_grad():
        for tensor in half.state_dict().values():
            if tensor.is_floating_point():
                tensor.copy_(tensor.half())
    save(folder, "mobile_half", halved(exported(half, 14)), half, 9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
