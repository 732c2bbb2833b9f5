// The header lines every response starts with, rebuilt once a second.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

namespace loop::http {

class DateLine {
  public:
    // "date: Sun, 22 Nov 2026 18:25:52 GMT\r\nserver: uvicorn\r\n" for now; valid until the next
    // call.
    std::string_view lines();

  private:
    std::time_t built_ = 0;
    std::string lines_;
};

} // namespace loop::http
