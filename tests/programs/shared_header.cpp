// An inline variable of a header is one object, however many units include it: one finding.
//--- flag.h
#pragma once
#include <loop.h>
inline loop::Event flag; // want "'flag' (loop::Event) is bound to the default loop before main"
//--- a.cpp
#include "flag.h"
void set() { flag.set(); }
//--- b.cpp
#include "flag.h"
bool isSet() { return flag.is_set(); }
