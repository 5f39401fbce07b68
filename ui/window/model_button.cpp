#include "ui/window/model_button.h"

#include <QHBoxLayout>
#include <QToolButton>

#include "ui/style/theme.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

constexpr QSize modelSize{44 * Theme::grid, 3 * Theme::grid};

QString modelTitle(const Scene& scene, const std::string& precision) {
    QStringList facts{QString::fromStdString(scene.modelTitle),
                      QString::fromStdString(scene.device)};
    if (precision != ExplainRequest().precision) facts << QString::fromStdString(precision);
    return facts.join(QStringLiteral(" · "));
}

}  // namespace

ModelButton::ModelButton(QMenu& models, QWidget* parent)
    : QWidget(parent), m_button(new QToolButton(this)) {
    m_button->setObjectName(QStringLiteral("model"));
    m_button->setFont(smallFont());
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setMenu(&models);
    m_button->setToolTip(
        tr("The model that is explained, and the device; click for another model"));
    m_button->setAccessibleName(tr("Model"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, Theme::grid, 0);
    row->addStretch();
    row->addWidget(m_button);
    // The menu bar would size it once, while it is still empty.
    setFixedSize(modelSize);
    forget();
}

void ModelButton::follow(const Session& session) {
    connect(&session, &Session::submitted, this, [this](bool sameScene) {
        if (!sameScene) forget();
    });
    connect(&session, &Session::restored, this, &ModelButton::forget);
    connect(&session, &Session::closed, this, &ModelButton::forget);
    connect(&session, &Session::started, this,
            [this, &session](const Plan&, const std::shared_ptr<const Scene>& scene) {
                showTitle(modelTitle(*scene, session.request().precision));
            });
}

QSize ModelButton::sizeHint() const {
    return modelSize;
}

void ModelButton::showTitle(const QString& title) {
    m_button->setText(title + QStringLiteral(" ▾"));
}

void ModelButton::forget() {
    showTitle(tr("Model"));
}

}  // namespace sigscope::ui
