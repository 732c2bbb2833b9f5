#include "loop/router.h"

#include <unordered_map>
#include <vector>

#include "path_pattern.h"

namespace loop {

namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

} // namespace

// The routes of one method. A literal path is found by its hash; only patterns that were added
// before it can win over it.
struct HttpRouter::Routes {
    struct Literal {
        std::size_t order;
        std::shared_ptr<const HttpHandler> handler;
    };
    struct Pattern {
        std::size_t order;
        http::PathPattern path;
        std::shared_ptr<const HttpHandler> handler;
    };
    TextMap<Literal> literals;
    std::vector<Pattern> patterns;
};

struct HttpRouter::Table {
    std::size_t added = 0;
    TextMap<Routes> methods;
};

HttpRouter::HttpRouter() : table_(std::make_unique<Table>()) {}
HttpRouter::~HttpRouter() = default;
HttpRouter::HttpRouter(HttpRouter&&) noexcept = default;
HttpRouter& HttpRouter::operator=(HttpRouter&&) noexcept = default;

void HttpRouter::add(std::initializer_list<std::string_view> methods, std::string_view path,
                     HttpHandler handler) {
    const http::PathPattern pattern(path);
    const auto shared = std::make_shared<const HttpHandler>(std::move(handler));
    const auto order = table_->added++;
    for (const auto method : methods) {
        Routes& routes = table_->methods[std::string(method)];
        if (pattern.is_literal())
            routes.literals.try_emplace(std::string(path), Routes::Literal{order, shared});
        else
            routes.patterns.push_back({order, pattern, shared});
    }
}

const HttpHandler* HttpRouter::resolve(std::string_view method, std::string_view path,
                                       Matches& matches) const {
    const auto routes = table_->methods.find(method);
    if (routes == table_->methods.end()) return nullptr;
    const auto& [literals, patterns] = routes->second;
    const auto literal = literals.find(path);
    const bool has_literal = literal != literals.end();
    for (const auto& pattern : patterns) {
        if (has_literal && pattern.order > literal->second.order) break;
        if (pattern.path.match(path, matches)) return pattern.handler.get();
    }
    matches.clear();
    return has_literal ? literal->second.handler.get() : nullptr;
}

} // namespace loop
