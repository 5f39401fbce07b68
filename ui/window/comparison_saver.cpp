#include "ui/window/comparison_saver.h"

#include <algorithm>

#include "engine/api/comparison.h"
#include "engine/api/request_files.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/render/comparison_file.h"
#include "ui/window/saved_message.h"

namespace sigscope::ui {

ComparisonSaver::ComparisonSaver(ComparePage& page, const Catalogue& catalogue,
                                 MessageBar& messages, const WindowOptions& options)
    : QObject(&messages),
      m_page(page),
      m_catalogue(catalogue),
      m_messages(messages),
      m_options(options) {
    connect(&page, &ComparePage::saveAsked, this, &ComparisonSaver::save);
}

void ComparisonSaver::save() {
    const std::vector<ComparisonColumn> columns = m_page.results();
    if (std::ranges::none_of(columns,
                             [](const ComparisonColumn& column) { return !!column.explanation; }))
        return;
    std::filesystem::path proposal = columns.front().request.image;
    proposal.replace_filename(proposal.stem().string() + "_compared.png");
    const std::filesystem::path file = m_options.askSaveFile(&m_messages, proposal).file;
    if (file.empty()) return;
    const QString name = QString::fromStdString(file.string());
    for (const ComparisonColumn& column : columns)
        if (const auto checked = checkNoPartOfRequest(file, column.request, m_catalogue); !checked)
            return showSaved({}, QString::fromStdString(checked.error()));
    m_worker.start([this, file, name, view = m_page.view(), columns](const std::stop_token&) {
        const auto attempted =
            attempt([&] { return writeComparison(file, comparisonOf(columns), view); });
        QString error;
        if (!attempted)
            error = tr("%1: cannot be written: %2")
                        .arg(name, QString::fromStdString(attempted.error()));
        else if (!attempted.value())
            error = QString::fromStdString(attempted.value().error());
        return [this, name, error] { showSaved(name, error); };
    });
}

void ComparisonSaver::showSaved(const QString& file, const QString& error) {
    tellSaved(m_messages, m_options.showInFolder, file, error);
}

}  // namespace sigscope::ui
