#pragma once

#include <string>
#include <vector>

#include "engine/api/metric.h"

namespace sigscope {

/// What a metric's value was taken of, of one map.
struct MapCurve {
    std::string picture;
    std::string model;
    std::string method;  ///< Or what else the map is told by.
    std::string metric;
    MetricCurve curve;
};

/// The mean of a method's curves at each x, over the pictures that have one there.
struct MeanCurve {
    std::string method;
    std::vector<double> x;
    std::vector<double> y;  ///< NaN where no picture has a value.
    int pictures = 0;
};

/// The curves of one kind, of all methods.
struct CurveGroup {
    std::string model;
    std::string metric;
    std::string name;      ///< "deletion"
    std::string axis;      ///< What x is.
    std::string quantity;  ///< What y is.
    std::vector<MeanCurve> curves;
};

/// Collects curves to means, one after the other.
class CurveMeans {
public:
    /// One whose x are not those of the method's first is left out.
    void add(const MapCurve& curve);

    /// In the order in which their first ones came.
    [[nodiscard]] std::vector<CurveGroup> groups() const;

private:
    struct Sum {
        std::string method;
        std::vector<double> x, total;
        std::vector<int> counts;
        int pictures = 0;
    };
    struct Group {
        CurveGroup kind;  ///< Without curves.
        std::vector<Sum> sums;
    };

    std::vector<Group> m_groups;
};

}  // namespace sigscope
