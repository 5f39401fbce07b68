#include "tests/support/torch_catch.h"

#include <fstream>
#include <iterator>
#include <string>

#include "engine/error.h"
#include "engine/models/weights/read_weights.h"
#include "tests/support/golden.h"

namespace golden = sigscope::golden;
using Catch::Matchers::Contains;
using sigscope::models::readWeights;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOfFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Bytes bytesOf(const std::string& text) {
    return {text.begin(), text.end()};
}

std::string safetensors(const std::string& header, const std::string& data) {
    std::string bytes(8, '\0');
    for (int i = 0; i < 8; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<char>(header.size() >> (8 * i));
    return bytes + header + data;
}

std::string refusal(const Bytes& bytes) {
    try {
        (void)readWeights(bytes, "w");
    } catch (const sigscope::Error& error) {
        return error.what();
    }
    return {};
}

std::filesystem::path repositoryFile(const char* name) {
    return std::filesystem::path(SIGSCOPE_TEST_DATA) / "golden" / "weights" / name;
}

}  // namespace

TEST_CASE("hostile.truncation: no file cut anywhere is accepted", "[quick]") {
    for (const char* name : {"plain.safetensors", "legacy.pth", "zip.pth"}) {
        const Bytes whole = bytesOfFile(repositoryFile(name));
        REQUIRE_FALSE(whole.empty());
        // Every length within the headers, then samples: the data are alike.
        for (std::size_t length = 0; length < whole.size(); length += length < 1000 ? 1 : 97) {
            INFO(name << " cut to " << length);
            CHECK_THAT(refusal({whole.begin(), whole.begin() + static_cast<long>(length)}),
                       Contains("w: "));
        }
    }
}

TEST_CASE("hostile.damage: a changed byte is refused or read, never a crash", "[quick]") {
    for (const char* name : {"plain.safetensors", "legacy.pth", "zip.pth"}) {
        const Bytes whole = bytesOfFile(repositoryFile(name));
        std::size_t refused = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(whole.size(), 1000); ++i) {
            Bytes damaged = whole;
            damaged[i] ^= 0xff;
            refused += refusal(damaged).empty() ? 0 : 1;
        }
        CHECK(refused > 100);
    }
}

TEST_CASE("hostile.safetensors: impossible headers are refused by reason", "[quick]") {
    const auto refusedFor = [](const std::string& header, const std::string& data) {
        return refusal(bytesOf(safetensors(header, data)));
    };
    CHECK_THAT(refusedFor("{}", ""), Contains("no tensors"));
    CHECK_THAT(refusedFor("{nonsense", ""), Contains("not JSON"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"F7","shape":[1],"data_offsets":[0,1]}})", "x"),
               Contains("type F7"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}})", "x"),
               Contains("shape of a"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}})", "x"),
               Contains("shape needs 2"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}})", "x"),
               Contains("outside the file"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", "xy"),
               Contains("belongs to no tensor"));
    CHECK_THAT(refusedFor(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", "xy"),
               Contains("hole"));
}

TEST_CASE("hostile.pickle: what is not on the allow-list is refused by its name", "[quick]") {
    CHECK_THAT(refusal(bytesOf("\x80\x02"
                               "cbuiltins\neval\n.")),
               Contains("w: refuses 'builtins.eval'"));
    CHECK_THAT(refusal(bytesOf("\x80\x04\x8c\x02os\x8c\x06system\x93.")),
               Contains("w: refuses 'os.system'"));
    // A name that would break the line or write to the terminal.
    CHECK_THAT(refusal(bytesOf("\x80\x04\x8c\x02o\n\x8c\x02\x1b[\x93.")),
               Contains("w: refuses 'o?.?['"));
    // INST, OBJ and NEWOBJ build instances without a global on the stack's top.
    CHECK_THAT(refusal(bytesOf("\x80\x02(ios\nsystem\n.")), Contains("pickle operation"));
}

TEST_CASE("hostile.pickle: a file without tensors says which keys it has", "[quick]") {
    // {"epoch": 3, "args": set()}, whose data would follow.
    const std::string protocol = "\x80\x02";
    const std::string magic = protocol + "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
    const std::string preamble = magic + protocol + std::string("M\xe9\x03.", 4) + protocol + "}.";
    const std::string root =
        protocol + "}(U\x05" + "epochK\x03U\x04" + "argsc__builtin__\nset\n](K\x01" + "e\x85Ru.";
    CHECK_THAT(refusal(bytesOf(preamble + root + protocol + "].")),
               Contains("w: holds no state dict: there are no tensors by name, its keys are epoch, "
                        "args. Save"));
}

TEST_CASE("hostile.pickle: depth, cycles and repetition cost no more than their bytes", "[quick]") {
    const std::string protocol = "\x80\x02";
    std::string deep = protocol + ")";
    deep.append(1'000'000, '\x85');
    CHECK_THAT(refusal(bytesOf(deep + ".")), Contains("magic number"));
    CHECK_THAT(refusal(bytesOf(protocol + "]q" + '\0' + "h" + '\0' + "a.")),
               Contains("magic number"));
    std::string repeated = protocol + "X" + std::string("\x40\x42\x0f\0", 4);
    repeated.append(1'000'000, 'x');
    repeated.append("q\0", 2);
    for (int i = 0; i < 100'000; ++i) repeated.append("h\0", 2);
    CHECK_THAT(refusal(bytesOf(repeated + ".")), Contains("magic number"));
}
