// Programs on Boost.Asio for the guard's tests, by name: each is run in a process of its own. The
// markers are what the tests look for in the reports.
#include <boost/asio.hpp>

namespace asio = boost::asio;
using boost::system::error_code;
#define ASIO_CASES_COROUTINE
#include "asio_cases.h"
