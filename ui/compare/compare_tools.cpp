#include "ui/compare/compare_tools.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <utility>

#include "ui/compare/sweep_popup.h"
#include "ui/controls/muted_label.h"
#include "ui/render/map_display.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// What stands on the cards, in the order of the list.
enum class CardPicture { Signed, Absolute, Over, TopShare };

constexpr double usualOpacity = 0.6;

template <typename Value>
QComboBox* toolChoice(const QString& name, const std::vector<std::pair<QString, Value>>& choices,
                      QWidget* parent) {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(name);
    for (const auto& [title, value] : choices) combo->addItem(title, static_cast<int>(value));
    return combo;
}

template <typename Value>
Value chosenIn(const QComboBox& combo) {
    return static_cast<Value>(combo.currentData().toInt());
}

}  // namespace

CompareTools::CompareTools(const Catalogue& catalogue,
                           std::function<std::vector<VariedField>()> fields, QWidget* parent)
    : QWidget(parent), m_catalogue(catalogue), m_fields(std::move(fields)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    auto* view = new QHBoxLayout;
    auto* runs = new QHBoxLayout;
    for (QHBoxLayout* row : {view, runs}) {
        row->setSpacing(Theme::grid);
        column->addLayout(row);
    }
    addChoices(*view);
    addMenus(*runs);
    addRuns(*runs);
}

void CompareTools::addMenus(QHBoxLayout& row) {
    const auto add = [&](const QString& text, const QString& help, const char* name) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(help);
        auto* menu = new QMenu(button);
        menu->setToolTipsVisible(true);
        // Not the button's own menu, which opens on pressing and would have a loop of its own.
        connect(button, &QPushButton::clicked, menu,
                [menu, button] { menu->popup(button->mapToGlobal(button->rect().bottomLeft())); });
        row.addWidget(button);
        return menu;
    };
    m_vary = add(tr("Vary ▾"), tr("Another comparison: in what its cards differ"), "compareVary");
    m_add = add(tr("+ Add ▾"), tr("One more card; the others stay as they are"), "compareAdd");
    connect(m_vary, &QMenu::aboutToShow, this, &CompareTools::fillVary);
    connect(m_add, &QMenu::aboutToShow, this, &CompareTools::fillAdd);
}

void CompareTools::addChoices(QHBoxLayout& row) {
    m_scale = toolChoice<ComparisonScale>(tr("Scale"),
                                          {{tr("One for all"), ComparisonScale::One},
                                           {tr("Each map’s own"), ComparisonScale::Map},
                                           {tr("Ranks"), ComparisonScale::Rank}},
                                          this);
    m_maps = toolChoice<CardPicture>(tr("Maps"),
                                     {{tr("Signed"), CardPicture::Signed},
                                      {tr("Absolute"), CardPicture::Absolute},
                                      {tr("Over picture"), CardPicture::Over},
                                      {tr("Top share"), CardPicture::TopShare}},
                                     this);
    m_maps->setObjectName(QStringLiteral("compareMaps"));
    m_maps->setItemData(static_cast<int>(CardPicture::Over),
                        tr("The colours over the grey photograph, the denser the larger |A|"),
                        Qt::ToolTipRole);
    m_maps->setItemData(static_cast<int>(CardPicture::TopShare),
                        tr("The photograph, dimmed but for the pixels of the largest |A|"),
                        Qt::ToolTipRole);
    makePercents();
    m_order = toolChoice<CardOrder>(tr("Order"),
                                    {{tr("As added"), CardOrder::Added},
                                     {tr("Map error"), CardOrder::MapError},
                                     {tr("Path gap"), CardOrder::PathGap},
                                     {tr("Evaluations"), CardOrder::Evaluations},
                                     {tr("Seconds"), CardOrder::Seconds}},
                                    this);
    for (QComboBox* combo : {m_scale, m_maps, m_order}) {
        addLabelled(row, combo->accessibleName(), combo);
        if (combo == m_maps) row.addWidget(m_percents);
    }
    row.addStretch();
    connect(m_scale, &QComboBox::activated, this, &CompareTools::viewChanged);
    connect(m_maps, &QComboBox::activated, this, [this] {
        showPercent();
        setLimit({});
    });
    connect(m_order, &QComboBox::activated, this, &CompareTools::orderChanged);
}

void CompareTools::makePercents() {
    m_percents = new QStackedWidget(this);
    QSizePolicy room(QSizePolicy::Fixed, QSizePolicy::Fixed);
    room.setRetainSizeWhenHidden(true);  // Nothing moves where there is no percentage.
    m_percents->setSizePolicy(room);
    m_opacity = addPercent("compareOpacity", tr("Opacity"),
                           tr("How much the colours hide of the photograph at the scale’s limit"));
    m_opacity->setRange(10, 100);
    m_opacity->setValue(100 * usualOpacity);
    m_topShare = addPercent("compareTopShare", tr("Top share"),
                            tr("How many of the pixels, those of the largest |A|"));
    m_topShare->setRange(100 * leastTopShare, 100);
    m_topShare->setValue(100 * MapDisplay().topShare);
    for (QDoubleSpinBox* percent : {m_opacity, m_topShare})
        connect(percent, &QDoubleSpinBox::valueChanged, this, &CompareTools::viewChanged);
    showPercent();
}

QDoubleSpinBox* CompareTools::addPercent(const char* name, const QString& title,
                                         const QString& help) {
    auto* percent = new QDoubleSpinBox(m_percents);
    percent->setObjectName(QLatin1String(name));
    percent->setAccessibleName(title);
    percent->setToolTip(help);
    percent->setDecimals(1);
    percent->setSingleStep(5);
    percent->setSuffix(QStringLiteral(" %"));
    percent->setKeyboardTracking(false);
    m_percents->addWidget(percent);
    return percent;
}

void CompareTools::showPercent() {
    const auto picture = chosenIn<CardPicture>(*m_maps);
    m_opacity->setEnabled(picture == CardPicture::Over);
    m_topShare->setEnabled(picture == CardPicture::TopShare);
    m_percents->setCurrentWidget(picture == CardPicture::Over ? m_opacity : m_topShare);
    m_percents->setVisible(picture == CardPicture::Over || picture == CardPicture::TopShare);
}

QPushButton* CompareTools::addButton(QHBoxLayout& row, const QString& text, const char* name,
                                     void (CompareTools::*asked)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    connect(button, &QPushButton::clicked, this, asked);
    row.addWidget(button);
    return button;
}

void CompareTools::addRuns(QHBoxLayout& row) {
    row.addStretch();
    // As large as it gets, always: what is left changes with every evaluation, and nothing is to be
    // laid out anew for it.
    m_summary = mutedLabel(tr("%1 of %2").arg(88).arg(88) + QStringLiteral(" · ≈ 88 min"), this);
    m_summary->setFixedSize(m_summary->sizeHint());
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->clear();
    row.addWidget(m_summary);
    m_pause = addButton(row, tr("Pause"), "comparePause", &CompareTools::pauseAsked);
    m_cancel = addButton(row, tr("Cancel"), "compareCancel", &CompareTools::cancelAsked);
    m_save = addButton(row, tr("Save …"), "compareSave", &CompareTools::saveAsked);
    m_save->setToolTip(tr("The figure, the arrays or the table of these maps (Ctrl+S)"));
    addButton(row, tr("New"), "compareNew", &CompareTools::otherAsked)
        ->setToolTip(tr("Back to the choice of comparisons"));
}

void CompareTools::fillVary() {
    m_vary->clear();
    for (QMenu* old : m_vary->findChildren<QMenu*>(Qt::FindDirectChildrenOnly)) old->deleteLater();
    for (const VariedField& field : m_fields()) {
        QMenu* menu = m_vary;
        if (field.sets.size() > 1) menu = m_vary->addMenu(field.title);
        for (const ComparisonSet& set : field.sets) {
            QAction* action = menu->addAction(set.title);
            action->setToolTip(set.help);
            action->setEnabled(set.columns.size() > 1);
            connect(action, &QAction::triggered, this, [this, set] { begin(set); });
        }
        menu->setToolTipsVisible(true);
    }
}

void CompareTools::begin(const ComparisonSet& set) {
    if (!set.sweep) return Q_EMIT columnsChosen(set.columns);
    auto* popup = new SweepPopup(*set.sweep, this);
    connect(popup, &SweepPopup::columnsChosen, this, &CompareTools::columnsChosen);
    popup->showUnder(*findChild<QPushButton*>(QStringLiteral("compareVary")));
}

void CompareTools::fillAdd() {
    m_add->clear();
    connect(m_add->addAction(tr("As in the Path view")), &QAction::triggered, this,
            [this] { Q_EMIT addAsked({}); });
    m_add->addSeparator();
    for (const MethodSpec& method : m_catalogue.methods) {
        QAction* action = m_add->addAction(QString::fromStdString(method.title));
        action->setToolTip(QString::fromStdString(method.summary));
        connect(action, &QAction::triggered, this,
                [this, name = method.name] { Q_EMIT addAsked(name); });
    }
}

ComparisonView CompareTools::view() const {
    const auto picture = chosenIn<CardPicture>(*m_maps);
    const bool isSigned = picture == CardPicture::Signed || picture == CardPicture::Over;
    ComparisonView view{chosenIn<ComparisonScale>(*m_scale),
                        isSigned ? Reduction::Signed : Reduction::Absolute};
    if (picture == CardPicture::Over) view.opacity = m_opacity->value() / 100;
    if (picture == CardPicture::TopShare) view.topShare = m_topShare->value() / 100;
    if (m_oneRefused && view.scale == ComparisonScale::One) view.scale = ComparisonScale::Map;
    if (view.scale == ComparisonScale::One) view.limit = m_limit;
    return view;
}

void CompareTools::setLimit(std::optional<double> limit) {
    m_limit = limit;
    Q_EMIT viewChanged();
}

CardOrder CompareTools::order() const {
    return chosenIn<CardOrder>(*m_order);
}

void CompareTools::setOrder(CardOrder order) {
    m_order->setCurrentIndex(m_order->findData(static_cast<int>(order)));
}

void CompareTools::stepScale() {
    const int count = m_scale->count();
    int next = (m_scale->currentIndex() + 1) % count;
    const int one = m_scale->findData(static_cast<int>(ComparisonScale::One));
    if (m_oneRefused && next == one) next = (next + 1) % count;
    m_scale->setCurrentIndex(next);
    Q_EMIT viewChanged();
}

void CompareTools::refuseOneScale(const QString& reason) {
    m_oneRefused = !reason.isEmpty();
    const int one = m_scale->findData(static_cast<int>(ComparisonScale::One));
    const int own = m_scale->findData(static_cast<int>(ComparisonScale::Map));
    static_cast<QStandardItemModel*>(m_scale->model())->item(one)->setEnabled(!m_oneRefused);
    m_scale->setItemData(one, reason, Qt::ToolTipRole);
    m_scale->setToolTip(reason);
    m_scale->setAccessibleDescription(reason);
    if (m_oneRefused && m_scale->currentIndex() == one) m_scale->setCurrentIndex(own);
}

void CompareTools::show(const State& state) {
    m_summary->setText(state.summary);
    m_pause->setText(state.queue == State::Queue::Paused ? tr("Resume") : tr("Pause"));
    for (QPushButton* button : {m_pause, m_cancel})
        button->setEnabled(state.queue != State::Queue::Over);
    m_save->setEnabled(state.canSave);
}

}  // namespace sigscope::ui
