#include "symbolize.h"

#include <llvm/DebugInfo/DIContext.h>
#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Support/Error.h>

namespace looplint {

namespace {

using llvm::symbolize::LLVMSymbolizer;

LLVMSymbolizer::Options readableNames() {
    LLVMSymbolizer::Options options;
    options.PrintFunctions = llvm::DINameKind::ShortName;
    return options;
}

llvm::object::SectionedAddress addressOf(uint64_t offset) {
    return {offset, llvm::object::SectionedAddress::UndefSection};
}

// The file of a variable's declaration, for GCC's DWARF: LLVM does not read a DW_AT_decl_file whose
// value is kept in the abbreviation (DW_FORM_implicit_const).
std::string declaringFile(const ModuleOffset& address) {
    auto binary = llvm::object::ObjectFile::createObjectFile(address.module);
    if (!binary) {
        llvm::consumeError(binary.takeError());
        return {};
    }
    const auto context = llvm::DWARFContext::create(*binary->getBinary());
    for (const auto& unit : context->compile_units()) {
        const llvm::DWARFDie variable = unit->getVariableForAddress(address.offset);
        if (!variable) continue;
        const auto file = variable.findRecursively(llvm::dwarf::DW_AT_decl_file);
        const auto* lines = context->getLineTableForUnit(unit.get());
        std::string name;
        if (file && lines)
            lines->getFileNameByIndex(file->getRawUValue(), unit->getCompilationDir(),
                                      llvm::DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath,
                                      name);
        return name;
    }
    return {};
}

} // namespace

bool isOwnSource(llvm::StringRef file) {
    return !file.empty() && file != llvm::DILineInfo::BadString && !file.starts_with("/usr/") &&
           !file.contains("/loop/guard/") && !file.contains("/runtime/guard/");
}

Symbolizer::Symbolizer() : symbolizer_(readableNames()) {}

SourcePlace Symbolizer::ownFrame(const std::vector<ModuleOffset>& frames) {
    for (const ModuleOffset& frame : frames) {
        if (frame.offset == 0) continue;
        // A return address is after its call: one byte earlier is inside of it.
        auto calls = symbolizer_.symbolizeInlinedCode(frame.module, addressOf(frame.offset - 1));
        if (!calls) {
            llvm::consumeError(calls.takeError());
            continue;
        }
        for (uint32_t i = 0; i < calls->getNumberOfFrames(); ++i) {
            const llvm::DILineInfo& call = calls->getFrame(i);
            if (call.Line != 0 && isOwnSource(call.FileName))
                return {call.FileName, call.Line, call.Column, call.FunctionName};
        }
    }
    return {};
}

SourcePlace Symbolizer::variable(const ModuleOffset& address) {
    auto global = symbolizer_.symbolizeData(address.module, addressOf(address.offset));
    if (!global) {
        llvm::consumeError(global.takeError());
        return {};
    }
    if (global->DeclLine == 0) return {};
    std::string file = global->DeclFile.empty() ? declaringFile(address) : global->DeclFile;
    return {std::move(file), static_cast<unsigned>(global->DeclLine), 0, ""};
}

} // namespace looplint
