#include "ui/path/view_transform.h"

#include <algorithm>

namespace sigscope::ui {

namespace {

/// The middle of the view along one axis: the picture's edges stay outside, or it is centred.
double clampedCentre(double centre, double picture, double visible) {
    if (picture <= visible) return picture / 2;
    return std::clamp(centre, visible / 2, picture - visible / 2);
}

}  // namespace

void ViewTransform::setPicture(QSizeF size) {
    if (size == m_picture) return;
    m_picture = size;
    fit();
}

void ViewTransform::setView(QSizeF size) {
    if (size == m_view) return;
    m_view = size;
    if (m_fitted)
        fit();
    else
        clampCentre();
}

void ViewTransform::fit() {
    m_fitted = true;
    if (empty()) return;
    m_scale = fitScale();
    clampCentre();
}

void ViewTransform::showActualSize(double devicePixelRatio) {
    if (empty()) return;
    m_fitted = false;
    m_scale = 1 / devicePixelRatio;
    clampCentre();
}

void ViewTransform::zoomAt(QPointF viewPoint, double factor) {
    if (empty()) return;
    const QPointF held = toPicture(viewPoint);
    setScale(m_scale * factor);
    m_centre += held - toPicture(viewPoint);
    clampCentre();
}

void ViewTransform::panBy(QPointF viewDelta) {
    if (empty()) return;
    m_centre -= viewDelta / m_scale;
    clampCentre();
}

QPointF ViewTransform::toView(QPointF picturePoint) const {
    return (picturePoint - m_centre) * m_scale + QPointF(m_view.width(), m_view.height()) / 2;
}

QPointF ViewTransform::toPicture(QPointF viewPoint) const {
    return (viewPoint - QPointF(m_view.width(), m_view.height()) / 2) / m_scale + m_centre;
}

QRectF ViewTransform::pictureInView() const {
    return {toView({0, 0}), toView({m_picture.width(), m_picture.height()})};
}

double ViewTransform::fitScale() const {
    return std::min(m_view.width() / m_picture.width(), m_view.height() / m_picture.height());
}

void ViewTransform::setScale(double scale) {
    const double smallest = std::min(fitScale(), 1.0);
    m_scale = std::clamp(scale, smallest, maximumScale);
    m_fitted = m_scale == fitScale();
}

void ViewTransform::clampCentre() {
    m_centre = {clampedCentre(m_centre.x(), m_picture.width(), m_view.width() / m_scale),
                clampedCentre(m_centre.y(), m_picture.height(), m_view.height() / m_scale)};
}

}  // namespace sigscope::ui
