#include "ui/figure/page_settings.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/labelled_row.h"
#include "ui/render/paper_figure.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int settingLabelWidth = 8 * Theme::grid;  ///< "Font size".

/// The journal's columns that are so wide; the last entry, which is none of them, otherwise.
int columnsIndex(const QComboBox& columns, double width) {
    for (int k = 0; k + 1 < columns.count(); ++k)
        if (columns.itemData(k).toDouble() == width) return k;
    return columns.count() - 1;
}

}  // namespace

LabelledRow* figureSetting(const QString& label, QWidget* input, const QString& help,
                           QWidget* parent) {
    auto* row = new LabelledRow(label, input, parent);
    row->setHelp(help);
    row->setLabelWidth(settingLabelWidth);
    return row;
}

PageSettings::PageSettings(QWidget* parent)
    : QWidget(parent),
      m_columns(new QComboBox(this)),
      m_width(new QDoubleSpinBox(this)),
      m_dpi(new QSpinBox(this)),
      m_family(new QComboBox(this)),
      m_type(new QDoubleSpinBox(this)),
      m_heading(new QLineEdit(this)),
      m_warning(new QLabel(this)) {
    fillColumns();
    m_width->setRange(narrowestFigure, widestFigure);
    m_width->setDecimals(0);
    m_width->setSuffix(tr(" mm"));
    m_width->setKeyboardTracking(false);
    m_dpi->setRange(static_cast<int>(lowestResolution), static_cast<int>(highestResolution));
    m_dpi->setValue(static_cast<int>(PrintOptions().dpi));
    fillFamilies();
    m_type->setRange(smallestType, largestType);
    m_type->setDecimals(1);
    m_type->setSingleStep(0.5);
    m_type->setValue(PrintOptions().fontSize);
    m_type->setSuffix(tr(" pt"));
    m_type->setObjectName(QStringLiteral("figureType"));
    m_heading->setObjectName(QStringLiteral("figureHeading"));
    m_warning->setWordWrap(true);
    m_warning->setFont(smallFont());
    m_warning->setObjectName(QStringLiteral("figureWarning"));
    m_warning->hide();
    addRows();
    connectFields();
}

void PageSettings::fillColumns() {
    m_columns->addItem(tr("single"), singleColumn);
    m_columns->addItem(tr("1.5"), oneAndAHalfColumns);
    m_columns->addItem(tr("double"), doubleColumn);
    m_columns->addItem(tr("other"));
}

void PageSettings::fillFamilies() {
    m_family->setObjectName(QStringLiteral("figureFamily"));
    // Names of fonts are as long as they like; the settings are not.
    m_family->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_family->setMinimumContentsLength(5);
    m_family->addItem(usualFigureFamily());
    for (const QString& family : QFontDatabase::families())
        if (family != usualFigureFamily() && !QFontDatabase::isPrivateFamily(family))
            m_family->addItem(family);
}

void PageSettings::addRows() {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Theme::grid);
    const auto add = [this, rows](const QString& label, QWidget* input, const QString& help) {
        rows->addWidget(figureSetting(label, input, help, this));
    };
    add(tr("Page"), m_columns, tr("A journal’s columns: 84, 129 and 174 mm"));
    add(tr("Width"), m_width, tr("Of the page, in millimetres"));
    add(tr("DPI"), m_dpi, tr("Dots per inch of a PNG, and of pictures within SVG and PDF"));
    add(tr("Font"), m_family, tr("Family of all texts"));
    add(tr("Font size"), m_type, tr("Of all texts, in points"));
    add(tr("Title"), m_heading, tr("A line above the figure"));
    rows->addWidget(m_warning);
}

void PageSettings::connectFields() {
    connect(m_columns, &QComboBox::activated, this, [this](int index) {
        if (const QVariant width = m_columns->itemData(index); width.isValid())
            m_width->setValue(width.toDouble());
    });
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this](double width) {
        m_columns->setCurrentIndex(columnsIndex(*m_columns, width));
        Q_EMIT changed();
    });
    connect(m_dpi, &QSpinBox::valueChanged, this, &PageSettings::changed);
    connect(m_family, &QComboBox::currentIndexChanged, this, [this] {
        showWarning();
        Q_EMIT changed();
    });
    connect(m_type, &QDoubleSpinBox::valueChanged, this, [this] {
        showWarning();
        Q_EMIT changed();
    });
    connect(m_heading, &QLineEdit::textEdited, this, &PageSettings::changed);
}

PrintOptions PageSettings::print() const {
    return {m_width->value(), static_cast<double>(m_dpi->value()), m_type->value(),
            m_family->currentText()};
}

void PageSettings::setHeading(const QString& heading) {
    m_heading->setText(heading);
    Q_EMIT changed();
}

QString PageSettings::heading() const {
    return m_heading->text();
}

void PageSettings::show(const PrintOptions& print, const QString& heading) {
    setWidth(print.width);
    const QSignalBlocker dpiBlocker(m_dpi);
    const QSignalBlocker typeBlocker(m_type);
    m_dpi->setValue(static_cast<int>(std::lround(print.dpi)));
    m_type->setValue(print.fontSize);
    setFamily(print.family);
    m_heading->setText(heading);
    showWarning();
}

void PageSettings::setWidth(double millimetres) {
    const QSignalBlocker blocker(m_width);
    m_width->setValue(millimetres);
    m_columns->setCurrentIndex(columnsIndex(*m_columns, millimetres));
}

void PageSettings::setFamily(const QString& family) {
    const QSignalBlocker blocker(m_family);
    if (m_family->findText(family, Qt::MatchExactly) < 0) m_family->addItem(family);
    m_family->setCurrentIndex(m_family->findText(family, Qt::MatchExactly));
}

QString PageSettings::warning() const {
    if (m_type->value() < smallestLegibleType)
        return tr("⚠ Type of less than 6 pt is hard to read in print; most journals refuse it.");
    if (!hasFontFamily(m_family->currentText()))
        return tr("⚠ There is no font “%1” on this machine; another takes its place.")
            .arg(m_family->currentText());
    return {};
}

void PageSettings::showWarning() {
    m_warning->setText(warning());
    m_warning->setVisible(!m_warning->text().isEmpty());
}

}  // namespace sigscope::ui
