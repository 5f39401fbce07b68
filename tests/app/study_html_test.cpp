#include "app/study_html.h"

#include <catch2/catch.hpp>

#include "app/shell_words.h"
#include "ui/style/page_style.h"

using namespace sigscope;
using namespace sigscope::app;
using Catch::Contains;

namespace {

StudyReport smallReport() {
    StudyReport report;
    report.study.origin = {"sigscope 0.1", {{"<net>", "abc"}}, "sigscope study run 'a & b'", {}};
    report.study.origin.settings = {{"mask-iou", "--support share"}};
    report.study.rows = {
        {"<b>&\".png", "<net>", "sig", "diffid", 0.5},
        {"gone.png", "<net>", "sig", "diffid", std::nullopt, "<script>no</script>"}};
    report.summary = summarise(report.study.rows, {}, "");
    report.metric = "diffid";
    return report;
}

}  // namespace

TEST_CASE("study html: what comes from files and labels is text, whatever it is called",
          "[quick]") {
    const StudyReport report = smallReport();
    const StudyCase one{report.study.rows[0], {"PNG", {}}, {{}, "<i>map: is no longer there"}};
    const std::string page = studyHtml(report,
                                       {{"1-seconds", "It's <net>", "Medians <over> pictures",
                                         "<?xml?>\n<svg a=\"1\"></svg>", ""}},
                                       {{"<net>", "sig", {one}, {}}}, "body{}");
    for (const char* raw : {"<script", "<net>", "<b>", "<i>", "<over>", "<?xml"}) {
        INFO(raw);
        CHECK_THAT(page, !Contains(raw));
    }
    CHECK_THAT(page, Contains("&lt;script&gt;no&lt;/script&gt;"));
    CHECK_THAT(page, Contains("alt=\"&lt;b&gt;&amp;&quot;.png\""));
    CHECK_THAT(page, Contains("&lt;i&gt;map: is no longer there"));
    CHECK_THAT(page,
               Contains("<svg role=\"img\" aria-label=\"It&#39;s &lt;net&gt;\" a=\"1\"></svg>"));
    CHECK_THAT(page, Contains("src=\"data:image/png;base64,UE5H\""));
    CHECK_THAT(page, Contains("sigscope study run &#39;a &amp; b&#39;"));
    CHECK_THAT(page, Contains("By sigscope 0.1."));
    CHECK_THAT(page, Contains("--support share"));
}

TEST_CASE("study html: its tables scroll within themselves, and an older study says what it lacks",
          "[quick]") {
    const std::string page = studyHtml(smallReport(), {}, {}, ui::pageStyle());
    CHECK_THAT(page, Contains("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                              "aria-label=\"&lt;net&gt;\"><table>"));
    CHECK_THAT(page, Contains("<th scope=\"col\">method</th>"));
    CHECK_THAT(page, Contains("<th scope=\"row\">sig</th>"));
    CHECK_THAT(page, Contains("Seconds and curves are not kept in this study."));
    CHECK_THAT(page, Contains("What has no number"));
    CHECK_THAT(page, !Contains("Worst pictures"));
}

TEST_CASE("study html: its style is light and dark, and loads nothing", "[quick]") {
    const std::string style = ui::pageStyle();
    CHECK_THAT(style, Contains("@media (prefers-color-scheme: dark)"));
    CHECK_THAT(style, Contains(".plots svg [fill=\"#1c1c1c\"] { fill: #ececec; }"));
    CHECK_THAT(style, !Contains("url("));
    CHECK_THAT(style, !Contains("@import"));
}

TEST_CASE("study html: a command is quoted where a shell needs it", "[quick]") {
    CHECK(shellCommand({"sigscope", "study", "a b", "it's", "", "--x=1,2"}) ==
          "sigscope study 'a b' 'it'\\''s' '' --x=1,2");
}
