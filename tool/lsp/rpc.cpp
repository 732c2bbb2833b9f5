#include "lsp/rpc.h"

namespace looplint::lsp {

static void put(std::string& out, const json& message) {
    out += frame(message.dump(-1, ' ', false, json::error_handler_t::replace));
}

static json errorOf(const json& id, ErrorCode code, const std::string& message) {
    return {{"jsonrpc", "2.0"},
            {"id", id},
            {"error", {{"code", static_cast<int>(code)}, {"message", message}}}};
}

struct Reply::State {
    json id;
    Send send;
    bool isOpen = true;

    void answer(const json& message) {
        if (std::exchange(isOpen, false)) send(message);
    }
    ~State() { answer(errorOf(id, ErrorCode::InternalError, "the request came to no answer")); }
};

Reply::Reply(json id, Send send)
    : state_(std::make_shared<State>(std::move(id), std::move(send))) {}

void Reply::result(json value) const {
    state_->answer({{"jsonrpc", "2.0"}, {"id", state_->id}, {"result", std::move(value)}});
}
void Reply::error(ErrorCode code, const std::string& message) const {
    state_->answer(errorOf(state_->id, code, message));
}
bool Reply::isOpen() const { return state_->isOpen; }

void Rpc::send(const json& message) { put(*out_, message); }

void Rpc::notify(const std::string& method, json params) {
    send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Rpc::request(const std::string& method, json params, OnResponse onResponse) {
    responses_[++lastId_] = std::move(onResponse);
    send({{"jsonrpc", "2.0"}, {"id", lastId_}, {"method", method}, {"params", std::move(params)}});
}

void Rpc::refuse(ErrorCode code, const std::string& message) {
    send(errorOf(nullptr, code, message));
}

void Rpc::handle(const std::string& body) {
    const json message = json::parse(body, nullptr, false);
    if (message.is_discarded()) return refuse(ErrorCode::ParseError, "not valid JSON");
    if (!message.is_object())
        return refuse(ErrorCode::InvalidRequest, "expected an object with \"method\"");
    const auto method = message.find("method");
    const auto id = message.find("id");
    if (method == message.end() && id != message.end()) return handleResponse(message);
    if (method == message.end() || !method->is_string())
        return refuse(ErrorCode::InvalidRequest, "method: expected a string");
    const json params = message.value("params", json());
    if (id == message.end()) return handleNotification(*method, params);
    if (!id->is_string() && !id->is_number_integer())
        return refuse(ErrorCode::InvalidRequest, "id: expected a string or an integer");
    handleRequest(*method, params, *id);
}

void Rpc::handleRequest(const std::string& method, const json& params, const json& id) {
    std::erase_if(open_, [](const auto& entry) { return entry.second.expired(); });
    const std::weak_ptr<std::string> out = out_;
    const Reply reply(id, [out](const json& answer) {
        if (const auto alive = out.lock()) put(*alive, answer);
    });
    const auto known = open_.find(id);
    const auto before = known == open_.end() ? nullptr : known->second.lock();
    if (before && before->isOpen)
        return reply.error(ErrorCode::InvalidRequest, "id: a request with it is still open");
    const bool isFirst = method == "initialize";
    if (!isInitialized && !isFirst)
        return reply.error(ErrorCode::ServerNotInitialized, "expected initialize first");
    if (isInitialized && isFirst)
        return reply.error(ErrorCode::InvalidRequest, "initialize: already done");
    if (isShutDown) return reply.error(ErrorCode::InvalidRequest, "shut down: expected exit");
    const auto handler = requests_.find(method);
    if (handler == requests_.end())
        return reply.error(ErrorCode::MethodNotFound, "no method '" + method + "'");
    open_[id] = reply.state_;
    try {
        handler->second(params, reply);
    } catch (const json::exception& error) {
        reply.error(ErrorCode::InvalidParams, method + ": " + error.what());
    } catch (const std::exception& error) {
        reply.error(ErrorCode::InternalError, method + ": " + error.what());
    }
}

void Rpc::handleNotification(const std::string& method, const json& params) {
    if (method == "$/cancelRequest") {
        const auto request = open_.find(params.is_object() ? params.value("id", json()) : json());
        if (request == open_.end()) return;
        if (auto state = request->second.lock())
            Reply(std::move(state)).error(ErrorCode::RequestCancelled, "cancelled");
        open_.erase(request);
        return;
    }
    if (!isInitialized && method != "exit") return; // as the protocol says: dropped
    const auto handler = notifications_.find(method);
    if (handler == notifications_.end()) return;
    try {
        handler->second(params);
    } catch (const std::exception& error) {
        notify("window/logMessage", {{"type", 1}, {"message", method + ": " + error.what()}});
    }
}

void Rpc::handleResponse(const json& message) {
    const json& id = message.at("id");
    const auto waiting = id.is_number_integer() ? responses_.find(id.get<int>()) : responses_.end();
    if (waiting == responses_.end()) return;
    const OnResponse onResponse = std::move(waiting->second);
    responses_.erase(waiting);
    if (onResponse) onResponse(message.value("result", json()));
}

} // namespace looplint::lsp
