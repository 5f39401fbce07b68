#include "ui/evaluate/evaluate_tools.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "ui/controls/muted_label.h"
#include "ui/evaluate/map_choice.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

template <typename Value>
QComboBox* valueCombo(const QString& name, const QString& help,
                      const std::vector<std::pair<QString, Value>>& choices, QWidget* parent) {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(name);
    combo->setToolTip(help);
    for (const auto& [title, value] : choices) combo->addItem(title, static_cast<int>(value));
    return combo;
}

QSpinBox* countBox(const QString& name, const QString& help, int low, int high, int value,
                   QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setRange(low, high);
    box->setValue(value);
    return box;
}

}  // namespace

EvaluateTools::EvaluateTools(QWidget* parent) : QWidget(parent) {
    makeControls();
    arrange();
    connect(m_run, &QPushButton::clicked, this, &EvaluateTools::runAsked);
    connect(m_cancel, &QPushButton::clicked, this, &EvaluateTools::cancelAsked);
    connect(m_maps, &MapChoice::changed, this, &EvaluateTools::changed);
    for (QComboBox* combo : {m_fill, m_rank})
        connect(combo, &QComboBox::currentIndexChanged, this, &EvaluateTools::changed);
    for (QSpinBox* box : {m_points, m_random})
        connect(box, &QSpinBox::valueChanged, this, &EvaluateTools::changed);
}

void EvaluateTools::makeControls() {
    m_maps = new MapChoice(this);
    m_fill = valueCombo<RemovalFill>(
        tr("Fill"),
        tr("What takes the place of removed pixels, and what insertion begins with.\nMean: the "
           "picture's mean colour. Zero: the mean colour of the training data. Blur: the blurred "
           "picture."),
        {{tr("mean"), RemovalFill::PictureMean},
         {tr("zero"), RemovalFill::Zero},
         {tr("blur"), RemovalFill::Blur}},
        this);
    m_rank = valueCombo<PixelRank>(
        tr("Rank"),
        tr("What ranks a pixel: the sum of its channels' magnitudes, the magnitude of their sum, "
           "or their sum, by which evidence against the class comes last"),
        {{QStringLiteral("Σ|A|"), PixelRank::SumOfMagnitudes},
         {QStringLiteral("|ΣA|"), PixelRank::MagnitudeOfSum},
         {QStringLiteral("ΣA"), PixelRank::SignedSum}},
        this);
    m_points =
        countBox(tr("Points"), tr("Steps of each curve"), 5, 500, RemovalOptions().points, this);
    m_random = countBox(tr("Random"),
                        tr("Random maps, the control: a map that does no better says nothing"), 0,
                        50, MapsToEvaluate().randomMaps, this);
    m_run = new QPushButton(this);
    m_run->setObjectName(QStringLiteral("evaluateRun"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("evaluateCancel"));
    m_summary = mutedLabel({}, this);
}

void EvaluateTools::arrange() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    auto* what = new QHBoxLayout();
    auto* how = new QHBoxLayout();
    for (QHBoxLayout* row : {what, how}) {
        row->setSpacing(Theme::grid);
        column->addLayout(row);
    }
    addLabelled(*what, tr("Measure"), m_maps);
    addLabelled(*what, tr("Fill"), m_fill);
    addLabelled(*what, tr("Rank"), m_rank);
    what->addStretch();
    addLabelled(*how, tr("Points"), m_points);
    addLabelled(*how, tr("Random ×"), m_random);
    how->addWidget(m_summary);
    how->addStretch();
    how->addWidget(m_run);
    how->addWidget(m_cancel);
}

void EvaluateTools::offer(std::vector<MapsToEvaluate::Map> maps) {
    m_maps->offer(std::move(maps));
}

MapsToEvaluate EvaluateTools::question() const {
    return {m_maps->chosen(),
            m_random->value(),
            {static_cast<RemovalFill>(m_fill->currentData().toInt()), m_points->value(),
             static_cast<PixelRank>(m_rank->currentData().toInt())}};
}

void EvaluateTools::showProgress(const std::optional<QString>& progress) {
    m_cancel->setEnabled(progress.has_value());
    m_summary->setText(progress.value_or(QString()));
}

void promptRun(QPushButton& button, const MapsToEvaluate& asked, std::optional<double> seconds) {
    QString text = EvaluateTools::tr("Run …");
    if (asked.maps.empty() || (seconds && *seconds <= 0))
        text = EvaluateTools::tr("Run");
    else if (seconds)
        text = EvaluateTools::tr("Run %1").arg(predictionText(*seconds));
    button.setText(text);
    button.setEnabled(!asked.maps.empty());
    button.setToolTip(asked.maps.empty()
                          ? EvaluateTools::tr("Explain the picture first: a map is measured")
                          : EvaluateTools::tr("Measures the chosen maps"));
}

}  // namespace sigscope::ui
