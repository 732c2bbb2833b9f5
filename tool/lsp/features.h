#pragma once
// Features: each takes the methods it serves, and says in `capabilities` what it can.

#include "lsp/server.h"

namespace looplint::lsp {

void addDiagnostics(Server& server, json& capabilities);
void addCodeActions(Server& server, json& capabilities);
void addHover(Server& server, json& capabilities);
void addInlayHints(Server& server, json& capabilities);
void addCodeLens(Server& server, json& capabilities);
void addCallHierarchy(Server& server, json& capabilities);
void addProgress(Server& server);
void addSettings(Server& server, json& capabilities);

/// A finding as LSP says it.
json diagnosticOf(const Server& server, Folder& folder, const Finding& finding);
/// What runs a function, and why, in Markdown.
std::string describe(const Server& server, const ViewFunction& function);
/// The same of the function that a code lens names.
std::string whyText(Server& server, const json& argument);
/// "the loop 'io_', the main thread"
std::string namesOf(const std::vector<ViewContext>& contexts);

} // namespace looplint::lsp
