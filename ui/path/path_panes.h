#pragma once

#include <QWidget>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "ui/path/view_transform.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

class PathPane;
class SoFarSwitch;

/// The four pictures of a path at one α: γ(α), the spectrum of γ(α) − x', this step's contribution,
/// the attribution so far. Equal in size, one zoom, one crosshair.
class PathPanes : public QWidget {
    Q_OBJECT

public:
    explicit PathPanes(QWidget* parent = nullptr);
    ~PathPanes() override;

    /// Empties the panes; `placeholder`, in the first one, says why there is nothing.
    void clear(const QString& placeholder);

    /// Nothing is shown of a run any more, but its pictures stay, dimmed, until others come.
    void dim();

    /// Said in the first pane while it is empty.
    void setPlaceholder(const QString& text);

    /// Without a path there are only the picture and the map; where ΣA is not meant to be a change
    /// of f, it is not told.
    void setTraits(const MethodTraits& traits);

    void show(std::shared_ptr<const PathFrame> frame);

    /// Said on the map until the panes are emptied or dimmed: "partial".
    void markMap(const QString& text);

    /// f(γ(1)) − f(γ(0)), what ΣA should come to; unknown hides it.
    void setExpectedSum(std::optional<double> expected);

    /// Over several baselines: where the path begins ("from black (1 of 5)"), which maps there are
    /// and which is shown, and how far the baselines differ, ‖spread‖ / ‖mean‖.
    void setOrigin(const QString& origin);
    void offerMaps(const std::vector<SoFar>& choices, SoFar shown);
    void setRelativeSpread(std::optional<double> share);

    void fit();
    void showActualSize();
    void zoomBy(double factor);

    /// The map so far as it is shown, for the clipboard; null if there is none.
    [[nodiscard]] QImage accumulatedImage() const;

    [[nodiscard]] const ViewTransform& transform() const { return m_transform; }
    [[nodiscard]] const PathFrame* shown() const { return m_frame.get(); }
    [[nodiscard]] PathPane& pane(int index) { return *m_panes[index]; }

    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    /// The values of all panes at the pixel under the mouse; empty if there is none.
    void pixelDescribed(const QString& text);
    /// The user wants the maps drawn so.
    void displayChosen(const sigscope::ui::MapDisplay& display);
    /// heightForWidth is another one: the pictures' proportions are.
    void proportionsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectPane(PathPane& pane);
    /// Those that are shown.
    [[nodiscard]] std::vector<PathPane*> visiblePanes() const;
    void forgetFrame();
    void chooseMap(SoFar map);
    void askScale(PathPane& pane, std::optional<double> MapDisplay::*limit);
    void arrange();
    void transformChanged();
    void showValues();
    void showSoFar();
    void setCrosshair(std::optional<QPoint> pixel);
    void hover(QPointF position);
    void describePixel();
    [[nodiscard]] QSize pictureSize() const;
    [[nodiscard]] double heightPerWidth() const;

    ViewTransform m_transform;
    std::array<PathPane*, 4> m_panes{};
    std::shared_ptr<const PathFrame> m_frame;
    SoFarSwitch* m_switch;
    MethodTraits m_traits;
    std::optional<double> m_expectedSum;
    std::optional<double> m_relativeSpread;
    std::optional<QPoint> m_crosshair;
};

}  // namespace sigscope::ui
