"""Read sources.yml: which sources there are. A mistake is told with its file, its line and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ingest.errors import TradepagesError

NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"


class _Entry(BaseModel):
    """What every kind of source has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=NAME_PATTERN)]
    enabled: bool = True


class FolderSource(_Entry):
    """A folder of pages; a relative path starts at the folder of sources.yml."""

    kind: Literal["folder"]
    path: Path


Source = FolderSource


class _Registry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: list[Annotated[Source, Field(discriminator="kind")]]


def read_sources(path: Path) -> list[Source]:
    """Read all entries of a sources.yml, those that are switched off too."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TradepagesError(
            f"{path}: cannot be read ({error.strerror}); name another with TRADEPAGES_SOURCES"
        ) from error
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TradepagesError(f"{path}:{line}: not YAML: {error.problem}") from error
    try:
        sources = _Registry.model_validate(data).sources
    except ValidationError as error:
        mistakes = [f"{path}:{_line(tree, details['loc'])}: {_told(details)}" for details in error.errors()]
        raise TradepagesError("\n".join(mistakes)) from error
    _refuse_repeated_names(path, tree, sources)
    return [source.model_copy(update={"path": (path.parent / source.path).resolve()}) for source in sources]


def _refuse_repeated_names(path: Path, tree: yaml.Node | None, sources: list[Source]) -> None:
    names: set[str] = set()
    for index, source in enumerate(sources):
        if source.name in names:
            line = _line(tree, ("sources", index, "name"))
            raise TradepagesError(
                f"{path}:{line}: sources.{index}.name: {source.name!r} stands twice; names are unique"
            )
        names.add(source.name)


def _told(details: ErrorDetails) -> str:
    """Say what is wrong at which key, and what may stand there."""
    place = ".".join(str(part) for part in details["loc"]) or "the file"
    message = details["msg"]
    if details["type"] == "extra_forbidden":
        message = f"no such key; allowed are {', '.join(_allowed_keys(details['loc']))}"
    elif details["type"] == "string_pattern_mismatch":
        message = f"{details['input']!r} is no name; allowed are lower-case letters, digits, '-' and '_'"
    return f"{place}: {message}"


def _allowed_keys(loc: tuple[int | str, ...]) -> list[str]:
    models: list[type[BaseModel]] = [FolderSource]
    for model in models:
        if model.model_fields.keys() and _kind(model) in loc:
            return list(model.model_fields)
    return list(_Registry.model_fields)


def _kind(model: type[BaseModel]) -> str:
    return str(model.model_fields["kind"].annotation.__args__[0])  # type: ignore[union-attr]


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """Give the line (from 1) of the deepest part of `loc` that stands in the file.

    A part that is not there (a missing key, the tag that pydantic adds for the kind) leaves the place as it is.
    """
    line = 1
    for part in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == part:
                    node, line = value, key.start_mark.line + 1
                    break
    return line
