"""The arrows between the rooms, the one writer, and what no room may hold; read from the syntax tree."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

TRIALS = Path(settings.BASE_DIR) / "trials"

# Lower rooms first. Rooms of one row do not import each other, but for the pairs named below.
ROWS = (
    ("choices", "normalisation"),
    ("coherence", "identifiers", "partial_date", "places", "ranking"),
    ("models",),
    ("addresses", "document", "rules"),
    ("projection", "search", "evidence"),
    ("curation",),
    ("filters", "forms", "proposer", "similarity"),
    ("ingest", "exchange", "founding", "corpus"),
    ("checks", "credits", "history", "literature", "notices", "registered", "scope"),
    ("admin", "pages", "api", "management", "manual"),
    ("templatetags",),
)
AMONG_THEMSELVES = {
    ("rules", "document"),
    ("founding", "exchange"),
    ("corpus", "exchange"),
    ("ingest", "exchange"),
    ("ingest", "sources"),
    ("api", "manual"),
    ("pages", "manual"),
    ("management", "manual"),
}
# What reads for a page stands beside it; ``apps`` and ``migrations`` are Django's.
APART = {"apps", "migrations", "sources"}
FORBIDDEN_NAMES = {"signals", "utils", "helpers", "services"}
RANK = {room: rank for rank, row in enumerate(ROWS) for room in row}


def files(folder: Path = TRIALS) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(TRIALS).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name below ``trials``) of each import of ours, wherever in the file it stands."""
    package = ["trials", *path.relative_to(TRIALS).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = [*base, *(node.module.split(".") if node.module else [])]
            names = [[*stem, alias.name] for alias in node.names]
        else:
            continue
        yield from ((node.lineno, ".".join(name[1:])) for name in names if name[0] == "trials" and len(name) > 1)


def rooms_imported(path: Path) -> Iterator[tuple[int, str]]:
    yield from ((line, name.split(".")[0]) for line, name in imported(path))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(TRIALS.parent)}:{line}"


def test_every_room_has_its_place():
    rooms = {path.name.removesuffix(".py") for path in TRIALS.iterdir() if not path.name.startswith("__")}
    rooms = {room for room in rooms if (TRIALS / f"{room}.py").exists() or any((TRIALS / room).glob("*.py"))}
    assert rooms <= RANK.keys() | APART, rooms - RANK.keys() - APART


def test_imports_point_to_lower_rooms_only():
    wrong = []
    for path in files():
        room = room_of(path)
        if room not in RANK:
            continue
        for line, other in rooms_imported(path):
            allowed = other == room or RANK.get(other, 99) < RANK[room] or (room, other) in AMONG_THEMSELVES
            if not allowed:
                wrong.append(f"{where(path, line)} {room} imports {other}")
    assert wrong == []


def test_sources_import_nothing_of_ours_and_only_ingest_imports_them():
    wrong = [where(path, line) for path in files(TRIALS / "sources") for line, _ in rooms_imported_by_source(path)]
    for path in files():
        if room_of(path) not in ("ingest", "sources"):
            wrong += [where(path, line) for line, other in rooms_imported(path) if other == "sources"]
    assert wrong == []


def rooms_imported_by_source(path: Path) -> Iterator[tuple[int, str]]:
    return ((line, other) for line, other in rooms_imported(path) if other != "sources")


def test_no_room_is_a_drawer_for_anything():
    assert [str(path) for path in TRIALS.rglob("*") if path.stem in FORBIDDEN_NAMES] == []


def test_nothing_happens_behind_a_save():
    """No signals, no ``auto_now`` (a bulk load overwrites it), no ``save`` of our own on a model."""
    wrong = []
    for path in files():
        wrong += [where(path, line) for line, name in all_imports(path) if "django.db.models.signals" in name]
        wrong += [where(path, line) for line, name in all_imports(path) if name == "django.dispatch.receiver"]
        for call in calls(path):
            wrong += [where(path, call.lineno) for word in call.keywords if word.arg in ("auto_now", "auto_now_add")]
    for path in files(TRIALS / "models"):
        wrong += [
            where(path, node.lineno)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "clean")
        ]
    assert wrong == []


def all_imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


# The one writer

OF_THE_SPINE = {"status", "version", "review_basis", "reviewed_by"}
WRITERS = {"curation", "exchange", "founding", "corpus"}
RECORDS = {"CancerType", "Payload", "Trial", "Publication", "Review", "Finding"}
WRITES = {"create", "bulk_create", "update", "update_or_create", "get_or_create", "bulk_update", "save", "delete"}


def assigned(path: Path) -> Iterator[tuple[int, str]]:
    """(line, attribute) of each ``x.status = …`` in a file."""
    for node in ast.walk(tree(path)):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and isinstance(target, ast.Attribute):
                yield target.lineno, target.attr


def test_only_curation_and_a_load_write_status_and_version():
    wrong = []
    for path in files():
        if room_of(path) in WRITERS:
            continue
        wrong += [
            where(path, line) for line, name in assigned(path) if name in OF_THE_SPINE and not of_self(path, line)
        ]
        for call in calls(path):
            method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            given = {word.arg for word in call.keywords}
            if method in WRITES and given & OF_THE_SPINE:
                wrong.append(where(path, call.lineno))
            if isinstance(call.func, ast.Name) and call.func.id in RECORDS and given:
                wrong.append(where(path, call.lineno))
    assert wrong == []


def of_self(path: Path, line: int) -> bool:
    """An object's own attribute, such as a response's status."""
    return path.read_text(encoding="utf-8").splitlines()[line - 1].strip().startswith("self.")


def test_only_curation_writes_versions_events_and_revisions():
    spine = {"RecordVersion", "ReviewEvent", "Revision", "Redirect", "DataVersion", "AccessionCounter"}
    wrong = []
    for path in files():
        if room_of(path) in WRITERS | {"models"}:
            continue
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
                named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)}
                if named & spine:
                    wrong.append(where(path, call.lineno))
    assert wrong == []


# The cursor's row value is compared over any ordered list, so it is no word of one kind of record.
GENERIC = {("api", "paging.py")}


@pytest.mark.parametrize("room", ["pages", "api"])
def test_views_read_by_words_not_by_filters(room):
    wrong = []
    for path in files(TRIALS / room):
        for call in calls(path):
            if (room, path.name) in GENERIC:
                continue
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("filter", "exclude", "raw", "extra"):
                wrong.append(where(path, call.lineno))
    assert wrong == []


@pytest.mark.parametrize("room", ["pages", "api"])
def test_reading_never_writes_nor_locks(room):
    wrong = []
    for path in files(TRIALS / room):
        wrong += [where(path, line) for line, name in all_imports(path) if name.endswith("transaction.atomic")]
        for call in calls(path):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if name in (WRITES | {"atomic", "select_for_update"}) - {"update"}:
                wrong.append(where(path, call.lineno))
    assert wrong == []


def test_every_file_says_first_the_one_thing_it_holds():
    bare = [str(path) for path in files() if path.read_text().strip() and not ast.get_docstring(tree(path))]
    assert bare == []


def test_no_engine_s_error_text_is_parsed():
    """``str(error)`` of a database error is for the log at most; SQLite does not name the constraint."""
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and node.name and "IntegrityError" in ast.dump(node.type or node):
                used = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == node.name]
                raised = [n for n in ast.walk(node) if isinstance(n, ast.Raise) and isinstance(n.cause, ast.Name)]
                assert len(used) == len(raised), where(path, node.lineno)


# The test can see


def test_an_arrow_the_wrong_way_is_seen(tmp_path, monkeypatch):
    folder = tmp_path / "trials"
    (folder / "models").mkdir(parents=True)
    (folder / "models" / "x.py").write_text(
        "from ..curation import publish\nfrom .. import search\nimport trials.pages\n"
    )
    monkeypatch.setattr("tests.test_import_arrows.TRIALS", folder)
    assert sorted(rooms_imported(folder / "models" / "x.py")) == [(1, "curation"), (2, "search"), (3, "pages")]
