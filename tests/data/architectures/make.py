"""Makes what architectures_by_weights_test.cpp compares with: for each network, small and with
synthetic weights, NAME.json with its tensors' names and shapes, and NAME.safetensors with

    logits     [K] of the input stream `input`, [1, 3, S, S], in float64
    gradient   [3, S, S], of logit min(7, K - 1) with respect to the input, float64

The weights are those of tests/support/synthetic.cpp: by each tensor's name alone, rounded to float32.

    pip install torch torchvision timm transformers safetensors numpy && python make.py [NAME ...]
"""

import functools
import json
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn
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
    answer = network(x)
    logits = getattr(answer, "logits", answer)[0]  # transformers' networks answer with more.
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


class ResidualBlock(nn.Module):
    """Two convolutions of 3x3. Beside them, where the shape changes, either option A of He et al. (2016), every
    second pixel and zeros before and behind the channels, or a convolution in the module called `beside`."""

    def __init__(self, inputs, outputs, stride, beside):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.beside = beside if inputs != outputs else None
        self.zeros = (outputs - inputs) // 2
        if self.beside and self.beside != "A":
            convolution = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
            setattr(self, self.beside, nn.Sequential(convolution, nn.BatchNorm2d(outputs)))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.beside == "A":
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.zeros, self.zeros))
        elif self.beside:
            x = getattr(self, self.beside)(x)
        return F.relu(x + y)


class SmallPictureResNet(nn.Module):
    """A stem of 3x3 that keeps the size, stages of which each but the first halves, and the last layer, called
    `last`: section 4.2 of He et al. (2016) with three stages of 16, 32 and 64 channels."""

    def __init__(self, widths, blocks, beside, last):
        super().__init__()
        self.conv1 = nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        self.stages = len(widths)
        self.last = last
        inputs = widths[0]
        for stage, width in enumerate(widths):
            layers = []
            for i in range(blocks):
                layers.append(ResidualBlock(inputs, width, 2 if stage > 0 and i == 0 else 1, beside))
                inputs = width
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))
        setattr(self, last, nn.Linear(inputs, 10))

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        for stage in range(self.stages):
            x = getattr(self, f"layer{stage + 1}")(x)
        return getattr(self, self.last)(x.mean((2, 3)))


def of_timm(name, **settings):
    import timm

    return timm.create_model(name, num_classes=10, **settings)


def of_transformers(name, kind="ForImageClassification", **settings):
    import transformers

    config = getattr(transformers, f"{name}Config")(num_labels=10, **settings)
    return getattr(transformers, name + kind)(config)


def small_deit(kind):
    sizes = {"hidden_size": 192, "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 256}
    return of_transformers("DeiT", kind, image_size=32, patch_size=8, **sizes)


# The network and the side of its input: narrow and of few classes where the family allows.
NETWORKS = {
    "cifar_resnet20_a": (lambda: SmallPictureResNet((16, 32, 64), 3, "A", "linear"), 21),
    "cifar_resnet20_downsample": (lambda: SmallPictureResNet((16, 32, 64), 3, "downsample", "fc"), 21),
    "cifar_resnet20_shortcut": (lambda: SmallPictureResNet((16, 32, 64), 3, "shortcut", "linear"), 21),
    "resnet18_linear": (lambda: SmallPictureResNet((8, 16, 32, 64), 2, "shortcut", "linear"), 21),
    "timm_convnext_atto": (lambda: of_timm("convnext_atto", dims=(12, 24, 48, 96)), 33),
    "timm_deit_tiny_distilled_patch16_224": (
        lambda: of_timm("deit_tiny_distilled_patch16_224", img_size=32, patch_size=8, depth=2),
        32,
    ),
    "timm_efficientnet_b0": (lambda: of_timm("efficientnet_b0"), 33),
    "timm_efficientnet_lite0": (lambda: of_timm("efficientnet_lite0"), 44),
    "timm_efficientnetv2_rw_s": (lambda: of_timm("efficientnetv2_rw_s", channel_multiplier=0.5, depth_multiplier=0.3), 44),
    "timm_mobilenetv2_050": (lambda: of_timm("mobilenetv2_050"), 33),
    "timm_mobilenetv3_large_075": (lambda: of_timm("mobilenetv3_large_075"), 33),
    "timm_mobilenetv3_small_050": (lambda: of_timm("mobilenetv3_small_050"), 33),
    # Of 44 pixels, lengths are even and odd: TensorFlow pads the former on one side.
    "timm_tf_efficientnet_b0": (lambda: of_timm("tf_efficientnet_b0"), 44),
    "timm_tf_efficientnet_lite0": (lambda: of_timm("tf_efficientnet_lite0"), 44),
    "timm_tf_efficientnetv2_b0": (lambda: of_timm("tf_efficientnetv2_b0", channel_multiplier=0.5), 44),
    "timm_tf_mobilenetv3_small_075": (lambda: of_timm("tf_mobilenetv3_small_075"), 44),
    "transformers_convnext": (
        lambda: of_transformers("ConvNext", hidden_sizes=[12, 24, 48, 96], depths=[3, 3, 9, 3]),
        33,
    ),
    "transformers_deit": (lambda: small_deit("ForImageClassification"), 32),
    "transformers_deit_distilled": (lambda: small_deit("ForImageClassificationWithTeacher"), 32),
    "transformers_efficientnet": (
        lambda: of_transformers(
            "EfficientNet", width_coefficient=0.5, depth_coefficient=1.0, hidden_dim=640, depthwise_padding=[11]
        ),
        44,
    ),
    "transformers_mobilenet_v2": (lambda: of_transformers("MobileNetV2", depth_multiplier=0.35), 44),
    "transformers_resnet": (
        lambda: of_transformers(
            "ResNet", embedding_size=8, hidden_sizes=[8, 16, 32, 64], depths=[2, 2, 2, 2], layer_type="basic"
        ),
        33,
    ),
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
