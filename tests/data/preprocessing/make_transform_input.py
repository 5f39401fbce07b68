"""Makes transform_input.safetensors with torchvision itself: what GoogLeNet and Inception v3 answer
with transform_input=True, with weights and an input made of names alone (tests/support/synthetic.h).

    pip install torch torchvision numpy && python make_transform_input.py
"""

import json
import math
import pathlib
import struct

import numpy as np
import torch
from torchvision import models


def stream(name, shape):
    """Doubles in [-1, 1): SplitMix64, seeded with the name's FNV-1a."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over="ignore"):
        index = np.arange(1, math.prod(shape) + 1, dtype=np.uint64)
        z = np.uint64(seed) + index * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    values = (z >> np.uint64(11)).astype(np.float64) / 2**53 * 2 - 1
    return torch.from_numpy(values).reshape(shape)


def tensor(name, like):
    if not like.is_floating_point():
        return like
    values = stream(name, like.shape)
    if name.endswith("running_var"):
        return 1 + 0.1 * values
    if name.endswith("running_mean"):
        return 0.1 * values
    if like.dim() == 1:
        return 1 + 0.1 * values if name.endswith("weight") else 0.1 * values
    return values * math.sqrt(6 / (values.numel() / like.shape[0]))


def answers(network, side):
    network.load_state_dict({k: tensor(k, v) for k, v in network.state_dict().items()})
    network.double().eval()
    inputs = stream("input", (1, 3, side, side)).float().double().requires_grad_()
    logits = network(inputs)
    gradient, = torch.autograd.grad(logits[0, 7], inputs)
    pooled = torch.nn.functional.adaptive_avg_pool2d(gradient[0], 8)
    return {"logits": logits[0].detach(), "grad_8x8": pooled}


def main():
    arrays = {}
    for name, side in (("googlenet", 224), ("inception_v3", 299)):
        network = getattr(models, name)(transform_input=True, init_weights=False)
        for key, array in answers(network, side).items():
            arrays[f"{name}/{key}"] = array.float().numpy()
    header, data = {}, b""
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": array.shape,
                        "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file = pathlib.Path(__file__).parent / "transform_input.safetensors"
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)


main()
