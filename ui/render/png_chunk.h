#pragma once

#include <QByteArray>

namespace sigscope::ui {

/// Where the header's chunk of every PNG ends: the signature and IHDR have a fixed size.
inline constexpr int pngHeaderEnd = 33;

/// Four bytes, the largest first, as all numbers of PNG are.
[[nodiscard]] QByteArray bigEndian(quint32 number);

/// A chunk: length, `type` (four letters), `data`, checksum. Source: the PNG specification, 5.3.
[[nodiscard]] QByteArray pngChunk(const QByteArray& type, const QByteArray& data);

}  // namespace sigscope::ui
