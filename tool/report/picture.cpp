#include "report/picture.h"

#include "report/markup.h"

#include <algorithm>
#include <vector>

namespace looplint {

const char* const kPictureStyle =
    "svg{overflow:visible}svg div{font:13px/1.25 sans-serif;box-sizing:border-box;height:100%;"
    "padding:5px 9px;border:1px solid #7a97bd;border-radius:5px;background:#eef3fa;"
    "overflow:hidden;overflow-wrap:anywhere}svg small{color:#666}svg text{font:12px sans-serif}"
    ".thread div{background:#eef7ee;border-color:#7fa77f}"
    ".loop div{background:#fff7e0;border-color:#c2a14a}.last div{background:#fbe9e7;"
    "border-color:#c62828}.edge{stroke:#7a97bd;stroke-width:1.5}.bad{stroke:#c62828;"
    "stroke-width:3}";

namespace {

constexpr unsigned kWidth = 400, kGap = 100, kHeight = 58, kRow = 88; // pixels

struct Box {
    std::string kind, text;
    Location at;        // nowhere: no place is shown
    std::string toNext; // what is said of the edge to the next box
};
using Column = std::vector<Box>;

class Picture {
  public:
    Picture(const Finding& finding, const std::function<std::string(const Location&)>& placeOf)
        : finding_(finding), placeOf_(placeOf) {}

    std::string draw() {
        const Column mine = homeColumn(), others = awayColumn();
        const size_t rows = std::max({mine.size(), others.size(), size_t{1}});
        out_ = "<svg width=\"" + std::to_string(2 * kWidth + kGap) + "\" height=\"" +
               std::to_string(rows * kRow) +
               "\" role=\"img\" aria-label=\"who runs the loop, and who comes to the object\">\n";
        drawColumn(mine, 0, rows - mine.size());
        drawColumn(others, mine.empty() ? 0 : kWidth + kGap, rows - others.size());
        if (!mine.empty()) drawOffence(rows - 1);
        return out_ + "</svg>\n";
    }

  private:
    /// The thread that runs the loop, the loop, the object: what is known of them.
    Column homeColumn() const {
        const Scene& scene = finding_.scene;
        Column column;
        if (!scene.home.empty()) column.push_back({"thread", scene.home, scene.run, "runs"});
        if (!scene.loop.empty())
            column.push_back({"loop", "the loop '" + scene.loop + "'", {}, "has"});
        if (!scene.object.empty())
            column.push_back({"object", "'" + scene.object + "', bound here", scene.bound, ""});
        return column;
    }

    Column awayColumn() const {
        const Scene& scene = finding_.scene;
        Column column;
        if (!scene.away.empty()) column.push_back({"thread", scene.away, {}, ""});
        const bool isKnown = !scene.object.empty();
        const size_t end = isKnown ? scene.wayEnd : finding_.notes.size();
        for (size_t i = isKnown ? scene.way : 0; i < end && i < finding_.notes.size(); ++i)
            column.push_back({"step", finding_.notes[i].message, finding_.notes[i].at, ""});
        column.push_back({"last", "the offending place", finding_.at, ""});
        return column;
    }

    void drawColumn(const Column& column, unsigned left, size_t row) {
        for (size_t i = 0; i < column.size(); ++i, ++row) {
            drawBox(column[i], left, row);
            if (i + 1 == column.size()) continue;
            const size_t x = left + 24, y = row * kRow + kHeight;
            drawLine("edge", x, y, x, (row + 1) * kRow);
            drawLabel(column[i].toNext, x + 8, y + 19);
        }
    }

    /// From the last box on the right to the object.
    void drawOffence(size_t row) {
        const size_t y = row * kRow + kHeight / 2;
        drawLine("edge bad", kWidth, y, kWidth + kGap, y);
        drawLabel("← comes to", kWidth + 18, y - 6);
    }

    void drawBox(const Box& box, unsigned left, size_t row) {
        out_ += "<foreignObject class=\"" + box.kind + "\" x=\"" + std::to_string(left) +
                "\" y=\"" + std::to_string(row * kRow) + "\" width=\"" + std::to_string(kWidth) +
                "\" height=\"" + std::to_string(kHeight) + "\"><div title=\"" +
                (box.at ? escapedMarkup(placeOf_(box.at)) : "") + "\">" + escapedMarkup(box.text) +
                (box.at ? "<br/><small>" + escapedMarkup(shortPlace(box.at)) + "</small>" : "") +
                "</div></foreignObject>\n";
    }

    void drawLine(const char* kind, size_t x1, size_t y1, size_t x2, size_t y2) {
        out_ += "<line class=\"" + std::string(kind) + "\" x1=\"" + std::to_string(x1) +
                "\" y1=\"" + std::to_string(y1) + "\" x2=\"" + std::to_string(x2) + "\" y2=\"" +
                std::to_string(y2) + "\"/>\n";
    }

    void drawLabel(const std::string& text, size_t x, size_t y) {
        if (text.empty()) return;
        out_ += "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" +
                escapedMarkup(text) + "</text>\n";
    }

    /// File and line, as far as there is room.
    static std::string shortPlace(const Location& at) {
        const std::string& file = at.file.str();
        return file.substr(file.rfind('/') + 1) + ":" + std::to_string(at.line);
    }

    const Finding& finding_;
    const std::function<std::string(const Location&)>& placeOf_;
    std::string out_;
};

} // namespace

std::string pictureOf(const Finding& finding,
                      const std::function<std::string(const Location&)>& placeOf) {
    return Picture(finding, placeOf).draw();
}

} // namespace looplint
