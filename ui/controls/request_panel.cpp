#include "ui/controls/request_panel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/controls/baseline_field.h"
#include "ui/controls/choice_box.h"
#include "ui/controls/class_list.h"
#include "ui/controls/class_row.h"
#include "ui/controls/contrast_field.h"
#include "ui/controls/labelled_row.h"
#include "ui/controls/output_form.h"
#include "ui/controls/parameter_form.h"
#include "ui/controls/preprocessing_form.h"
#include "ui/controls/progress_button.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int panelWidth = 39 * Theme::grid;
constexpr int stripWidth = 6 * Theme::grid;
constexpr int pictureHeight = 20 * Theme::grid;
constexpr int classRows = 5;

void fill(QComboBox& combo, const std::vector<Choice>& choices) {
    for (const Choice& choice : choices) {
        combo.addItem(QString::fromStdString(choice.title), QString::fromStdString(choice.name));
        combo.setItemData(combo.count() - 1, QString::fromStdString(choice.help), Qt::ToolTipRole);
    }
}

QString objectiveHelp() {
    return RequestPanel::tr("f: the number of the class that is explained");
}

/// What it does, and what to know before believing it.
std::string describe(const MethodSpec& method) {
    return method.caution.empty() ? method.summary : method.summary + " " + method.caution;
}

void choose(QComboBox& combo, const std::string& name) {
    const QSignalBlocker blocker(combo);
    combo.setCurrentIndex(combo.findData(QString::fromStdString(name)));
}

}  // namespace

RequestPanel::RequestPanel(const Catalogue& catalogue, QWidget* parent)
    : QWidget(parent), m_catalogue(catalogue) {
    setFixedWidth(panelWidth);
    setProperty("role", "panel");
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("What is explained, and how"));
    auto* content = new QWidget(this);
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    inside->setSpacing(Theme::grid);
    addPicture(*inside);
    m_preprocessing = new PreprocessingForm(catalogue.preprocessing, this);
    inside->addWidget(m_preprocessing);
    m_output = new OutputForm(catalogue.outputs, this);
    inside->addWidget(m_output);
    addChoices(*inside);
    inside->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_whole = new QWidget(this);
    auto* column = new QVBoxLayout(m_whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    addRunBar(*column);
    m_strip = makeStrip();
    m_strip->hide();
    auto* outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->setSpacing(0);
    outside->addWidget(m_whole);
    outside->addWidget(m_strip);
}

QWidget* RequestPanel::makeStrip() {
    auto* strip = new QWidget(this);
    auto* column = new QVBoxLayout(strip);
    column->setContentsMargins(Theme::grid / 2, Theme::grid, Theme::grid / 2, Theme::grid);
    column->setSpacing(Theme::grid);
    const auto add = [&](const char* name, const QString& text, const QString& help, auto asked) {
        auto* button = new QToolButton(strip);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setToolTip(help);
        button->setAccessibleName(help);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QToolButton::clicked, this, asked);
        return button;
    };
    column->addWidget(add("unfold", QStringLiteral("»"), tr("Open the panel (Ctrl+B)"),
                          &RequestPanel::openAsked));
    column->addStretch();
    column->addWidget(
        add("stripRun", tr("Run"), tr("Compute the explanation (F5)"), &RequestPanel::runAsked));
    m_stripCancel = add("stripCancel", QStringLiteral("×"), tr("Stop and keep what there is (Esc)"),
                        &RequestPanel::cancelAsked);
    m_stripCancel->setEnabled(false);
    column->addWidget(m_stripCancel);
    return strip;
}

void RequestPanel::setFold(Fold fold) {
    const bool folded = fold == Fold::Folded;
    m_whole->setVisible(!folded);
    m_strip->setVisible(folded);
    setFixedWidth(folded ? stripWidth : panelWidth);
}

void RequestPanel::setCancellable(bool cancellable) {
    m_cancel->setEnabled(cancellable);
    m_stripCancel->setEnabled(cancellable);
}

void RequestPanel::addPicture(QVBoxLayout& layout) {
    m_picture = new PictureView(this);
    m_picture->setFixedHeight(pictureHeight);
    layout.addWidget(m_picture);

    auto* segments = new QHBoxLayout;
    segments->setSpacing(Theme::grid / 2);
    auto* group = new QButtonGroup(this);
    const std::pair<QString, QString> titles[] = {
        {tr("Photograph"), tr("The picture; the part the model sees is outlined")},
        {tr("Model's view"), tr("The picture as the model sees it: resized and cropped")}};
    for (int i = 0; i < 2; ++i) {
        auto* segment = new QToolButton(this);
        segment->setText(titles[i].first);
        segment->setToolTip(titles[i].second);
        segment->setCheckable(true);
        segment->setChecked(i == 0);
        segment->setProperty("segment", true);
        segment->setFont(smallFont());
        segment->setFocusPolicy(Qt::TabFocus);
        segment->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        group->addButton(segment, i);
        segments->addWidget(segment);
    }
    connect(group, &QButtonGroup::idClicked, m_picture, [this](int id) {
        m_picture->setShown(id == 0 ? PictureView::Shows::Picture : PictureView::Shows::Seen);
    });
    layout.addLayout(segments);
}

void RequestPanel::addChoices(QVBoxLayout& layout) {
    auto* explains = new QLabel(tr("Explains"), this);
    explains->setProperty("role", "muted");
    layout.addWidget(explains);
    m_classes = new ClassList(this);
    m_classes->setFixedHeight(classRows * ClassRow::height);
    connect(m_classes, &ClassList::classChosen, this, &RequestPanel::chooseClass);
    layout.addWidget(m_classes);

    m_objective =
        addCombo(layout, tr("of"), objectiveHelp(), "objective", &RequestPanel::objectiveChosen);
    fill(*m_objective, m_catalogue.objectives);
    m_against = new ContrastField(this);
    m_against->setObjectName(QStringLiteral("against"));
    connect(m_against, &ContrastField::againstChosen, this, &RequestPanel::againstChosen);
    m_againstRow = new LabelledRow(tr("against"), m_against, this);
    m_againstRow->setVisible(false);
    layout.addWidget(m_againstRow);
    m_baseline = new BaselineField(m_catalogue.baselines, this);
    layout.addWidget(m_baseline);
    m_method = addCombo(layout, tr("Method"), tr("How f's change is spread over the pixels"),
                        "method", &RequestPanel::methodChosen);
    for (const MethodSpec& method : m_catalogue.methods)
        fill(*m_method, {{method.name, method.title, describe(method)}});
    connect(m_method, &ChoiceBox::listOpening, this, &RequestPanel::noteForecasts);
    m_form = new ParameterForm(this);
    connect(m_form, &ParameterForm::parameterChanged, this,
            [this](const std::string& name, const ParameterValue& value) {
                m_shownParameters[name] = value;
                Q_EMIT parameterChanged(name, value);
            });
    layout.addWidget(m_form);
    m_summary = new QLabel(this);
    m_summary->setFont(smallFont());
    m_summary->setProperty("role", "muted");
    m_summary->setWordWrap(true);
    layout.addWidget(m_summary);
}

void RequestPanel::setForecast(std::function<Forecast(const std::string& method)> forecast) {
    m_forecast = std::move(forecast);
}

void RequestPanel::noteForecasts() {
    if (!m_forecast) return;
    for (int index = 0; index < m_method->count(); ++index)
        m_method->setNote(
            index, forecastText(m_forecast(m_method->itemData(index).toString().toStdString())));
}

ChoiceBox* RequestPanel::addCombo(QVBoxLayout& layout, const QString& label, const QString& help,
                                  const char* name, Announce announce) {
    auto* combo = new ChoiceBox(this);
    combo->setObjectName(QLatin1String(name));
    combo->setToolTip(help);
    connect(combo, &QComboBox::currentIndexChanged, this, [this, combo, announce] {
        const std::string chosen = combo->currentData().toString().toStdString();
        // While the list is being filled there is nothing to announce.
        if (m_shownMethod.empty()) return;
        Q_EMIT(this->*announce)(chosen);
    });
    layout.addWidget(new LabelledRow(label, combo, this));
    return combo;
}

void RequestPanel::addRunBar(QVBoxLayout& layout) {
    m_run = new ProgressButton(tr("Run"), this);
    m_run->setObjectName(QStringLiteral("run"));
    m_run->setToolTip(tr("Compute the explanation (F5)"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setToolTip(tr("Stop and keep what there is (Esc)"));
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_cancel->setEnabled(false);
    connect(m_run, &QPushButton::clicked, this, &RequestPanel::runAsked);
    connect(m_cancel, &QPushButton::clicked, this, &RequestPanel::cancelAsked);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    row->setSpacing(Theme::grid);
    row->addWidget(m_run, 2);
    row->addWidget(m_cancel, 1);
    layout.addLayout(row);
}

void RequestPanel::chooseClass(int index) {
    m_classes->markTarget(index);
    Q_EMIT classChosen(index);
}

void RequestPanel::showObjective(const MethodSpec& method, const std::string& asked) {
    const QString title = QString::fromStdString(method.title);
    // A method that is always of one f has that, whatever is asked for.
    const bool fixed = !method.objective.empty();
    choose(*m_objective, objectiveOf(&method, asked));
    m_objective->setEnabled(!fixed);
    m_objective->setToolTip(
        fixed ? tr("%1 explains the %2 alone.").arg(title, m_objective->currentText())
              : objectiveHelp());
    auto* items = qobject_cast<QStandardItemModel*>(m_objective->model());
    for (int row = 0; row < items->rowCount(); ++row) {
        const Choice& choice = m_catalogue.objectives[static_cast<std::size_t>(row)];
        const bool taken = explains(method, choice.name);
        items->item(row)->setEnabled(taken);
        items->item(row)->setToolTip(
            taken
                ? QString::fromStdString(choice.help)
                : tr("%1 explains %2.").arg(title, QString::fromStdString(objectivesText(method))));
    }
}

void RequestPanel::showRequest(const ExplainRequest& request) {
    m_against->showAgainst(request.against);
    m_againstRow->setVisible(request.objective == contrastObjective);
    m_baseline->showRequest(request);
    choose(*m_method, request.method);
    const MethodSpec* method = m_catalogue.method(request.method);
    if (!method) return;
    showObjective(*method, request.objective);
    m_summary->setText(QString::fromStdString(describe(*method)));
    m_baseline->setUnused(usesBaseline(*method, request.parameters)
                              ? QString()
                              : tr("%1 takes no baseline with these settings.")
                                    .arg(QString::fromStdString(method->title)));
    if (m_shownMethod == request.method && m_shownParameters == request.parameters) return;
    m_shownMethod = request.method;
    m_shownParameters = request.parameters;
    m_form->show(*method, request.parameters);
}

void RequestPanel::showSubmitted(bool sameScene) {
    if (!sameScene) {
        m_picture->setScene(nullptr);
        m_picture->setPlaceholder(tr("Opening …"));
        m_classes->clear();
        hideQuestions();
    }
    m_run->setText(tr("Running …"));
    m_run->setProgress(0);
    setCancellable(true);
}

void RequestPanel::showReady(const QString& text) {
    showEnd();
    m_picture->setScene(nullptr);
    m_picture->setPlaceholder(text);
    m_classes->clear();
    hideQuestions();
}

void RequestPanel::hideQuestions() {
    m_preprocessing->hide();
    m_output->hide();
}

void RequestPanel::showScene(std::shared_ptr<const Scene> scene) {
    m_classes->setClasses(scene->top, scene->target);
    m_against->setClasses(scene->top, scene->target);
    m_classes->setFixedHeight(std::max(classRows, m_classes->count()) * ClassRow::height);
    m_picture->setScene(std::move(scene));
}

void RequestPanel::showProgress(const Progress& progress) {
    if (progress.stage != Stage::Integrate || progress.total <= 0) return;
    const double share = static_cast<double>(progress.step) / progress.total;
    m_run->setProgress(share);
    m_run->setText(tr("Running … %1 %").arg(static_cast<int>(100 * share)));
}

void RequestPanel::showAsking(double seconds) {
    m_run->setProgress({});
    m_run->setText(tr("Run, %1").arg(predictionText(seconds)));
}

void RequestPanel::showResumed() {
    m_run->setProgress(0);
    m_run->setText(tr("Running …"));
}

void RequestPanel::showEnd() {
    m_run->setProgress({});
    m_run->setText(tr("Run"));
    setCancellable(false);
    m_picture->setPlaceholder({});
}

}  // namespace sigscope::ui
