"""Makes what architectures_by_weights_test.cpp compares with: for each network, small and with
synthetic weights, NAME.json with its tensors' names and shapes, and NAME.safetensors with

    logits     [K] of the input stream `input`, [1, 3, S, S], in float64
    gradient   [3, S, S], of logit min(7, K - 1) with respect to the input, float64

The weights are those of tests/support/synthetic.cpp: by each tensor's name alone, rounded to float32.

    pip install torch torchvision safetensors numpy && python make.py [NAME ...]
"""

import functools
import json
import pathlib
import sys

import numpy as np
import torch
from safetensors.torch import save_file
from torchvision import models
from torchvision.models import convnext, efficientnet

folder = pathlib.Path(__file__).parent
MASK = (1 << 64) - 1


def stream(name, shape):
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x100000001B3) & MASK
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    values = (z >> np.uint64(11)).astype(np.float64) / 2.0**53 * 2 - 1
    return torch.from_numpy(values.reshape(shape))


def weight(name, shape):
    u = stream(name, shape)
    if name.endswith("running_var"):
        return 1 + 0.1 * u
    if name.endswith("running_mean"):
        return 0.1 * u
    if len(shape) == 1:
        return 1 + 0.1 * u if name.endswith("weight") else 0.1 * u
    return u * np.sqrt(6 / (u.numel() / shape[0]))


def save(name, network, side):
    network = network.double().eval()
    shapes = {key: list(value.shape) for key, value in network.state_dict().items() if value.is_floating_point()}
    with torch.no_grad():
        for key, value in network.state_dict().items():
            if value.is_floating_point():
                value.copy_(weight(key, list(value.shape)).float().double())
    x = stream("input", [1, 3, side, side]).float().double().requires_grad_()
    logits = network(x)[0]
    (gradient,) = torch.autograd.grad(logits[min(7, len(logits) - 1)], x)
    (folder / f"{name}.json").write_text(json.dumps({"shapes": shapes}, separators=(",", ":")) + "\n")
    save_file({"logits": logits.detach(), "gradient": gradient[0].contiguous()}, folder / f"{name}.safetensors")
    print(name, len(shapes), float(logits.detach().abs().max()), float(gradient.norm()))


def narrow_efficientnet_v2_s():
    """Of the depth and of the last channels of EfficientNet v2 S, by which it is told. All else is narrow, and
    excitations are few: forty blocks of them would multiply rounding errors."""
    fused, block = efficientnet.FusedMBConvConfig, efficientnet.MBConvConfig
    stages = [
        fused(1, 3, 1, 8, 8, 2),
        fused(4, 3, 2, 8, 16, 2),
        block(4, 3, 2, 16, 16, 2),
        block(6, 5, 2, 16, 24, 2),
        fused(2, 3, 1, 24, 32, 16),
        fused(0.25, 3, 2, 32, 256, 16),
    ]
    norm = functools.partial(torch.nn.BatchNorm2d, eps=1e-3)
    return models.EfficientNet(stages, dropout=0, num_classes=10, last_channel=64, norm_layer=norm)


def narrow_convnext():
    stages = [(12, 24, 3), (24, 48, 3), (48, 96, 9), (96, None, 3)]
    return models.ConvNeXt([convnext.CNBlockConfig(*stage) for stage in stages], num_classes=10)


# The network and the side of its input: narrow and of few classes where the family allows.
NETWORKS = {
    "convnext": (narrow_convnext, 45),
    "densenet121": (lambda: models.DenseNet(growth_rate=8, num_init_features=16, num_classes=10), 45),
    "efficientnet_b0": (lambda: models.efficientnet_b0(num_classes=10), 45),
    "efficientnet_v2_s": (narrow_efficientnet_v2_s, 45),
    "mobilenet_v3_large": (lambda: models.mobilenet_v3_large(width_mult=0.5, num_classes=10), 45),
    "mobilenet_v3_small": (lambda: models.mobilenet_v3_small(width_mult=0.5, num_classes=10), 45),
    "squeezenet1_0": (lambda: models.squeezenet1_0(num_classes=10), 45),
    "squeezenet1_1": (lambda: models.squeezenet1_1(num_classes=10), 45),
    "vit": (
        lambda: models.VisionTransformer(
            image_size=32, patch_size=8, num_layers=2, num_heads=3, hidden_dim=192, mlp_dim=256, num_classes=10
        ),
        32,
    ),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or NETWORKS:
        network, side = NETWORKS[name]
        save(name, network(), side)
