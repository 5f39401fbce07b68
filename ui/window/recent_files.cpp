#include "ui/window/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace sigscope::ui {

namespace {

constexpr const char* recentFilesKey = "recentFiles";

}  // namespace

void RecentFiles::add(const QString& file) {
    const QString absolute = QFileInfo(file).absoluteFilePath();
    m_settings.sync();  // Another window may have added to them.
    QStringList known = m_settings.value(recentFilesKey).toStringList();
    if (!known.isEmpty() && known.front() == absolute) return;
    known.removeAll(absolute);
    known.prepend(absolute);
    m_settings.setValue(recentFilesKey, QStringList(known.mid(0, longest)));
    m_settings.sync();  // The window may be killed later.
}

QStringList RecentFiles::files() const {
    QStringList present;
    for (const QString& file : m_settings.value(recentFilesKey).toStringList())
        if (QFileInfo::exists(file)) present << file;
    return present;
}

}  // namespace sigscope::ui
