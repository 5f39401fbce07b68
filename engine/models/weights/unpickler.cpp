#include "engine/models/weights/unpickler.h"

#include <bit>

#include "engine/models/weights/pickle_allow_list.h"
#include "engine/models/weights/pickle_opcodes.h"
#include "engine/models/weights/pickle_stack.h"

namespace sigscope::models {

namespace {

/// More than any state dict needs: a tensor takes about 30.
constexpr std::size_t maximumOperations = 20'000'000;

}  // namespace

/// Pickle's stack machine, for one pickle. The operations are handled in groups; each handler says
/// whether the operation was one of its own.
class PickleMachine {
public:
    PickleMachine(PickleHeap& heap, ByteReader& file) : m_heap(heap), m_file(file), m_stack(file) {}

    PickleValue run() {
        for (std::size_t count = 0; count < maximumOperations; ++count) {
            const auto opcode = m_file.number<std::uint8_t>();
            if (opcode == Stop) return m_stack.pop();
            if (!framing(opcode) && !number(opcode) && !text(opcode) && !sequence(opcode) &&
                !set(opcode) && !dict(opcode) && !memo(opcode) && !object(opcode))
                m_file.fail(
                    "is no weights file, or uses something that state dicts do not "
                    "(pickle operation " +
                    std::to_string(opcode) + ")");
        }
        m_file.fail("is no state dict: its pickle does not end");
    }

private:
    bool framing(std::uint8_t opcode) {
        if (opcode == Protocol) {
            const auto version = m_file.number<std::uint8_t>();
            if (version < 2 || version > 5)
                m_file.fail("is written in pickle protocol " + std::to_string(version) +
                            ", which is not read");
            return true;
        }
        // A frame only says how much to read ahead.
        if (opcode == Frame) (void)m_file.take(sizeof(std::uint64_t));
        return opcode == Frame;
    }

    bool number(std::uint8_t opcode) {
        switch (opcode) {
            case None:
                m_stack.push(std::monostate{});
                return true;
            case NewTrue:
            case NewFalse:
                m_stack.push(opcode == NewTrue);
                return true;
            case BinInt:
                m_stack.push(std::int64_t{m_file.number<std::int32_t>()});
                return true;
            case BinInt1:
                m_stack.push(std::int64_t{m_file.number<std::uint8_t>()});
                return true;
            case BinInt2:
                m_stack.push(std::int64_t{m_file.number<std::uint16_t>()});
                return true;
            case Long1:
                pushLong(m_file.take(m_file.number<std::uint8_t>()));
                return true;
            case BinFloat:  // The one big-endian number.
                m_stack.push(
                    std::bit_cast<double>(__builtin_bswap64(m_file.number<std::uint64_t>())));
                return true;
            default:
                return false;
        }
    }

    void pushLong(ByteView bytes) {
        if (bytes.size() > sizeof(std::int64_t)) {
            m_heap.longs.push_back({{bytes.begin(), bytes.end()}});
            m_stack.push(&m_heap.longs.back());
            return;
        }
        const bool negative = !bytes.empty() && (bytes.back() & 0x80) != 0;
        std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
        for (std::size_t i = bytes.size(); i-- > 0;) value = (value << 8) | bytes[i];
        m_stack.push(static_cast<std::int64_t>(value));
    }

    bool text(std::uint8_t opcode) {
        switch (opcode) {
            case BinUnicode8:
            case BinBytes8:
            case ByteArray8:
                pushText(m_file.take(m_file.number<std::uint64_t>()));
                return true;
            case BinUnicode:
            case BinString:
            case BinBytes:
                pushText(m_file.take(m_file.number<std::uint32_t>()));
                return true;
            case ShortBinUnicode:
            case ShortBinString:
            case ShortBinBytes:
                pushText(m_file.take(m_file.number<std::uint8_t>()));
                return true;
            default:
                return false;
        }
    }

    void pushText(ByteView bytes) {
        m_stack.push(&m_heap.strings.emplace_back(bytes.begin(), bytes.end()));
    }

    bool sequence(std::uint8_t opcode) {
        switch (opcode) {
            case EmptyTuple:
                pushSequence({}, PickleSequence::Kind::Tuple);
                return true;
            case Tuple1:
            case Tuple2:
            case Tuple3:
                pushSequence(m_stack.popLast(opcode - Tuple1 + 1U), PickleSequence::Kind::Tuple);
                return true;
            case Tuple:
                pushSequence(m_stack.popToMark(), PickleSequence::Kind::Tuple);
                return true;
            case EmptyList:
                pushSequence({}, PickleSequence::Kind::List);
                return true;
            case List:
                pushSequence(m_stack.popToMark(), PickleSequence::Kind::List);
                return true;
            case Append:
                m_stack.append(m_stack.popLast(1));
                return true;
            case Appends:
                m_stack.append(m_stack.popToMark());
                return true;
            default:
                return false;
        }
    }

    void pushSequence(std::vector<PickleValue> items, PickleSequence::Kind kind) {
        m_heap.sequences.push_back({std::move(items), kind});
        m_stack.push(&m_heap.sequences.back());
    }

    /// What a set holds is of no use.
    bool set(std::uint8_t opcode) {
        switch (opcode) {
            case EmptySet:
                m_stack.push(PickleOpaque{});
                return true;
            case AddItems:
                (void)m_stack.popToMark();
                m_stack.requireOpaque();
                return true;
            case FrozenSet:
                (void)m_stack.popToMark();
                m_stack.push(PickleOpaque{});
                return true;
            default:
                return false;
        }
    }

    bool dict(std::uint8_t opcode) {
        switch (opcode) {
            case EmptyDict:
                m_stack.push(&m_heap.dicts.emplace_back());
                return true;
            case Dict: {
                const std::vector<PickleValue> items = m_stack.popToMark();
                m_stack.push(&m_heap.dicts.emplace_back());
                m_stack.setItems(items);
                return true;
            }
            case SetItem:
                m_stack.setItems(m_stack.popLast(2));
                return true;
            case SetItems:
                m_stack.setItems(m_stack.popToMark());
                return true;
            case Build:  // An object's attributes (a state dict's _metadata), dropped.
                (void)m_stack.pop();
                m_stack.requireObject();
                return true;
            default:
                return false;
        }
    }

    bool memo(std::uint8_t opcode) {
        switch (opcode) {
            case Mark:
                m_stack.mark();
                return true;
            case Pop:
                (void)m_stack.pop();
                return true;
            case PopMark:
                (void)m_stack.popToMark();
                return true;
            case Duplicate:
                m_stack.push(m_stack.top());
                return true;
            case BinPut:
                m_stack.remember(m_file.number<std::uint8_t>());
                return true;
            case LongBinPut:
                m_stack.remember(m_file.number<std::uint32_t>());
                return true;
            case Memoize:
                m_stack.rememberNext();
                return true;
            case BinGet:
                m_stack.recall(m_file.number<std::uint8_t>());
                return true;
            case LongBinGet:
                m_stack.recall(m_file.number<std::uint32_t>());
                return true;
            default:
                return false;
        }
    }

    bool object(std::uint8_t opcode) {
        switch (opcode) {
            case Global: {
                const std::string module = m_file.line();
                m_stack.push(allowedGlobal(module, m_file.line(), m_file));
                return true;
            }
            case StackGlobal:
                pushStackGlobal();
                return true;
            case NewObjectWithKeywords:
                (void)m_stack.topDict();
                (void)m_stack.pop();
                [[fallthrough]];
            case NewObject:  // A class's instance: of the allow-list's, as good as a call.
            case Reduce:
                reduce();
                return true;
            case BinPersistentId:
                m_stack.push(&m_heap.storages.emplace_back(storageOf(m_stack.pop(), m_file)));
                return true;
            default:
                return false;
        }
    }

    void pushStackGlobal() {
        const PickleValue nameValue = m_stack.pop();
        const PickleValue moduleValue = m_stack.pop();
        auto* const* name = std::get_if<const std::string*>(&nameValue);
        auto* const* module = std::get_if<const std::string*>(&moduleValue);
        if (!name || !module) m_file.fail("is damaged: names something without a name");
        m_stack.push(allowedGlobal(**module, **name, m_file));
    }

    void reduce() {
        const PickleValue argumentsValue = m_stack.pop();
        const PickleValue functionValue = m_stack.pop();
        auto* const* arguments = std::get_if<PickleSequence*>(&argumentsValue);
        const auto* function = std::get_if<PickleFunction>(&functionValue);
        if (!arguments || !function) m_file.fail("calls something that is not on the allow-list");
        m_stack.push(callAllowed(*function, **arguments, m_heap, m_file));
    }

    PickleHeap& m_heap;
    ByteReader& m_file;
    PickleStack m_stack;
};

PickleValue Unpickler::read(ByteReader& file) {
    return PickleMachine(m_heap, file).run();
}

}  // namespace sigscope::models
