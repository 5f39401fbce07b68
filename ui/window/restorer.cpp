#include "ui/window/restorer.h"

#include "engine/api/recipe.h"
#include "ui/controls/message_bar.h"
#include "ui/window/session.h"

namespace sigscope::ui {

bool restoreRecipe(const std::filesystem::path& file, Session& session, MessageBar& messages,
                   const std::function<bool(const std::filesystem::path& model)>& allowCode) {
    if (!holdsRecipe(file)) return false;
    const auto refuse = [&messages](const std::string& reason) {
        messages.show(MessageBar::Kind::Error, QString::fromStdString(reason));
        return true;
    };
    const Outcome<Recipe> recipe = readRecipe(file, session.catalogue());
    if (!recipe) return refuse(recipe.error());
    Outcome<RestoredRequest> restored =
        restoreRequest(recipe.value(), recipe.value().request, session.catalogue());
    if (!restored) return refuse(restored.error());
    ExplainRequest request = std::move(restored).value().request;
    if (holdsModelCode(request.model)) {
        if (!allowCode(request.model)) return true;
        request.modelCode = ModelCode::Allowed;
    }
    session.restore(std::move(request));
    messages.show(MessageBar::Kind::Information,
                  MessageBar::tr("%1 explains “%2” by %3; nothing has been computed yet.")
                      .arg(QString::fromStdString(file.filename().string()),
                           QString::fromStdString(recipe.value().targetLabel),
                           QString::fromStdString(recipe.value().request.method)));
    return true;
}

}  // namespace sigscope::ui
