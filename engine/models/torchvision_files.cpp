#include "engine/models/torchvision_files.h"

#include <algorithm>
#include <array>

namespace sigscope::models {

namespace {

/// Those of the architectures that are read, from the weights' documented transforms; what they
/// have in common (ImageNet's mean and standard deviation) is the architectures'.
constexpr auto files = std::to_array<TorchvisionFile>({
    {"f37072fd", "resnet", 256},                                // resnet18
    {"b627a593", "resnet", 256},                                // resnet34
    {"0676ba61", "resnet", 256},                                // resnet50
    {"11ad3fa6", "resnet", 232},                                // resnet50
    {"63fe2227", "resnet", 256},                                // resnet101
    {"cd907fc2", "resnet", 232},                                // resnet101
    {"394f9c45", "resnet", 256},                                // resnet152
    {"f82ba261", "resnet", 232},                                // resnet152
    {"7cdf4587", "resnet", 256},                                // resnext50_32x4d
    {"1a0047aa", "resnet", 232},                                // resnext50_32x4d
    {"8ba56ff5", "resnet", 256},                                // resnext101_32x8d
    {"110c445d", "resnet", 232},                                // resnext101_32x8d
    {"173b62eb", "resnet", 232},                                // resnext101_64x4d
    {"95faca4d", "resnet", 256},                                // wide_resnet50_2
    {"9ba9bcbe", "resnet", 232},                                // wide_resnet50_2
    {"32ee1156", "resnet", 256},                                // wide_resnet101_2
    {"d733dc28", "resnet", 232},                                // wide_resnet101_2
    {"5c106cde", "resnet", 256},                                // until 2021: resnet18
    {"333f7ec4", "resnet", 256},                                // until 2021: resnet34
    {"19c8e357", "resnet", 256},                                // until 2021: resnet50
    {"5d3b4d8f", "resnet", 256},                                // until 2021: resnet101
    {"b121ed2d", "resnet", 256},                                // until 2021: resnet152
    {"8a719046", "vgg", 256},                                   // vgg11
    {"6002323d", "vgg", 256},                                   // vgg11_bn
    {"19584684", "vgg", 256},                                   // vgg13
    {"abd245e5", "vgg", 256},                                   // vgg13_bn
    {"397923af", "vgg", 256},                                   // vgg16
    {"6c64b313", "vgg", 256},                                   // vgg16_bn
    {"dcbb9e9d", "vgg", 256},                                   // vgg19
    {"c79401a0", "vgg", 256},                                   // vgg19_bn
    {"b0353104", "mobilenet-v2", 256},                          // mobilenet_v2
    {"7ebf99e0", "mobilenet-v2", 232},                          // mobilenet_v2
    {"8738ca79", "mobilenet-v3", 256},                          // mobilenet_v3_large
    {"5c1a4163", "mobilenet-v3", 232},                          // mobilenet_v3_large
    {"047dcff4", "mobilenet-v3", 256},                          // mobilenet_v3_small
    {"b66bff10", "squeezenet", 256},                            // squeezenet1_0
    {"b8a52dc0", "squeezenet", 256},                            // squeezenet1_1
    {"a639ec97", "densenet", 256},                              // densenet121
    {"8d451a50", "densenet", 256},                              // densenet161
    {"b2777c0a", "densenet", 256},                              // densenet169
    {"c1103571", "densenet", 256},                              // densenet201
    {"7f5810bc", "efficientnet", 256, Interpolation::Bicubic},  // efficientnet_b0
    {"bac287d4", "efficientnet", 256, Interpolation::Bicubic},  // efficientnet_b1
    {"c27df63c", "efficientnet", 255},                          // efficientnet_b1
    {"c35c1473", "efficientnet", 288, Interpolation::Bicubic},  // efficientnet_b2
    {"b3899882", "efficientnet", 320, Interpolation::Bicubic},  // efficientnet_b3
    {"23ab8bcd", "efficientnet", 384, Interpolation::Bicubic},  // efficientnet_b4
    {"1a07897c", "efficientnet", 456, Interpolation::Bicubic},  // efficientnet_b5
    {"24a108a5", "efficientnet", 528, Interpolation::Bicubic},  // efficientnet_b6
    {"c5b4e57e", "efficientnet", 600, Interpolation::Bicubic},  // efficientnet_b7
    {"dd5fe13b", "efficientnet", 384},                          // efficientnet_v2_s
    {"dc08266a", "efficientnet", 480},                          // efficientnet_v2_m
    {"59c71312", "efficientnet", 480, Interpolation::Bicubic},  // efficientnet_v2_l
    {"983f1562", "convnext", 236},                              // convnext_tiny
    {"0c510722", "convnext", 230},                              // convnext_small
    {"6075fbad", "convnext", 232},                              // convnext_base
    {"ea097f82", "convnext", 232},                              // convnext_large
    {"1378be20", "googlenet", 256},                             // googlenet
    {"0cc3c7bd", "inception-v3", 342},                          // inception_v3_google
    {"1a9a5a14", "inception-v3", 342},                          // until 2021: inception_v3_google
    {"c867db91", "vit", 256},                                   // vit_b_16
    {"d86f8d99", "vit", 256},                                   // vit_b_32
    {"852ce7e3", "vit", 242},                                   // vit_l_16
    {"c7638314", "vit", 256},                                   // vit_l_32
    {"9ac1b537", "vit", 384, Interpolation::Bicubic},           // vit_b_16_swag
    {"4e70ced5", "vit", 224, Interpolation::Bicubic},           // vit_b_16_lc_swag
    {"4f3808c9", "vit", 512, Interpolation::Bicubic},           // vit_l_16_swag
    {"4d563306", "vit", 224, Interpolation::Bicubic},           // vit_l_16_lc_swag
    {"80465313", "vit", 518, Interpolation::Bicubic},           // vit_h_14_swag
    {"c1eb923e", "vit", 224, Interpolation::Bicubic},           // vit_h_14_lc_swag
});

}  // namespace

const TorchvisionFile* torchvisionFile(const std::string& sha256, const std::string& architecture) {
    const auto found = std::ranges::find_if(files, [&](const TorchvisionFile& file) {
        return sha256.starts_with(file.digest) && file.architecture == architecture;
    });
    return found == files.end() ? nullptr : &*found;
}

std::string claimedDigest(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    const auto found = std::ranges::find_if(files, [&](const TorchvisionFile& published) {
        return stem.ends_with("-" + std::string(published.digest));
    });
    return found == files.end() ? std::string() : found->digest;
}

bool isOfTorchvision(const std::string& architecture) {
    return std::ranges::any_of(
        files, [&](const TorchvisionFile& file) { return file.architecture == architecture; });
}

}  // namespace sigscope::models
