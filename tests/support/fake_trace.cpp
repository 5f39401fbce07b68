#include "tests/support/fake_trace.h"

#include <QImage>
#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "engine/api/attribution_map.h"

namespace sigscope::test {

namespace {

QImage pictureOf(const std::filesystem::path& file) {
    QImage image;
    if (!file.empty() && image.load(QString::fromStdString(file.string())))
        return image.convertToFormat(QImage::Format_RGB888);
    image = QImage(90, 60, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x / 6 % 2 ? 220 : 40, 2 * y, 120));
    return image;
}

Image toApi(const QImage& picture) {
    Image image{picture.width(), picture.height(), {}};
    for (int y = 0; y < picture.height(); ++y)
        image.pixels.insert(image.pixels.end(), picture.constScanLine(y),
                            picture.constScanLine(y) + 3 * picture.width());
    return image;
}

std::shared_ptr<const Scene> sceneOf(const QImage& picture, int side) {
    auto scene = std::make_shared<Scene>();
    scene->picture = toApi(picture);
    const int crop = std::min(picture.width(), picture.height()) * 7 / 8;
    const QRect region((picture.width() - crop) / 2, (picture.height() - crop) / 2, crop, crop);
    scene->seenRegion = {double(region.x()), double(region.y()), double(crop), double(crop)};
    scene->seen = toApi(picture.copy(region)
                            .scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                            .convertToFormat(QImage::Format_RGB888));
    scene->modelTitle = "EfficientNet-Lite0";
    scene->device = "CPU";
    scene->top = {{285, "Egyptian cat", 0.62, 8.1},
                  {281, "tabby", 0.21, 7.0},
                  {282, "tiger cat", 0.09, 6.2},
                  {287, "lynx", 0.012, 4.2},
                  {904, "window screen", 0.0004, 0.8}};
    scene->target = scene->top.front();
    return scene;
}

cv::Mat plane(const Array& array, int channel) {
    return {array.height, array.width, CV_32F,
            const_cast<float*>(array.values.data()) + channel * array.planeSize()};
}

/// Edges of the picture, strongest in its middle, with the sign of the local contrast.
Array attributionOf(const Array& input, double total) {
    Array map(input.channels, input.height, input.width);
    for (int channel = 0; channel < input.channels; ++channel) {
        cv::Mat smooth;
        cv::GaussianBlur(plane(input, channel), smooth, {}, input.width / 40.0 + 0.5);
        cv::Mat(plane(input, channel) - smooth).copyTo(plane(map, channel));
    }
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x) {
            const double radius =
                std::hypot(x / double(map.width) - 0.5, y / double(map.height) - 0.5);
            for (int channel = 0; channel < map.channels; ++channel)
                map.at(channel, y, x) = static_cast<float>((map.at(channel, y, x) + 0.01) *
                                                           std::exp(-8 * radius * radius));
        }
    const double scale = total / sum(map);
    for (float& value : map.values) value = static_cast<float>(value * scale);
    return map;
}

Array spectrumOf(const Array& point) {
    cv::Mat grey = (plane(point, 0) + plane(point, 1) + plane(point, 2)) / 3;
    cv::Mat parts[2];
    cv::Mat transform;
    cv::dft(grey, transform, cv::DFT_COMPLEX_OUTPUT);
    cv::split(transform, parts);
    cv::magnitude(parts[0], parts[1], grey);
    cv::log(grey + 1, grey);
    Array spectrum(1, point.height, point.width);
    for (int y = 0; y < point.height; ++y)
        for (int x = 0; x < point.width; ++x)
            spectrum.at(0, y, x) = grey.at<float>((y + (point.height + 1) / 2) % point.height,
                                                  (x + (point.width + 1) / 2) % point.width);
    return spectrum;
}

/// Strengths 1/i; each component is switched on within 0.4 of α.
std::shared_ptr<const PathComponents> madeUpComponents(int count) {
    auto components = std::make_shared<PathComponents>();
    ComponentGroup group{"red", 100, {}};
    for (int i = 1; i <= count; ++i) group.strengths.push_back(1.0 / i);
    components->groups = {group, group, group};
    components->groups[1].title = "green";
    components->groups[2].title = "blue";
    components->gate = [](double alpha, double strength) {
        return std::clamp((alpha - 0.6 * (1 - strength)) / 0.4, 0.0, 1.0);
    };
    return components;
}

}  // namespace

double FakeSubject::f(double alpha) const {
    const double s = 1 / (1 + std::exp(-14 * (alpha - 0.45)));
    const double low = 1 / (1 + std::exp(14 * 0.45));
    const double high = 1 / (1 + std::exp(-14 * 0.55));
    return fStart + (fEnd - fStart) * (s - low) / (high - low);
}

std::shared_ptr<const FakeSubject> fakeSubject(const std::filesystem::path& image, int side) {
    auto subject = std::make_shared<FakeSubject>();
    subject->scene = sceneOf(pictureOf(image), side);
    subject->input = Array(3, side, side);
    for (std::size_t i = 0; i < subject->input.planeSize(); ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            subject->input.values[channel * subject->input.planeSize() + i] =
                static_cast<float>(subject->scene->seen.pixels[3 * i + channel]) / 255.0F;
    subject->attribution = attributionOf(subject->input, subject->fEnd - subject->fStart);
    return subject;
}

FakeTrace::FakeTrace(std::shared_ptr<const FakeSubject> subject, int nodes, Kind kind)
    : m_subject(std::move(subject)) {
    if (kind == Kind::Spectral) m_components = madeUpComponents(m_subject->input.width);
    for (int k = 0; k < nodes; ++k) {
        const double alpha = static_cast<double>(k) / (nodes - 1);
        m_nodes.push_back({alpha, m_subject->f(alpha)});
        m_sums.push_back(sum(accumulatedAt(alpha)));
    }
    m_spectrumMaximum = std::ranges::max(spectrumOf(m_subject->input).values);
}

std::optional<ComponentShares> FakeTrace::componentShares(std::stop_token) const {
    if (!m_components) return {};
    ComponentShares shares;
    shares.residual = m_sums.back();
    for (const ComponentGroup& group : m_components->groups) {
        std::vector<double>& parts = shares.groups.emplace_back();
        for (double part = m_sums.back() / 6; parts.size() < group.strengths.size(); part /= 2)
            parts.push_back(part);
        for (const double part : parts) shares.residual -= part;
    }
    return shares;
}

std::optional<Frame> FakeTrace::bandFrame(double alpha, ComponentBand band, std::stop_token) const {
    if (!m_components) return {};
    double share = 0;
    for (int i = band.first; i <= band.last; ++i) share += std::exp2(-i);
    Frame frame = this->frame(alpha);
    for (Array* array : {&frame.point, &frame.step, &frame.accumulated})
        for (float& value : array->values) value *= static_cast<float>(share);
    frame.f = std::numeric_limits<double>::quiet_NaN();
    frame.stepSum = sum(frame.step);
    frame.accumulatedSum = sum(frame.accumulated);
    return frame;
}

Array FakeTrace::accumulatedAt(double alpha) const {
    Array map = m_subject->attribution;
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x) {
            const double radius =
                std::hypot(x / double(map.width) - 0.5, y / double(map.height) - 0.5);
            const double share = std::clamp((alpha - 0.5 * radius) / 0.6, 0.0, 1.0);
            const double gate = alpha >= 1 ? 1 : share * share * (3 - 2 * share);
            for (int channel = 0; channel < map.channels; ++channel)
                map.at(channel, y, x) = static_cast<float>(gate * map.at(channel, y, x));
        }
    return map;
}

Frame FakeTrace::frame(double alpha) const {
    Frame frame;
    frame.alpha = alpha;
    frame.point = m_subject->input;
    const double sigma = 0.01 + m_subject->input.width / 14.0 * (1 - alpha) * (1 - alpha);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat target = plane(frame.point, channel);
        if (sigma > 0.2) cv::GaussianBlur(target, target, {}, sigma);
        target *= std::sqrt(alpha);
    }
    frame.spectrum = spectrumOf(frame.point);
    for (int ring = 0; ring <= frame.point.width / 2; ++ring)
        frame.radialEnergy.push_back(static_cast<float>(alpha * alpha * 1e4 / (1 + ring * ring)));
    frame.accumulated = accumulatedAt(alpha);
    const auto intervals = static_cast<double>(m_nodes.size() - 1);
    const double left = std::min(std::floor(alpha * intervals), intervals - 1) / intervals;
    frame.stepFrom = left;
    frame.stepTo = left + 1 / intervals;
    frame.step = accumulatedAt(frame.stepTo);
    const Array before = accumulatedAt(left);
    for (std::size_t i = 0; i < before.values.size(); ++i)
        frame.step.values[i] =
            static_cast<float>(intervals) * (frame.step.values[i] - before.values[i]);
    frame.f = m_subject->f(alpha);
    frame.stepSum = sum(frame.step);
    frame.accumulatedSum = sum(frame.accumulated);
    return frame;
}

}  // namespace sigscope::test
