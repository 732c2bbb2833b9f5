#include "headers_test_units.h"

#include "parse.h"

#include <clang/AST/RecursiveASTVisitor.h>

#include <sstream>

namespace looplint::testing {

namespace {

std::string parse(const std::string& text, const std::string& flags,
                  llvm::function_ref<void(clang::ASTContext&)> use) {
    const std::string file = std::string(LOOPLINT_TESTS_DIR) + "/checks/headers_test_unit.cpp";
    Overlay overlay;
    overlay[file] = text;
    clang::tooling::CompileCommand command;
    command.Directory = LOOPLINT_TESTS_DIR;
    command.Filename = file;
    command.CommandLine = {"clang++", "-std=c++20"};
    std::istringstream words(flags);
    for (std::string word; words >> word;) command.CommandLine.push_back(word);
    command.CommandLine.push_back(file);
    std::string errors;
    for (const std::string& error : parseUnit(command, overlay, use).errors) errors += error + "\n";
    return errors;
}

class FunctionCollector : public clang::RecursiveASTVisitor<FunctionCollector> {
  public:
    FunctionCollector(const std::set<std::string>& records,
                      std::map<std::string, std::string>& into)
        : records_(records), into_(into) {}

    bool VisitFunctionDecl(clang::FunctionDecl* function) {
        for (const clang::ParmVarDecl* parameter : function->parameters()) {
            const clang::QualType to = parameter->getType()->getPointeeType();
            const clang::RecordDecl* record = to.isNull() ? nullptr : to->getAsRecordDecl();
            if (!record || !records_.contains(record->getName().str())) continue;
            into_.emplace(function->getNameAsString(), record->getName().str());
            break;
        }
        return true;
    }

  private:
    const std::set<std::string>& records_;
    std::map<std::string, std::string>& into_;
};

} // namespace

std::string addNames(const std::string& text, const std::string& flags, DeclaredNames& names) {
    return parse(text, flags, [&](clang::ASTContext& context) { names.add(context); });
}

std::map<std::string, std::string> functionsOn(const std::set<std::string>& records,
                                               const std::string& text, const std::string& flags) {
    std::map<std::string, std::string> found;
    parse(text, flags, [&](clang::ASTContext& context) {
        FunctionCollector(records, found).TraverseDecl(context.getTranslationUnitDecl());
    });
    return found;
}

} // namespace looplint::testing
