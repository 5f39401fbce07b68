#include "engine/study/mat_file.h"

#include <matio.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/file_bytes.h"
#include "engine/file_error.h"

namespace sigscope::study {

namespace {

constexpr FileLimit matLimit{16 << 20, "list of labels"};
constexpr std::string_view matHeader = "MATLAB 5.0 MAT-file";

using MatPointer = std::unique_ptr<mat_t, int (*)(mat_t*)>;
using VariablePointer = std::unique_ptr<matvar_t, void (*)(matvar_t*)>;

/// The library reads older versions and HDF5, too, which no data set has: not even tried.
void requireVersion5(const std::filesystem::path& file) {
    const OpenFile opened(file);
    opened.requireSize(matLimit);
    const ByteView head = opened.head();
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (!text.starts_with(matHeader))
        refuseFile(file.string(), "is no file of MATLAB's, version 5");
}

VariablePointer readVariable(const std::filesystem::path& file, const std::string& name) {
    requireVersion5(file);
    const MatPointer mat(Mat_Open(file.c_str(), MAT_ACC_RDONLY), Mat_Close);
    if (!mat) refuseFile(file.string(), "is damaged");
    VariablePointer variable(Mat_VarRead(mat.get(), name.c_str()), Mat_VarFree);
    if (!variable || !variable->data)
        refuseFile(file.string(), "has no variable " + name + " that can be read");
    return variable;
}

std::size_t elementsOf(const matvar_t& variable) {
    std::size_t count = 1;
    for (int i = 0; i < variable.rank; ++i) count *= variable.dims[i];
    return count;
}

template <typename Number>
std::vector<double> numbersAs(const matvar_t& variable) {
    const auto* const first = static_cast<const Number*>(variable.data);
    return {first, first + variable.nbytes / sizeof(Number)};
}

/// Nothing of a variable that holds no real numbers.
std::vector<double> numbersIn(const matvar_t& variable) {
    if (variable.isComplex || !variable.data) return {};
    switch (variable.class_type) {
        case MAT_C_DOUBLE:
            return numbersAs<double>(variable);
        case MAT_C_SINGLE:
            return numbersAs<float>(variable);
        case MAT_C_INT8:
            return numbersAs<std::int8_t>(variable);
        case MAT_C_UINT8:
            return numbersAs<std::uint8_t>(variable);
        case MAT_C_INT16:
            return numbersAs<std::int16_t>(variable);
        case MAT_C_UINT16:
            return numbersAs<std::uint16_t>(variable);
        case MAT_C_INT32:
            return numbersAs<std::int32_t>(variable);
        case MAT_C_UINT32:
            return numbersAs<std::uint32_t>(variable);
        default:
            return {};
    }
}

/// Characters have one byte or two.
std::string textIn(const matvar_t& variable) {
    if (variable.class_type != MAT_C_CHAR || !variable.data) return {};
    const auto taken = [](auto character) {
        return character < 128 ? static_cast<char>(character) : '?';
    };
    std::string text;
    if (variable.nbytes == 2 * elementsOf(variable)) {
        const auto* const first = static_cast<const std::uint16_t*>(variable.data);
        std::transform(first, first + variable.nbytes / 2, std::back_inserter(text), taken);
    } else {
        const auto* const first = static_cast<const std::uint8_t*>(variable.data);
        std::transform(first, first + variable.nbytes, std::back_inserter(text), taken);
    }
    return text;
}

/// What `read` makes of `field` of each element; it throws Error where it is given none.
template <typename Read>
auto fieldsOf(const std::filesystem::path& file, const std::string& name, const std::string& field,
              const Read& read) {
    const VariablePointer variable = readVariable(file, name);
    if (variable->class_type != MAT_C_STRUCT)
        refuseFile(file.string(), name + " is no array of structures");
    std::vector<decltype(read(*variable))> values;
    for (std::size_t i = 0; i < elementsOf(*variable); ++i) {
        // The library's pointer: it goes with the array.
        const matvar_t* const value = Mat_VarGetStructFieldByName(variable.get(), field.c_str(), i);
        if (!value) refuseFile(file.string(), name + " has no field " + field);
        values.push_back(read(*value));
    }
    return values;
}

}  // namespace

std::vector<double> matNumbers(const std::filesystem::path& file, const std::string& variable) {
    std::vector<double> numbers = numbersIn(*readVariable(file, variable));
    if (numbers.empty()) refuseFile(file.string(), variable + " holds no real numbers");
    return numbers;
}

std::vector<double> matFieldNumbers(const std::filesystem::path& file, const std::string& variable,
                                    const std::string& field) {
    return fieldsOf(file, variable, field, [&](const matvar_t& value) {
        const std::vector<double> numbers = numbersIn(value);
        if (numbers.size() != 1) refuseFile(file.string(), field + " is not one number each");
        return numbers.front();
    });
}

std::vector<std::string> matFieldTexts(const std::filesystem::path& file,
                                       const std::string& variable, const std::string& field) {
    return fieldsOf(file, variable, field, [&](const matvar_t& value) {
        std::string text = textIn(value);
        if (text.empty()) refuseFile(file.string(), field + " is not a text each");
        return text;
    });
}

}  // namespace sigscope::study
