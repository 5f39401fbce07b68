#include "engine/study/map_file.h"

#include <cmath>
#include <limits>

#include "engine/error.h"
#include "engine/io/npy.h"
#include "engine/io/npz_writer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using Catch::Contains;
using study::readMap;

TEST_CASE("map files: planes and channels, float and double, alone and in an archive", "[quick]") {
    const tests::TemporaryFolder folder;
    const std::vector<double> numbers{1, 2, 3, 4, 5, 6};
    const auto plane = folder.write("plane.npy", io::npyBytes({2, 3}, numbers));
    const at::Tensor expected = at::tensor(numbers, at::kDouble).view({1, 2, 3});
    CHECK(readMap(plane).equal(expected.expand({3, 2, 3})));
    const std::vector<float> values{1, 2, 3};
    const auto channels = folder.write("channels.npy", io::npyBytes({3, 1, 1}, values));
    CHECK(readMap(channels).equal(at::tensor(values, at::kDouble).view({3, 1, 1})));
    io::NpzWriter writer;
    writer.add("arr_0", io::npyBytes({1, 2, 3}, numbers));
    static_cast<void>(writer.write(folder.path() / "theirs.npz", {}));
    CHECK(readMap(folder.path() / "theirs.npz").equal(expected.expand({3, 2, 3})));
}

TEST_CASE("map files: a map in half precision keeps its scale, however small its values",
          "[quick]") {
    const tests::TemporaryFolder folder;
    const at::Tensor map =
        at::tensor({3e-9, -1.2e-6, 0.0, 5e-7, 1e-12, -2e-8}, at::kDouble).view({3, 1, 2});
    const auto file = folder.write("map.npz", study::mapNpz(map));
    const double largest = 1.2e-6;
    // 2⁻¹¹ of a value, or 2⁻²⁵ of the largest where halves are denormal.
    const at::Tensor allowed =
        (map.abs() * std::ldexp(1.0, -11)).clamp_min(largest * std::ldexp(1.0, -25));
    CHECK((readMap(file) - map).abs().le(allowed).all().item<bool>());
    CHECK(readMap(folder.write("zero.npz", study::mapNpz(at::zeros({3, 2, 2}))))
              .equal(at::zeros({3, 2, 2}, at::kDouble)));
}

TEST_CASE("map files: what is no map is refused with the file's name", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto says = [&](const std::filesystem::path& file, const char* reason) {
        CHECK_THROWS_WITH(readMap(file), Contains(file.string()) && Contains(reason));
    };
    const std::vector<double> four(4, 1.0);
    says(folder.write("line.npy", io::npyBytes({4}, four)), "neither of shape");
    says(folder.write("two.npy", io::npyBytes({2, 2, 1}, four)), "neither of shape");
    says(folder.write("nan.npy",
                      io::npyBytes({1, 1}, std::vector{std::numeric_limits<double>::infinity()})),
         "no finite numbers");
    says(folder.write("bytes.npy", io::npyBytes({1, 1}, std::vector<std::uint8_t>{1})),
         "maps are of float16, float32 or float64");
    says(folder.path() / "gone.npy", "gone.npy");
    says(folder.write("plain.svg", std::string("<svg xmlns='http://www.w3.org/2000/svg'/>")),
         "carries no result of one map");
    io::NpzWriter writer;
    writer.add("weights", io::npyBytes({2, 2}, four));
    static_cast<void>(writer.write(folder.path() / "other.npz", {}));
    says(folder.path() / "other.npz", "has no array called attribution");
}

TEST_CASE("map files: a result tells that its run was interrupted, whatever else it says",
          "[quick]") {
    const tests::TemporaryFolder folder;
    int count = 0;
    const auto told = [&](const std::string& facts) {
        io::NpzWriter writer;
        writer.add("facts", io::npyBytes(facts));
        const auto file = folder.path() / (std::to_string(++count) + ".npz");
        static_cast<void>(writer.write(file, {}));
        return study::interruptionOf(file);
    };
    CHECK(told(R"({"evaluations":8,"partial":true})") == "interrupted after 8 evaluations");
    for (const char* facts : {R"({"evaluations":8,"partial":false})", R"({"partial":"true"})",
                              R"({"partial":true})", "[true]", "no JSON"}) {
        INFO(facts);
        CHECK(told(facts).empty());
    }
    const std::vector<double> numbers{1, 2};
    CHECK(study::interruptionOf(folder.write("plane.npy", io::npyBytes({1, 2}, numbers))).empty());
    CHECK(study::interruptionOf(folder.path() / "gone.npz").empty());
}
