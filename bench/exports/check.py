"""Reads exports with the readers of others, and compares them with what Skimmark read.

    python3 -m venv VENV && VENV/bin/pip install bibtexparser rispy pyyaml
    VENV/bin/python bench/exports/check.py target/release/skimmark-digest FOLDER

FOLDER holds digests of any kind. Up to 110 papers of each file are taken, spread over it, and written in
each form by `skimmark-digest --to FORM`. `biber`, `bibtex` and Node with `citation-js` (`--citation-js FOLDER`, where
it is installed) are asked, too, if they are there. It ends with 1 if anything is lost or changed.
"""

import argparse
import csv
import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import bibtexparser
import rispy
import yaml
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text

MOST = 110
TODAY = "2026-06-20"
FIELDS = ["title", "authors", "year", "doi", "arxiv", "venue", "volume", "pages"]

csv.field_size_limit(1 << 30)
logging.disable(logging.WARNING)


def run(program, *arguments):
    done = subprocess.run([program, "--today", TODAY, *arguments], capture_output=True, check=False)
    return done.stdout.decode()


def papers(program, folder, out):
    """Writes varied papers of the files below a folder to a file of JSON lines."""
    files = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    with open(out, "w", encoding="utf-8") as written:
        for file in files:
            if ".truth." in file:
                continue
            lines = run(program, file).splitlines()
            step = max(1, -(-len(lines) // MOST))
            for line in lines[::step]:
                paper = json.loads(line)
                for place in ("file", "lines"):
                    paper.pop(place)
                written.write(json.dumps(paper, ensure_ascii=False) + "\n")


def flat(text):
    """A text as far as it matters: Unicode composed, any blank one space, any dash a hyphen."""
    text = unicodedata.normalize("NFC", str(text or ""))
    text = re.sub(r"[‐‑–—]|--+", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def expected(paper):
    ids = paper.get("ids", {})
    return {
        "title": flat(paper["title"]),
        "authors": [flat(name).replace(", Jr.", " Jr.") for name in paper.get("authors", [])],
        "year": paper.get("date", "")[:4],
        "doi": ids.get("doi", ""),
        "arxiv": ids.get("arxiv", ""),
        "venue": flat(paper.get("venue")),
        "volume": flat(paper.get("volume")),
        "pages": flat(paper.get("pages")),
    }


def turned(name):
    """`Last, First, Suffix` as it is read; a name without a comma is one already."""
    parts = [part.strip() for part in name.split(", ")]
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and re.fullmatch(r"([JjSs]r\.?|II+|IV|[23](nd|rd))", parts[2]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return name


TEX = LatexNodes2Text(math_mode="verbatim", keep_braced_groups=False, strict_latex_spaces=True)


# Signs that the decoder does not know, or writes as others, each with a letter that stands for it meanwhile.
SIGNS = {"asciicircum": "^", "bar": "|", "less": "<", "greater": ">", "braceleft": "{", "braceright": "}"}


def decoded(text):
    for at, name in enumerate(SIGNS):
        text = text.replace("{\\text" + name + "}", chr(0xE000 + at))
    text = TEX.latex_to_text(text)
    for at, sign in enumerate(SIGNS.values()):
        text = text.replace(chr(0xE000 + at), sign)
    return flat(text)


def by_bibtexparser(text):
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.SeparateCoAuthors()])
    assert not library.failed_blocks, library.failed_blocks[:3]
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}

        def plain(name, fields=fields):
            return decoded(fields.get(name, ""))

        names = [name for name in fields.get("author", []) if name != "others"]
        people = []
        for name in names:
            whole = name.startswith("{") and name.endswith("}")
            read = decoded(name)
            parts = read.split(", ")
            if not whole and len(parts) == 3:
                read = f"{parts[2]} {parts[0]} {parts[1]}"
            people.append(read)
        venue = ["journal", "booktitle", "school", "institution", "series", "howpublished"]
        yield {
            "title": plain("title"),
            "authors": people,
            "year": fields.get("year", ""),
            "doi": fields.get("doi", ""),
            "arxiv": fields.get("eprint", ""),
            "venue": next((plain(name) for name in venue if name in fields), ""),
            "volume": plain("volume"),
            "pages": plain("pages"),
        }


def by_rispy(text):
    for entry in rispy.loads(text):
        ends = [entry.get("start_page", ""), entry.get("end_page", "")]
        number = entry.get("accession_number", "")
        urls = " ".join(entry.get("urls", []))
        arxiv = number.removeprefix("arXiv:") if number.startswith("arXiv:") else ""
        arxiv = arxiv or (urls.split("arxiv.org/abs/")[1] if "arxiv.org/abs/" in urls else "")
        yield {
            "title": flat(entry.get("title")),
            "authors": [flat(turned(it)) for it in entry.get("authors", []) if it != "et al.,"],
            "year": entry.get("year", ""),
            "doi": entry.get("doi", ""),
            "arxiv": arxiv,
            "venue": flat(entry.get("secondary_title")),
            "volume": flat(entry.get("volume")),
            "pages": flat("-".join(end for end in ends if end)),
        }


def of_csl(items):
    def name(person):
        if "literal" in person:
            return person["literal"]
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
        return " ".join(person[part] for part in parts if person.get(part))

    for item in items:
        people = [flat(name(person)) for person in item.get("author", [])]
        date = item.get("issued", {}).get("date-parts", [[""]])[0][0]
        yield {
            "title": flat(item.get("title")),
            "authors": people[:-1] if people[-1:] == ["others"] else people,
            "year": str(date).zfill(4) if date else "",
            "doi": item.get("DOI", ""),
            "arxiv": str(item.get("number", "")).removeprefix("arXiv:"),
            "venue": flat(item.get("container-title")),
            "volume": flat(item.get("volume")),
            "pages": flat(item.get("page")),
        }


def by_csv(text):
    for row in csv.DictReader(io.StringIO(text, newline="")):
        shown = {name: re.sub(r"^'(?=[=+\-@])", "", value) for name, value in row.items()}
        people = [name.strip() for name in shown["Author"].split("; ")]
        people = [flat(name.rstrip(";")) for name in people if name and name != "et al."]
        yield {
            "title": flat(shown["Title"]),
            "authors": people,
            "year": shown["Date"][:4],
            "doi": shown["DOI"],
            "arxiv": shown["arXiv"],
            "venue": flat(shown["Publication Title"]),
            "volume": flat(shown["Volume"]),
            "pages": flat(shown["Pages"]),
        }


def by_yaml(text):
    for head in re.findall(r"(?ms)^---\n(.*?)\n---$", text):
        note = yaml.safe_load(head)
        yield {
            "title": flat(note["title"]),
            "authors": [flat(it) for it in note.get("authors", []) if it != "et al."],
            "year": str(note.get("date", ""))[:4],
            "doi": note.get("doi", ""),
            "arxiv": note.get("arxiv", ""),
            "venue": flat(note.get("journal")),
            "volume": flat(note.get("volume")),
            "pages": flat(note.get("pages")),
        }


def by_citation_js(folder):
    script = """
        const { Cite } = require('@citation-js/core');
        require('@citation-js/plugin-csl');
        const text = require('fs').readFileSync(0, 'utf8');
        // Each item tells of all others, where it came from.
        const bare = (name, value) => (name === '_graph' ? undefined : value);
        process.stdout.write(JSON.stringify(new Cite(JSON.parse(text)).data, bare));
    """

    def read(text):
        done = subprocess.run(
            ["node", "-e", script], cwd=folder, input=text.encode(), capture_output=True, check=True
        )
        return of_csl(json.loads(done.stdout))

    return read


def by_biber(text):
    """What Biber reads, written by it again; a warning of it is a fault."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("in.bib", "out.bib")]
        with open(names[0], "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run(
            ["biber", "--tool", "--nolog", "--output-resolve", "-O", names[1], names[0]],
            capture_output=True,
            check=False,
        )
        told = done.stdout.decode()
        assert done.returncode == 0, told[-2000:]
        print("    biber:", "; ".join(re.findall(r"(?:WARN|ERROR).*", told)[:5]) or "no warning")
        with open(names[1], encoding="utf-8") as file:
            entries = re.findall(r"(?m)^@\w+\{", file.read())
    return entries


def by_bibtex(text):
    """The references that BibTeX makes of a file; an error of it is a fault."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "in.bib"), "w", encoding="utf-8") as file:
            file.write(text)
        with open(os.path.join(folder, "all.aux"), "w", encoding="utf-8") as file:
            file.write("\\citation{*}\n\\bibdata{in}\n\\bibstyle{plain}\n")
        done = subprocess.run(["bibtex", "all"], cwd=folder, capture_output=True, check=False)
        told = done.stdout.decode(errors="replace")
        # 1 is for warnings, such as that an entry has no author.
        assert done.returncode < 2 and "error message" not in told, told[-2000:]
        with open(os.path.join(folder, "all.bbl"), encoding="utf-8", errors="replace") as file:
            return file.read().count("\\bibitem")


def compare(form, reader, wanted, found):
    found = list(found)
    if len(found) != len(wanted):
        print(f"  {form} by {reader}: {len(wanted)} papers, read {len(found)}")
        return 1
    changes = []
    for one, other in zip(wanted, found):
        for field in FIELDS:
            if one[field] != other[field]:
                changes.append(f"    {field}: {one[field]!r} became {other[field]!r}")
    print(f"  {form} by {reader}: {len(found)} papers, {len(changes)} changes")
    print("".join(change + "\n" for change in changes[:200]), end="")
    return len(changes)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("folder")
    arguments.add_argument("--citation-js")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        picked = os.path.join(folder, "picked.jsonl")
        papers(asked.program, asked.folder, picked)
        read = [json.loads(line) for line in run(asked.program, "--merged", picked).splitlines()]
        texts = {form: run(asked.program, "--to", form, picked) for form in ("bibtex", "ris", "csl", "csv", "notes")}
    wanted = [expected(paper) for paper in read]
    print(f"{len(wanted)} papers")
    wrong = compare("bibtex", "bibtexparser", wanted, by_bibtexparser(texts["bibtex"]))
    wrong += compare("ris", "rispy", wanted, by_rispy(texts["ris"]))
    wrong += compare("csl", "json", wanted, of_csl(json.loads(texts["csl"])))
    wrong += compare("csv", "csv", wanted, by_csv(texts["csv"]))
    wrong += compare("notes", "PyYAML", wanted, by_yaml(texts["notes"]))
    if asked.citation_js:
        read = by_citation_js(asked.citation_js)
        wrong += compare("csl", "citation-js", wanted, read(texts["csl"]))
    if shutil.which("biber"):
        entries = by_biber(texts["bibtex"])
        print(f"  bibtex by biber: {len(entries)} papers")
        wrong += abs(len(entries) - len(wanted))
    if shutil.which("bibtex"):
        count = by_bibtex(texts["bibtex"])
        print(f"  bibtex by BibTeX, style plain: {count} references")
        wrong += abs(count - len(wanted))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
