#pragma once
// Rpc: JSON-RPC 2.0 over the transport: what comes in goes to the handler of its method, and each
// request is answered exactly once, now or later.

#include "lsp/transport.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace looplint::lsp {

using nlohmann::json;

enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    ServerNotInitialized = -32002,
    RequestCancelled = -32800
};

/// The answer to one request. Copies are the same answer; the first one given counts, and if the
/// last copy goes without one, that is answered as an internal error: no request is ever stuck.
class Reply {
  public:
    using Send = std::function<void(const json&)>;
    Reply(json id, Send send);

    void result(json value) const;
    void error(ErrorCode code, const std::string& message) const;
    bool isOpen() const;

  private:
    friend class Rpc;
    struct State;
    explicit Reply(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

class Rpc {
  public:
    using OnRequest = std::function<void(const json& params, Reply reply)>;
    using OnNotification = std::function<void(const json& params)>;
    using OnResponse = std::function<void(const json& result)>; // null if it failed

    void on(const std::string& method, OnRequest handler) {
        requests_[method] = std::move(handler);
    }
    void on(const std::string& method, OnNotification handler) {
        notifications_[method] = std::move(handler);
    }

    void notify(const std::string& method, json params);
    void request(const std::string& method, json params, OnResponse onResponse = {});
    /// One message of the client's.
    void handle(const std::string& body);
    /// What came was no message.
    void refuse(ErrorCode code, const std::string& message);

    /// The bytes to write to the client; take away what was written.
    std::string& out() { return *out_; }

    bool isInitialized = false, isShutDown = false;

  private:
    void handleRequest(const std::string& method, const json& params, const json& id);
    void handleNotification(const std::string& method, const json& params);
    void handleResponse(const json& message);
    void send(const json& message);

    std::shared_ptr<std::string> out_ = std::make_shared<std::string>();
    std::map<std::string, OnRequest> requests_;
    std::map<std::string, OnNotification> notifications_;
    std::map<json, std::weak_ptr<Reply::State>> open_; // by id
    std::map<int, OnResponse> responses_;              // to our requests
    int lastId_ = 0;
};

} // namespace looplint::lsp
