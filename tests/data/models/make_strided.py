"""Writes strided.safetensors: narrow networks of torchvision with random weights in float16, and what
torchvision computes with them in float64 where strides, groups and widths are changed. Arrays are
"NETWORK/TENSOR", "NETWORK/expected/STRIDES" (logits) and "input"."""

import inspect
import json
import pathlib
import struct

import torch
from torch import nn
from torchvision.models import mobilenetv2, resnet

generator = torch.Generator().manual_seed(1)
arrays = {}


def narrow_resnet(width, *arguments, **keywords):
    """torchvision's class, of which the widths are constants."""
    source = inspect.getsource(resnet.ResNet)
    for stage in range(4):
        source = source.replace(f"block, {64 << stage},", f"block, {width << stage},")
        source = source.replace(f"({64 << stage} * block", f"({width << stage} * block")
    source = source.replace("self.inplanes = 64", f"self.inplanes = {width}")
    scope = dict(vars(resnet))
    exec(source, scope)
    return scope["ResNet"](*arguments, num_classes=5, **keywords)


def randomised(network):
    for name, tensor in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        noise = torch.rand(tensor.shape, generator=generator) * 2 - 1
        if tensor.dim() > 1:
            noise *= (6 / (tensor.numel() / tensor.shape[0])) ** 0.5
        elif name.endswith(("running_var", "weight")):
            noise = 1 + 0.2 * noise
        else:
            noise *= 0.1
        tensor.copy_(noise.half())
    return network.double().eval()


def save(name, network, changes):
    for key, tensor in network.state_dict().items():
        if not key.endswith("num_batches_tracked"):
            arrays[f"{name}/{key}"] = tensor.half()
    for strides, change in changes.items():
        change(network)
        arrays[f"{name}/expected/{strides}"] = network(image.double())[0]


def set_pool(network, pools):
    network.maxpool = nn.MaxPool2d(3, 2, 1) if pools else nn.Identity()


def stem(first, second):
    def change(network):
        network.conv1.stride = (first, first)
        set_pool(network, second == 2)
    return change


def caffe(network):
    for module in network.modules():
        if isinstance(module, resnet.Bottleneck):
            module.conv1.stride, module.conv2.stride = module.conv2.stride, (1, 1)


def stages(first, second):
    def change(network):
        network.features[0][0].stride = (first, first)
        block = network.features[2]
        block.conv[1][0].stride = (second, second)
        # As if it had been built so: with a stride of 1 and equal widths it is a residual.
        block.use_res_connect = second == 1 and block.conv[0][0].in_channels == block.out_channels
    return change


def unchanged(network):
    pass


with torch.no_grad():
    image = (torch.rand(1, 3, 40, 40, generator=generator) * 2 - 1).half()
    arrays["input"] = image
    save("resnet18", randomised(narrow_resnet(2, resnet.BasicBlock, [2, 2, 2, 2])),
         {"published": unchanged, "first": stem(2, 1), "second": stem(1, 2), "neither": stem(1, 1)})
    save("resnet50", randomised(narrow_resnet(2, resnet.Bottleneck, [3, 4, 6, 3])),
         {"published": unchanged, "caffe": caffe})
    save("resnext50", randomised(narrow_resnet(2, resnet.Bottleneck, [3, 4, 6, 3], groups=2,
                                               width_per_group=64)),
         {"published": unchanged})
    save("wide50", randomised(narrow_resnet(2, resnet.Bottleneck, [3, 4, 6, 3],
                                            width_per_group=128)),
         {"published": unchanged})
    mobile = mobilenetv2.MobileNetV2(num_classes=5, width_mult=0.1)
    last = mobile.features[18][0]
    mobile.features[18] = mobilenetv2.Conv2dNormActivation(
        last.in_channels, 8, kernel_size=1, activation_layer=nn.ReLU6)
    mobile.classifier[1] = nn.Linear(8, 5)
    save("mobilenet", randomised(mobile),
         {"published": unchanged, "first": stages(2, 1), "second": stages(1, 2),
          "neither": stages(1, 1)})

kinds = {torch.float16: "F16", torch.float64: "F64"}
header, data = {}, b""
for name, values in arrays.items():
    content = values.contiguous().numpy().tobytes()
    header[name] = {"dtype": kinds[values.dtype], "shape": list(values.shape),
                    "data_offsets": [len(data), len(data) + len(content)]}
    data += content
text = json.dumps(header, separators=(",", ":")).encode()
file = pathlib.Path(__file__).with_name("strided.safetensors")
file.write_bytes(struct.pack("<Q", len(text)) + text + data)
