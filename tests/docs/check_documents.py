#!/usr/bin/env python3
"""Whether what the sources and the pages refer to exists: check_documents.py ROOT.

Looks at the pages and sections that sources cite (docs/PAGE.md#section), at the relative links of
all pages, at the source files that pages name, at the messages that docs/troubleshooting.md explains,
and whether docs/theory tells of every method. Prints one line for each that is missing and fails then.
"""

import pathlib
import re
import sys
import unicodedata

SOURCE_FOLDERS = ("app", "engine", "ui", "tests", "tools")
CITATION = re.compile(r"\bdocs/[\w/-]+\.md(?:#[\w-]+)?")
LINK = re.compile(r"\]\(([^()\s]+)\)")
NAMED_SOURCE = re.compile(r"`([\w/]+/\w+\.(?:h|cpp|py))`")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def pages(root):
    """The pages of the repository; cases bring notes of their own, which are data."""
    found = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    return sorted(page for page in found if page.is_file())


def sources(root):
    """All but those of this check, whose examples are wrong on purpose."""
    found = (file for folder in SOURCE_FOLDERS for ending in ("h", "cpp", "py", "sh", "txt")
             for file in (root / folder).rglob(f"*.{ending}"))
    return sorted(file for file in found if file.parent != root / "tests/docs")


def slug(heading):
    """The anchor that a heading gets: letters, figures, _ and -, spaces as -."""
    def is_kept(letter):
        return letter in "-_ " or unicodedata.category(letter)[0] in "LM" \
            or unicodedata.category(letter) == "Nd"
    plain = heading.replace("`", "").strip().lower()
    return "".join(letter for letter in plain if is_kept(letter)).replace(" ", "-")


def sections(page):
    text = FENCED.sub("", page.read_text("utf-8"))
    return {slug(heading) for heading in re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)}


def problem_with(page, section):
    """Why the section of a page cannot be referred to, or None."""
    if not page.exists():
        return "there is no such file"
    if section and section not in sections(page):
        return "there is no such section"
    return None


def broken_citations(root):
    for file in sources(root):
        for citation in CITATION.findall(file.read_text("utf-8")):
            page, _, section = citation.partition("#")
            if problem := problem_with(root / page, section):
                yield f"{file.relative_to(root)}: {citation}: {problem}"


def broken_links(root):
    for page in pages(root):
        prose = re.sub(r"`[^`\n]*`", "", FENCED.sub("", page.read_text("utf-8")))
        for link in LINK.findall(prose):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, section = link.partition("#")
            if problem := problem_with(page.parent / target if target else page, section):
                yield f"{page.relative_to(root)}: {link}: {problem}"


def missing_sources(root):
    """Source files are named from the root, from a layer, or by the end of their path."""
    known = [f"/{file.relative_to(root).as_posix()}" for file in sources(root)]
    for page in pages(root):
        for name in NAMED_SOURCE.findall(page.read_text("utf-8")):
            if not any(file.endswith("/" + name) for file in known):
                yield f"{page.relative_to(root)}: {name}: there is no such source file"


def unknown_messages(root):
    """A message is a heading in code; … stands for what differs from time to time."""
    page = root / "docs/troubleshooting.md"
    program = "\n".join(file.read_text("utf-8") for file in sources(root)
                        if file.relative_to(root).parts[0] in ("app", "engine", "ui"))
    said = re.sub(r'"\s*\n\s*"', "", program)
    for message in re.findall(r"^#+ `(.+)`$", page.read_text("utf-8"), re.MULTILINE):
        for part in filter(None, (part.strip(": ") for part in message.split("…"))):
            if part not in said:
                yield f"docs/troubleshooting.md: '{part}': the program does not say that"


def untold_methods(root):
    reference = root / "docs/METHODS.md"
    told = "".join(page.read_text("utf-8") for page in root.glob("docs/theory/*.md"))
    for method in re.findall(r"^## (`[\w-]+`)", reference.read_text("utf-8"), re.MULTILINE):
        if method not in told:
            yield f"docs/theory: {method}: no page tells of this method"


def complaints(root):
    checks = (broken_citations, broken_links, missing_sources, unknown_messages, untold_methods)
    return [complaint for check in checks for complaint in check(root)]


def main(root):
    found = complaints(pathlib.Path(root))
    print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
