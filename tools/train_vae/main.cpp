// Trains the autoencoder that comes with the program: train_vae PHOTOGRAPHS OUT.safetensors

#include <ATen/Parallel.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "engine/error_message.h"
#include "engine/models/weights/safetensors_writer.h"
#include "tools/train_vae/trainer.h"

using namespace sigscope;
using namespace sigscope::tools;

namespace {

struct Arguments {
    std::filesystem::path photographs;
    std::filesystem::path out;
    int threads = 2;
    int interval = 500;  ///< Steps between two checkpoints.
    TrainingOptions training;
};

void addOptions(CLI::App& app, Arguments& arguments) {
    TrainingOptions& training = arguments.training;
    app.add_option("photographs", arguments.photographs, "A folder of photographs")->required();
    app.add_option("out", arguments.out, "The .safetensors file to write")->required();
    app.add_option("--seed", training.seed, "Of all that is random")->capture_default_str();
    app.add_option("--steps", training.steps, "Batches over which the learning rate falls to 0")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--until", training.until, "Stop after so many of them")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--batch", training.batch, "Crops in a batch")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--threads", arguments.threads, "Of Torch; another number, other last bits")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--checkpoint", arguments.interval, "Write the file after so many steps")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

void run(const Arguments& arguments) {
    at::set_num_threads(arguments.threads);
    const int lastStep = arguments.training.lastStep();
    const Photographs photographs(arguments.photographs, arguments.training.crop);
    std::printf("%zu photographs to train on, %zu held out\n", photographs.training().size(),
                photographs.heldOut().size());
    const auto begin = std::chrono::steady_clock::now();
    double loss = 0;
    int counted = 0;
    const auto report = [&](int step, double lossOfStep, const models::StateDict& weights) {
        loss += lossOfStep;
        ++counted;
        if (step % arguments.interval != 0 && step != lastStep) return;
        models::writeSafetensors(arguments.out, models::inHalfPrecision(weights));
        const ReconstructionError error = reconstructionError(weights, photographs.heldOut());
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
        std::printf("step %d of %d, %.0f s of about %.0f: loss %.6f, held out: RMS %.4f, %.2f dB\n",
                    step, lastStep, spent.count(), spent.count() * lastStep / step, loss / counted,
                    error.rms, error.psnr);
        std::fflush(stdout);
        loss = 0;
        counted = 0;
    };
    static_cast<void>(train(photographs, arguments.training, report));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Trains the autoencoder that comes with Sigscope");
    Arguments arguments;
    addOptions(app, arguments);
    CLI11_PARSE(app, argc, argv);
    try {
        run(arguments);
        return 0;
    } catch (...) {
        std::cerr << "train_vae: " << currentErrorMessage() << "\n";
        return 1;
    }
}
