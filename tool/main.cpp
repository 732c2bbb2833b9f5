#include "analysis/json_format.h"
#include "ask.h"
#include "commands.h"
#include "large_pages.h"
#include "lsp/command.h"
#include "model_check.h"
#include "options.h"
#include "prove.h"
#include "report_merge.h"

#include <cstdio>

using namespace looplint;

static int prove(const Arguments& arguments) {
    std::vector<const char*> texts;
    for (const std::string& argument : arguments) texts.push_back(argument.c_str());
    return proveCommand(texts);
}

static int run(const Arguments& arguments) {
    static constexpr struct {
        const char* name;
        int (*run)(const Arguments&);
    } kCommands[] = {{"explain", explainCommand},
                     {"extract", extractCommand},
                     {"link", linkCommand},
                     {"analyze", analyzeCommand},
                     {"cache", cacheCommand},
                     {"baseline", baselineCommand},
                     {"model", modelCommand},
                     {"why", whyCommand},
                     {"loops", loopsCommand},
                     {"entries", entriesCommand},
                     {"lsp", lspCommand},
                     {"prove", prove},
                     {"report", reportCommand}};
    for (const auto& command : kCommands)
        if (!arguments.empty() && arguments[0] == command.name)
            return command.run(Arguments(arguments.begin() + 1, arguments.end()));
    return lintCommand(arguments);
}

int main(int argc, char** argv) {
    useLargePages();
    try {
        return run(Arguments(argv + 1, argv + argc));
    } catch (const UsageError& error) {
        std::fprintf(stderr, "looplint: %s\n", error.what());
    } catch (const FormatError& error) {
        std::fprintf(stderr, "looplint: %s\n", error.what());
    }
    return 2;
}
