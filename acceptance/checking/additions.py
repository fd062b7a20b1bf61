"""Add functions to a module; every line that it has stays as it is."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from acceptance.checking.functions import PENDING, Definition

# Lines as Python counts them; `str.splitlines` knows more ends of lines.
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
NEWLINE = re.compile(r"\r\n|\r|\n")
BEHAVE = "behave"
EXCEPTIONS = "behave.exception"


class CannotAdd(Exception):
    """A module that is no Python, or would be none with what is added."""


def with_definitions(source: str, definitions: Sequence[Definition]) -> str:
    """Add functions to the source of a module, and import what they need."""
    needed = dict.fromkeys(sorted({definition.kind for definition in definitions}), BEHAVE)
    needed[PENDING] = EXCEPTIONS
    names = _names_for(needed, _parsed(source).body)
    newline = (NEWLINE.findall(source) or ["\n"])[0]
    source = _importing(source, needed, names, newline).rstrip("\r\n") + newline
    taken = _taken(_parsed(source)) | set(names.values())
    added = "".join(
        f"\n\n{_unique(definition, taken).render(names[definition.kind], names[PENDING])}"
        for definition in definitions
    )
    result = source + added.replace("\n", newline)
    _parsed(result)
    return result


def _parsed(source: str) -> ast.Module:
    try:
        compile(source, "<module>", "exec", dont_inherit=True)
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise CannotAdd(str(error)) from error


def _names_for(needed: dict[str, str], body: Sequence[ast.stmt]) -> dict[str, str]:
    """Tell how a module calls, or is to call, what it needs from other modules."""
    names = {}
    others = set(_bound(node for node in body if not _imports_from(node, needed.values())))
    for name, module in needed.items():
        imports = [node for node in body if _imports_from(node, [module])]
        called = [alias for node in imports for alias in node.names if alias.name in (name, "*")]
        known = [alias.asname or name for alias in called]
        free = [found for found in known if found not in others]
        names[name] = (free or [name if name not in others else f"{BEHAVE}_{name}"])[0]
    return names


def _importing(source: str, needed: dict[str, str], names: dict[str, str], newline: str) -> str:
    """Let a module import what it lacks."""
    body = _parsed(source).body
    missing: dict[str, list[str]] = {}
    for name, module in needed.items():
        if not _has(body, module, name, names[name]):
            called = name if names[name] == name else f"{name} as {names[name]}"
            missing.setdefault(module, []).append(called)
    lines = [f"from {module} import {', '.join(found)}" for module, found in missing.items()]
    return _inserted(source, body, lines, newline) if lines else source


def _has(body: Iterable[ast.stmt], module: str, name: str, called: str) -> bool:
    aliases = [alias for node in body if _imports_from(node, [module]) for alias in node.names]
    return any(
        (alias.name == "*" and called == name)
        or (alias.name == name and (alias.asname or name) == called)
        for alias in aliases
    )


def _inserted(source: str, body: Sequence[ast.stmt], added: Iterable[str], newline: str) -> str:
    """Put imports behind the last one, from behave if there is any, or below the opening lines."""
    lines = LINE.findall(source)
    if lines and not NEWLINE.search(lines[-1]):
        lines[-1] += newline
    imports = [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
    last = [node for node in imports if _imports_from(node, [BEHAVE, EXCEPTIONS])] or imports
    place = _end(body, last[-1].end_lineno) if last else _opening(lines, body)
    new = [f"{line}{newline}" for line in added]
    if place and not last:
        new.insert(0, newline)
    if not last and lines[place : place + 1] and lines[place].strip():
        new.append(newline)
    return "".join([*lines[:place], *new, *lines[place:]])


def _end(body: Iterable[ast.stmt], line: int) -> int:
    """Find the end of what begins in a line, or above it: one line may have several statements."""
    for node in body:
        if node.lineno <= line < node.end_lineno:
            line = node.end_lineno
    return line


def _opening(lines: Sequence[str], body: Sequence[ast.stmt]) -> int:
    """Count the lines of a docstring, or else of the comments that a module begins with."""
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
        return _end(body, first.end_lineno)
    place = 0
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("#"):
            place = number
        elif line.strip():
            break
    return place


def _imports_from(node: ast.stmt, modules: Iterable[str]) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module in modules and not node.level


def _bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """List the names that a module gives, in whatever way; what is within functions is theirs."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        else:
            yield from _bound(ast.iter_child_nodes(node))


def _taken(module: ast.Module) -> set[str]:
    """List the names that mean something in a module, those of Python's own that it uses too."""
    used = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    return used | set(_bound(module.body))


def _unique(definition: Definition, taken: set[str]) -> Definition:
    """Give a function a name of its own."""
    name, number = definition.function, 2
    while name in taken:
        name = f"{definition.function}_{number}"
        number += 1
    taken.add(name)
    return replace(definition, function=name)
