#pragma once
// Holders: which library names stand for what they hold: smart pointers, containers, function
// objects, pairs; and which of their members put things in or drop them.

#include "analysis/fact.h"

namespace looplint {

/// Whether `generic` is a class template of the standard library or a library like it whose
/// values stand for what they hold.
bool isHolderType(Name generic);
/// Whether a member (or function) of such a library, so that results stand for its operands.
bool isHolderFunction(Name function);
/// Whether a call calls what its object is or holds: f(), signal.emit(…), callback.Run(…).
bool callsObject(const Event& event);
/// Whether a function of such a library only keeps or passes on the callables it is given: bind,
/// make_shared, move. The others, its algorithms, call them.
bool isKeepingFunction(Name function);
/// Whether a call swaps what two holders hold: std::swap(a, b), a.swap(b).
bool isSwap(const Event& event);
/// Whether a call empties the holder it is called on: reset(), clear(), erase(…), operator=(null).
bool isDropping(const Event& event);
/// Whether `generic` shares what it holds: dropping one owner may leave others.
bool isShared(Name generic);
/// Whether a holder holds one thing at most: a smart pointer, an optional.
bool isSingleHolder(Name generic);
/// Whether a function is the call operator of some class.
bool isCallOperator(Name function);
/// Whether `generic` holds a callable: std::function.
bool isCallableHolder(Name generic);
/// Whether `generic` is what threads wait for, and holds no object.
bool isSync(Name generic);
/// Whether a value is a variable or a field.
bool isNamed(const Value& value);
/// The variable or field that a value is an element or part of.
const Value& rootOf(const Value& value);

} // namespace looplint
