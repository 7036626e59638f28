"""The heat map of what [CLS] is made of after each layer: the picture of the notebook of GlobEnc's authors."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from ..errors import NoSuchExample, QuestionError, missing_extra
from .numbers import harmless

if TYPE_CHECKING:
    from ..store import Store


def heat_rows(
    store: Store, id: str, method: str | None = None, *, row: int = 0, joined: bool = True
) -> NDArray[numpy.float64]:  # noqa: A002
    """What one token is made of, layer by layer.

    Args:
        store: A store with the matrices of all layers (`layers="all"`).
        id: The example's id.
        method: A method of the store that has matrices; None for its first.
        row: The position of the token; 0 is [CLS] or <s>, which the classifier reads.
        joined: Whether the layers up to each one are put together by their product (rollout), so that the last row has
            the scores of a rollout; else each layer stands by itself.

    Returns:
        Shares of the tokens of the text, which add up to 1 in each row. [L, T]

    Raises:
        QuestionError: The store has the aggregated matrix only, or the text was cut into windows, each of which has
            matrices of its own.
        NoSuchExample: There is no such example, or no such matrix.
    """
    if store.settings.layers != "all":
        raise QuestionError(
            f"the store {store.path} has no matrices of single layers, which the heat map shows: index the corpus "
            "into a new store with "
            "layers='all' (--layers all)"
        )
    example = store.example(id)
    if example.windows > 1:
        raise QuestionError(
            f"example '{id}' was cut into {example.windows} windows, each with matrices of its own: choose a "
            "shorter text"
        )
    if not 0 <= row < len(example):
        raise QuestionError(f"example '{id}' has no token {row}: its tokens have the positions 0 to {len(example) - 1}")
    product: NDArray[numpy.float64] | None = None
    rows: list[NDArray[numpy.float64]] = []
    for layer in itertools.count(1):
        try:
            matrix = store.matrix(id, layer=layer, method=method).astype(numpy.float64)
        except NoSuchExample:
            if not rows:
                raise
            # The layer before was the last.
            break
        product = matrix if product is None or not joined else matrix @ product
        # Rows are only ever compared with each other; without this, values of many layers would leave the range of
        # numbers.
        product = product / max(float(product.sum(axis=1).max()), 1e-300)
        total = float(product[row].sum())
        rows.append(product[row] / total if total > 0 else product[row])
    return numpy.array(rows)


def heat_map(
    store: Store,
    id: str,  # noqa: A002
    method: str | None = None,
    *,
    row: int = 0,
    joined: bool = True,
    axes: Any = None,
) -> Any:
    """Draws what [CLS] is made of after each layer: layers from the bottom up, tokens from left to right, the share of
    each by colour.

    Args:
        axes: Axes of matplotlib to draw into; None for a new figure.
        store, id, method, row, joined: As of `heat_rows`.

    Returns:
        The figure of matplotlib.

    Raises:
        MissingExtra: matplotlib is not installed.
        QuestionError, NoSuchExample: As of `heat_rows`.
    """
    try:
        import matplotlib.pyplot as pyplot
    except ImportError as error:
        raise missing_extra("matplotlib") from error
    shares = heat_rows(store, id, method, row=row, joined=joined)
    tokens = [harmless(token.piece) for token in store.example(id).tokens]
    layers, count = shares.shape
    if axes is None:
        figure, axes = pyplot.subplots(
            figsize=(max(5.0, 1.8 + 0.34 * count), 1.9 + 0.34 * layers), layout="constrained"
        )
    else:
        figure = axes.figure
    image = axes.imshow(100 * shares, aspect="auto", origin="lower", cmap="Oranges", vmin=0, interpolation="nearest")
    # A dollar sign would begin a formula.
    axes.set_xticks(
        range(count), [token.replace("$", r"\$") for token in tokens], rotation=60, ha="right", rotation_mode="anchor"
    )
    axes.set_yticks(range(layers), [str(layer) for layer in range(1, layers + 1)])
    axes.set_ylabel("layer")
    axes.tick_params(length=0)
    axes.set_title(
        f"What {tokens[row]} is made of {'after' if joined else 'in'} each layer: {id}, {store.method(method).name}",
        fontsize=10,
        loc="left",
    )
    figure.colorbar(image, ax=axes, label="share of the token (%)", pad=0.01)
    return figure
