#include "inner/one.h"
#include "two.h"
loop::Event three;
