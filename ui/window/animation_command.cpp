#include "ui/window/animation_command.h"

#include <QAction>

#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/window/path_page.h"
#include "ui/window/saved_message.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

RemovalSubject removalOf(EvaluatePage& page) {
    RemovalSubject subject{{}, page.results().game()};
    for (const EvaluatedMap& map : page.runs().maps())
        if (!map.isControl() && map.evaluation && map.evaluation->removal)
            subject.maps.push_back({map.title, map.asked.map, map.evaluation});
    return subject;
}

}  // namespace

AnimationCommand::AnimationCommand(QAction& animate, const Session& session, const PathPage& path,
                                   const ComparePage& compare, EvaluatePage& evaluate,
                                   MessageBar& messages, const WindowOptions& options,
                                   QWidget& window)
    : QObject(&window),
      m_session(session),
      m_path(path),
      m_compare(compare),
      m_evaluate(evaluate),
      m_messages(messages),
      m_options(options),
      m_window(window) {
    connect(&animate, &QAction::triggered, this, &AnimationCommand::open);
}

AnimationSheet* AnimationCommand::makeSheet() {
    // Beside the picture, as figures are.
    const auto askBeside = [this](QWidget* parent, const std::filesystem::path& name,
                                  const std::vector<std::string>& kinds) {
        std::filesystem::path proposal = m_session.request().image;
        proposal.replace_filename(proposal.stem().string() + "_" + name.string());
        return m_options.askNewFile(parent, proposal, kinds);
    };
    auto* sheet = new AnimationSheet(askBeside, &m_window);
    connect(sheet, &AnimationSheet::failed, this, [this](const QString& error) {
        tellSaved(m_messages, m_options.showInFolder, {}, error);
    });
    connect(sheet, &AnimationSheet::saved, this, [this](const QString& file) {
        tellSaved(m_messages, m_options.showInFolder, file, {});
    });
    connect(sheet, &AnimationSheet::subjectAsked, this,
            [this, sheet] { sheet->setSubject(subject(), sheet->source()); });
    return sheet;
}

AnimationSubject AnimationCommand::subject() const {
    return {m_session.result(), m_path.display(),      m_compare.computed(),
            m_compare.view(),   m_compare.alignment(), removalOf(m_evaluate)};
}

void AnimationCommand::open() {
    if (m_sheet == nullptr) m_sheet = makeSheet();
    m_sheet->show();
    m_sheet->raise();
    AnimationSource seen = AnimationSource::Path;
    if (m_compare.isVisible()) seen = AnimationSource::Comparison;
    if (m_evaluate.isVisible()) seen = AnimationSource::Removal;
    m_sheet->setSubject(subject(), seen);
}

}  // namespace sigscope::ui
