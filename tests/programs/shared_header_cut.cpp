// Declared in the header, made by the server's start: no static object.
//--- flag.h
#pragma once
#include <loop.h>
extern loop::Event* flag;
//--- a.cpp
#include "flag.h"
loop::Event* flag;
int create(loop::Info&) {
    flag = new loop::Event;
    return 0;
}
//--- b.cpp
#include "flag.h"
bool isSet() { return flag->is_set(); }
