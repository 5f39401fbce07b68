#include "ui/render/png_chunk.h"

#include <QtEndian>
#include <array>

namespace sigscope::ui {

namespace {

/// CRC-32 of ISO 3309, as in annex D of the PNG specification.
quint32 checksum(const QByteArray& bytes) {
    constexpr quint32 polynomial = 0xedb88320;
    static const auto remainders = [] {
        std::array<quint32, 256> table{};
        for (quint32 byte = 0; byte < table.size(); ++byte) {
            table[byte] = byte;
            for (int bit = 0; bit < 8; ++bit)
                table[byte] = (table[byte] >> 1) ^ ((table[byte] & 1) ? polynomial : 0);
        }
        return table;
    }();
    quint32 crc = 0xffffffff;
    for (const char byte : bytes)
        crc = remainders[(crc ^ static_cast<quint8>(byte)) & 0xff] ^ (crc >> 8);
    return ~crc;
}

}  // namespace

QByteArray bigEndian(quint32 number) {
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray pngChunk(const QByteArray& type, const QByteArray& data) {
    const QByteArray content = type + data;
    return bigEndian(static_cast<quint32>(data.size())) + content + bigEndian(checksum(content));
}

}  // namespace sigscope::ui
