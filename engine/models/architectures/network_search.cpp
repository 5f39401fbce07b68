#include "engine/models/architectures/network_search.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "engine/file_error.h"
#include "engine/models/architectures/architecture_registry.h"
#include "engine/models/weights/harmless_tensors.h"
#include "engine/models/weights/reparametrised.h"
#include "engine/printable.h"

namespace sigscope::models {

namespace {

[[noreturn]] void fail(const StateDict& file, const std::string& reason) {
    refuseFile(file.source(), reason);
}

/// The file's tensors in each of its modules, by the module's prefix: "", "model.",
/// "model.layer1.".
using Modules = std::map<std::string, std::vector<std::size_t>>;

Modules modulesOf(const StateDict& file) {
    constexpr int deepest = 6;  // Deeper than any wrapper, and names may consist of dots.
    Modules modules;
    for (std::size_t i = 0; i < file.entries().size(); ++i) {
        const std::string& name = file.entries()[i].name;
        modules[""].push_back(i);
        std::size_t dot = name.find('.');
        for (int depth = 0; depth < deepest && dot != std::string::npos; ++depth) {
            modules[name.substr(0, dot + 1)].push_back(i);
            dot = name.find('.', dot + 1);
        }
    }
    return modules;
}

/// The layer that gives the logits: it may be the only one with weights of several in its place, as
/// in Sequential(Dropout, Linear). Empty if there is none.
std::string headOf(const StateDict& part, const HeadNames& head) {
    if (head.linear.empty() || part.contains(head.linear + ".weight")) return head.linear;
    const std::string inside = head.module + ".";
    const std::string suffix = ".weight";
    std::string layer;
    for (const auto& [name, tensor] : part.entries())
        if (name.starts_with(inside) && name.ends_with(suffix) && layer.empty())
            layer = name.substr(0, name.size() - suffix.size());
    const bool alone = std::ranges::all_of(part.entries(), [&](const StateDict::Entry& entry) {
        return !entry.name.starts_with(inside) || entry.name == layer + suffix ||
               entry.name == layer + ".bias";
    });
    return alone ? layer : std::string();
}

/// The first tensor of the signature that the part lacks; empty if it has all.
template <typename Product>
std::string lacking(const StateDict& part, const Architecture<Product>& architecture) {
    for (const std::string& name : architecture.signature)
        if (!part.contains(name)) return name;
    const HeadNames& head = architecture.head;
    return !head.linear.empty() && headOf(part, head).empty() ? head.linear + ".weight" : "";
}

/// A module in which a network lies.
template <typename Product>
struct Place {
    std::string prefix;
    const Architecture<Product>* architecture;
    StateDict part;
};

/// All of them, the outermost first.
template <typename Product>
std::vector<Place<Product>> placesOf(const StateDict& file,
                                     const std::vector<Architecture<Product>>& architectures) {
    std::vector<Place<Product>> places;
    for (const auto& [prefix, indices] : modulesOf(file)) {
        StateDict part = file.within(prefix, indices);
        for (const Architecture<Product>& architecture : architectures)
            if (lacking(part, architecture).empty() &&
                (!architecture.fits || architecture.fits(part))) {
                places.push_back({prefix, &architecture, std::move(part)});
                break;
            }
    }
    std::ranges::stable_sort(places, {}, [](const Place<Product>& place) {
        return std::ranges::count(place.prefix, '.');
    });
    return places;
}

/// Leaves out those that `isLesser` says, unless that is all.
template <typename Product, typename Test>
void prefer(std::vector<Place<Product>>& places, const Test& isLesser) {
    if (!std::ranges::all_of(places, isLesser)) std::erase_if(places, isLesser);
}

/// Whether all tensors of `part` are in `whole` too.
bool isWithinNetworkSearch(const StateDict& part, const StateDict& whole) {
    return std::ranges::all_of(part.entries(), [&whole](const StateDict::Entry& entry) {
        const at::Tensor* other = whole.find(entry.name);
        return other && other->scalar_type() == entry.tensor.scalar_type() &&
               at::equal(*other, entry.tensor);
    });
}

/// Whether both hold one network; one of them may have more beside it.
bool isCopy(const StateDict& a, const StateDict& b) {
    return isWithinNetworkSearch(a, b) || isWithinNetworkSearch(b, a);
}

/// The name without the modules in which both `name` and `prefix` are.
std::string relativeTo(const std::string& prefix, const std::string& name) {
    std::size_t shared = 0;
    for (std::size_t i = 0; i < std::min(prefix.size(), name.size()) && prefix[i] == name[i]; ++i)
        if (name[i] == '.') shared = i + 1;
    return name.substr(shared);
}

/// The one that is meant of those that were found, with what lies beside it.
template <typename Product>
Located<Product> chosen(const StateDict& file, std::vector<Place<Product>> places) {
    using Entry = Place<Product>;
    prefer(places,
           [](const Entry& place) { return place.architecture->visibility == Visibility::Hidden; });
    const auto isAverage = [](const Entry& place) { return isAveraged(place.prefix); };
    const auto average = std::ranges::find_if(places, isAverage);
    const std::string averaged = average == places.end() ? "" : average->prefix;
    prefer(places, isAverage);
    Place<Product>& best = places.front();
    for (const Entry& other : places)
        if (&other != &best && !isCopy(other.part, best.part))
            fail(file, "holds several networks (in " + best.prefix + "* and " + other.prefix +
                           "*): save the one that is meant alone");
    Located<Product> located{best.architecture, best.part};
    for (const auto& [name, tensor] : best.part.entries()) located.names.push_back(name);
    located.notes = file.notes();
    if (!averaged.empty() && !isAverage(best))
        located.notes.push_back("holds a running average of the weights too, in " +
                                printableAscii(averaged) +
                                "*, which is not taken; save it alone to explain it");
    for (const auto& [name, tensor] : file.entries()) {
        const bool known = std::ranges::any_of(
            places, [&](const Entry& place) { return name.starts_with(place.prefix); });
        if (!known)
            located.beside.push_back(
                {file.nameInFile(name), relativeTo(best.prefix, name), tensor});
    }
    const HeadNames& names = best.architecture->head;
    const std::string head = headOf(best.part, names);
    located.state.renameAll([&](const std::string& name) {
        return name.starts_with(head + ".") ? names.linear + name.substr(head.size()) : name;
    });
    if (best.architecture->familyName) located.state.renameAll(best.architecture->familyName);
    if (best.architecture->familyNames)
        located.state.renameAll(best.architecture->familyNames(best.part));
    return located;
}

template <typename Product>
std::string listedNames(const std::vector<Architecture<Product>>& architectures) {
    std::string names;
    for (const Architecture<Product>& architecture : architectures)
        if (architecture.visibility == Visibility::Listed)
            names += (names.empty() ? "" : ", ") + architecture.name;
    return names;
}

/// What keeps the file from being the network that it is most like; empty if it is like none.
std::string nearMiss(const StateDict& file) {
    std::string reason;
    std::ptrdiff_t most = 1;  // One name in common means nothing.
    for (const auto& [prefix, indices] : modulesOf(file)) {
        const StateDict part = file.within(prefix, indices);
        for (const Architecture<Network>& architecture : networkArchitectures()) {
            const std::string missing = lacking(part, architecture);
            const auto present = std::ranges::count_if(
                architecture.signature,
                [&part](const std::string& name) { return part.contains(name); });
            if (missing.empty() || present <= most || architecture.visibility == Visibility::Hidden)
                continue;
            most = present;
            reason = "is like " + architecture.name + ", but lacks " + part.nameInFile(missing);
            const std::string inside = architecture.head.module + ".";
            for (const auto& [name, tensor] : part.entries())
                if (missing == architecture.head.linear + ".weight" && name.starts_with(inside)) {
                    reason += ": in its place it has " + part.nameInFile(name) +
                              ", ...; only a single layer is known there";
                    break;
                }
        }
    }
    return reason;
}

/// "num_batches_tracked" and its like are in every file: nobody needs to hear of them.
constexpr const char* notWorthTelling = "a counter";

/// Of each kind the first tensor and how many there are.
class LeftOut {
public:
    void add(const std::string& kind, const std::string& name) {
        auto& [first, count] = m_kinds[kind];
        if (count++ == 0) first = name;
    }
    [[nodiscard]] std::vector<std::string> sentences() const {
        std::vector<std::string> all;
        for (const auto& [kind, entry] : m_kinds) {
            if (kind == notWorthTelling) continue;
            const auto& [first, count] = entry;
            const std::string more =
                count > 1 ? " and " + std::to_string(count - 1) + " more tensors" : "";
            all.push_back("leaves out " + first + more + ": " + kind);
        }
        return all;
    }

private:
    std::map<std::string, std::pair<std::string, int>> m_kinds;
};

/// Tells running averages of a network's tensors from modules that are called so and compute: some
/// kinds of attention are.
class AveragedTensors {
public:
    template <typename Product>
    explicit AveragedTensors(const Located<Product>& located) {
        for (std::size_t i = 0; i < located.names.size(); ++i)
            m_shapes[withoutDots(located.names[i])] =
                located.state.entries()[i].tensor.sizes().vec();
    }

    /// Whether `name` is that of an average, of which the network has the tensor.
    [[nodiscard]] bool has(const std::string& name, const at::Tensor& tensor) const {
        if (tensor.numel() <= 1) return true;  // How fast it forgets, and how many there were.
        const std::size_t dot = name.find('.');
        if (dot == std::string::npos) return false;
        // Some have no dots in their names, or modules of their own before them.
        const std::string inside = withoutDots(name.substr(dot + 1));
        for (std::size_t begin = 0; begin < inside.size(); ++begin) {
            const auto found = m_shapes.find(inside.substr(begin));
            if (found != m_shapes.end() && tensor.sizes() == at::IntArrayRef(found->second))
                return true;
        }
        return false;
    }

private:
    static std::string withoutDots(std::string name) {
        std::erase(name, '.');
        return name;
    }

    std::unordered_map<std::string, std::vector<std::int64_t>> m_shapes;
};

template <typename Product>
Whole<Product> whole(const Located<Product>& located, const Placement& placement,
                     const std::string& kindBeside) {
    const WeightSource weights(located.state, placement);
    Whole<Product> built{located.architecture->build(weights)};
    LeftOut leftOut;
    std::vector<std::string> foreign;
    const AveragedTensors averages(located);
    const auto kindOf = [&averages](const std::string& name, const at::Tensor& tensor) {
        const bool computes =
            isAveraged(name.substr(0, name.find('.'))) && !averages.has(name, tensor);
        return computes ? std::nullopt : harmlessKind(name, tensor);
    };
    const auto judge = [&](const std::string& name, const std::optional<std::string>& kind) {
        if (kind)
            leftOut.add(*kind, name);
        else
            foreign.push_back(name);
    };
    for (const auto& [name, tensor] : located.state.entries())
        if (!weights.took(name)) judge(located.state.nameInFile(name), kindOf(name, tensor));
    for (const auto& [name, relative, tensor] : located.beside) {
        const auto kind = kindOf(relative, tensor);
        judge(name, kind || kindBeside.empty() ? kind : kindBeside);
    }
    if (!foreign.empty())
        weights.refuse("holds " + foreign.front() +
                       (foreign.size() > 1
                            ? " and " + std::to_string(foreign.size() - 1) + " more tensors"
                            : "") +
                       ", which " + located.architecture->variant(located.state).title +
                       " does not have: it is another network, which is not known here. Give it as "
                       "TorchScript, or without them if it does not compute with them");
    built.leftOut = leftOut.sentences();
    return built;
}

}  // namespace

Located<Network> locateNetwork(const StateDict& file) {
    auto places = placesOf(file, networkArchitectures());
    if (!places.empty()) {
        Located<Network> located = chosen(file, std::move(places));
        // Before what is not there is taken for another network.
        if (const std::string made = reparametrisation(located.state); !made.empty())
            fail(file, made);
        return located;
    }
    if (!placesOf(file, autoencoderArchitectures()).empty())
        fail(file, "holds an autoencoder, a classifier is wanted");
    if (const std::string made = reparametrisation(file); !made.empty()) fail(file, made);
    const std::string near = nearMiss(file);
    if (!near.empty()) fail(file, near);
    fail(file, "its tensors (" + file.nameInFile(file.entries().front().name) +
                   ", ...) belong to no known architecture; known: " +
                   listedNames(networkArchitectures()));
}

Located<Autoencoder> locateAutoencoder(const StateDict& file) {
    auto places = placesOf(file, autoencoderArchitectures());
    if (!places.empty()) return chosen(file, std::move(places));
    fail(file, "holds no known autoencoder; known: " + listedNames(autoencoderArchitectures()));
}

Located<Denoiser> locateDenoiser(const StateDict& file) {
    auto places = placesOf(file, denoiserArchitectures());
    if (!places.empty()) return chosen(file, std::move(places));
    fail(file, "holds no known diffusion model; known: " + listedNames(denoiserArchitectures()));
}

Whole<Network> buildWhole(const Located<Network>& located, const Placement& placement) {
    return whole(located, placement, {});
}

Whole<Autoencoder> buildWhole(const Located<Autoencoder>& located, const Placement& placement) {
    return whole(located, placement, "another part of the model");
}

Whole<Denoiser> buildWhole(const Located<Denoiser>& located, const Placement& placement) {
    return whole(located, placement, "another part of the model");
}

}  // namespace sigscope::models
