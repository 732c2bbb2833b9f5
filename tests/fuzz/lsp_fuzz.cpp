// The language server's transport and its edits, from any bytes: never a crash, and however the
// bytes are cut, the same frames come out.

#include "lsp/rpc.h"
#include "lsp/text.h"
#include "lsp/transport.h"
#include "lsp/uri.h"

#include <cstdlib>

using namespace looplint::lsp;

static std::string framesOf(std::string_view bytes, size_t step) {
    FrameReader reader;
    std::string all;
    for (size_t at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.substr(at, step));
        while (const auto item = reader.next())
            if (item->error.empty()) all += frame(item->body);
    }
    return all;
}

static void serve(std::string_view bytes) {
    Rpc rpc;
    rpc.on("initialize", [&](const json&, Reply reply) {
        rpc.isInitialized = true;
        reply.result(nullptr);
    });
    Text text("one\ntwo\xc3\xa4\n");
    rpc.on("textDocument/didChange", [&](const json& params) {
        for (const json& change : params.at("contentChanges")) text.apply(change, Encoding::Utf16);
    });
    FrameReader reader;
    reader.feed(bytes);
    while (const auto item = reader.next())
        item->error.empty() ? rpc.handle(item->body)
                            : rpc.refuse(ErrorCode::ParseError, item->error);
    if (const auto path = pathOf(bytes); path && pathOf(uriOf(*path)) != path) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    serve(bytes);
    if (size < FrameReader::kLargestHeader && framesOf(bytes, 1) != framesOf(bytes, size + 1))
        std::abort();
    return 0;
}
