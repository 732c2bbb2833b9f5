// HttpRouter — which handler answers a method and a path.
//
//     app.http_router.add({"GET"}, "/users/{id:int}", get_user);
//
// Paths are made of literal segments and substitutions: `{name}`, `{name:type}` and
// `{name:type:format}` with the types str, int, float, datetime (format as for strptime) and path
// (the rest, last only). Everything is case-sensitive and a trailing slash counts; the query does
// not. The route that was added first wins.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "loop/content.h"
#include "loop/coroutine.h"
#include "loop/info.h"
#include "loop/matches.h"
#include "loop/response.h"
#include "loop/scope.h"

namespace loop {

/// Answers one request. Runs on the server's loop, in the task of the request.
using HttpHandler = std::function<Coroutine<Response>(Scope, Info&, Matches, Content)>;

class HttpRouter {
  public:
    HttpRouter();
    ~HttpRouter();
    HttpRouter(HttpRouter&&) noexcept;
    HttpRouter& operator=(HttpRouter&&) noexcept;

    /// Not while a server runs. ValueError "Paths must be absolute", "Invalid substitution
    /// segment", "Literal segment contains invalid characters"; TypeError "Unknown type".
    void add(std::initializer_list<std::string_view> methods, std::string_view path,
             HttpHandler handler);

    /// The handler, or nullptr; fills `matches`.
    const HttpHandler* resolve(std::string_view method, std::string_view path,
                               Matches& matches) const;

  private:
    struct Routes;
    struct Table;
    std::unique_ptr<Table> table_;
};

} // namespace loop
