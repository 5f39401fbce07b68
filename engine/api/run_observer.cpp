#include "engine/api/run_observer.h"

namespace sigscope {

std::string stageTitle(Stage stage) {
    switch (stage) {
        case Stage::Load:
            return "Loading the model";
        case Stage::Decompose:
            return "Decomposing";
        case Stage::Search:
            return "Searching the path";
        case Stage::Integrate:
            return "Integrating";
    }
    return {};
}

}  // namespace sigscope
