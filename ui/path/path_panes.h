#pragma once

#include <QWidget>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "ui/path/crosshair.h"
#include "ui/path/display_controls.h"
#include "ui/path/marked_regions.h"
#include "ui/path/pane_values.h"
#include "ui/path/view_transform.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

class DisplayControls;
class PathPane;

/// The four pictures of a path at one α: γ(α), the spectrum of γ(α) − x', dA/dα, the attribution so
/// far. Equal in size; one zoom and one crosshair, but for the spectrum, which has its own.
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

    /// What f is, a name of the catalogue's.
    void setObjective(const QString& objective) { m_objective = objective; }

    void show(std::shared_ptr<const PathFrame> frame);

    /// Said on the map until the panes are emptied or dimmed: "partial".
    void markMap(const QString& text);

    /// f(γ(1)) − f(γ(0)), what ΣA should come to; unknown hides it.
    void setExpectedSum(std::optional<double> expected);

    /// Said in panes that have nothing to show; empty for that the method has no path.
    void setAbsence(const QString& why) { m_absence = why; }

    /// Over several baselines: where the path begins ("from black (1 of 5)"), which maps there are
    /// and which is shown, and how far the baselines differ, ‖spread‖ / ‖mean‖.
    void setOrigin(const QString& origin);
    void offerMaps(const std::vector<SoFar>& choices, SoFar shown);
    /// Whether there is a ghost of the whole map to be shown under it.
    void setGrowth(MapGrowth growth);
    void setRelativeSpread(std::optional<double> share);

    /// The regions that are framed: what the map has there is told at every α.
    [[nodiscard]] const std::vector<MarkedRegion>& regions() const { return m_regions.all(); }
    void forgetRegions();
    /// Lets the user name the region that the crosshair is in, else the newest; nothing without
    /// one.
    void nameRegion();
    /// f where a region of those pixels is filled with the baseline; nothing if it is not framed
    /// any more.
    void setFilled(const Region& region, double f);
    /// What was told so far is of another f.
    void forgetFilled();

    void fit();
    void showActualSize();
    void zoomBy(double factor);

    /// What stands below the panes and on the map, a line for each, with its title.
    [[nodiscard]] QString numbersText() const;

    /// The map so far as it is shown, for the clipboard; null if there is none.
    [[nodiscard]] QImage accumulatedImage() const;

    [[nodiscard]] const ViewTransform& transform() const { return m_transform; }
    [[nodiscard]] const ViewTransform& spectrumTransform() const { return m_spectrumTransform; }
    [[nodiscard]] const PathFrame* shown() const { return m_frame.get(); }
    [[nodiscard]] PathPane& pane(int index) { return *m_panes[index]; }

    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    /// The values of all panes at the pixel under the mouse, or that of the spectrum at the
    /// frequency under it; empty if there is none.
    void pixelDescribed(const QString& text);
    /// The user wants the maps drawn so.
    void displayChosen(const sigscope::ui::MapDisplay& display);
    /// Another region was framed, to its end.
    void regionsMarked();
    /// heightForWidth is another one: the pictures' proportions are.
    void proportionsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectPane(PathPane& pane, ViewTransform& transform);
    void showTags();
    /// Those that are shown.
    [[nodiscard]] std::vector<PathPane*> visiblePanes() const;
    void forgetFrame();
    void arrange();
    void transformChanged();
    void showValues();
    void hover(const ViewTransform& transform, QPointF position);
    /// Pins the values there: they are told until a click on the same pixel, or beside the picture.
    void pin(const ViewTransform& transform, QPointF position);
    /// Moves what is pointed at by so many pixels; from the middle where nothing is.
    void step(const ViewTransform& transform, QPoint by);
    /// The same of the corner of a region, which begins where it was; only on pictures.
    void span(QPoint by);
    /// Ends the region that is drawn by keys, or pins what is pointed at.
    void enter();
    [[nodiscard]] Pointed pointedAt(const ViewTransform& transform, QPointF position) const;
    void showCrosshair();
    void describePointed();
    void drawRegion(QPointF from, QPointF to);
    void finishRegion();
    /// Takes the region there away; all of them where there is none.
    void clickRegion(const QPoint& pixel);
    /// Opens the field for its name, in its place on that pane.
    void askName(PathPane& pane, const Region& region);
    void showRegions();
    [[nodiscard]] QSize pictureSize() const;
    [[nodiscard]] double heightPerWidth() const;

    ViewTransform m_transform;
    ViewTransform m_spectrumTransform;
    std::array<PathPane*, 4> m_panes{};
    std::shared_ptr<const PathFrame> m_frame;
    DisplayControls* m_controls = nullptr;
    MethodTraits m_traits;
    QString m_objective;
    MapFacts m_map;
    QString m_absence;
    MarkedRegions m_regions;
    Crosshair m_crosshair;
    std::optional<QPoint> m_regionCorner;  ///< While a region is drawn by keys.
};

}  // namespace sigscope::ui
