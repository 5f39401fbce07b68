#pragma once

#include <QString>
#include <QStringList>
#include <algorithm>
#include <string>
#include <utility>

namespace sigscope::ui {

/// What a method is called above a column or on a line, where its title would not fit: the field's
/// acronym, "SIG" of "sig", "MA-GIG" of "ma-gig", "G × I" of "gradient-x-input"; names of words
/// that have none stay as they are.
[[nodiscard]] inline QString methodLabel(const std::string& method) {
    for (const auto& [name, acronym] : {std::pair("gradient-x-input", "G × I"),
                                        {"guided-backprop", "GBP"},
                                        {"expected-gradients", "EG"}})
        if (method == name) return QString::fromUtf8(acronym);
    constexpr qsizetype longestAcronym = 4;
    const QString name = QString::fromStdString(method);
    const auto isShort = [](const QString& part) { return part.size() <= longestAcronym; };
    return std::ranges::all_of(name.split('-'), isShort) ? name.toUpper() : name;
}

}  // namespace sigscope::ui
