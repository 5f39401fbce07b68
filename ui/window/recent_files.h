#pragma once

#include <QStringList>

class QSettings;

namespace sigscope::ui {

/// The pictures opened last, newest first, remembered in the settings; those that are gone are left
/// out.
class RecentFiles {
public:
    static constexpr int longest = 8;

    /// `settings` outlives this.
    explicit RecentFiles(QSettings& settings) : m_settings(settings) {}

    void add(const QString& file);
    [[nodiscard]] QStringList files() const;

private:
    QSettings& m_settings;
};

}  // namespace sigscope::ui
