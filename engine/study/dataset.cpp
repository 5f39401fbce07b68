#include "engine/study/dataset.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "engine/error.h"
#include "engine/io/sha256.h"
#include "engine/problem/named.h"
#include "engine/study/cifar10.h"

namespace sigscope {

namespace study {

namespace {

namespace fs = std::filesystem;
using Pictures = std::vector<LabelledPicture>;
using Reader = std::function<Pictures(const fs::path&)>;

Pictures readWhatIsThere(const fs::path& place) {
    if (!fs::is_directory(place)) return readPictureTable(place);
    if (fs::exists(place / "annotations" / "test.txt")) return readPets(place, "test");
    if (fs::exists(place / "imagelabels.mat")) return readFlowers(place);
    return readClassFolders(place);
}

const std::vector<Named<Reader>>& layouts() {
    static const std::vector<Named<Reader>> all{
        {{"auto", "Automatic", "What is there decides; of pets the test pictures."},
         readWhatIsThere},
        {{"folders", "Class folders", "A folder for each class, called as the class is."},
         readClassFolders},
        {{"csv", "Table", "A table (.csv) with the columns path and label."}, readPictureTable},
        {{"pets", "Pets, test", "Oxford-IIIT Pet as it is published: its test pictures."},
         [](const fs::path& folder) { return readPets(folder, "test"); }},
        {{"pets-trainval", "Pets, trainval", "Likewise: those to train and validate with."},
         [](const fs::path& folder) { return readPets(folder, "trainval"); }},
        {{"flowers", "Flowers", "Oxford 102 Flowers as it is published."}, readFlowers},
        {{"imagenet", "ImageNet", "ILSVRC2012's validation pictures with their ground truth."},
         readImageNet},
        {{"cifar10", "CIFAR-10, test",
          "CIFAR-10, binary version or for Python: its test pictures."},
         [](const fs::path& folder) { return readCifar10(folder, CifarSplit::Test); }},
        {{"cifar10-train", "CIFAR-10, train", "Likewise: those to train with."},
         [](const fs::path& folder) { return readCifar10(folder, CifarSplit::Train); }},
    };
    return all;
}

}  // namespace

Pictures readDataset(const fs::path& place, const std::string& layout) {
    const Reader& read = valueNamed(layouts(), layout, "layout");
    if (!fs::exists(place)) throw Error(place.string() + ": there is no such data set");
    Pictures pictures = read(place);
    std::ranges::sort(pictures, {}, &LabelledPicture::name);
    const auto twice = std::ranges::adjacent_find(pictures, {}, &LabelledPicture::name);
    if (twice != pictures.end())
        throw Error(place.string() + ": has the picture " + twice->name + " twice");
    return pictures;
}

Pictures drawn(Pictures pictures, int count, std::int64_t seed) {
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        order.emplace_back(io::sha256Of(std::to_string(seed) + "/" + pictures[i].name), i);
    std::ranges::sort(order);
    order.resize(std::min(order.size(), static_cast<std::size_t>(std::max(count, 0))));
    std::ranges::sort(order, {}, &std::pair<std::string, std::size_t>::second);
    Pictures chosen;
    for (const auto& [digest, index] : order) chosen.push_back(std::move(pictures[index]));
    return chosen;
}

Pictures ofShard(const Pictures& pictures, const Shard& shard) {
    Pictures own;
    for (auto i = static_cast<std::size_t>(shard.index - 1); i < pictures.size();
         i += static_cast<std::size_t>(shard.count))
        own.push_back(pictures[i]);
    return own;
}

}  // namespace study

std::vector<Choice> datasetLayouts() {
    return choicesOf(study::layouts());
}

Shard parseShard(const std::string& text) {
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    const bool hasIndex = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
    const auto count = std::from_chars(hasIndex ? index.ptr + 1 : end, end, shard.count);
    if (!hasIndex || count.ec != std::errc() || count.ptr != end || shard.index < 1 ||
        shard.count < shard.index)
        throw std::invalid_argument("shard: '" + text +
                                    "' is none; write I/N with I from 1 to N, as in 3/16");
    return shard;
}

}  // namespace sigscope
