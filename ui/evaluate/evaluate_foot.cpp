#include "ui/evaluate/evaluate_foot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/controls/muted_label.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

/// Why nothing can be measured over the filmstrip; empty if it can.
QString hindranceOf(const EvaluateFoot::Offer& offer) {
    constexpr std::size_t fewestPictures = 2;
    if (offer.pictures < fewestPictures)
        return EvaluateFoot::tr("Open several pictures or a folder first: drop them here");
    if (offer.maps == 0) return EvaluateFoot::tr("Explain a picture first: its methods are asked");
    if (offer.running) return EvaluateFoot::tr("The pictures are being measured");
    if (offer.left == 0) return EvaluateFoot::tr("All pictures are measured");
    return {};
}

}  // namespace

EvaluateFoot::EvaluateFoot(QWidget* parent)
    : QWidget(parent),
      m_text(mutedLabel({}, this)),
      m_picture(new QPushButton(tr("One picture"), this)),
      m_overStrip(new QPushButton(this)) {
    m_text->setWordWrap(true);
    m_picture->setObjectName(QStringLiteral("evaluatePicture"));
    m_picture->setToolTip(tr("Back to the curves of the picture that is shown"));
    m_overStrip->setObjectName(QStringLiteral("evaluateStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid);
    row->addWidget(m_text, 1);
    row->addWidget(m_picture);
    row->addWidget(m_overStrip);
    connect(m_picture, &QPushButton::clicked, this, &EvaluateFoot::pictureAsked);
    connect(m_overStrip, &QPushButton::clicked, this, &EvaluateFoot::overStripAsked);
    showBeside(Beside::Nothing);
    offer({});
}

void EvaluateFoot::showBeside(Beside what) {
    m_picture->setVisible(what == Beside::Strip);
    switch (what) {
        case Beside::Nothing:
            return m_text->clear();
        case Beside::Picture:
            return m_text->setText(
                tr("One picture is no ranking of methods. Grey: within the spread of the random "
                   "maps."));
        case Beside::Strip:
            return m_text->setText(
                tr("Grey: chance may have made the difference from the best, or from random maps, "
                   "over these pictures."));
    }
}

void EvaluateFoot::offer(const Offer& offer) {
    const QString hindrance = hindranceOf(offer);
    const bool tells = hindrance.isEmpty();
    m_overStrip->setText(
        tells ? tr("Over the filmstrip %1")
                    .arg(offer.seconds ? predictionText(*offer.seconds) : QStringLiteral("…"))
              : tr("Over the filmstrip"));
    m_overStrip->setEnabled(tells);
    m_overStrip->setToolTip(
        tells ? tr("Measures the chosen maps' methods over %1 pictures, one after the other")
                    .arg(offer.left)
              : hindrance);
}

}  // namespace sigscope::ui
