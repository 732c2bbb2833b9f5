// The context is defined in another unit: which of the two is built first is not defined.
#include <asio.h>

namespace asio = boost::asio;

extern asio::io_context io; // want note "the loop"
asio::steady_timer timer{io}; // want "static 'timer' (boost::asio::basic_waitable_timer) is bound to 'io', but 'io' is defined in another unit and may not be built yet"
asio::ip::tcp::socket client{io}; // want "static 'client' (boost::asio::basic_stream_socket) is bound to 'io'"
