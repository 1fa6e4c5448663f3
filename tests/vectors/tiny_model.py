"""A sentence-transformers model of two layers that has learned nothing, made where a test wants it.

It reads several languages, and what it makes of a text depends on every word of it and on its prompt.
"""

import json
from collections.abc import Mapping
from pathlib import Path

WORDS = (
    "login fails the is not working charged twice for one order anmeldung geht nicht mehr doppelt berechnet eine"
    " bestellung la connexion échoue facturé deux fois ログイン できない query passage : , ."
)
HIDDEN, MOST_TOKENS = 32, 12
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


def write_model(folder: Path, *, seed: int = 7, prompts: Mapping[str, str] | None = None, default: str = "") -> Path:
    """Writes it into `folder`; another `seed` makes another model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    inner = folder.parent / f"{folder.name}-inner"
    _write_tokenizer(inner)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=200,
        hidden_size=HIDDEN,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(inner)
    first = Transformer(str(inner), max_seq_length=MOST_TOKENS)
    SentenceTransformer(modules=[first, Pooling(HIDDEN)], device="cpu").save(str(folder))
    _say_prompts(folder / "config_sentence_transformers.json", prompts or {}, default)
    return folder


def _write_tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    vocabulary = {
        word: at for at, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(WORDS.split())])
    }
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # it has no types
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)


def _say_prompts(path: Path, prompts: Mapping[str, str], default: str) -> None:
    config = json.loads(path.read_text(encoding="utf-8"))
    config |= {"prompts": dict(prompts), "default_prompt_name": default or None}
    path.write_text(json.dumps(config), encoding="utf-8")
