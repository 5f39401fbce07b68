#pragma once

#include <QWidget>
#include <functional>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/forecast.h"
#include "engine/api/run_observer.h"
#include "ui/controls/picture_view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace sigscope::ui {

class BaselineField;
class ChoiceBox;
class ClassList;
class ContrastField;
class OutputForm;
class ParameterForm;
class PreprocessingForm;
class ProgressButton;

/// The left side of the window: the picture, its classes, and everything that can be asked for. It
/// shows a request and says what the user changed; it changes nothing itself.
class RequestPanel : public QWidget {
    Q_OBJECT

public:
    /// `catalogue` outlives the panel.
    explicit RequestPanel(const Catalogue& catalogue, QWidget* parent = nullptr);

    enum class Fold {
        Open,
        Folded,  ///< To a strip of 48 px: Run, Cancel, and what opens it again.
    };
    void setFold(Fold fold);

    /// Emits nothing.
    void showRequest(const ExplainRequest& request);

    /// What `forecast` says of each method stands in their list whenever that opens.
    void setForecast(std::function<Forecast(const std::string& method)> forecast);

    /// A new run; a new picture or model empties picture and classes too.
    void showSubmitted(bool sameScene);
    /// A request that no run was submitted for: `text` takes the picture's place.
    void showReady(const QString& text);
    void showScene(std::shared_ptr<const Scene> scene);
    void showProgress(const Progress& progress);
    /// The run is held until it is asked for: it is predicted to take that many seconds.
    void showAsking(double seconds);
    void showResumed();
    void showEnd();

    [[nodiscard]] PictureView& picture() { return *m_picture; }
    [[nodiscard]] ClassList& classes() { return *m_classes; }
    [[nodiscard]] BaselineField& baseline() { return *m_baseline; }
    [[nodiscard]] PreprocessingForm& preprocessing() { return *m_preprocessing; }
    [[nodiscard]] OutputForm& output() { return *m_output; }

Q_SIGNALS:
    void classChosen(int index);
    void objectiveChosen(const std::string& name);
    void againstChosen(const std::string& against);
    void methodChosen(const std::string& name);
    void parameterChanged(const std::string& name, const sigscope::ParameterValue& value);
    void runAsked();
    void cancelAsked();
    /// The strip's button was clicked.
    void openAsked();

private:
    using Announce = void (RequestPanel::*)(const std::string&);

    void addPicture(QVBoxLayout& layout);
    void addChoices(QVBoxLayout& layout);
    void addRunBar(QVBoxLayout& layout);
    [[nodiscard]] QWidget* makeStrip();
    void setCancellable(bool cancellable);
    void hideQuestions();
    /// f as the method takes it; what it does not take cannot be chosen, and it is said why.
    void showObjective(const MethodSpec& method, const std::string& asked);
    void noteForecasts();
    ChoiceBox* addCombo(QVBoxLayout& layout, const QString& label, const QString& help,
                        const char* name, Announce announce);
    void chooseClass(int index);

    const Catalogue& m_catalogue;
    PictureView* m_picture = nullptr;
    PreprocessingForm* m_preprocessing = nullptr;  ///< Shown while a model waits for it.
    OutputForm* m_output = nullptr;                ///< Likewise.
    ClassList* m_classes = nullptr;
    QComboBox* m_objective = nullptr;
    ContrastField* m_against = nullptr;
    QWidget* m_againstRow = nullptr;
    BaselineField* m_baseline = nullptr;
    ChoiceBox* m_method = nullptr;
    ParameterForm* m_form = nullptr;
    QLabel* m_summary = nullptr;  ///< What the method does.
    ProgressButton* m_run = nullptr;
    QPushButton* m_cancel = nullptr;
    QWidget* m_whole = nullptr;  ///< All but the strip.
    QWidget* m_strip = nullptr;
    QToolButton* m_stripCancel = nullptr;
    std::function<Forecast(const std::string&)> m_forecast;
    std::string m_shownMethod;  ///< What the form shows.
    ParameterValues m_shownParameters;
};

}  // namespace sigscope::ui
