"""The wheel with the programs inside, in a fresh environment, and the archive of the programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("readelf") is None, reason="there is no readelf (Debian: binutils)"),
]


@pytest.fixture(scope="module")
def folder(globenc_index: str, globenc_query: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of both programs."""
    folder = tmp_path_factory.mktemp("bin")
    for path in (globenc_index, globenc_query):
        (folder / Path(path).name).symlink_to(path)
    return folder


def script(name: str, *arguments: object) -> tuple[Path, str]:
    """Runs a script that writes a file; returns the file, and what else it said."""
    done = subprocess.run(
        [ROOT / "scripts" / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "PYTHON": sys.executable},
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip()), done.stderr


def assert_licences(notices: str, said: str) -> None:
    """Each package that the programs contain has its licence in the file, or the script has said that it lacks it."""
    packages = re.findall(r'\.package\(url: "[^"]*/([^"/]+)"', (ROOT / "Package.swift").read_text())
    assert {"GRDB.swift", "swift-argument-parser", "swift-mustache"} <= set(packages)
    for package in [*packages, "liblz4-dev"]:
        heading, sentence = f"\n== {package}\n\n", f"NOTICES lacks the licence of {package}, since there is no "
        assert (heading in notices) != (sentence in said), package
        text = notices.partition(heading)[2].partition("\n== ")[0]
        assert heading not in notices or re.search("Permission is hereby granted|Apache License|BSD", text), package


def dynamic_libraries(path: Path) -> set[str]:
    printed = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"NEEDED.*\[(.*)\]", printed))


def test_a_wheel_with_programs_is_all_a_user_needs(folder: Path, tmp_path: Path) -> None:
    wheel, said = script("wheel.sh", "--bin", folder, "-o", tmp_path / "dist")
    assert re.fullmatch(r"globenc_store-\d+\.\d+\.\d+-py3-none-(linux|manylinux_2_\d+)_x86_64\.whl", wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert {"globenc_store/bin/globenc-index", "globenc_store/bin/globenc-query", "globenc_store/py.typed"} <= names
        assert not [name for name in names if "tests" in name or name.endswith((".c", ".h"))]
        assert_licences(archive.read("globenc_store/bin/NOTICES").decode(), said)
    needed = {
        library
        for path in folder.iterdir()
        for library in dynamic_libraries(path)
        if not library.startswith("ld-linux")
    }
    line = next(line for line in said.splitlines() if "Shared libraries:" in line)
    assert needed == set(line.partition("Shared libraries: ")[2].split())
    assert re.search(r"glibc 2\.\d+ or later", line)
    if not needed <= {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6"}:
        assert "-linux_x86_64" in wheel.name, "manylinux promises no other libraries"

    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True)
    program = """
import json, sys
import globenc_store
rows = [json.loads(line) for line in open(sys.argv[1])][:20]
with globenc_store.index(rows, model=sys.argv[2], store="s.globenc") as store:
    example = store.example(rows[0]["id"])
    is_square = store.matrix(example.id).shape[0] == len(example)
    print(json.dumps([len(store), is_square, globenc_store.programs.finding.program("globenc-query")]))
    print(store.show(example.id))
"""
    # Neither the variables nor the path name programs, and the package is no editable one.
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    arguments = [
        python,
        "-I",
        "-c",
        program,
        ROOT / "samples" / "movies.jsonl",
        ROOT / "samples" / "bert-tiny-sentiment",
    ]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    first, rest = done.stdout.split("\n", 1)
    count, is_square, query = json.loads(first)
    assert (count, is_square) == (20, True)
    assert query.startswith(str(tmp_path / "venv"))
    shown = subprocess.run(
        [query, "show", "s.globenc", "movies-1"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert shown.stdout == rest
    # Without tqdm there is no bar, and the program's lines are printed.
    assert "globenc-index: columns: text = text" in done.stderr


def test_a_wheel_without_programs_says_how_to_get_them(tmp_path: Path) -> None:
    wheel, said = script("wheel.sh", "-o", tmp_path)
    assert "without the programs: GLOBENC_INDEX and GLOBENC_QUERY, or the PATH" in said
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if "/bin/" in name]


def test_an_archive_is_an_installation(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("swiftc") is None:
        pytest.skip("there is no swiftc, which makes man pages")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    path, said = script("release.sh", "--bin", folder, "-o", tmp_path)
    with tarfile.open(path) as archive:
        # The same programs give the same archive.
        assert {(member.mtime, member.uid, member.gid) for member in archive} == {(1_000_000_000, 0, 0)}
        assert archive.getnames() == sorted(archive.getnames(), key=lambda name: name.split("/"))
        archive.extractall(tmp_path / "unpacked")
    root = tmp_path / "unpacked" / path.name.removesuffix(".tar.gz")
    for name in ("globenc-index", "globenc-query"):
        program = root / "bin" / name
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        assert root.name.startswith(f"globenc-{version.split()[1].rstrip(',')}-linux-")
        assert (
            ".symtab"
            not in subprocess.run(["readelf", "-S", program], capture_output=True, text=True, check=True).stdout
        )
        for file in (
            f"man/man1/{name}.1",
            f"bash-completion/completions/{name}",
            f"fish/vendor_completions.d/{name}.fish",
            f"zsh/site-functions/_{name}",
        ):
            assert (root / "share" / file).stat().st_size > 100
    documents = root / "share" / "doc" / "globenc"
    assert {file.name for file in documents.iterdir()} == {"LICENSE", "README.md", "NOTICES", "NEEDS"}
    assert (documents / "NEEDS").read_text().strip() in said
    assert_licences((documents / "NOTICES").read_text(), said)
    assert "/usr/" not in (documents / "NEEDS").read_text()


@pytest.mark.parametrize("name", ["wheel.sh", "release.sh"])
def test_scripts_say_what_is_wrong(name: str, tmp_path: Path) -> None:
    empty = subprocess.run(
        [ROOT / "scripts" / name, "--bin", tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHON": sys.executable},
    )
    assert (empty.returncode, empty.stdout) == (2, "")
    assert empty.stderr.splitlines()[-1] == f"error: there is no globenc-index in {tmp_path}"
    assert subprocess.run([ROOT / "scripts" / name, "--bogus"], capture_output=True).returncode == 64
    assert subprocess.run([ROOT / "scripts" / name, "--help"], capture_output=True, text=True).stdout.startswith(
        f"usage: scripts/{name}"
    )
