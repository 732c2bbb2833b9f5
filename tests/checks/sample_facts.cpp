#include "sample_facts.h"

namespace looplint::testing {

static Type sampleType() {
    return {.record = "c:@S@Holder",
            .generic = "std::optional",
            .held = Held::Reference,
            .isArray = true,
            .arguments = {{.record = "c:@S@Timer", .generic = "Timer", .held = Held::Pointer}}};
}

static Value sampleValue() {
    const Value object{.kind = ValueKind::Variable, .name = "io", .entity = {"c:@io", "a.cpp"}};
    const Value made{.kind = ValueKind::Result, .event = 1};
    return {
        .kind = ValueKind::List,
        .parts = {object, made, {.kind = ValueKind::Field, .name = "timer_", .parts = {object}}}};
}

static FunctionFact sampleFunction() {
    FunctionFact function{.entity = {"c:@F@start", "a.cpp"},
                          .name = "start",
                          .record = "c:@S@Server",
                          .at = {"/src/a.cpp", 3, 6}};
    function.parameters = {{{"c:@p", "a.cpp"}, "p", sampleType()}};
    function.captures = {{{"c:@q", "a.cpp"}, sampleValue(), sampleType(), true}};
    function.overrides = {{{"c:@S@Base@F@start", ""}, "Base::start"}};
    function.enclosing = {"c:@F@main", ""};
    function.isLambda = function.isCoroutine = function.isInitializer = function.isEager = true;
    function.returns = "asio::awaitable";
    Event call{.kind = EventKind::Await,
               .isVirtual = true,
               .isHeap = true,
               .isOnce = true,
               .at = {"/src/a.cpp", 4, 2},
               .callee = {"c:@F@post", ""},
               .name = "asio::post",
               .receiver = "c:@S@io_context",
               .object = sampleValue(),
               .args = {sampleValue()},
               .type = sampleType()};
    const Value condition{
        .kind = ValueKind::Operator, .name = "!", .parts = {{.kind = ValueKind::Null}}};
    BodyFacts body{.events = {call, call}, .blocks = {{0, 1, {1, 1}, condition}, {1, 2, {}, {}}}};
    body.mentions = mentionsOf(body.events, body.blocks);
    function.body = body;
    return function;
}

UnitFacts sampleFacts() {
    UnitFacts facts{.unit = "/src/a.cpp", .target = "CMakeFiles/a.dir", .hasErrors = true};
    facts.functions = {sampleFunction()};
    facts.records = {
        {.key = "c:@S@Server",
         .generic = "Server",
         .at = {"/src/a.h", 1, 8},
         .bases = {sampleType()},
         .fields = {{{"c:@S@Server@FI@timer_", ""}, "timer_", sampleType(), {"/src/a.h", 2, 5}}},
         .outOfLine = {{"c:@S@Server@F@stop", ""}, {"c:@S@Server@F@start", ""}},
         .destructor = {"c:@S@Server@F@~Server", ""},
         .isProject = true}};
    facts.variables = {{.entity = {"c:@server", "a.cpp"},
                        .name = "server",
                        .type = sampleType(),
                        .storage = Storage::Local,
                        .at = {"/src/a.cpp", 9, 1},
                        .function = {"c:@F@start", "a.cpp"},
                        .macro = "GLOBAL(Server, server)",
                        .isThreadLocal = true,
                        .isDefinition = true,
                        .isConstantInitialized = true}};
    return facts;
}

} // namespace looplint::testing
