"""Read sources.yml: which sources there are. A mistake is told with its file, its line and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ingest.errors import TradepagesError
from ingest.sources.entries import KINDS, FolderSource, Source, UrlsSource, WarcSource


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
        mistakes = [f"{path}:{_line(tree, _place(details))}: {_told(details)}" for details in error.errors()]
        raise TradepagesError("\n".join(mistakes)) from error
    _refuse_repeated_names(path, tree, sources)
    return [_placed(source, path.parent) for source in sources]


def _placed(source: Source, folder: Path) -> Source:
    """Give a source whose relative paths start at the folder of sources.yml."""
    if isinstance(source, FolderSource):
        return source.model_copy(update={"path": (folder / source.path).resolve()})
    if isinstance(source, UrlsSource) and source.file is not None:
        return source.model_copy(update={"file": (folder / source.file).resolve()})
    if isinstance(source, WarcSource):
        files = (name if "://" in name else str((folder / name).resolve()) for name in source.files)
        return source.model_copy(update={"files": tuple(files)})
    return source


def _refuse_repeated_names(path: Path, tree: yaml.Node | None, sources: list[Source]) -> None:
    names: set[str] = set()
    for index, source in enumerate(sources):
        if source.name in names:
            line = _line(tree, ("sources", index, "name"))
            raise TradepagesError(
                f"{path}:{line}: sources.{index}.name: {source.name!r} stands twice; names are unique"
            )
        names.add(source.name)


def _place(details: ErrorDetails) -> tuple[int | str, ...]:
    """Give the keys that lead to a mistake, as they stand in the file."""
    loc = details["loc"]
    if details["type"].startswith("union_tag"):
        return (*loc, "kind")
    return loc[:2] + loc[3:]  # the third is the kind, which is a value in the file and no key


def _told(details: ErrorDetails) -> str:
    """Say what is wrong at which key, and what may stand there."""
    message, loc = details["msg"], details["loc"]
    if details["type"] == "extra_forbidden":
        model = KINDS[str(loc[2])] if len(loc) > 3 else _Registry
        message = f"no such key; allowed are {', '.join(model.model_fields)}"
    elif details["type"] == "string_pattern_mismatch":
        allowed = "two lower-case letters" if loc[-1] == "language" else "lower-case letters, digits, '-' and '_'"
        message = f"{details['input']!r} is no {loc[-1]}; allowed are {allowed}"
    place = ".".join(str(part) for part in _place(details)) or "the file"
    return f"{place}: {message}"


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """Give the line (from 1) of the deepest part of `loc` that stands in the file.

    A part that is not there, such as a missing key, leaves the line as it is.
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
