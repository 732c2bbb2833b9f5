// The same programs on standalone Asio.
#include <asio.hpp>

using asio::error_code;
#include "asio_cases.h"
