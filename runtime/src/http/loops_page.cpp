#include "loops_page.h"

#include <algorithm>

#include "bound_objects.h"
#include "loop/coroutine.h"
#include "loop/running.h"
#include "recent_errors.h"

namespace loop::http {

namespace {

constexpr const char* head = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>loops</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; max-width: 80em }
  table { border-collapse: collapse; margin: .5em 0 1.5em } td, th { padding: .2em 1em .2em 0;
  text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
  code { font: 13px ui-monospace, monospace; white-space: pre-wrap } .error code { color: #a00 }
</style>
</head>
<body>
<main>
)html";

// The page renews itself, without losing the reader's place.
constexpr const char* tail = R"html(</main>
<script>
  setInterval(async () => {
    const text = await (await fetch(location.pathname)).text()
    const page = new DOMParser().parseFromString(text, 'text/html')
    document.querySelector('main').replaceWith(page.querySelector('main'))
  }, 1000)
</script>
</body>
</html>
)html";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string code(const std::string& text) { return "<code>" + escaped(text) + "</code>"; }

std::string place(const SourceLocation& where) {
    if (where.line() == 0) return "an unknown place";
    const std::string function = function_name(where);
    const std::string text = place_repr(where) + ":" + std::to_string(where.column());
    return code(function.empty() ? text : text + " in " + function);
}

std::string row(std::initializer_list<std::string> cells) {
    std::string text = "<tr>";
    for (const std::string& cell : cells) text += "<td>" + cell + "</td>";
    return text + "</tr>\n";
}

std::string loops(const std::vector<LoopView>& views) {
    std::string text = "<h1>Loops</h1>\n<table id=\"loops\">\n<tr><th>loop<th>thread<th>"
                       "connections<th>tasks</tr>\n";
    for (const LoopView& view : views) {
        std::string tasks;
        for (const std::string& task : view.tasks) tasks += code(task) + "<br>";
        text += row({escaped(loop_name(view.id)), escaped(view.thread),
                     std::to_string(view.connections), tasks});
    }
    return text + "</table>\n";
}

std::string objects() {
    std::string text = "<h1>Bound objects</h1>\n<table id=\"objects\">\n<tr><th>object<th>loop<th>"
                       "created at</tr>\n";
    for (const BoundObject& object : bound_objects())
        text += row({escaped(object.type),
                     object.loop == 0 ? "none yet" : escaped(loop_name(object.loop)),
                     place(object.created)});
    return text + "</table>\n";
}

std::string errors() {
    std::string text =
        "<h1>Affinity errors</h1>\n<table id=\"errors\">\n<tr><th>times<th>object<th>"
        "used<th>error</tr>\n";
    for (const RecentError& recent : recent_errors()) {
        const AffinitySides& sides = recent.error.sides();
        text += row({std::to_string(recent.count),
                     escaped(sides.object_type) + " on " + escaped(loop_name(sides.bound_to)) +
                         "<br>created at " + place(sides.created),
                     "on " + escaped(loop_name(sides.used_on)) + "<br>at " + place(sides.used),
                     code(recent.error.message())});
    }
    return text + "</table>\n";
}

} // namespace

Response loops_page(const std::vector<LoopView>& views, std::size_t missing) {
    std::vector<LoopView> sorted = views;
    std::ranges::sort(sorted, {}, &LoopView::id);
    std::string text = head + loops(sorted);
    if (missing > 0)
        text += "<p>" + std::to_string(missing) + " loops did not answer within a second.</p>\n";
    text += objects() + errors() + tail;
    return text_response(200, {{"content-type", "text/html; charset=utf-8"}}, std::move(text));
}

} // namespace loop::http
