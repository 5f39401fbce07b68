#include "engine/api/table.h"

#include <charconv>
#include <limits>

#include "tests/support/torch_catch.h"

using namespace sigscope;

TEST_CASE("tables: what would mean something else in a format is spelt out", "[quick]") {
    const Table table{{"name", "n"}, {{"a_b|\"c\",&<", "1"}, {"", ""}}, 1};
    CHECK(tableText(table, TableFormat::Csv) == "name,n\n\"a_b|\"\"c\"\",&<\",1\n,\n");
    CHECK(tableText(table, TableFormat::Markdown) ==
          "| name | n |\n| --- | ---: |\n| a\\_b\\|\"c\",&\\< | 1 |\n|  |  |\n");
    CHECK(tableText(table, TableFormat::Latex) ==
          "\\begin{tabular}{lr}\n\\toprule\nname & n \\\\\n\\midrule\na\\_b|\"c\",\\&< & 1 \\\\\n"
          " &  \\\\\n\\bottomrule\n\\end{tabular}\n");
    CHECK(tableText({{"name", "n"}, {{"a\tb\nc", "1"}}, 1}, TableFormat::Tsv) ==
          "name\tn\na b c\t1\n");
    CHECK_THAT(tableText(table, TableFormat::Html),
               Catch::Contains("<th scope=\"col\">name</th><th scope=\"col\" class=\"number\">n"));
    CHECK_THAT(tableText(table, TableFormat::Html),
               Catch::Contains("<th scope=\"row\">a_b|&quot;c&quot;,&amp;&lt;</th>"
                               "<td class=\"number\">1</td>"));
}

TEST_CASE("tables: names are text in HTML and in Markdown, whatever they are", "[quick]") {
    CHECK(htmlText("<a href='x'>\"&\"</a>") ==
          "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
    CHECK(markdownText("<b>_a_*|`\n\\") == "\\<b>\\_a\\_\\*\\|\\` \\\\");
}

TEST_CASE("tables: numbers are read back to the bit, whatever they are", "[quick]") {
    for (const double value : {0.1, -1.0 / 3, 1e300, std::numeric_limits<double>::denorm_min()}) {
        const std::string text = exactText(value);
        double read = 0;
        std::from_chars(text.data(), text.data() + text.size(), read);
        CHECK(read == value);
    }
    CHECK(roundedText(0.123456) == "0.1235");
    CHECK(tableFormat(".tex") == TableFormat::Latex);
    CHECK_FALSE(tableFormat(".txt"));
}
