#include "findings_bytes.h"

namespace looplint {

static void write(BytesOut& out, const Location& at) {
    out.text(at.file.str()), out.number(at.line), out.number(at.column);
}

static Location readLocation(BytesIn& in) {
    Location at;
    at.file = Name(in.text()), at.line = in.number<uint32_t>(), at.column = in.number<uint32_t>();
    return at;
}

void writeFix(BytesOut& out, const std::optional<Fix>& fix) {
    out.number(fix.has_value());
    if (!fix) return;
    const auto& [description, edits] = *fix;
    out.text(description);
    out.list(edits, [&](const Edit& edit) {
        const auto& [file, offset, length, text] = edit;
        out.text(file.str()), out.number(offset), out.number(length), out.text(text);
    });
}

std::optional<Fix> readFix(BytesIn& in) {
    if (!in.number<bool>()) return std::nullopt;
    Fix fix;
    fix.description = in.text();
    in.list([&] {
        Edit& edit = fix.edits.emplace_back();
        edit.file = Name(in.text()), edit.offset = in.number<uint32_t>();
        edit.length = in.number<uint32_t>(), edit.text = in.text();
    });
    return fix;
}

// The bindings below name every member: a new one does not compile until it is written here.

static void write(BytesOut& out, const Scene& scene) {
    const auto& [object, loop, bound, home, run, away, way, wayEnd] = scene;
    out.text(object), out.text(loop), write(out, bound), out.text(home), write(out, run);
    out.text(away), out.number(way), out.number(wayEnd);
}

static Scene readScene(BytesIn& in) {
    Scene scene;
    scene.object = in.text(), scene.loop = in.text(), scene.bound = readLocation(in);
    scene.home = in.text(), scene.run = readLocation(in), scene.away = in.text();
    scene.way = in.number<uint32_t>(), scene.wayEnd = in.number<uint32_t>();
    return scene;
}

static void write(BytesOut& out, const Finding& finding) {
    const auto& [check, at, message, notes, level, subject, type, fix, scene, wantsParent] =
        finding;
    out.text(check), write(out, at), out.text(message);
    out.list(notes, [&](const Note& note) {
        const auto& [place, text] = note;
        write(out, place), out.text(text);
    });
    out.number(level), out.text(subject.usr.str()), out.text(subject.unit.str());
    out.text(type.str()), writeFix(out, fix), write(out, scene);
    out.number(wantsParent);
}

static Finding readFinding(BytesIn& in) {
    Finding finding;
    finding.check = in.text(), finding.at = readLocation(in), finding.message = in.text();
    in.list([&] {
        Note& note = finding.notes.emplace_back();
        note.at = readLocation(in), note.message = in.text();
    });
    finding.level = in.number<uint32_t>();
    finding.subject.usr = Name(in.text()), finding.subject.unit = Name(in.text());
    finding.type = Name(in.text()), finding.fix = readFix(in);
    finding.scene = readScene(in), finding.wantsParent = in.number<bool>();
    return finding;
}

void writeFindings(BytesOut& out, const std::vector<Finding>& findings) {
    out.list(findings, [&](const Finding& finding) { write(out, finding); });
}

std::vector<Finding> readFindings(BytesIn& in) {
    std::vector<Finding> findings;
    in.list([&] { findings.push_back(readFinding(in)); });
    return findings;
}

} // namespace looplint
