#include "ui/render/png_text.h"

#include <QtEndian>

namespace sigscope::ui {

namespace {

QByteArray bigEndian(quint32 number) {
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// CRC-32 of ISO 3309, as in annex D of the PNG specification.
quint32 checksum(const QByteArray& bytes) {
    constexpr quint32 polynomial = 0xedb88320;
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) ? polynomial : 0);
    }
    return ~crc;
}

QByteArray chunkOf(const QByteArray& type, const QByteArray& content) {
    const QByteArray named = type + content;
    return bigEndian(static_cast<quint32>(content.size())) + named + bigEndian(checksum(named));
}

}  // namespace

QByteArray withPngText(const QByteArray& png, const QByteArray& keyword, const QByteArray& text) {
    constexpr int headerEnd = 33;  // The signature and IHDR, whose size is fixed.
    QByteArray result = png;
    // Not compressed, method 0, no language, no translated keyword.
    result.insert(headerEnd, chunkOf("iTXt", keyword + QByteArray(5, '\0') + text));
    return result;
}

QByteArray withPngChunk(const QByteArray& png, const QByteArray& type, const QByteArray& content) {
    constexpr int endSize = 12;  // IEND, which is empty.
    QByteArray result = png;
    result.insert(result.size() - endSize, chunkOf(type, content));
    return result;
}

}  // namespace sigscope::ui
