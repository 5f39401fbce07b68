#pragma once

#include <QWidget>

#include "ui/render/figure_page.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace sigscope::ui {

class LabelledRow;

/// A row of what a figure is set by, owned by `parent`.
[[nodiscard]] LabelledRow* figureSetting(const QString& label, QWidget* input, const QString& help,
                                         QWidget* parent);

/// The page that a figure is printed on, with the line above the figure; warns of what is hard to
/// print.
class PageSettings : public QWidget {
    Q_OBJECT

public:
    explicit PageSettings(QWidget* parent = nullptr);

    [[nodiscard]] PrintOptions print() const;
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QLineEdit& headingField() { return *m_heading; }

    /// Without a signal.
    void show(const PrintOptions& print, const QString& heading);
    void setWidth(double millimetres);
    /// Another line above the figure, with a signal.
    void setHeading(const QString& heading);

Q_SIGNALS:
    void changed();

private:
    void fillColumns();
    void fillFamilies();
    void addRows();
    void connectFields();
    void setFamily(const QString& family);
    /// What speaks against the page as it is; empty if nothing does.
    [[nodiscard]] QString warning() const;
    void showWarning();

    QComboBox* m_columns;  ///< A journal's.
    QDoubleSpinBox* m_width;
    QSpinBox* m_dpi;
    QComboBox* m_family;
    QDoubleSpinBox* m_type;
    QLineEdit* m_heading;
    QLabel* m_warning;
};

}  // namespace sigscope::ui
