#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include "tests/support/torch_catch.h"

#include "engine/api/study.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"

namespace sigscope::testing {

/// A folder with a data set in class folders, and room for studies of it.
class StudyFolder {
public:
    /// The pictures are crops of one photograph by different rules: all differ a little.
    explicit StudyFolder(int pictureCount) {
        const std::filesystem::path crops = SIGSCOPE_TEST_DATA "/preprocessing";
        std::filesystem::create_directories(dataset() / "3");
        for (const char* crop : {"crop-224-224x224-bicubic.png", "crop-230-224x224-bilinear.png",
                                 "crop-232-224x224-bicubic.png", "crop-236-224x224-bilinear.png"})
            if (m_count++ < pictureCount)
                std::filesystem::copy_file(crops / crop, dataset() / "3" / crop);
    }

    [[nodiscard]] std::filesystem::path dataset() const { return m_folder.path() / "data"; }
    [[nodiscard]] std::filesystem::path at(const std::string& name) const {
        return m_folder.path() / name;
    }

    /// Of the tiny network by two methods of one gradient at most.
    [[nodiscard]] StudyRequest request() const {
        StudyRequest request;
        request.dataset = dataset();
        request.explain.device = "cpu";
        request.models = {tinyRequest().model};
        request.methods = {{"gradient-x-input"}, {"edges"}};
        request.metrics = {"deletion"};
        return request;
    }

private:
    tests::TemporaryFolder m_folder;
    int m_count = 0;
};

/// The state of a study that did not fail.
[[nodiscard]] inline StudyState stateOf(const StudyEnd& end) {
    if (const auto* failure = std::get_if<RunFailure>(&end)) FAIL(failure->message);
    return std::get<StudyState>(end);
}

/// Why one failed.
[[nodiscard]] inline RunFailure failureOf(const StudyEnd& end) {
    REQUIRE(std::holds_alternative<RunFailure>(end));
    return std::get<RunFailure>(end);
}

}  // namespace sigscope::testing
