"""Each known behaviour of the originals is held by a test: conformance.txt says which."""

import pathlib
import re
import unittest

HERE = pathlib.Path(__file__).resolve().parent
CASES = 65


def cases():
    for line in (HERE / "conformance.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            number, rest = line.split(None, 1)
            yield int(number), rest.rpartition(": ")[2].split()


def known_tests():
    for path in HERE.glob("test_*.py"):
        theme = path.stem.removeprefix("test_")
        for name in re.findall(r"(?m)^    def (test_\w+)", path.read_text()):
            yield f"{theme}.{name}"
    for path in HERE.parent.glob("*.cpp"):
        for suite, name in re.findall(r"(?m)^TEST(?:_[FP])?\((\w+),\s*(\w+)\)", path.read_text()):
            yield f"{suite}.{name}"


class Conformance(unittest.TestCase):
    def test_each_case_has_its_tests(self):
        self.assertEqual([number for number, _ in cases()], list(range(1, CASES + 1)))
        known = set(known_tests())
        missing = [(number, name) for number, names in cases() for name in names
                   if name not in known]
        self.assertEqual(missing, [])
        self.assertTrue(all(names for _, names in cases()))


if __name__ == "__main__":
    unittest.main()
