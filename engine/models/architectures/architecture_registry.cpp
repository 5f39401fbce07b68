#include "engine/models/architectures/architecture_registry.h"

#include "engine/models/architectures/adm_unet.h"
#include "engine/models/architectures/autoencoder_kl.h"
#include "engine/models/architectures/cifar_resnet.h"
#include "engine/models/architectures/compact_vae.h"
#include "engine/models/architectures/convnext.h"
#include "engine/models/architectures/densenet.h"
#include "engine/models/architectures/efficientnet.h"
#include "engine/models/architectures/efficientnet_lite.h"
#include "engine/models/architectures/googlenet.h"
#include "engine/models/architectures/inception_v3.h"
#include "engine/models/architectures/mmpretrain_names.h"
#include "engine/models/architectures/mobilenet_v2.h"
#include "engine/models/architectures/mobilenet_v3.h"
#include "engine/models/architectures/resnet.h"
#include "engine/models/architectures/squeezenet.h"
#include "engine/models/architectures/tiny_denoiser.h"
#include "engine/models/architectures/tiny_net.h"
#include "engine/models/architectures/tiny_res.h"
#include "engine/models/architectures/tiny_vae.h"
#include "engine/models/architectures/vgg.h"
#include "engine/models/architectures/vision_transformer.h"

namespace sigscope::models {

const std::vector<Architecture<Network>>& networkArchitectures() {
    static const std::vector<Architecture<Network>> all{efficientNetLite(),
                                                        resNet(),
                                                        vgg(),
                                                        mobileNetV2(),
                                                        googLeNet(),
                                                        inceptionV3(),
                                                        squeezeNet(),
                                                        mobileNetV3(),
                                                        denseNet(),
                                                        efficientNet(),
                                                        convNeXt(),
                                                        visionTransformer(),
                                                        timmVisionTransformer(),
                                                        huggingFaceVisionTransformer(),
                                                        huggingFaceDeit(),
                                                        huggingFaceDistilledDeit(),
                                                        huggingFaceResNet(),
                                                        timmConvNeXt(),
                                                        linearResNet(),
                                                        cifarResNet(),
                                                        linearCifarResNet(),
                                                        timmVgg(),
                                                        timmMobileNetV2(),
                                                        timmMobileNetV3Large(),
                                                        timmMobileNetV3Small(),
                                                        timmEfficientNet(),
                                                        timmEfficientNetV2(),
                                                        timmEfficientNetLite(),
                                                        huggingFaceMobileNetV2(),
                                                        huggingFaceEfficientNet(),
                                                        huggingFaceConvNeXt(),
                                                        mmpretrainResNet(),
                                                        mmpretrainConvNeXt(),
                                                        mmpretrainVisionTransformer(),
                                                        tinyNet(),
                                                        tinyRes()};
    return all;
}

const std::vector<Architecture<Autoencoder>>& autoencoderArchitectures() {
    static const std::vector<Architecture<Autoencoder>> all{compactVae(), autoencoderKl(),
                                                            tinyVae()};
    return all;
}

const std::vector<Architecture<Denoiser>>& denoiserArchitectures() {
    static const std::vector<Architecture<Denoiser>> all{admUnet(), tinyDenoiser()};
    return all;
}

}  // namespace sigscope::models
