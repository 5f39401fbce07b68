#include "tests/support/accessible_tree.h"

#include <QMetaEnum>
#include <QWidget>

namespace sigscope::test {

namespace {

bool isActedOn(QAccessible::Role role) {
    switch (role) {
        case QAccessible::Button:
        case QAccessible::ButtonMenu:
        case QAccessible::ButtonDropDown:
        case QAccessible::CheckBox:
        case QAccessible::RadioButton:
        case QAccessible::ComboBox:
        case QAccessible::Slider:
        case QAccessible::SpinBox:
        case QAccessible::EditableText:
        case QAccessible::List:
        case QAccessible::ListItem:
        case QAccessible::Table:
        case QAccessible::PageTab:
        case QAccessible::MenuItem:
        case QAccessible::Chart:
        case QAccessible::ProgressBar:
            return true;
        default:
            return false;
    }
}

/// A label first, as screen readers do. Of a combo box Qt tells what is chosen as its name where
/// readers ask its label (on Unix), so that is no name of it.
QString accessibleNameOf(QAccessibleInterface& face, const QWidget* widget) {
    for (const auto& [label, relation] : face.relations(QAccessible::Label))
        if (const QString text = label->text(QAccessible::Name); !text.isEmpty()) return text;
    if (widget != nullptr && !widget->accessibleName().isEmpty()) return widget->accessibleName();
    return face.role() == QAccessible::ComboBox ? QString() : face.text(QAccessible::Name);
}

QString accessibleValueOf(QAccessibleInterface& face) {
    if (const QString text = face.text(QAccessible::Value); !text.isEmpty()) return text;
    if (QAccessibleValueInterface* value = face.valueInterface())
        return value->currentValue().toString();
    const QAccessible::State state = face.state();
    if (!state.checkable) return {};
    return state.checked ? QStringLiteral("on") : QStringLiteral("off");
}

QString widgetText(const QWidget& widget) {
    const QString type =
        QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
    return widget.objectName().isEmpty() ? type : type + QLatin1Char(' ') + widget.objectName();
}

/// What stands in for another one speaks for it, and a label without text has nothing to say.
bool isControl(const AccessibleObject& object, const QWidget* widget) {
    if (widget == nullptr) return isActedOn(object.role);
    if (widget->focusProxy() != nullptr) return false;
    const bool isSilent = object.role == QAccessible::StaticText && object.name.isEmpty();
    return isActedOn(object.role) || (widget->focusPolicy() != Qt::NoFocus && !isSilent);
}

void collectAccessible(QAccessibleInterface& face, int depth, std::vector<AccessibleObject>& tree) {
    const auto* widget = qobject_cast<const QWidget*>(face.object());
    if (widget != nullptr ? !widget->isVisible() : face.state().invisible) return;
    AccessibleObject object{.role = face.role(),
                            .depth = depth,
                            .name = accessibleNameOf(face, widget),
                            .value = accessibleValueOf(face),
                            .description = face.text(QAccessible::Description),
                            .widget = widget != nullptr ? widgetText(*widget) : QString()};
    object.isControl = isControl(object, widget);
    tree.push_back(std::move(object));
    for (int i = 0; i < face.childCount(); ++i)
        if (QAccessibleInterface* child = face.child(i)) collectAccessible(*child, depth + 1, tree);
}

}  // namespace

bool AccessibleObject::needsValue() const {
    return role == QAccessible::Slider || role == QAccessible::SpinBox ||
           role == QAccessible::ComboBox || role == QAccessible::Chart;
}

std::vector<AccessibleObject> accessibleTree(QWidget& root) {
    std::vector<AccessibleObject> tree;
    if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&root))
        collectAccessible(*face, 0, tree);
    return tree;
}

QString accessibleText(const std::vector<AccessibleObject>& tree) {
    QString text;
    for (const AccessibleObject& object : tree) {
        const char* role = QMetaEnum::fromType<QAccessible::Role>().valueToKey(object.role);
        text += QString(2 * object.depth, QLatin1Char(' ')) + QLatin1String(role);
        if (!object.name.isEmpty()) text += QStringLiteral(" “%1”").arg(object.name);
        if (!object.value.isEmpty()) text += QStringLiteral(" = ") + object.value;
        if (!object.description.isEmpty())
            text += QStringLiteral(" (%1)").arg(object.description.simplified());
        if (!object.widget.isEmpty()) text += QStringLiteral(" [%1]").arg(object.widget);
        text += QLatin1Char('\n');
    }
    return text;
}

}  // namespace sigscope::test
