#include "tests/support/torch_catch.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace golden = sigscope::golden;
namespace fs = std::filesystem;
using golden::Kind;

namespace {

/// The goldens are in `folder` while this lives.
class Replaced {
public:
    explicit Replaced(const fs::path& folder) {
        if (const char* before = std::getenv(variable)) m_before = before;
        setenv(variable, folder.c_str(), /*overwrite=*/1);
    }
    ~Replaced() {
        if (m_before.empty())
            unsetenv(variable);
        else
            setenv(variable, m_before.c_str(), /*overwrite=*/1);
    }
    Replaced(const Replaced&) = delete;
    Replaced& operator=(const Replaced&) = delete;

private:
    static constexpr const char* variable = "SIGSCOPE_GOLDEN";
    std::string m_before;  ///< Empty if it was not set.
};

}  // namespace

TEST_CASE("golden.folder: holds what its manifest lists, and is not empty", "[quick]") {
    REQUIRE_NOTHROW((void)golden::files(Kind::Tiny));
    if (golden::isReplaced()) return;
    for (const Kind kind : {Kind::Tiny, Kind::Lite0, Kind::Architectures, Kind::Weights,
                            Kind::Hostile, Kind::Tiny2, Kind::Felzenszwalb, Kind::Onnx})
        CHECK_FALSE(golden::files(kind).empty());
}

TEST_CASE("golden.folder: may hold folders and files of kinds not yet known", "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    for (const char* subfolder : {"more", "onnx"}) fs::create_directory(folder.path() / subfolder);
    (void)folder.write("README.md", std::string("what is here"));
    (void)folder.write("network.onnx", std::string("no tensors"));
    (void)folder.write("curves_a.safetensors", std::string("no tensors"));
    fs::copy_file(golden::tinyNetFile(), folder.path() / "tiny_other_net.safetensors");
    fs::copy_file(golden::files(Kind::Tiny).front(), folder.path() / "tiny_z.safetensors");

    const Replaced replaced(folder.path());
    CHECK(golden::files(Kind::Tiny) == std::vector{folder.path() / "tiny_z.safetensors"});
    for (const Kind kind :
         {Kind::Lite0, Kind::Architectures, Kind::Weights, Kind::Hostile, Kind::Onnx})
        CHECK(golden::files(kind).empty());
}
