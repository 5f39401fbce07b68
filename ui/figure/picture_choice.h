#pragma once

#include <QToolButton>
#include <filesystem>
#include <vector>

class QMenu;

namespace sigscope::ui {

/// Of which pictures a grid is: a list to check them in. The one that is open is always among
/// them.
class PictureChoice : public QToolButton {
    Q_OBJECT

public:
    explicit PictureChoice(QWidget* parent = nullptr);

    /// Empty while none is.
    void setOpen(std::filesystem::path picture);

    /// Those that can be picked beside it.
    void offer(std::vector<std::filesystem::path> pictures);

    /// Those that are picked: none unless the open one and another are among them.
    void showPicked(std::vector<std::filesystem::path> pictures);

    /// The open picture and what is picked with it, in the order of the list.
    [[nodiscard]] std::vector<std::filesystem::path> chosen() const;

Q_SIGNALS:
    /// At least two, or none.
    void picked(const std::vector<std::filesystem::path>& pictures);
    /// One that is not in the list is wanted.
    void addAsked();

private:
    [[nodiscard]] std::vector<std::filesystem::path> listed() const;
    [[nodiscard]] bool isChosen(const std::filesystem::path& picture) const;
    void choose(const std::filesystem::path& picture, bool isWanted);
    void popUp();
    void showCount();

    std::filesystem::path m_open;
    std::vector<std::filesystem::path> m_offered;
    std::vector<std::filesystem::path> m_picked;
    QMenu* m_menu;
};

}  // namespace sigscope::ui
