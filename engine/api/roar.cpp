#include "engine/api/roar.h"

#include <utility>

namespace sigscope {

std::vector<Choice> roarProtocolChoices() {
    return {{"published", "Published", "Retrained networks see the test pictures as they are."},
            {"original", "Original", "The test pictures are masked by their own maps, too."}};
}

RoarProtocol roarProtocol(const std::string& name) {
    return name == nameOf(RoarProtocol::Original) ? RoarProtocol::Original
                                                  : RoarProtocol::Published;
}

std::string nameOf(RoarProtocol protocol) {
    return roarProtocolChoices()[protocol == RoarProtocol::Original ? 1 : 0].name;
}

RoarSize quickRoar() {
    RoarSize size;
    size.pictures = 5000;
    size.classifierEpochs = size.epochs = 10;
    return size;
}

std::string roarTitle(const Roar& roar) {
    const RoarSize& size = roar.size;
    std::string title = nameOf(roar.protocol);
    if (size == RoarSize()) return title;
    title += ", quick: " + (size.pictures ? std::to_string(*size.pictures) : std::string("all")) +
             " pictures, " + std::to_string(size.epochs) + " epochs";
    if (size.width != RoarSize().width) title += ", width " + std::to_string(size.width);
    return title;
}

Table roarTable(const Roar& roar) {
    Table table{{"method", "protocol", "accuracy", "all pixels"}, {}, 3};
    for (const double ratio : roar.ratios) table.header.push_back(roundedText(ratio) + " removed");
    table.header.emplace_back("area");
    for (const RoarRow& row : roar.rows)
        for (const auto& [name, epoch] :
             {std::pair("best epoch", &RoarAccuracy::best), {"last epoch", &RoarAccuracy::last}}) {
            std::vector<std::string> cells{row.method, roarTitle(roar), name,
                                           roundedText(roar.classifier.*epoch)};
            for (const RoarAccuracy& accuracy : row.accuracies)
                cells.push_back(roundedText(accuracy.*epoch));
            cells.push_back(roundedText(row.area.*epoch));
            table.rows.push_back(std::move(cells));
        }
    return table;
}

}  // namespace sigscope
