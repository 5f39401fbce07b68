#include "ui/controls/parameter_form.h"

#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <limits>

#include "ui/controls/choice_box.h"
#include "ui/controls/file_field.h"
#include "ui/controls/labelled_row.h"
#include "ui/controls/real_field.h"
#include "ui/controls/size_field.h"
#include "ui/controls/triple_field.h"
#include "ui/style/parameter_text.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

/// What the default settings choose well: of the spectral path all but the overlap, and how it is
/// integrated. Without it the whole form is seen at 1280 × 800.
bool isSeldomChanged(const ParameterSpec& spec) {
    static const std::string names[] = {"steps",         "max-steps", "rule", "tolerance",
                                        "decomposition", "gate",      "order"};
    return std::ranges::find(names, spec.name) != std::end(names);
}

int clampedInt(double value) {
    return static_cast<int>(std::clamp<double>(value, std::numeric_limits<int>::min(),
                                               std::numeric_limits<int>::max()));
}

}  // namespace

ParameterForm::ParameterForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
}

void ParameterForm::clear() {
    while (const QLayoutItem* item = layout()->takeAt(0)) {
        // The widget may be the sender of the change that led here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void ParameterForm::show(const std::vector<ParameterSpec>& specs, const ParameterValues& values) {
    clear();
    auto* folded = new QWidget(this);
    auto* more = new QVBoxLayout(folded);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(Theme::grid);
    bool changed = false;
    for (const ParameterSpec& spec : specs) {
        const auto given = values.find(spec.name);
        const ParameterValue& value = given == values.end() ? spec.defaultValue : given->second;
        auto* row = new LabelledRow(parameterLabel(spec), makeInput(spec, value), this);
        row->setHelp(describe(spec));
        const bool seldom = isSeldomChanged(spec);
        (seldom ? more : layout())->addWidget(row);
        changed = changed || (seldom && value != spec.defaultValue);
    }
    if (more->isEmpty())
        delete folded;
    else {
        folded->setVisible(m_unfolded || changed);
        layout()->addWidget(makeFold(*folded));
        layout()->addWidget(folded);
    }
    setVisible(!specs.empty());
}

QWidget* ParameterForm::makeFold(QWidget& folded) {
    auto* fold = new QToolButton(this);
    fold->setObjectName(QStringLiteral("more"));
    fold->setProperty("flat", true);
    fold->setFocusPolicy(Qt::TabFocus);
    const auto showState = [fold](bool open) {
        fold->setText(open ? tr("▾ Less") : tr("▸ More"));
        fold->setAccessibleName(open ? tr("Less: hide further settings")
                                     : tr("More: show further settings"));
    };
    showState(!folded.isHidden());
    connect(fold, &QToolButton::clicked, this, [this, &folded, showState] {
        m_unfolded = folded.isHidden();
        folded.setVisible(m_unfolded);
        showState(m_unfolded);
    });
    return fold;
}

QWidget* ParameterForm::makeInput(const ParameterSpec& spec, const ParameterValue& value) {
    switch (spec.kind) {
        case ParameterSpec::Kind::Real:
            return makeReal(spec, std::get<double>(value));
        case ParameterSpec::Kind::Integer:
            return makeInteger(spec, std::get<std::int64_t>(value));
        case ParameterSpec::Kind::File:
        case ParameterSpec::Kind::Folder:
            return makeFile(spec, std::get<std::string>(value));
        case ParameterSpec::Kind::PerChannel:
            return makeTriple(spec, std::get<Triple>(value));
        case ParameterSpec::Kind::Size:
            return makeSize(spec, value);
        case ParameterSpec::Kind::Choice:
            break;
    }
    return makeChoice(spec, std::get<std::string>(value));
}

QWidget* ParameterForm::makeReal(const ParameterSpec& spec, double value) {
    auto* field = new RealField(spec.minimum, spec.maximum, this);
    field->setObjectName(text(spec.name));
    field->setUnit(text(spec.unit));
    field->setValue(value);
    connect(field, &RealField::valueChanged, this, [this, name = spec.name](double changed) {
        Q_EMIT parameterChanged(name, ParameterValue(changed));
    });
    return field;
}

QWidget* ParameterForm::makeInteger(const ParameterSpec& spec, std::int64_t value) {
    auto* box = new QSpinBox(this);
    box->setObjectName(text(spec.name));
    box->setFocusPolicy(Qt::StrongFocus);
    box->setRange(clampedInt(spec.minimum), clampedInt(spec.maximum));
    if (!spec.unit.empty()) box->setSuffix(QLatin1Char(' ') + text(spec.unit));
    if (!spec.atMinimum.empty()) box->setSpecialValueText(text(spec.atMinimum));
    box->setValue(clampedInt(static_cast<double>(value)));
    // Half-typed numbers are no values.
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this, name = spec.name](int changed) {
        Q_EMIT parameterChanged(name, ParameterValue(std::int64_t{changed}));
    });
    return box;
}

QWidget* ParameterForm::makeFile(const ParameterSpec& spec, const std::string& value) {
    const bool folder = spec.kind == ParameterSpec::Kind::Folder;
    auto* field = new FileField(folder ? FileField::Asks::Folder : FileField::Asks::File, this);
    field->setObjectName(text(spec.name));
    field->setValue(text(value));
    connect(field, &FileField::valueChanged, this, [this, name = spec.name](const QString& file) {
        Q_EMIT parameterChanged(name, ParameterValue(file.toStdString()));
    });
    return field;
}

QWidget* ParameterForm::makeTriple(const ParameterSpec& spec, const Triple& value) {
    auto* field = new TripleField(spec.minimum, spec.maximum, this);
    field->setObjectName(text(spec.name));
    field->setValue(value);
    connect(field, &TripleField::valueChanged, this, [this, name = spec.name](const Triple& to) {
        Q_EMIT parameterChanged(name, ParameterValue(to));
    });
    return field;
}

QWidget* ParameterForm::makeSize(const ParameterSpec& spec, const ParameterValue& value) {
    auto* field = new SizeField(spec, this);
    field->setObjectName(text(spec.name));
    field->setValue(value);
    connect(
        field, &SizeField::valueChanged, this,
        [this, name = spec.name](const ParameterValue& to) { Q_EMIT parameterChanged(name, to); });
    return field;
}

QWidget* ParameterForm::makeChoice(const ParameterSpec& spec, const std::string& value) {
    auto* combo = new ChoiceBox(this);
    combo->setObjectName(text(spec.name));
    for (const Choice& choice : spec.choices) {
        combo->addItem(text(choice.title), text(choice.name));
        combo->setItemData(combo->count() - 1, text(choice.help), Qt::ToolTipRole);
    }
    combo->setCurrentIndex(combo->findData(text(value)));
    connect(combo, &QComboBox::currentIndexChanged, this, [this, combo, name = spec.name] {
        Q_EMIT parameterChanged(name,
                                ParameterValue(combo->currentData().toString().toStdString()));
    });
    return combo;
}

QString describe(const ParameterSpec& spec) {
    QStringList lines;
    const QString title = parameterTitle(spec.name);
    lines << (spec.symbol.empty() ? title
                                  : QStringLiteral("%1 (%2)").arg(text(spec.symbol), title));
    lines << text(spec.help);
    if (spec.kind == ParameterSpec::Kind::Choice) {
        for (const Choice& choice : spec.choices)
            lines << QStringLiteral("• %1: %2").arg(text(choice.title), text(choice.help));
    } else if (!spec.namesFiles()) {
        lines << QObject::tr("From %1 to %2 %3")
                     .arg(spec.minimum)
                     .arg(spec.maximum)
                     .arg(text(spec.unit))
                     .trimmed();
    }
    if (const QString standard = parameterValueText(spec, spec.defaultValue); !standard.isEmpty())
        lines << QObject::tr("Default: %1").arg(standard);
    if (!spec.equation.empty()) lines << text(spec.equation);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

}  // namespace sigscope::ui
