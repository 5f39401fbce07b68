#include "ui/figure/picture_choice.h"

#include <QAction>
#include <QMenu>
#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t fewestPicked = 2;

bool isAmong(const std::vector<fs::path>& pictures, const fs::path& picture) {
    return std::ranges::find(pictures, picture) != pictures.end();
}

/// Its name, as a menu shows it.
QString menuText(const fs::path& picture) {
    return QString::fromStdString(picture.filename().string())
        .replace(QLatin1Char('&'), QStringLiteral("&&"));
}

}  // namespace

PictureChoice::PictureChoice(QWidget* parent) : QToolButton(parent), m_menu(new QMenu(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_menu->setObjectName(QStringLiteral("figurePictureList"));
    m_menu->setToolTipsVisible(true);
    // Not the button's own menu, which opens on pressing and would have a loop of its own.
    connect(this, &QToolButton::clicked, this, &PictureChoice::popUp);
    showCount();
}

void PictureChoice::setOpen(fs::path picture) {
    m_open = std::move(picture);
    showCount();
}

void PictureChoice::offer(std::vector<fs::path> pictures) {
    m_offered = std::move(pictures);
    showCount();
}

void PictureChoice::showPicked(std::vector<fs::path> pictures) {
    m_picked = std::move(pictures);
    showCount();
}

std::vector<fs::path> PictureChoice::listed() const {
    std::vector<fs::path> all = m_offered;
    if (!isAmong(all, m_open)) all.insert(all.begin(), m_open);
    for (const fs::path& picture : m_picked)
        if (!isAmong(all, picture)) all.push_back(picture);
    return all;
}

bool PictureChoice::isChosen(const fs::path& picture) const {
    // What was picked with another picture is no choice any more.
    return picture == m_open || (isAmong(m_picked, m_open) && isAmong(m_picked, picture));
}

std::vector<fs::path> PictureChoice::chosen() const {
    std::vector<fs::path> pictures = listed();
    std::erase_if(pictures, [this](const fs::path& picture) { return !isChosen(picture); });
    return pictures;
}

void PictureChoice::choose(const fs::path& picture, bool isWanted) {
    std::vector<fs::path> pictures = listed();
    std::erase_if(pictures, [&](const fs::path& each) {
        return each == picture ? !isWanted : !isChosen(each);
    });
    if (pictures.size() < fewestPicked) pictures.clear();
    Q_EMIT picked(pictures);
}

void PictureChoice::popUp() {
    m_menu->clear();
    for (const fs::path& picture : listed()) {
        QAction* action = m_menu->addAction(menuText(picture));
        action->setCheckable(true);
        action->setChecked(isChosen(picture));
        action->setEnabled(picture != m_open);
        action->setToolTip(picture == m_open ? tr("The picture that is open is always among them")
                                             : QString::fromStdString(picture.string()));
        connect(action, &QAction::triggered, this,
                [this, picture](bool isWanted) { choose(picture, isWanted); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Add a picture …")), &QAction::triggered, this,
            &PictureChoice::addAsked);
    m_menu->popup(mapToGlobal(rect().bottomLeft()));
}

void PictureChoice::showCount() {
    setText(tr("%1 chosen ▾").arg(m_open.empty() ? 0 : chosen().size()));
    setEnabled(!m_open.empty());
}

}  // namespace sigscope::ui
