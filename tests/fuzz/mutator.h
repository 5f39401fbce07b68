#pragma once

#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace sigscope::fuzz {

using Bytes = std::vector<std::uint8_t>;

/// Makes inputs that are nearly right: seeds with a few changed, moved, missing or foreign bytes.
/// The same number gives the same input.
class Mutator {
public:
    /// `seeds` outlive the mutator and are at least one.
    Mutator(const std::vector<Bytes>& seeds, std::uint64_t number)
        : m_seeds(seeds), m_random(number) {}

    [[nodiscard]] Bytes make();

private:
    void mutate(Bytes& bytes);
    void changeByte(Bytes& bytes);
    void changeNumber(Bytes& bytes);
    void erase(Bytes& bytes);
    void repeat(Bytes& bytes);
    void splice(Bytes& bytes);
    void insertToken(Bytes& bytes);

    /// Uniform in [0, count), 0 if that is empty.
    [[nodiscard]] std::size_t below(std::size_t count);
    [[nodiscard]] const Bytes& anySeed() { return m_seeds[below(m_seeds.size())]; }

    const std::vector<Bytes>& m_seeds;
    std::mt19937_64 m_random;
};

/// Makes the checksums in a zip archive's directory those of its entries, so that what was changed
/// in them is read at all. Leaves alone what is no archive.
void mendChecksums(Bytes& zip);

}  // namespace sigscope::fuzz
