#include "engine/api/model_caches.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/cache_folders.h"

using namespace sigscope;
using sigscope::tests::CacheFolders;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> namesFound() {
    std::vector<std::string> names;
    for (const CachedModel& model : cachedModels()) names.push_back(model.name);
    return names;
}

}  // namespace

TEST_CASE("model caches: what lies there is found by the libraries' own names", "[quick]") {
    const CacheFolders caches;
    CHECK(cachedModels().empty());
    const fs::path resnet = caches.addTorchvision("resnet18-f37072fd.pth");
    const fs::path inception = caches.addTorchvision("inception_v3_google-0cc3c7bd.pth");
    (void)caches.addTorchvision("notes.txt");
    (void)caches.addTorchvision("mine.pth");  // Of nobody's publication.
    const fs::path vit = caches.addHub("models--google--vit-base", "model.safetensors");
    const fs::path older = caches.addHub("models--org--older", "pytorch_model.bin");
    const fs::path timm = caches.addHub("models--timm--resnet50.a1_in1k", "model.safetensors");
    (void)caches.addHub("models--org--text", "tokenizer.json");
    (void)caches.addHub("datasets--org--data", "model.safetensors");
    CHECK(namesFound() ==
          std::vector<std::string>{"hf/google/vit-base", "hf/org/older", "timm/resnet50.a1_in1k",
                                   "torchvision/inception_v3", "torchvision/resnet18"});
    CHECK(cachedWeights("hf/google/vit-base") == vit);
    CHECK(cachedWeights("hf/org/older") == older);
    CHECK(cachedWeights("timm/resnet50.a1_in1k") == timm);
    CHECK(cachedWeights("timm/resnet50") == timm);
    CHECK(cachedWeights("torchvision/inception_v3") == inception);
    CHECK(cachedWeights("torchvision/resnet18") == resnet);
    CHECK(cachedWeights("torchvision/resnet18-f37072fd") == resnet);
    CHECK_FALSE(cachedWeights("resnet18"));
}

TEST_CASE("model caches: of several versions one has to be named", "[quick]") {
    const CacheFolders caches;
    const fs::path first = caches.addTorchvision("resnet50-0676ba61.pth");
    const fs::path second = caches.addTorchvision("resnet50-11ad3fa6.pth");
    CHECK(namesFound() == std::vector<std::string>{"torchvision/resnet50-0676ba61",
                                                   "torchvision/resnet50-11ad3fa6"});
    CHECK_FALSE(cachedWeights("torchvision/resnet50"));
    CHECK(cachedWeights("torchvision/resnet50-11ad3fa6") == second);
    CHECK(cacheRemedy("torchvision/resnet50") ==
          "torchvision/resnet50: there are several: give torchvision/resnet50-0676ba61 or "
          "torchvision/resnet50-11ad3fa6");
}

TEST_CASE("model caches: what is not there is answered with the line that fetches it", "[quick]") {
    const CacheFolders caches;
    CHECK_THAT(cacheRemedy("torchvision/vit_b_16"),
               Catch::Contains("torchvision.models.get_model('vit_b_16', weights='DEFAULT')"));
    CHECK_THAT(cacheRemedy("timm/resnet50"),
               Catch::Contains("timm.create_model('resnet50', pretrained=True)"));
    CHECK_THAT(cacheRemedy("hf/microsoft/resnet-50"),
               Catch::Contains("snapshot_download('microsoft/resnet-50'"));
}

TEST_CASE("model caches: a name leads nowhere but into a cache", "[quick]") {
    for (const char* name :
         {"torchvision/resnet18", "timm/resnet50.a1_in1k", "hf/org/net", "hf/gpt2"})
        CHECK(isCacheName(name));
    for (const char* name :
         {"resnet18", "torchvision/", "torchvision/a/b", "timm/..", "hf/../net", "hf/a/b/c",
          "hf/a/..", "hf//b", "timm/it's", "other/net", "/hf/org/net", "torchvision/a b"})
        CHECK_FALSE(isCacheName(name));
}

TEST_CASE("model caches: a revision that is a path is not followed", "[quick]") {
    const CacheFolders caches;
    const fs::path file = caches.addHub("models--org--net", "model.safetensors");
    const fs::path repository = file.parent_path().parent_path().parent_path();
    std::ofstream(repository / "refs/main") << "../snapshots/0123abcd";
    CHECK(cachedModels().empty());
}
