"""Trains the German pipelines that ship: one command, from the corpora and the package registries alone.

    python -m models.train [--corpora FOLDER] [--build FOLDER] [--out FOLDER] [--only fast|accurate] [--try]

First the accurate one, an encoder that is tuned on everything that the corpora annotate, on an accelerator where there
is one; then the fast one, taught by the accurate one on free text. What was done stays in the build folder, and the
command goes on from there when it is given again. The Python packages it needs are in requirements-train.txt; two
dictionaries come from the npm registry (``npm pack``). The development part trains, too: the figures that the training
prints are no measure (see models/evaluate.py). Everything that is random is seeded. On two cores under three hours.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from models.needed import CORPORA, need, run

HERE = Path(__file__).resolve().parent


def accurate(corpora: Path, build: Path, out: Path, with_dev: bool) -> None:
    """Trains the encoder, or goes on with it, and puts its pipeline into ``out``."""
    from models.assemble import assemble_accurate
    from models.encoder.dataset import make
    from models.encoder.export import export
    from models.encoder.learn import learn

    make(corpora, build, with_dev)
    learn(build)
    export(build, build / "german_encoder")
    assemble_accurate(build, corpora, out)


def fast(corpora: Path, build: Path, teacher: Path, out: Path) -> None:
    """Has the accurate pipeline tag free text, trains the small networks on it, and puts the pipeline into ``out``."""
    from models.assemble import assemble_fast
    from models.fast import trained

    syntax, names = trained(corpora, build, teacher)
    assemble_fast(syntax, names, build, corpora, out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--build", type=Path, default=Path("data/model"), help="what lies on the way is kept here")
    parser.add_argument("--out", type=Path, default=HERE, help="the folder of both pipelines")
    parser.add_argument("--only", choices=("fast", "accurate"), help="fast is taught by the accurate one in --out")
    parser.add_argument(
        "--try", dest="trial", action="store_true", help="the accurate one without the development part"
    )
    arguments = parser.parse_args()
    need(
        arguments.corpora,
        *(f"treebank/{name}.conllu" for name in ("gsd-dev", "gsd-test", "pud")),
        *(f"entities/{name}" for name in ("germeval.tsv", "pud.iob2", "smartdata.jsonl.gz")),
        *(f"{name}.jsonl.gz" for name in ("quotations/train", "speech-events/train", "speech-events/dev")),
    )
    build, out = arguments.build.resolve(), arguments.out.resolve()
    build.mkdir(parents=True, exist_ok=True)
    from models.prepare import word_tables_of

    word_tables_of(arguments.corpora, build)
    if arguments.only != "fast":
        accurate(arguments.corpora, build, out / "de_quellenlage_accurate", not arguments.trial)
    if arguments.only != "accurate":
        fast(arguments.corpora, build, out / "de_quellenlage_accurate", out / "de_quellenlage")
    return 0


if __name__ == "__main__":
    # the order of sets of strings must not depend on the run
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(
            sys.executable, [sys.executable, "-m", "models.train", *sys.argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"}
        )
    run(main)
