#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"

namespace sigscope {

/// How `sigscope explain` takes a field.
enum class FlagForm {
    None,      ///< Not by a flag of its own.
    Value,     ///< --name VALUE
    Repeated,  ///< The same, once for each of its values.
    Switch,    ///< --name alone, which stands for the last of its choices.
};

/// What a recipe says of a field.
enum class RecipeForm {
    Absent,         ///< Nothing.
    Value,          ///< Its value, as the spec has it.
    UnlessDefault,  ///< The same; a recipe without it means the default.
    Resolved,  ///< What it came to, as engine/store writes it: a file's digest, a class's index.
};

/// What another value of a field makes different.
enum class FieldScope {
    Scene,     ///< The picture as the model sees it, or what the model makes of it.
    Question,  ///< What is asked of that.
};

/// Whether a request has a field at all.
using HasField = bool (*)(const ExplainRequest&);

struct FieldFlag {
    FlagForm form = FlagForm::Value;
    std::string placeholder{};  ///< What stands for the value: "N|NAME|top"; empty for its range.
    std::string help{};         ///< Where it is another one than the spec's.
    HasField sense = nullptr;   ///< When it can be given; null for always.
    std::string condition{};    ///< That in words: "only --of contrast has a second class".
};

struct FieldInRecipe {
    RecipeForm form = RecipeForm::Absent;
    std::string key{};
    std::string section{};    ///< The object that has the key; empty for the recipe itself.
    HasField when = nullptr;  ///< Which requests' recipes have it; null for all.
};

/// The values of a field: one, or several of one that is repeated.
using FieldValues = std::vector<ParameterValue>;

/// A field of ExplainRequest, described once as a method's parameters are. Its flag, its place in
/// recipes, what the window calls a change of it, and its row of the reference page follow.
struct RequestField {
    ParameterSpec spec;  ///< Its name is the flag's.
    std::function<FieldValues(const ExplainRequest&)> get;
    std::function<void(ExplainRequest&, const FieldValues&)>
        set;              ///< Null without flag and recipe.
    std::string label{};  ///< What the window calls it; empty for its name.
    FieldFlag flag{};
    FieldInRecipe recipe{};
    FieldScope scope = FieldScope::Question;
};

/// A field that is a member of the request: text, a path, or a number. The default is what a
/// request has before anything is asked for.
template <typename Member>
[[nodiscard]] RequestField requestField(ParameterSpec spec, Member ExplainRequest::*member) {
    using Held = std::conditional_t<
        std::is_integral_v<Member>, std::int64_t,
        std::conditional_t<std::is_floating_point_v<Member>, double, std::string>>;
    RequestField field;
    field.get = [member](const ExplainRequest& request) {
        return FieldValues{static_cast<Held>(request.*member)};
    };
    field.set = [member](ExplainRequest& request, const FieldValues& values) {
        request.*member = static_cast<Member>(std::get<Held>(values.at(0)));
    };
    spec.defaultValue = field.get(ExplainRequest()).front();
    field.spec = std::move(spec);
    return field;
}

/// All fields, in the order of the help. What is chosen from are the catalogue's names.
[[nodiscard]] std::vector<RequestField> requestFields(const Catalogue& catalogue);

/// What the window calls the change from one request to another: the first field that differs, as
/// "baseline count", or "parameter overlap"; empty if none does.
[[nodiscard]] std::string changeOf(const std::vector<RequestField>& fields,
                                   const ExplainRequest& before, const ExplainRequest& after);

/// Whether both ask the same. How a run is kept, ExplainRequest::tracing and its budget, is no
/// question.
[[nodiscard]] bool sameRequest(const std::vector<RequestField>& fields, const ExplainRequest& a,
                               const ExplainRequest& b);

/// Whether picture and model, as they are prepared, are the same.
[[nodiscard]] bool sameScene(const std::vector<RequestField>& fields, const ExplainRequest& a,
                             const ExplainRequest& b);

}  // namespace sigscope
