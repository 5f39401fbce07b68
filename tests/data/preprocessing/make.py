"""Makes the crops in this folder with torchvision itself: source.png as each of its classification
weights' transforms takes it, and as Resize((h, w)) and crops that are no squares do.

    pip install torch torchvision && python make.py

crop-RESIZE-HEIGHTxWIDTH-INTERPOLATION.png and squash-HEIGHTxWIDTH-INTERPOLATION.png say how they
were made. With --table it prints the weights instead, for engine/models/torchvision_files.cpp.
"""

import pathlib
import sys

from PIL import Image, ImageDraw
from torchvision import models, transforms
from torchvision.transforms import InterpolationMode

folder = pathlib.Path(__file__).parent


def source():
    """451 x 300, so that Resize(256) has to truncate 384.85; flat, for small files, but for edges
    of every direction and a patch of texture."""
    picture = Image.new("RGB", (451, 300), (52, 80, 110))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(40, 280), (225, 20), (410, 280)], fill=(214, 170, 70))
    draw.ellipse((150, 90, 300, 240), fill=(150, 40, 60))
    draw.ellipse((190, 130, 260, 200), fill=(240, 240, 235))
    for k in range(12):
        draw.line((70 + 9 * k, 40, 60 + 13 * k, 110), fill=(20, 200 - 12 * k, 90), width=1 + k % 3)
    for y in range(24):
        for x in range(24):
            shade = (x * 97 + y * 57 + x * y * 13) % 256
            picture.putpixel((213 + x, 153 + y), (shade, 255 - shade, (shade * 3) % 256))
    return picture


def published():
    """Each of torchvision's classification weights with its transform."""
    for name in models.list_models(module=models):
        for weights in models.get_model_weights(name):
            yield weights, weights.transforms()


def crops():
    """Names and transforms; those that differ in what follows the crop are one."""
    made = {}
    for _, transform in published():
        (resize,), (side,) = transform.resize_size, transform.crop_size
        mode = transform.interpolation
        made[f"crop-{resize}-{side}x{side}-{mode.value}"] = transforms.Compose(
            [transforms.Resize(resize, mode), transforms.CenterCrop(side)])
    for mode in (InterpolationMode.BICUBIC, InterpolationMode.BILINEAR):
        made[f"crop-256-224x320-{mode.value}"] = transforms.Compose(
            [transforms.Resize(256, mode), transforms.CenterCrop((224, 320))])
        for height, width in ((224, 224), (224, 320), (320, 224)):
            made[f"squash-{height}x{width}-{mode.value}"] = transforms.Resize((height, width), mode)
    return made


def main():
    if sys.argv[1:] == ["--table"]:
        for weights, transform in published():
            print(weights.url.rsplit("/", 1)[-1], *transform.resize_size, *transform.crop_size,
                  transform.interpolation.value, *transform.mean, *transform.std)
        return
    picture = source()
    picture.save(folder / "source.png", optimize=True)
    for name, transform in crops().items():
        transform(picture).save(folder / f"{name}.png", optimize=True)


main()
