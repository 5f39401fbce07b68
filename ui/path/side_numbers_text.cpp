#include "ui/path/side_numbers_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/render/number_text.h"

namespace sigscope::ui {

QString sideNumbersText(const std::vector<SideNumbers>& numbers) {
    QStringList parts;
    for (const SideNumbers& one : numbers) {
        const QString title = QString::fromStdString(one.title);
        if (one.values.size() == 1) {
            parts << title + QLatin1Char(' ') + numberText(one.values.front());
            continue;
        }
        const auto [least, most] = std::ranges::minmax(one.values);
        parts << QCoreApplication::translate("numbers", "%1: %2, %3 … %4")
                     .arg(title)
                     .arg(one.values.size())
                     .arg(numberText(least), numberText(most));
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace sigscope::ui
