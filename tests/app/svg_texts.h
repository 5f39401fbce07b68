#pragma once

#include <QStringList>
#include <QXmlStreamReader>
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

namespace sigscope::tests {

/// The texts of an SVG, each with its height on the page; checks that it is well-formed.
inline std::vector<std::pair<QString, double>> textsWithHeights(const QByteArray& svg) {
    QXmlStreamReader reader(svg);
    std::vector<std::pair<QString, double>> texts;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"text") {
            const double y = reader.attributes().value("y").toDouble();
            texts.emplace_back(reader.readElementText(), y);
        }
    CHECK(reader.errorString().toStdString() == "");
    return texts;
}

inline QStringList textsOf(const QByteArray& svg) {
    QStringList texts;
    for (const auto& [text, y] : textsWithHeights(svg)) texts << text;
    return texts;
}

}  // namespace sigscope::tests
