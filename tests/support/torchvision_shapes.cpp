#include <array>
#include <stdexcept>

#include "tests/support/synthetic.h"

namespace sigscope::golden {

namespace {

/// Collects the tensors of a network.
class Shapes {
public:
    void convolution(const std::string& name, std::int64_t outputs, std::int64_t inputs,
                     std::int64_t height, std::int64_t width) {
        add(name + ".weight", {outputs, inputs, height, width});
    }
    void norm(const std::string& name, std::int64_t channels) {
        for (const char* tensor : {".weight", ".bias", ".running_mean", ".running_var"})
            add(name + tensor, {channels});
    }
    void linear(const std::string& name, std::int64_t outputs, std::int64_t inputs) {
        add(name + ".weight", {outputs, inputs});
        add(name + ".bias", {outputs});
    }
    void add(const std::string& name, std::vector<std::int64_t> shape) {
        m_all.push_back({name, std::move(shape)});
    }
    [[nodiscard]] std::vector<NamedShape> take() { return std::move(m_all); }

private:
    std::vector<NamedShape> m_all;
};

std::vector<NamedShape> resNet(std::array<int, 4> blocks, bool bottleneck) {
    Shapes shapes;
    shapes.convolution("conv1", 64, 3, 7, 7);
    shapes.norm("bn1", 64);
    std::int64_t inputs = 64;
    for (int stage = 0; stage < 4; ++stage) {
        const std::int64_t width = 64 << stage;
        const std::int64_t outputs = bottleneck ? 4 * width : width;
        for (int i = 0; i < blocks[stage]; ++i) {
            const std::string name =
                "layer" + std::to_string(stage + 1) + "." + std::to_string(i) + ".";
            shapes.convolution(name + "conv1", width, inputs, bottleneck ? 1 : 3,
                               bottleneck ? 1 : 3);
            shapes.norm(name + "bn1", width);
            shapes.convolution(name + "conv2", width, width, 3, 3);
            shapes.norm(name + "bn2", width);
            if (bottleneck) {
                shapes.convolution(name + "conv3", outputs, width, 1, 1);
                shapes.norm(name + "bn3", outputs);
            }
            if (i == 0 && inputs != outputs) {
                shapes.convolution(name + "downsample.0", outputs, inputs, 1, 1);
                shapes.norm(name + "downsample.1", outputs);
            }
            inputs = outputs;
        }
    }
    shapes.linear("fc", 1000, inputs);
    return shapes.take();
}

std::vector<NamedShape> vgg16() {
    Shapes shapes;
    const std::array<std::pair<int, std::int64_t>, 13> layers{{{0, 64},
                                                               {2, 64},
                                                               {5, 128},
                                                               {7, 128},
                                                               {10, 256},
                                                               {12, 256},
                                                               {14, 256},
                                                               {17, 512},
                                                               {19, 512},
                                                               {21, 512},
                                                               {24, 512},
                                                               {26, 512},
                                                               {28, 512}}};
    std::int64_t inputs = 3;
    for (const auto& [index, outputs] : layers) {
        const std::string name = "features." + std::to_string(index);
        shapes.convolution(name, outputs, inputs, 3, 3);
        shapes.add(name + ".bias", {outputs});
        inputs = outputs;
    }
    shapes.linear("classifier.0", 4096, 512 * 7 * 7);
    shapes.linear("classifier.3", 4096, 4096);
    shapes.linear("classifier.6", 1000, 4096);
    return shapes.take();
}

std::vector<NamedShape> mobileNetV2() {
    struct Stage {
        std::int64_t expansion, outputs, blocks;
    };
    const std::array<Stage, 7> stages{
        {{1, 16, 1}, {6, 24, 2}, {6, 32, 3}, {6, 64, 4}, {6, 96, 3}, {6, 160, 3}, {6, 320, 1}}};
    Shapes shapes;
    const auto normed = [&](const std::string& name, std::int64_t outputs, std::int64_t inputs,
                            std::int64_t kernel) {
        shapes.convolution(name + ".0", outputs, inputs, kernel, kernel);
        shapes.norm(name + ".1", outputs);
    };
    normed("features.0", 32, 3, 3);
    std::int64_t inputs = 32;
    int index = 1;
    for (const Stage& stage : stages)
        for (std::int64_t i = 0; i < stage.blocks; ++i) {
            const std::string name = "features." + std::to_string(index++) + ".conv.";
            const std::int64_t width = inputs * stage.expansion;
            int part = 0;
            if (stage.expansion > 1) normed(name + std::to_string(part++), width, inputs, 1);
            normed(name + std::to_string(part++), width, 1, 3);
            shapes.convolution(name + std::to_string(part), stage.outputs, width, 1, 1);
            shapes.norm(name + std::to_string(part + 1), stage.outputs);
            inputs = stage.outputs;
        }
    normed("features.18", 1280, inputs, 1);
    shapes.linear("classifier.1", 1000, 1280);
    return shapes.take();
}

/// A convolution with its batch norm, as GoogLeNet and Inception v3 name them.
void unit(Shapes& shapes, const std::string& name, std::int64_t outputs, std::int64_t inputs,
          std::int64_t height, std::int64_t width) {
    shapes.convolution(name + ".conv", outputs, inputs, height, width);
    shapes.norm(name + ".bn", outputs);
}

std::vector<NamedShape> googLeNet() {
    struct Block {
        const char* name;
        std::int64_t inputs, first, reduced2, second, reduced3, third, pooled;
    };
    const std::array<Block, 9> blocks{{{"3a", 192, 64, 96, 128, 16, 32, 32},
                                       {"3b", 256, 128, 128, 192, 32, 96, 64},
                                       {"4a", 480, 192, 96, 208, 16, 48, 64},
                                       {"4b", 512, 160, 112, 224, 24, 64, 64},
                                       {"4c", 512, 128, 128, 256, 24, 64, 64},
                                       {"4d", 512, 112, 144, 288, 32, 64, 64},
                                       {"4e", 528, 256, 160, 320, 32, 128, 128},
                                       {"5a", 832, 256, 160, 320, 32, 128, 128},
                                       {"5b", 832, 384, 192, 384, 48, 128, 128}}};
    Shapes shapes;
    unit(shapes, "conv1", 64, 3, 7, 7);
    unit(shapes, "conv2", 64, 64, 1, 1);
    unit(shapes, "conv3", 192, 64, 3, 3);
    for (const Block& block : blocks) {
        const std::string name = std::string("inception") + block.name + ".branch";
        unit(shapes, name + "1", block.first, block.inputs, 1, 1);
        unit(shapes, name + "2.0", block.reduced2, block.inputs, 1, 1);
        unit(shapes, name + "2.1", block.second, block.reduced2, 3, 3);
        unit(shapes, name + "3.0", block.reduced3, block.inputs, 1, 1);
        unit(shapes, name + "3.1", block.third, block.reduced3, 3, 3);
        unit(shapes, name + "4.1", block.pooled, block.inputs, 1, 1);
    }
    for (const auto& [name, inputs] : {std::pair("aux1", 512), std::pair("aux2", 528)}) {
        unit(shapes, std::string(name) + ".conv", 128, inputs, 1, 1);
        shapes.linear(std::string(name) + ".fc1", 1024, 2048);
        shapes.linear(std::string(name) + ".fc2", 1000, 1024);
    }
    shapes.linear("fc", 1000, 1024);
    return shapes.take();
}

void inceptionA(Shapes& shapes, const std::string& name, std::int64_t inputs, std::int64_t pooled) {
    unit(shapes, name + ".branch1x1", 64, inputs, 1, 1);
    unit(shapes, name + ".branch5x5_1", 48, inputs, 1, 1);
    unit(shapes, name + ".branch5x5_2", 64, 48, 5, 5);
    unit(shapes, name + ".branch3x3dbl_1", 64, inputs, 1, 1);
    unit(shapes, name + ".branch3x3dbl_2", 96, 64, 3, 3);
    unit(shapes, name + ".branch3x3dbl_3", 96, 96, 3, 3);
    unit(shapes, name + ".branch_pool", pooled, inputs, 1, 1);
}

void inceptionC(Shapes& shapes, const std::string& name, std::int64_t width) {
    unit(shapes, name + ".branch1x1", 192, 768, 1, 1);
    unit(shapes, name + ".branch7x7_1", width, 768, 1, 1);
    unit(shapes, name + ".branch7x7_2", width, width, 1, 7);
    unit(shapes, name + ".branch7x7_3", 192, width, 7, 1);
    unit(shapes, name + ".branch7x7dbl_1", width, 768, 1, 1);
    unit(shapes, name + ".branch7x7dbl_2", width, width, 7, 1);
    unit(shapes, name + ".branch7x7dbl_3", width, width, 1, 7);
    unit(shapes, name + ".branch7x7dbl_4", width, width, 7, 1);
    unit(shapes, name + ".branch7x7dbl_5", 192, width, 1, 7);
    unit(shapes, name + ".branch_pool", 192, 768, 1, 1);
}

void inceptionE(Shapes& shapes, const std::string& name, std::int64_t inputs) {
    unit(shapes, name + ".branch1x1", 320, inputs, 1, 1);
    unit(shapes, name + ".branch3x3_1", 384, inputs, 1, 1);
    unit(shapes, name + ".branch3x3_2a", 384, 384, 1, 3);
    unit(shapes, name + ".branch3x3_2b", 384, 384, 3, 1);
    unit(shapes, name + ".branch3x3dbl_1", 448, inputs, 1, 1);
    unit(shapes, name + ".branch3x3dbl_2", 384, 448, 3, 3);
    unit(shapes, name + ".branch3x3dbl_3a", 384, 384, 1, 3);
    unit(shapes, name + ".branch3x3dbl_3b", 384, 384, 3, 1);
    unit(shapes, name + ".branch_pool", 192, inputs, 1, 1);
}

std::vector<NamedShape> inceptionV3() {
    Shapes shapes;
    unit(shapes, "Conv2d_1a_3x3", 32, 3, 3, 3);
    unit(shapes, "Conv2d_2a_3x3", 32, 32, 3, 3);
    unit(shapes, "Conv2d_2b_3x3", 64, 32, 3, 3);
    unit(shapes, "Conv2d_3b_1x1", 80, 64, 1, 1);
    unit(shapes, "Conv2d_4a_3x3", 192, 80, 3, 3);
    inceptionA(shapes, "Mixed_5b", 192, 32);
    inceptionA(shapes, "Mixed_5c", 256, 64);
    inceptionA(shapes, "Mixed_5d", 288, 64);
    unit(shapes, "Mixed_6a.branch3x3", 384, 288, 3, 3);
    unit(shapes, "Mixed_6a.branch3x3dbl_1", 64, 288, 1, 1);
    unit(shapes, "Mixed_6a.branch3x3dbl_2", 96, 64, 3, 3);
    unit(shapes, "Mixed_6a.branch3x3dbl_3", 96, 96, 3, 3);
    inceptionC(shapes, "Mixed_6b", 128);
    inceptionC(shapes, "Mixed_6c", 160);
    inceptionC(shapes, "Mixed_6d", 160);
    inceptionC(shapes, "Mixed_6e", 192);
    unit(shapes, "AuxLogits.conv0", 128, 768, 1, 1);
    unit(shapes, "AuxLogits.conv1", 768, 128, 5, 5);
    shapes.linear("AuxLogits.fc", 1000, 768);
    unit(shapes, "Mixed_7a.branch3x3_1", 192, 768, 1, 1);
    unit(shapes, "Mixed_7a.branch3x3_2", 320, 192, 3, 3);
    unit(shapes, "Mixed_7a.branch7x7x3_1", 192, 768, 1, 1);
    unit(shapes, "Mixed_7a.branch7x7x3_2", 192, 192, 1, 7);
    unit(shapes, "Mixed_7a.branch7x7x3_3", 192, 192, 7, 1);
    unit(shapes, "Mixed_7a.branch7x7x3_4", 192, 192, 3, 3);
    inceptionE(shapes, "Mixed_7b", 1280);
    inceptionE(shapes, "Mixed_7c", 2048);
    shapes.linear("fc", 1000, 2048);
    return shapes.take();
}

}  // namespace

std::vector<NamedShape> torchvisionShapes(const std::string& architecture) {
    if (architecture == "resnet18") return resNet({2, 2, 2, 2}, false);
    if (architecture == "resnet50") return resNet({3, 4, 6, 3}, true);
    if (architecture == "vgg16") return vgg16();
    if (architecture == "googlenet") return googLeNet();
    if (architecture == "inception_v3") return inceptionV3();
    if (architecture == "mobilenet_v2") return mobileNetV2();
    throw std::invalid_argument(architecture + ": its tensors are not known here");
}

}  // namespace sigscope::golden
