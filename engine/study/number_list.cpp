#include "engine/study/number_list.h"

#include <charconv>

#include "engine/api/table.h"
#include "engine/error.h"

namespace sigscope::study {

std::string numberListText(const std::vector<double>& numbers) {
    std::string text;
    for (const double number : numbers) text += (text.empty() ? "" : " ") + exactText(number);
    return text;
}

std::vector<double> numberListOf(const std::string& text) {
    std::vector<double> numbers;
    const char* const end = text.data() + text.size();
    const char* at = text.data();
    while (at != end) {
        double number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || (next != end && *next != ' ')) throw Error("is damaged");
        numbers.push_back(number);
        at = next == end ? end : next + 1;
    }
    return numbers;
}

}  // namespace sigscope::study
