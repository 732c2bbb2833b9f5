#!/usr/bin/env python3
"""valid.py LOOPLINT CORPUS: reports of real findings hold to the schemas of those who read them, and
fingerprints outlive moved lines. The findings have notes, two of them a fix."""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import jsonschema

HERE = pathlib.Path(__file__).parent
GLOBAL = """namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
loop::Event first;
/* \u00fc */ loop::Event second; int tail; // ]]> & "quoted" <text>
int main() { first.set(); second.set(); }
"""


def reports(looplint, folder, units, corpus):
    names = {"sarif": "out.sarif", "gitlab": "quality.json", "junit": "out.xml", "html": "out.html", "json": "out.json"}
    outputs = [f"--output={form}:{name}" for form, name in names.items()]
    line = [looplint, "--no-cache", "--quiet", *outputs, *units, "--", "-std=c++20", f"-I{corpus}/include"]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1, (done.returncode, done.stderr)
    return {form: (folder / name).read_text() for form, name in names.items()}


def results(sarif):
    return json.loads(sarif)["runs"][0]["results"]


def main(looplint, corpus):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        threads = folder / "threads.cpp"
        threads.write_text(pathlib.Path(corpus, "foreign_thread_use/basic.cpp").read_text())
        wanted = 2 + threads.read_text().count('// want "')  # those of GLOBAL, and the corpus's own
        statics = folder / "statics.cpp"
        statics.write_text(GLOBAL, encoding="utf-8")
        found = reports(looplint, folder, ["statics.cpp", "threads.cpp"], corpus)

        jsonschema.validate(json.loads(found["sarif"]), json.loads((HERE / "sarif-schema-2.1.0.json").read_text()))
        jsonschema.validate(json.loads(found["gitlab"]), json.loads((HERE / "gitlab-code-quality.json").read_text()))
        cases = xml.etree.ElementTree.fromstring(found["junit"]).iter("failure")
        count = len(json.loads(found["json"])["findings"])
        assert count == len(results(found["sarif"])) == len(json.loads(found["gitlab"])) == len(list(cases)) == wanted, count
        assert "<script" not in found["html"] and "http" not in found["html"].split("<body>")[0]

        flows = [result for result in results(found["sarif"]) if "codeFlows" in result]
        assert flows, "no finding has a code flow"
        pictures = found["html"].split("<svg")[1:]
        assert len(pictures) == len(flows), (len(pictures), len(flows))
        both = [p for p in pictures if 'class="edge bad"' in p and p.count('class="thread"') == 2 and 'class="loop"' in p]
        assert both, "no picture has a loop, its thread, the other thread and the offending edge"
        for result in flows:
            steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
            assert len(steps) == len(result["relatedLocations"]) + 1 > 1, result
        for form in ("sarif", "gitlab"):  # a report that breaks the schema is seen
            broken = json.loads(found[form])
            (broken["runs"][0]["results"][0] if form == "sarif" else broken[0])["fingerprint" if form == "gitlab" else "message"] = 3
            schema = "sarif-schema-2.1.0.json" if form == "sarif" else "gitlab-code-quality.json"
            try:
                jsonschema.validate(broken, json.loads((HERE / schema).read_text()))
            except jsonschema.ValidationError:
                continue
            raise AssertionError(f"{schema} takes anything")

        prints = [result["partialFingerprints"] for result in results(found["sarif"])]
        assert len({p["looplint/v1"] for p in prints}) == len(prints), prints
        statics.write_text("// moved\n\n" + statics.read_text(encoding="utf-8"), encoding="utf-8")
        threads.write_text("\n" + threads.read_text())
        again = reports(looplint, folder, ["statics.cpp", "threads.cpp"], corpus)
        assert [result["partialFingerprints"] for result in results(again["sarif"])] == prints
        print(f"{count} findings, {len(flows)} code flows: all reports are valid, fingerprints hold")


main(*sys.argv[1:])
