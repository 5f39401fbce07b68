#include "ui/render/png_text.h"

#include "ui/render/png_chunk.h"

namespace sigscope::ui {

QByteArray withPngText(const QByteArray& png, const QByteArray& keyword, const QByteArray& text) {
    // Not compressed, method 0, no language, no translated keyword.
    const QByteArray content = keyword + QByteArray(5, '\0') + text;
    QByteArray result = png;
    result.insert(pngHeaderEnd, pngChunk("iTXt", content));
    return result;
}

QByteArray withPngChunk(const QByteArray& png, const QByteArray& type, const QByteArray& content) {
    constexpr int endSize = 12;  // IEND, which is empty.
    QByteArray result = png;
    result.insert(result.size() - endSize, pngChunk(type, content));
    return result;
}

}  // namespace sigscope::ui
