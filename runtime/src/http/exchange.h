// One request with its body: what the handles of a handler (Scope, Content) share with the session
// that reads it. It outlives the session if the handler keeps them.
#pragma once

#include <memory>

#include "loop/content.h"
#include "loop/scope.h"
#include "request_head.h"

namespace loop::http {

class Session;

class Exchange final : public Content::Source, public std::enable_shared_from_this<Exchange> {
  public:
    RequestHead head;
    std::string body;           // received, and not yet asked for
    Session* session = nullptr; // null once the response is out

    Coroutine<std::optional<std::string>> next() override;

    Scope scope() { return Scope(std::shared_ptr<const RequestHead>(shared_from_this(), &head)); }
    Content content() { return Content(shared_from_this()); }
};

} // namespace loop::http
