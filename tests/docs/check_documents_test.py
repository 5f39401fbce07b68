#!/usr/bin/env python3
"""That check_documents.py notices what is missing, and nothing else."""

import pathlib
import tempfile
import unittest

from check_documents import complaints

SOUND = {
    "README.md": "[gates](docs/theory/gates.md#how-a-gate-opens-λ), [itself](#one)\n\n# One\n"
                 "`[no link](nowhere.md)` and [the web](https://example.org/x.md).\n",
    "docs/METHODS.md": "# Methods\n\n## `sig` Spectral IG\n",
    "docs/theory/gates.md": "# Gates\n\n## How a gate opens (λ)\n\n`sig`: `engine/gate.h`\n",
    "docs/troubleshooting.md": "# Messages\n\n## `…: is no gate, but …`\n",
    "engine/gate.h": '/// docs/theory/gates.md#gates.\nfail(name + ": is no "\n     "gate, but " + what);\n',
}


class Documents(unittest.TestCase):
    def complaints_after(self, file, old, new):
        """What is complained of in the sound documents once `old` is replaced in one of them."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in SOUND.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text.replace(old, new) if name == file else text, "utf-8")
            return complaints(root)

    def assert_noticed(self, file, old, new, complaint):
        self.assertEqual(self.complaints_after(file, old, new), [complaint])

    def test_nothing_is_wrong_with_what_is_sound(self):
        self.assertEqual(self.complaints_after("README.md", "", ""), [])

    def test_a_cited_section_is_missing(self):
        self.assert_noticed("engine/gate.h", "#gates", "#doors",
                            "engine/gate.h: docs/theory/gates.md#doors: there is no such section")

    def test_a_cited_page_is_missing(self):
        self.assert_noticed("engine/gate.h", "gates.md", "doors.md",
                            "engine/gate.h: docs/theory/doors.md#gates: there is no such file")

    def test_a_linked_section_is_missing(self):
        self.assert_noticed("README.md", "#one", "#two",
                            "README.md: #two: there is no such section")

    def test_a_linked_page_is_missing(self):
        self.assert_noticed(
            "README.md", "docs/theory/gates.md", "gates.md",
            "README.md: gates.md#how-a-gate-opens-λ: there is no such file")

    def test_a_named_source_is_missing(self):
        self.assert_noticed("docs/theory/gates.md", "engine/gate.h", "engine/door.h",
                            "docs/theory/gates.md: engine/door.h: there is no such source file")

    def test_a_message_is_no_longer_said(self):
        self.assert_noticed(
            "engine/gate.h", "no ", "not a ",
            "docs/troubleshooting.md: 'is no gate, but': the program does not say that")

    def test_a_method_is_not_told_of(self):
        self.assert_noticed("docs/theory/gates.md", "`sig`", "",
                            "docs/theory: `sig`: no page tells of this method")


if __name__ == "__main__":
    unittest.main()
