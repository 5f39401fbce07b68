// Where libheif is absent: HEIC and AVIF are formats that are not read.

#include "engine/error.h"
#include "engine/io/heif.h"
#include "engine/io/raster.h"

namespace sigscope::io {

bool readsHeif(ByteView) {
    return false;
}

Raster decodeHeif(ByteView) {
    throw Error("is of a format that is not read");
}

}  // namespace sigscope::io
