"""Makes the pictures with colour profiles of this folder, and what Pillow makes of them.

With Pillow from pip and Little CMS (liblcms2.so.2): python3 make.py
"""

import ctypes
import io
import pathlib
import struct

from PIL import Image, ImageCms

here = pathlib.Path(__file__).parent
lcms = ctypes.CDLL("liblcms2.so.2")
handle, number, real = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_double


def function(name, *arguments, result=handle):
    found = getattr(lcms, name)
    found.argtypes, found.restype = arguments, result
    return found


class Point(ctypes.Structure):
    _fields_ = [("x", real), ("y", real), ("Y", real)]


class Primaries(ctypes.Structure):
    _fields_ = [("red", Point), ("green", Point), ("blue", Point)]


gamma = function("cmsBuildGamma", handle, real)
rgb_profile = function(
    "cmsCreateRGBProfile", ctypes.POINTER(Point), ctypes.POINTER(Primaries), ctypes.POINTER(handle)
)
grey_profile = function("cmsCreateGrayProfile", ctypes.POINTER(Point), handle)
placeholder = function("cmsCreateProfilePlaceholder", handle)
set_space = function("cmsSetColorSpace", handle, number, result=None)
set_connection = function("cmsSetPCS", handle, number, result=None)
set_class = function("cmsSetDeviceClass", handle, number, result=None)
write_tag = function("cmsWriteTag", handle, number, handle, result=ctypes.c_int)
texts = function("cmsMLUalloc", handle, number)
set_text = function(
    "cmsMLUsetASCII", handle, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, result=ctypes.c_int
)
pipeline = function("cmsPipelineAlloc", handle, number, number)
table_stage = function("cmsStageAllocCLut16bit", handle, number, number, number, handle)
insert_stage = function("cmsPipelineInsertStage", handle, ctypes.c_int, handle, result=ctypes.c_int)
save = function(
    "cmsSaveProfileToMem", handle, handle, ctypes.POINTER(number), result=ctypes.c_int
)


def signature(text):
    return int.from_bytes(text.encode(), "big")


def named(profile, name):
    text = texts(None, 1)
    set_text(text, b"en", b"US", name.encode())
    write_tag(profile, signature("desc"), text)
    size = number(0)
    save(profile, None, ctypes.byref(size))
    content = ctypes.create_string_buffer(size.value)
    save(profile, content, ctypes.byref(size))
    return content.raw


white = Point(0.3127, 0.3290, 1)


def display_p3():
    primaries = Primaries(Point(0.680, 0.320, 1), Point(0.265, 0.690, 1), Point(0.150, 0.060, 1))
    curve = gamma(None, 2.2)
    return named(rgb_profile(white, primaries, (handle * 3)(curve, curve, curve)), "Display P3")


def dark_grey():
    return named(grey_profile(white, gamma(None, 1.8)), "Gray Gamma 1.8")


def inks(steps=5):
    """Of inks that are not quite cyan, magenta and yellow, as a table to CIELAB."""
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    shares = [step / (steps - 1) for step in range(steps)]
    values = []
    for c in shares:
        for m in shares:
            for y in shares:
                for k in shares:
                    paper = 1 - k
                    colour = (
                        paper * (1 - 0.9 * c),
                        paper * (1 - 0.3 * c) * (1 - 0.8 * m),
                        paper * (1 - 0.3 * m) * (1 - 0.85 * y),
                    )
                    pixel = Image.new("RGB", (1, 1), tuple(round(255 * part) for part in colour))
                    light, a, b = ImageCms.applyTransform(pixel, to_lab).tobytes()
                    # Of version 4: 65535 is L = 100, and a and b count from -128 by 257ths.
                    values += [257 * light, 257 * ((a + 128) % 256), 257 * ((b + 128) % 256)]
    table = (ctypes.c_uint16 * len(values))(*values)
    profile = placeholder(None)
    set_class(profile, signature("prtr"))
    set_space(profile, signature("CMYK"))
    set_connection(profile, signature("Lab "))
    way = pipeline(None, 4, 3)
    insert_stage(way, 0, table_stage(None, steps, 4, 3, table))
    write_tag(profile, signature("A2B0"), way)
    return named(profile, "Test inks")


def converted(picture, profile):
    return ImageCms.profileToProfile(
        picture,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def bmp(picture, profile):
    """With a header of version 5, which Pillow does not write."""
    width, height = picture.size
    rows = [picture.crop((0, y, width, y + 1)).tobytes("raw", "BGR") for y in range(height)]
    pixels = b"".join(row + bytes(-len(row) % 4) for row in reversed(rows))
    header = struct.pack("<IiiHHIIiiII", 124, width, height, 1, 24, 0, len(pixels), 2835, 2835, 0, 0)
    header += bytes(16) + b"DEBM" + bytes(48)  # Masks; an embedded profile; primaries and gammas.
    header += struct.pack("<IIII", 4, 124 + len(pixels), len(profile), 0)
    size = 14 + len(header) + len(pixels) + len(profile)
    return struct.pack("<2sIII", b"BM", size, 0, 14 + len(header)) + header + pixels + profile


def jpeg2000(picture, profile):
    """With the profile in the place of the colours that Pillow names."""
    file = io.BytesIO()
    picture.save(file, "JPEG2000")
    content = bytearray(file.getvalue())
    colours, header = content.index(b"colr") - 4, content.index(b"jp2h") - 4
    (old,) = struct.unpack(">I", content[colours : colours + 4])
    (whole,) = struct.unpack(">I", content[header : header + 4])
    box = struct.pack(">I4sBBB", 11 + len(profile), b"colr", 2, 0, 0) + profile
    content[colours : colours + old] = box
    content[header : header + 4] = struct.pack(">I", whole + len(box) - old)
    return bytes(content)


def write(name, picture, profile, content=None, **options):
    """Writes the picture with its profile, and what it is in sRGB as it is read back."""
    file = here / name
    if content:
        file.write_bytes(content)
    else:
        picture.save(file, icc_profile=profile, **options)
    with Image.open(file) as written:
        converted(written.copy(), profile).save(here / (name.replace(".", "_") + "_srgb.png"))


def colours(channels):
    """24 x 16 pixels of all kinds of colours, blocks of four alike for JPEG's sake."""
    picture = Image.new({1: "L", 3: "RGB", 4: "CMYK"}[channels], (24, 16))
    for y in range(16):
        for x in range(24):
            block = y // 4 * 6 + x // 4
            levels = (block * 11, (block * 37) % 256, 255 - block * 10, (block * 7) % 120)
            picture.putpixel((x, y), levels[0] if channels == 1 else levels[:channels])
    return picture


p3, grey, cmyk = display_p3(), dark_grey(), inks()
(here / "p3.icc").write_bytes(p3)
write("p3.png", colours(3), p3)
write("p3.jpg", colours(3), p3, quality=100, subsampling=0)
write("p3.tif", colours(3), p3)
write("p3.webp", colours(3), p3, lossless=True)
write("p3.bmp", colours(3), p3, bmp(colours(3), p3))
write("p3.jp2", colours(3), p3, jpeg2000(colours(3), p3))
write("grey.png", colours(1), grey)
write("grey.jpg", colours(1), grey, quality=100)
write("cmyk.tif", colours(4), cmyk)
write("cmyk.jpg", colours(4), cmyk, quality=100, subsampling=0)
