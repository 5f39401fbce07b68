#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/api/evaluation.h"
#include "engine/stopwatch.h"

namespace sigscope::study {

/// How long the methods of a study take, each for itself: some take a gradient, some thousands.
class MethodPaces {
public:
    /// Each is to make `maps` maps.
    MethodPaces(const std::vector<ChosenMethod>& methods, int maps) {
        for (const ChosenMethod& method : methods) m_paces[method.name].left = m_maps = maps;
    }

    /// A map of the method is begun.
    void begin() { m_stopwatch = Stopwatch(); }
    /// It is made.
    void made(const std::string& method) {
        Pace& pace = m_paces[method];
        pace.seconds += m_stopwatch.seconds();
        ++pace.made;
    }
    /// A map of the method is there, made now or before.
    void done(const std::string& method) { --m_paces[method].left; }

    /// "13 of 61": the one that is begun, of the method's.
    [[nodiscard]] std::string place(const std::string& method) const {
        return std::to_string(m_maps - m_paces.at(method).left + 1) + " of " +
               std::to_string(m_maps);
    }

    /// Seconds until all are done; a method of which nothing is known yet counts as the mean one.
    [[nodiscard]] double eta() const {
        Pace all;
        for (const auto& [name, pace] : m_paces) {
            all.seconds += pace.seconds;
            all.made += pace.made;
        }
        double sum = 0;
        for (const auto& [name, pace] : m_paces) {
            const Pace& known = pace.made > 0 ? pace : all;
            if (known.made > 0) sum += pace.left * known.seconds / known.made;
        }
        return sum;
    }

private:
    struct Pace {
        int left = 0;
        int made = 0;  ///< By this call.
        double seconds = 0;
    };
    std::map<std::string, Pace> m_paces;
    int m_maps = 0;
    Stopwatch m_stopwatch;
};

}  // namespace sigscope::study
