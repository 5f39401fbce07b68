#pragma once

#include <QImage>
#include <QObject>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/explanation.h"
#include "ui/compare/comparison_frames.h"
#include "ui/compare/path_alignment.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/comparison_view.h"

namespace sigscope::ui {

/// The maps of a comparison, one for each column: on the scale that its view settles for the whole
/// paths, and as they are where the scrubber is.
class ComparedMaps : public QObject {
    Q_OBJECT

public:
    using Explanations = std::vector<std::shared_ptr<const Explanation>>;

    explicit ComparedMaps(QObject* parent = nullptr);

    /// Those of `explanations`, which are null where there is none, at the scrubber's place.
    void show(Explanations explanations, const ComparisonView& view);
    void clear();
    /// Where the scrubber is: the share of each path that has passed, in [0, 1].
    void moveTo(double share, Alignment alignment);

    [[nodiscard]] const ComparisonView& view() const { return m_view; }
    /// Of the whole paths.
    [[nodiscard]] const ComparisonMaps& whole() const { return m_whole; }
    [[nodiscard]] double share() const { return m_share; }
    [[nodiscard]] Alignment alignment() const { return m_alignment; }

    /// Of the maps; while cards come and go not that of these.
    [[nodiscard]] std::size_t count() const { return m_shown.size(); }
    /// Whether the column's map is that of `explanation`.
    [[nodiscard]] bool isOf(std::size_t column,
                            const std::shared_ptr<const Explanation>& explanation) const;
    /// [1, H, W]; empty where there is none.
    [[nodiscard]] const Array& map(std::size_t column) const { return m_shown[column].map; }
    /// Of the map's scale, > 0 unless the map is zero.
    [[nodiscard]] double limit(std::size_t column) const { return m_whole.limits[column]; }
    /// Where on its path the map is; nothing at the paths' end, and of one that stands still.
    [[nodiscard]] std::optional<double> alpha(std::size_t column) const {
        return m_shown[column].alpha;
    }
    /// In the view's colours; null where there is no map.
    [[nodiscard]] const QImage& picture(std::size_t column) const {
        return m_shown[column].picture;
    }

Q_SIGNALS:
    /// The maps are other ones, or are those of another moment.
    void changed();

private:
    /// As reducedFor(), without doing it again.
    [[nodiscard]] Array reducedMap(std::size_t column,
                                   const std::shared_ptr<const Explanation>& explanation,
                                   const ComparisonView& view) const;
    [[nodiscard]] ComparedPath pathOf(std::size_t column) const;
    void request();
    void take(const ComparisonFrame& frame);

    Explanations m_explanations;
    ComparisonView m_view;
    ComparisonMaps m_whole;
    std::vector<ComparedPath> m_paths;
    std::vector<ComparedMoment> m_ends;   ///< The whole maps.
    std::vector<ComparedMoment> m_shown;  ///< Those of the scrubber's moment.
    double m_share = 1;
    Alignment m_alignment = Alignment::Alpha;
    ComparisonFrames* m_frames;
};

}  // namespace sigscope::ui
