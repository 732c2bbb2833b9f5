"""The language server as an editor sees it. server_test.py LOOPLINT"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
from client import Client, Gone, apply, edit, uri
from project import SILENT, STATIC, Project

LOOPLINT = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "looplint"
UTF8 = {"general": {"positionEncodings": ["utf-8"]}}
CHECK = "loop-static-object"


def connect(project, capabilities=None, *options, **more):
    cache = f"--cache-dir={project.root}/cache"
    return Client([LOOPLINT, "lsp", cache, *options], UTF8 if capabilities is None else capabilities, project.root, **more)


def lint(project, *arguments):
    done = subprocess.run([LOOPLINT, "--format=json", "--no-cache", "--quiet", *arguments], cwd=project.root, capture_output=True, text=True)
    return json.loads(done.stdout)["findings"]


class Features(unittest.TestCase):
    def test_a_finding_shows_where_the_command_line_has_it_and_goes_with_its_cause(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            [found] = client.diagnostics(main)
            [told] = lint(project)
            self.assertEqual((found["code"], found["message"]), (told["check"], told["message"]))
            self.assertEqual(found["range"], {"start": {"line": 1, "character": 12}, "end": {"line": 1, "character": 17}})
            self.assertEqual(found["severity"], 2)
            page = pathlib.Path(found["codeDescription"]["href"].removeprefix("file://"))
            self.assertIn("#", page.read_text())
            client.change(main, edit(1, 0, 2, 0, ""))
            self.assertEqual(client.diagnostics(main), [])
            client.change(main, edit(1, 0, 1, 0, "loop::Event event;\n"))
            self.assertEqual(client.diagnostics(main), [found])
            self.assertEqual(client.end(), 0)

    def test_a_diagnostic_is_there_while_the_code_does_not_compile(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main, STATIC + "int half(\n")
            self.assertEqual([d["code"] for d in client.diagnostics(main)], [CHECK])

    def test_positions_count_the_agreed_units(self):
        text = STATIC.replace("loop::Event event;", "/* \u00e4\U0001f642 */ loop::Event event;")
        for name, column in (("utf-8", 12 + 13), ("utf-16", 12 + 10), ("utf-32", 12 + 9)):
            with Project(main=text) as project, connect(project, {"general": {"positionEncodings": [name]}}) as client:
                self.assertEqual(client.capabilities["positionEncoding"], name)
                main = project.path("main.cpp")
                client.open(main)
                [found] = client.diagnostics(main)
                self.assertEqual(found["range"]["start"], {"line": 1, "character": column}, name)
                client.change(main, edit(1, column, 1, column + 5, "other"), edit(2, 13, 2, 18, "other"))
                [found] = client.diagnostics(main)
                self.assertIn("'other'", found["message"])

    def test_pulled_diagnostics_have_result_ids(self):
        pulls = {**UTF8, "textDocument": {"diagnostic": {}}}
        with Project(main=STATIC, other=STATIC.replace("main", "other").replace("event", "second")) as project, connect(project, pulls) as client:
            main = project.path("main.cpp")
            client.open(main)
            first = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri(main)}})
            self.assertEqual((first["kind"], len(first["items"])), ("full", 1))
            again = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri(main)}, "previousResultId": first["resultId"]})
            self.assertEqual(again, {"kind": "unchanged", "resultId": first["resultId"]})
            all_files = client.ask("workspace/diagnostic", {"previousResultIds": [{"uri": uri(main), "value": first["resultId"]}]})
            kinds = {report["uri"]: report["kind"] for report in all_files["items"]}
            self.assertEqual(kinds, {uri(main): "unchanged", uri(project.path("other.cpp")): "full"})
            self.assertFalse([m for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"])

    def test_code_actions_suppress_with_a_reason_or_take_into_the_baseline(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            [found] = client.diagnostics(main)
            actions = client.ask("textDocument/codeAction", {"textDocument": {"uri": uri(main)}, "range": found["range"], "context": {"diagnostics": [found]}})
            by_title = {action["title"]: action for action in actions}
            suppress = by_title[f"suppress {CHECK} here, with a reason"]
            [edits] = suppress["edit"]["changes"].values()
            text = apply(STATIC, edits)
            self.assertIn(f"// NOLINT({CHECK}): ", text)
            client.change(main, {"text": text})
            self.assertEqual(client.diagnostics(main), [])
            client.change(main, {"text": STATIC})
            self.assertEqual(client.diagnostics(main), [found])
            command = by_title["add to baseline"]["command"]
            client.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
            self.assertEqual(client.diagnostics(main), [])
            self.assertEqual(lint(project, "--baseline=looplint-baseline.json"), [])

    def test_a_cause_in_another_unit_shows_while_typing_and_after_a_restart(self):
        program = pathlib.Path(__file__).parent.parent / "programs" / "context_in_other_unit.cpp"
        units = split(program.read_text())
        with Project() as project:
            for name, text in units.items():
                project.write(name, text)
            sources = [name for name in units if name.endswith(".cpp")]
            include = str(pathlib.Path(__file__).parent.parent / "corpus" / "include")
            project.database(sources, "-isystem", include)
            told = {(f["file"], f["line"], f["message"]) for f in lint(project)}
            self.assertTrue(told)
            for _ in range(2):  # the second with a warm index
                with connect(project) as client:
                    report = client.ask("workspace/diagnostic", {"previousResultIds": []})
                    seen = {(uri_path(r["uri"]), d["range"]["start"]["line"] + 1, d["message"]) for r in report["items"] for d in r["items"]}
                    self.assertEqual(seen, told)
            with connect(project) as client:
                where = sorted(told)[0][0]
                client.ask("workspace/diagnostic", {"previousResultIds": []})
                client.open(where)
                self.assertTrue(client.diagnostics(where))

    def test_settings_are_read_again_when_they_change(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            self.assertEqual(len(client.diagnostics(main)), 1)
            settings = project.write(".looplint", f"checks: '-{CHECK}'\n")
            client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(settings), "type": 1}]})
            self.assertEqual(client.diagnostics(main), [])
            settings.write_text("checks: [\n")
            client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(settings), "type": 2}]})
            message = client.wait(lambda m: m.get("method") == "window/logMessage" and ".looplint" in m["params"]["message"])
            self.assertIn(".looplint:", message["params"]["message"])

    def test_two_workspace_folders_have_two_databases(self):
        with Project(main=STATIC) as one, Project(main=SILENT) as two:
            client = Client([LOOPLINT, "lsp", f"--cache-dir={one.root}/cache"], UTF8, one.root, folders=[one.root, two.root])
            with client:
                client.open(one.path("main.cpp"))
                client.open(two.path("main.cpp"))
                self.assertEqual(len(client.diagnostics(one.path("main.cpp"))), 1)
                self.assertEqual(client.diagnostics(two.path("main.cpp")), [])


def uri_path(text):
    from urllib.parse import unquote, urlparse
    return unquote(urlparse(text).path)


def split(text):
    parts, name = {}, None
    for line in text.splitlines(keepends=True):
        if line.startswith("//--- "):
            name = line[6:].strip()
            parts[name] = ""
        elif name:
            parts[name] += line
    return parts


class Robustness(unittest.TestCase):
    def alive(self, client, path):
        """It still works, and answers."""
        self.assertIsNone(client.process.poll())
        self.assertIsInstance(client.ask("textDocument/codeLens", {"textDocument": {"uri": uri(path)}}), list)

    def test_malformed_frames_are_named_and_survived(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            client.diagnostics(main)
            for bad, expected in ((b"hello\r\n\r\n", "expected 'Content-Length: N'"),
                                  (b"Content-Length: many\r\n\r\n", "expected a number"),
                                  (b"Content-Length: -1\r\n\r\n", "expected a number"),
                                  (b"Content-Type: x\r\n\r\n", "without Content-Length"),
                                  (b"Content-Length: 99999999999\r\n\r\n", "more than"),
                                  (b"x" * 20000, "a header of more than"),
                                  (b"Content-Length: 5\r\n\r\n{nope", "not valid JSON"),
                                  (b"Content-Length: 2\r\n\r\n[]", "expected an object"),
                                  (b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc", "not valid JSON"),
                                  (b'Content-Length: 12\r\n\r\n{"method":1}', "method: expected a string")):
                client.raw(bad)
                error = client.wait(lambda m: "error" in m)["error"]
                self.assertIn(expected, error["message"])
                self.alive(client, main)

    def test_wrong_requests_get_their_error(self):
        with Project(main=STATIC) as project:
            client = Client([LOOPLINT, "lsp"])
            with client:
                early = client.answer(client.request("textDocument/hover", {}))
                self.assertEqual(early["error"]["code"], -32002)
                client.notify("textDocument/didOpen", {})
                client.initialize(project.root, UTF8)
                main = project.path("main.cpp")
                for method, params, code in (("initialize", {}, -32600), ("no/such", {}, -32601),
                                             ("textDocument/hover", {}, -32602), ("textDocument/hover", None, -32602),
                                             ("textDocument/hover", [1], -32602),
                                             ("textDocument/hover", {"textDocument": {"uri": "untitled:1"}, "position": {}}, -32603),
                                             ("textDocument/inlayHint", {"textDocument": {"uri": uri(main)}, "range": 7}, -32602),
                                             ("textDocument/codeAction", {"textDocument": {"uri": uri(main)}}, -32602),
                                             ("workspace/executeCommand", {"command": "rm"}, -32602)):
                    answer = client.answer(client.request(method, params))
                    self.assertEqual(answer["error"]["code"], code, (method, params))
                    self.assertTrue(answer["error"]["message"])
                for params in ({}, {"textDocument": {"uri": uri(main), "version": 2}, "contentChanges": []}):
                    client.notify("textDocument/didChange", params)
                    client.wait(lambda m: m.get("method") == "window/logMessage" and "didChange" in m["params"]["message"])
                self.assertEqual(client.end(), 0)

    def test_requests_after_shutdown_and_a_bad_end(self):
        with Project(main=STATIC) as project, connect(project) as client:
            client.ask("shutdown", None)
            self.assertEqual(client.answer(client.request("textDocument/hover", {}))["error"]["code"], -32600)
            client.notify("exit", None)
            self.assertEqual(client.process.wait(60), 0)
        with Project(main=STATIC) as project, connect(project) as client:
            client.process.stdin.close()
            self.assertEqual(client.process.wait(60), 1)

    def test_a_cancelled_request_is_answered_as_such(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            id = client.request("textDocument/codeLens", {"textDocument": {"uri": uri(main)}})
            client.notify("$/cancelRequest", {"id": id})
            self.assertEqual(client.answer(id)["error"]["code"], -32800)
            self.alive(client, main)

    def test_files_without_a_command_or_gone_or_renamed(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open("/nowhere/gone.cpp", STATIC)
            self.assertEqual(client.diagnostics("/nowhere/gone.cpp"), [])
            client.open(main)
            self.assertEqual(len(client.diagnostics(main)), 1)
            main.unlink()
            client.change(main, edit(0, 0, 0, 0, "\n"))
            self.assertEqual([d["range"]["start"]["line"] for d in client.diagnostics(main)], [2])
            renamed = project.write("renamed.cpp", STATIC)
            client.close(main)
            client.open(renamed)
            self.assertEqual(len(client.diagnostics(renamed)), 1)  # with its neighbour's flags
            self.alive(client, renamed)

    def test_the_parsers_death_costs_one_file(self):
        for fault, death in (("crash", "crashed (signal 11"), ("spin", "crashed (signal 9")):
            with Project(main=STATIC, victim=STATIC.replace("main", "victim")) as project:
                main, victim = project.path("main.cpp"), project.path("victim.cpp")
                with connect(project, None, f"--unit-fault={fault}:victim.cpp") as client:
                    client.open(main)
                    client.diagnostics(main)
                    client.open(victim)
                    told = lambda m: (m.get("method") == "window/logMessage" and death in m["params"]["message"]
                                      and m["params"]["message"].startswith(str(victim)))
                    while_killing_children(client, told) if fault == "spin" else client.wait(told)
                    self.alive(client, victim)
                    client.change(main, edit(1, 0, 2, 0, ""), edit(1, 0, 2, 0, "int main() {}\n"))
                    self.assertEqual(client.diagnostics(main), [])

    def test_five_megabytes(self):
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            text = STATIC + "// " + "x" * 77 + "\n"
            text += ("int filler(int);  " + "// " + "y" * 59 + "\n") * (5 * 2**20 // 81)
            client.open(main, text)
            self.assertEqual(len(client.diagnostics(main, 300)), 1)
            client.change(main, edit(1, 0, 2, 0, ""), edit(1, 0, 2, 0, "int main() {}\n"))
            self.assertEqual(client.diagnostics(main, 300), [])

    def test_ten_thousand_edits_leave_what_a_fresh_open_has(self):
        rng = random.Random(20)
        pieces = ["loop::Event more;\n", "{", "}", "\n", "// NOLINT", "\u00e4", "\U0001f642", "#include \"loop.h\"\n", "int x;", "(", "/*", "*/", '"']
        with Project(main=STATIC) as project, connect(project) as client:
            main = project.path("main.cpp")
            client.open(main)
            text = STATIC
            for round in range(10_000):
                if rng.random() < 0.02:
                    text = STATIC
                    client.change(main, {"text": text})
                    continue
                at = rng.randrange(len(text) + 1)
                end = min(len(text), at + rng.choice([0, 0, 0, 1, 2, 5]))
                new = rng.choice(pieces)
                client.change(main, edit(*position(text, at), *position(text, end), new))
                text = text[:at] + new + text[end:]
            broken = client.ask("textDocument/codeLens", {"textDocument": {"uri": uri(main)}})
            self.assertIsInstance(broken, list)
            after = client.diagnostics(main)
            with connect(project) as fresh:
                fresh.open(main, text)
                self.assertEqual(fresh.diagnostics(main), after)
            tail = STATIC.replace("event", "last")
            lines = text.split("\n")
            client.change(main, edit(0, 0, len(lines), 0, tail))
            [found] = client.diagnostics(main)
            self.assertIn("'last'", found["message"])


def position(text, at):
    before = text[:at]
    return before.count("\n"), len(before.rsplit("\n", 1)[-1].encode())


def while_killing_children(client, is_it, seconds=300):
    """Waits as client.wait(), and kills whatever parses meanwhile: it is tried again, but not for ever."""
    end = time.monotonic() + seconds
    while True:
        try:
            return client.wait(is_it, 1)
        except TimeoutError:
            if time.monotonic() > end:
                raise
        children = subprocess.run(["pgrep", "-P", str(client.process.pid)], capture_output=True, text=True).stdout.split()
        for child in children:
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                pass


if __name__ == "__main__":
    unittest.main(verbosity=2)
