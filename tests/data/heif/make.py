"""Makes the HEIC and AVIF pictures of this folder with libheif (libheif.so.1, its encoders x265 and AOM).

python3 make.py, with Pillow from pip
"""

import ctypes
import pathlib

from PIL import Image

here = pathlib.Path(__file__).parent
heif = ctypes.CDLL("libheif.so.1")
handle, whole, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p


class Failure(ctypes.Structure):
    _fields_ = [("code", whole), ("subcode", whole), ("message", text)]


class Nclx(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint8), ("primaries", whole), ("transfer", whole),
                ("matrix", whole), ("full_range", ctypes.c_uint8), ("decoded", ctypes.c_float * 8)]


class EncodingOptions(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint8), ("save_alpha", ctypes.c_uint8),
                ("workaround", ctypes.c_uint8), ("two_profiles", ctypes.c_uint8),
                ("output_nclx", ctypes.POINTER(Nclx)), ("workaround_no_nclx", ctypes.c_uint8),
                ("orientation", whole)]


def function(name, *arguments, result=Failure):
    found = getattr(heif, name)
    found.argtypes, found.restype = arguments, result
    if result is not Failure:
        return found

    def checked(*values):
        failure = found(*values)
        if failure.code:
            raise RuntimeError(f"{name}: {failure.message.decode()}")
    return checked


context_alloc = function("heif_context_alloc", result=handle)
get_encoder = function("heif_context_get_encoder_for_format", handle, whole, ctypes.POINTER(handle))
set_lossless = function("heif_encoder_set_lossless", handle, whole)
set_parameter = function("heif_encoder_set_parameter", handle, text, text)
create = function("heif_image_create", whole, whole, whole, whole, ctypes.POINTER(handle))
add_plane = function("heif_image_add_plane", handle, whole, whole, whole, whole)
plane_of = function("heif_image_get_plane", handle, whole, ctypes.POINTER(whole), result=handle)
new_nclx = function("heif_nclx_color_profile_alloc", result=ctypes.POINTER(Nclx))
set_nclx = function("heif_image_set_nclx_color_profile", handle, ctypes.POINTER(Nclx))
set_profile = function("heif_image_set_raw_color_profile", handle, text, text, ctypes.c_size_t)
new_options = function("heif_encoding_options_alloc", result=ctypes.POINTER(EncodingOptions))
encode = function("heif_context_encode_image", handle, handle, handle,
                  ctypes.POINTER(EncodingOptions), ctypes.POINTER(handle))
write_file = function("heif_context_write_to_file", handle, text)

HEVC, AV1 = 1, 4
COLOURS_RGB, CHANNEL_INTERLEAVED = 1, 10
CHROMA = {(3, 8): 10, (4, 8): 11, (3, 10): 14, (4, 10): 15, (3, 12): 14}
SRGB_CURVE, PQ_CURVE, BT709, P3, BT2020, BT601_MATRIX = 13, 16, 1, 12, 9, 6


def image_of(picture, bits):
    """A picture of libheif's; of more than 8 bits each level is spread over these."""
    channels = len(picture.getbands())
    image, stride = handle(), whole()
    create(*picture.size, COLOURS_RGB, CHROMA[channels, bits], ctypes.byref(image))
    add_plane(image, CHANNEL_INTERLEAVED, *picture.size, bits)
    plane = plane_of(image, CHANNEL_INTERLEAVED, ctypes.byref(stride))
    row = picture.width * channels
    levels = picture.tobytes()
    for y in range(picture.height):
        values = levels[y * row:(y + 1) * row]
        if bits > 8:
            most = (1 << bits) - 1
            values = b"".join(round(v * most / 255).to_bytes(2, "little") for v in values)
        ctypes.memmove(plane + y * stride.value, values, len(values))
    return image


def write(name, picture, coding, bits=8, primaries=BT709, curve=SRGB_CURVE, profile=None,
          orientation=1):
    context, encoder, result = context_alloc(), handle(), handle()
    get_encoder(context, coding, ctypes.byref(encoder))
    set_lossless(encoder, 1)
    set_parameter(encoder, b"chroma", b"444")
    image = image_of(picture, bits)
    nclx = new_nclx()
    nclx.contents.primaries, nclx.contents.transfer = primaries, curve
    nclx.contents.matrix, nclx.contents.full_range = BT601_MATRIX, 1
    set_nclx(image, nclx)
    if profile:
        set_profile(image, b"prof", profile, len(profile))
    options = new_options()
    options.contents.output_nclx = nclx
    options.contents.workaround_no_nclx = 0
    options.contents.orientation = orientation
    encode(context, image, encoder, options, ctypes.byref(result))
    write_file(context, str(here / name).encode())


def corners():
    """64 x 32 pixels: red in the corner where row and column are 0, blue at the end of that row."""
    picture = Image.new("RGB", (64, 32), (0, 0, 0))
    picture.paste((255, 0, 0), (0, 0, 16, 16))
    picture.paste((0, 0, 255), (48, 0, 64, 16))
    return picture


def plain(colour):
    return Image.new("RGB" if len(colour) == 3 else "RGBA", (64, 64), colour)


write("corners.heic", corners(), HEVC)
write("turned.heic", corners(), HEVC, orientation=6)
write("corners.avif", corners(), AV1)
write("turned.avif", corners(), AV1, orientation=6)
write("deep10.heic", plain((66, 222, 195)), HEVC, bits=10)
write("deep12.heic", plain((66, 222, 195)), HEVC, bits=12)
write("clear.avif", plain((200, 0, 0, 51)), AV1)
write("p3_nclx.avif", plain((66, 222, 195)), AV1, primaries=P3)
write("p3_icc.avif", plain((66, 222, 195)), AV1,
      profile=(here.parent / "profiles" / "p3.icc").read_bytes())
write("pq.avif", plain((66, 222, 195)), AV1, primaries=BT2020, curve=PQ_CURVE)
