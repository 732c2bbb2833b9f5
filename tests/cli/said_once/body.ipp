asio::io_context io;
std::thread thread([&io] { io.run(); });
