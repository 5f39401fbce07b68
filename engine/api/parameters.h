#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace sigscope {

/// One number for each colour channel.
using Triple = std::array<double, 3>;

/// The value of a parameter: a real number, a whole number, the name of a choice or of a file, or
/// three numbers.
using ParameterValue = std::variant<double, std::int64_t, std::string, Triple>;

/// Parameter values by name. What is absent has its default.
using ParameterValues = std::map<std::string, ParameterValue>;

/// One of the values that a choice can take.
struct Choice {
    std::string name;   ///< What flags and recipes say, e.g. "trapezoid".
    std::string title;  ///< What the window says, e.g. "Trapezoid".
    std::string help;   ///< One sentence.
};

/// A parameter of the same method that has to be at one of some values for another to change
/// anything.
struct Companion {
    std::string parameter;            ///< "path".
    std::vector<std::string> values;  ///< As toText() has them: {"spectral"}; "" for no file.
};

/// All that is known of a parameter. Written once, beside the struct that it fills; the
/// command-line flag, the form, the recipe and the reference page follow from it.
struct ParameterSpec {
    enum class Kind {
        Real,
        Integer,
        Choice,
        PerChannel,
        Size,    ///< A whole number for a square, else "HEIGHTxWIDTH".
        File,    ///< A file; empty for the one that comes with the program.
        Folder,  ///< A folder, or files separated by semicolons; empty for the program's own.
    };

    std::string name;    ///< Flag without the dashes, key in the recipe: "overlap".
    std::string symbol;  ///< As in the equations: "λ". Empty if it has none.
    Kind kind = Kind::Real;
    double minimum = 0;  ///< Inclusive. All but Choice; of a Size, for either side.
    double maximum = 0;  ///< Inclusive. Likewise.
    ParameterValue defaultValue;
    std::string unit;             ///< Empty for a pure number.
    std::string help;             ///< What it does, in one or two sentences.
    std::string equation;         ///< The equation it enters; may be empty.
    std::vector<Choice> choices;  ///< Choice only.
    std::string atMinimum{};      ///< What the smallest number stands for; empty for itself.
    std::vector<Companion> companions{};  ///< All have to be as they say; mostly none.

    [[nodiscard]] bool namesFiles() const { return kind == Kind::File || kind == Kind::Folder; }
};

/// The text of a value as flags write it: "0.4", "129", "trapezoid", "0.5,0.5,0.4".
[[nodiscard]] std::string toText(const ParameterValue& value);

/// Reads `text` as a value of `spec`, with or without its unit; throws std::invalid_argument with a
/// message that names the parameter and its range if it is none.
[[nodiscard]] ParameterValue parseParameter(const ParameterSpec& spec, const std::string& text);

/// The text of a parameter among `values`, or else of its default; empty if it is none of `specs`.
[[nodiscard]] std::string valueText(const std::string& name,
                                    const std::vector<ParameterSpec>& specs,
                                    const ParameterValues& values);

/// What keeps `spec`, one of `specs`, from changing anything beside `values`: the first of its
/// companions that is not as it says. Null if nothing does.
[[nodiscard]] const Companion* hindranceOf(const ParameterSpec& spec,
                                           const std::vector<ParameterSpec>& specs,
                                           const ParameterValues& values);

/// Those of `values` that `specs` describe, as flags: "--input-size 224 --range 0..1".
[[nodiscard]] std::string flagsText(const std::vector<ParameterSpec>& specs,
                                    const ParameterValues& values);

}  // namespace sigscope
