#pragma once

#include <QByteArray>

namespace sigscope::ui {

/// The bytes of a PNG with `text` (UTF-8) in an iTXt chunk behind the header, uncompressed. Qt's
/// own writer compresses texts and changes their white space. Source: the PNG specification,
/// 11.3.4.5.
[[nodiscard]] QByteArray withPngText(const QByteArray& png, const QByteArray& keyword,
                                     const QByteArray& text);

/// The bytes of a PNG with a chunk of that type (four letters) before its end.
[[nodiscard]] QByteArray withPngChunk(const QByteArray& png, const QByteArray& type,
                                      const QByteArray& content);

}  // namespace sigscope::ui
