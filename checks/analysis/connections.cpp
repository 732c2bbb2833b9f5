// Connections: the part of Contexts that says where slots run, and which methods a text names.

#include "analysis/contexts.h"

#include <algorithm>
#include <cctype>

namespace looplint {

/// "1flush()", as SLOT(flush()) makes it, and "flush" alone: the method. Empty for other texts.
static std::string methodIn(Name text) {
    const std::string& name = text.str();
    const bool isMarked = name.size() > 1 && name[0] >= '0' && name[0] <= '2';
    const size_t begin = isMarked ? 1 : 0, end = std::min(name.find('('), name.size());
    if (isMarked && end == name.size()) return "";
    const auto isWord = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
    const bool isName = end > begin && !std::isdigit(static_cast<unsigned char>(name[begin])) &&
                        std::all_of(name.begin() + begin, name.begin() + end, isWord);
    return isName ? name.substr(begin, end - begin) : "";
}

/// Whether an argument is the text that SIGNAL() or SLOT() makes.
static bool isMethodText(const Value& value) {
    return value.is(ValueKind::Literal) && value.name.str().ends_with(')') &&
           !methodIn(value.name).empty();
}

std::vector<const FunctionFact*> Contexts::methodsNamed(const FunctionFact& function,
                                                        const Value& object, Name text) const {
    std::vector<const FunctionFact*> found;
    const std::string method = methodIn(text);
    if (method.empty()) return found;
    for (ObjectId id : objects_.of(function, object))
        for (Name key : program_.basesOf(objects_[id].record)) {
            auto methods = ofRecord_.find(key);
            if (methods == ofRecord_.end()) continue;
            const size_t before = found.size();
            for (const FunctionFact* candidate : methods->second)
                if (candidate->name.str().ends_with("::" + method)) found.push_back(candidate);
            if (found.size() > before) break; // it hides those of its bases
        }
    return found;
}

static const Value& self() {
    static const Value value{
        .kind = ValueKind::This, .name = {}, .entity = {}, .event = 0, .parts = {}};
    return value;
}

/// Whether a call says that what it is given runs where it is asked for: Qt::DirectConnection,
/// std::launch::deferred.
bool Contexts::isDirect(const Event& event) const {
    return std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
        return arg.is(ValueKind::Literal) && models_.isDirect(arg.name);
    });
}

/// connect(sender, signal, receiver, slot, type): the receiver, or null without one. As a method
/// of the receiver it is called without: connect(sender, SIGNAL(…), SLOT(…)).
const Value* Contexts::receiverOf(const Event& event, const Connection& connection) const {
    const Value* slot = operandOf(event, {connection.slot});
    if (slot && (!slot->is(ValueKind::Literal) || isMethodText(*slot)))
        return operandOf(event, {connection.receiver});
    const Value* shifted = operandOf(event, {connection.receiver});
    if (!shifted || !isMethodText(*shifted)) return nullptr;
    return event.object.is(ValueKind::Unknown) ? &self() : &event.object;
}

void Contexts::visitConnection(const FunctionFact& function, uint32_t index, const Context& context,
                               const Connection& connection) {
    const Event& event = function.events()[index];
    const Value* receiver = receiverOf(event, connection);
    const bool isShifted = !receiver || receiver != operandOf(event, {connection.receiver});
    const Value* slot = operandOf(event, {isShifted ? connection.receiver : connection.slot});
    if (!slot || connection.signal >= event.args.size()) return;
    std::vector<const FunctionFact*> callables =
        callablesIn(function, event, {isShifted ? connection.receiver : connection.slot});
    if (receiver && isMethodText(*slot)) callables = methodsNamed(function, *receiver, slot->name);
    if (!receiver || isDirect(event))
        return connectDirectly(function, index, context, connection, callables);
    const std::optional<ObjectId> object = objects_.one(function, *receiver);
    const std::optional<Context> home = object ? affinityOf(*object) : std::nullopt;
    if (!home) return;
    for (const FunctionFact* callable : callables)
        enter(*callable, *home, {&function, index, context});
}

static void insert(std::vector<const FunctionFact*>& into,
                   const std::vector<const FunctionFact*>& slots) {
    for (const FunctionFact* slot : slots)
        if (std::find(into.begin(), into.end(), slot) == into.end()) into.push_back(slot);
}

/// The slot runs where the signal is emitted: by the program, or by the library where the sender
/// is at home.
void Contexts::connectDirectly(const FunctionFact& function, uint32_t index, const Context& context,
                               const Connection& connection,
                               const std::vector<const FunctionFact*>& callables) {
    const Event& event = function.events()[index];
    const Value& signal = event.args[connection.signal];
    if (signal.entity) insert(direct_[signal.entity], callables);
    if (isMethodText(signal))
        for (ObjectId sender : objects_.of(function, event.args[0]))
            for (Name key : program_.basesOf(objects_[sender].record))
                if (const RecordFact* record = program_.record(key))
                    insert(directByName_[record->generic + "::" + methodIn(signal.name)],
                           callables);
    const std::optional<Context> emitter = emitterOf(function, event, connection);
    if (!emitter || !isKnown(*emitter)) return;
    for (const FunctionFact* callable : callables)
        enter(*callable, *emitter, {&function, index, context});
}

std::optional<Context> Contexts::emitterOf(const FunctionFact& function, const Event& event,
                                           const Connection& connection) const {
    const Value& signal = event.args[connection.signal];
    const std::string& name = signal.name.str();
    const size_t end = name.rfind("::");
    if (!signal.is(ValueKind::Function) || end == std::string::npos) return std::nullopt;
    const std::string owner = name.substr(0, end);
    const std::optional<ObjectId> sender = objects_.one(function, event.args[0]);
    if (!sender || !models_.bound(Name(owner))) return std::nullopt;
    return homeOf(*sender);
}

} // namespace looplint
