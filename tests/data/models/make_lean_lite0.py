"""Writes lean_lite0.safetensors: an EfficientNet-Lite0 with its blocks, but few channels, random
weights in float16 and five classes, as if it had been fine-tuned."""

import json
import pathlib
import struct

import numpy as np

random = np.random.default_rng(1)
tensors = {}


def normed(convolution, norm, shape):
    tensors[convolution + ".weight"] = random.normal(0, 1 / np.sqrt(np.prod(shape[1:])), shape)
    tensors[norm + ".weight"] = random.uniform(0.8, 1.2, shape[0])
    tensors[norm + ".bias"] = random.normal(0, 0.1, shape[0])
    tensors[norm + ".running_mean"] = random.normal(0, 0.1, shape[0])
    tensors[norm + ".running_var"] = random.uniform(0.8, 1.2, shape[0])


normed("_conv_stem", "_bn0", (4, 3, 3, 3))
channels, index = 4, 0
for blocks, outputs in [(1, 4), (2, 5), (2, 6), (3, 7), (3, 8), (4, 9), (1, 320)]:
    for _ in range(blocks):
        name = f"_blocks.{index}"
        width = channels
        if index > 0:
            width = 2 * channels
            normed(name + "._expand_conv", name + "._bn0", (width, channels, 1, 1))
        normed(name + "._depthwise_conv", name + "._bn1", (width, 1, 3, 3))
        normed(name + "._project_conv", name + "._bn2", (outputs, width, 1, 1))
        channels, index = outputs, index + 1
normed("_conv_head", "_bn1", (8, channels, 1, 1))
tensors["_fc.weight"] = random.normal(0, 1, (5, 8))
tensors["_fc.bias"] = random.normal(0, 0.1, 5)

header, data = {}, b""
for name, values in tensors.items():
    content = values.astype("<f2").tobytes()
    header[name] = {"dtype": "F16", "shape": list(values.shape),
                    "data_offsets": [len(data), len(data) + len(content)]}
    data += content
text = json.dumps(header, separators=(",", ":")).encode()
file = pathlib.Path(__file__).with_name("lean_lite0.safetensors")
file.write_bytes(struct.pack("<Q", len(text)) + text + data)
