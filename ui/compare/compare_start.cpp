#include "ui/compare/compare_start.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int buttonsPerRow = 3;  ///< What 900 px leave beside the panel.

}  // namespace

CompareStart::CompareStart(QWidget* parent) : QWidget(parent), m_row(new QWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(2 * Theme::grid);
    layout->addStretch();
    auto* title = new QLabel(tr("Compare explanations of this photograph"), this);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto* grid = new QGridLayout(m_row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::grid);
    layout->addWidget(m_row, 0, Qt::AlignHCenter);
    layout->addStretch();
}

void CompareStart::offer(std::vector<ComparisonSet> sets, const Predict& predict) {
    m_sets = std::move(sets);
    auto& grid = *static_cast<QGridLayout*>(m_row->layout());
    while (m_buttons.size() < m_sets.size()) {
        const std::size_t index = m_buttons.size();
        const auto place = static_cast<int>(index);
        auto* button = new QPushButton(m_row);
        connect(button, &QPushButton::clicked, this,
                [this, index] { Q_EMIT chosen(m_sets[index].columns); });
        grid.addWidget(button, place / buttonsPerRow, place % buttonsPerRow);
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        const ComparisonSet& set = m_sets[i];
        const Forecast forecast = predict(set.columns);
        m_buttons[i]->setObjectName(QLatin1String(set.name));
        m_buttons[i]->setText(set.title + QLatin1Char(' ') +
                              (forecast.seconds ? forecastText(forecast) : QStringLiteral("≈ …")));
        m_buttons[i]->setToolTip(set.help);
        m_buttons[i]->setEnabled(set.columns.size() > 1);
    }
}

}  // namespace sigscope::ui
