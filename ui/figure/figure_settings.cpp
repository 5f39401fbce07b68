#include "ui/figure/figure_settings.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/labelled_row.h"
#include "ui/figure/page_settings.h"
#include "ui/figure/picture_choice.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

enum class ColumnPlaces { Alphas, EqualChange };

constexpr int mostEqualColumns = 20;

QStringList listedTexts(const QString& text) {
    QStringList parts;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) parts << part.trimmed();
    return parts;
}

QString joinedNumbers(const std::vector<double>& numbers) {
    QStringList parts;
    for (const double number : numbers) parts << QString::number(number);
    return parts.join(QStringLiteral(", "));
}

QString joinedNames(const std::vector<std::string>& names) {
    QStringList parts;
    for (const std::string& name : names) parts << QString::fromStdString(name);
    return parts.join(QStringLiteral(", "));
}

}  // namespace

FigureSettings::FigureSettings(const Catalogue& catalogue, QWidget* parent)
    : QWidget(parent),
      m_catalogue(catalogue),
      m_pictures(new PictureChoice(this)),
      m_methods(new QLineEdit(this)),
      m_models(new QLineEdit(this)),
      m_alphas(new QLineEdit(this)),
      m_places(new QComboBox(this)),
      m_objective(new QComboBox(this)),
      m_resolution(new QSpinBox(this)),
      m_maps(new QComboBox(this)),
      m_scale(new QComboBox(this)),
      m_page(new PageSettings(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    addContent();
    layout->addWidget(m_page);
    connect(m_page, &PageSettings::changed, this, &FigureSettings::pageChanged);
    layout->addStretch();
    setKind(m_kind);
}

LabelledRow* FigureSettings::addRow(const QString& label, QWidget* input, const QString& help) {
    LabelledRow* row = figureSetting(label, input, help, this);
    layout()->addWidget(row);
    return row;
}

void FigureSettings::addContent() {
    m_methods->setObjectName(QStringLiteral("figureMethods"));
    m_models->setObjectName(QStringLiteral("figureModels"));
    m_models->setPlaceholderText(tr("more"));
    m_alphas->setObjectName(QStringLiteral("figureAlphas"));
    m_places->addItem(tr("at α"), static_cast<int>(ColumnPlaces::Alphas));
    m_places->addItem(tr("by change"), static_cast<int>(ColumnPlaces::EqualChange));
    m_objective->addItem(tr("explained"), QString());
    for (const Choice& objective : m_catalogue.objectives)
        if (objective.name == "probability" || objective.name == "logit")
            m_objective->addItem(QString::fromStdString(objective.name),
                                 QString::fromStdString(objective.name));
    m_resolution->setRange(coarsestSurface, finestSurface);
    m_resolution->setValue(SurfaceRequest().resolution);
    m_maps->setObjectName(QStringLiteral("figureMaps"));
    m_maps->addItem(tr("signed"), static_cast<int>(Reduction::Signed));
    m_maps->addItem(tr("absolute"), static_cast<int>(Reduction::Absolute));
    m_scale->addItem(tr("per row"), static_cast<int>(GridMaps::RowScale));
    m_scale->addItem(tr("per map"), static_cast<int>(GridMaps::OwnScale));
    m_pictures->setObjectName(QStringLiteral("figurePictures"));
    m_picturesRow = addRow(tr("Pictures"), m_pictures,
                           tr("A grid has a row for each; also picked by Ctrl+click in the "
                              "filmstrip"));
    addRow(tr("Methods"), m_methods, tr("Their names, in this order, with commas between them"));
    m_modelsRow = addRow(tr("Models"), m_models,
                         tr("Rows of these, beside that which is chosen: their names, with commas "
                            "between them"));
    m_placesRow =
        addRow(tr("Columns"), m_places,
               tr("At places along the path, or as many at equal shares of what changes"));
    m_alphasRow = addRow(tr("α"), m_alphas, tr("Places along the path, in [0, 1]"));
    m_objectiveRow = addRow(tr("f"), m_objective, tr("What is drawn over the plane"));
    m_resolutionRow =
        addRow(tr("Grid"), m_resolution,
               tr("Points of the plane across and down; each is an evaluation of the model"));
    m_mapsRow = addRow(tr("Maps"), m_maps, tr("With their signs, or |A|"));
    m_scaleRow = addRow(tr("Scale"), m_scale, tr("What the colours of the maps mean"));
    for (QLineEdit* field : {m_methods, m_models, m_alphas})
        connect(field, &QLineEdit::editingFinished, this, [this, field] {
            if (!field->isModified()) return;  // The focus alone came and went.
            field->setModified(false);
            Q_EMIT contentChanged();
        });
    for (QComboBox* box : {m_places, m_objective, m_maps, m_scale})
        connect(box, &QComboBox::activated, this, &FigureSettings::contentChanged);
    m_resolution->setKeyboardTracking(false);
    connect(m_resolution, &QSpinBox::valueChanged, this, &FigureSettings::contentChanged);
}

void FigureSettings::setKind(PaperFigureKind kind) {
    m_kind = kind;
    const bool isSurface = kind == PaperFigureKind::Surface;
    const bool isGrid = kind == PaperFigureKind::Grid;
    m_methods->setText(joinedNames(usualMethods(kind)));
    m_alphas->setText(joinedNumbers(usualAlphas(kind)));
    for (QLineEdit* list : {m_methods, m_alphas})
        list->setCursorPosition(0);  // It begins in sight.
    m_page->setWidth(usualWidth(kind));
    for (LabelledRow* row : {m_placesRow, m_alphasRow}) row->setVisible(!isSurface && !isGrid);
    for (LabelledRow* row : {m_objectiveRow, m_resolutionRow}) row->setVisible(isSurface);
    m_mapsRow->setVisible(!isSurface && kind != PaperFigureKind::Spectra);
    m_scaleRow->setVisible(isGrid);
    m_picturesRow->setVisible(isGrid);
    m_modelsRow->setVisible(isGrid);
}

void FigureSettings::showPage(const PaperFigure& figure, const PrintOptions& print) {
    setKind(figure.kind);
    m_page->show(print, figure.heading);
}

void FigureSettings::setHeading(const QString& heading) {
    m_page->setHeading(heading);
}

QWidget* FigureSettings::inputOf(FigurePart part) const {
    if (part == FigurePart::Heading) return &m_page->headingField();
    switch (m_kind) {
        case PaperFigureKind::Surface:
            return m_objective;
        case PaperFigureKind::Grid:
            if (part == FigurePart::Scale) return m_scale;
            return part == FigurePart::Panel ? static_cast<QWidget*>(m_maps) : m_methods;
        default:
            break;
    }
    if (part == FigurePart::RowLabel) return m_methods;
    // Spectra are no maps: what is below them has no setting of its own.
    const bool hasMaps = m_kind != PaperFigureKind::Spectra;
    return part == FigurePart::Scale && hasMaps ? static_cast<QWidget*>(m_maps) : m_alphas;
}

QWidget* FigureSettings::select(FigurePart part) {
    QWidget* input = inputOf(part);
    input->setFocus(Qt::OtherFocusReason);
    if (auto* text = qobject_cast<QLineEdit*>(input)) text->selectAll();
    return input;
}

void FigureSettings::moveColumn(std::size_t from, std::size_t to) {
    QLineEdit* list = nullptr;
    std::size_t before = 0;  // Columns that are not of the list.
    if (m_kind == PaperFigureKind::Grid) {
        list = m_methods;
        before = 1;
    } else if (m_kind != PaperFigureKind::Paths && m_placesRow->isVisibleTo(this) &&
               m_places->currentData().toInt() == static_cast<int>(ColumnPlaces::Alphas)) {
        list = m_alphas;
    }
    if (list == nullptr || from < before || to < before) return;
    QStringList parts = listedTexts(list->text());
    const auto first = static_cast<qsizetype>(from - before);
    const auto second = static_cast<qsizetype>(to - before);
    if (first >= parts.size() || second >= parts.size()) return;
    parts.move(first, second);
    list->setText(parts.join(QStringLiteral(", ")));
    Q_EMIT contentChanged();
}

std::vector<std::string> FigureSettings::methods() const {
    std::vector<std::string> names;
    for (const QString& name : listedTexts(m_methods->text()))
        names.push_back(name.toLower().toStdString());
    return names;
}

const ModelSpec* FigureSettings::modelCalled(const QString& name) const {
    const auto isCalled = [&name](const std::string& text) {
        return name.compare(QString::fromStdString(text), Qt::CaseInsensitive) == 0;
    };
    const auto found = std::ranges::find_if(m_catalogue.models, [&](const ModelSpec& model) {
        return !model.weightsFile.empty() && (isCalled(model.name) || isCalled(model.title));
    });
    return found == m_catalogue.models.end() ? nullptr : &*found;
}

std::vector<std::string> FigureSettings::models() const {
    std::vector<std::string> names;
    if (m_kind != PaperFigureKind::Grid) return names;
    for (const QString& name : listedTexts(m_models->text()))
        if (const ModelSpec* model = modelCalled(name)) names.push_back(model->name);
    return names;
}

std::vector<double> FigureSettings::alphas() const {
    std::vector<double> alphas;
    for (const QString& text : listedTexts(m_alphas->text())) {
        bool isNumber = false;
        const double alpha = text.toDouble(&isNumber);
        alphas.push_back(isNumber ? alpha : NAN);
    }
    return alphas;
}

QString FigureSettings::problem() const {
    const std::vector<std::string> names = methods();
    if (names.empty()) return tr("Choose a method");
    for (const std::string& name : names) {
        const MethodSpec* method = m_catalogue.method(name);
        if (method == nullptr)
            return tr("There is no method “%1”").arg(QString::fromStdString(name));
        if (m_kind != PaperFigureKind::Grid && !method->traits.hasPath())
            return tr("%1 has no path; a grid shows its map").arg(QString::fromStdString(name));
    }
    if (m_kind == PaperFigureKind::Grid)
        for (const QString& name : listedTexts(m_models->text()))
            if (modelCalled(name) == nullptr)
                return tr("There is no model “%1” whose weights are here").arg(name);
    if (m_kind == PaperFigureKind::Surface && names.size() > 1)
        return tr("A surface is that of one path");
    const std::vector<double> places = alphas();
    const bool inside =
        std::ranges::all_of(places, [](double alpha) { return alpha >= 0 && alpha <= 1; });
    if (m_placesRow->isVisibleTo(this) &&
        (places.empty() || !inside || places.size() > mostEqualColumns))
        return tr("α are numbers from 0 to 1, such as 0.1, 0.5, 1; at most 20");
    return {};
}

FigureChoice FigureSettings::choice() const {
    FigureChoice choice;
    choice.options.kind = m_kind;
    choice.options.alphas = alphas();
    if (m_placesRow->isVisibleTo(this) &&
        m_places->currentData().toInt() == static_cast<int>(ColumnPlaces::EqualChange))
        choice.options.equalColumns = static_cast<int>(choice.options.alphas.size());
    choice.options.reduction = static_cast<Reduction>(m_maps->currentData().toInt());
    choice.options.gridMaps = static_cast<GridMaps>(m_scale->currentData().toInt());
    choice.options.heading = m_page->heading();
    choice.options.print = m_page->print();
    choice.methods = methods();
    choice.models = models();
    choice.resolution = m_resolution->value();
    choice.objective = m_objective->currentData().toString().toStdString();
    return choice;
}

}  // namespace sigscope::ui
