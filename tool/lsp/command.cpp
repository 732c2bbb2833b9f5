#include "lsp/command.h"

#include "lsp/server.h"

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace looplint {

int lspCommand(const std::vector<std::string>& arguments) {
    // Whatever prints to standard output must not get between the frames.
    const int in = dup(STDIN_FILENO), out = dup(STDOUT_FILENO);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO), dup2(STDERR_FILENO, STDOUT_FILENO);
    for (const int descriptor : {in, out}) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    std::signal(SIGPIPE, SIG_IGN);
    Options options = parseOptions(arguments);
    if (!options.build.empty())
        options.build = std::filesystem::absolute(options.build).lexically_normal().string();
    return lsp::Server(std::move(options), in, out).run();
}

} // namespace looplint
