"""Who said what, as a notebook: 'make explore' opens it over the published file. The questions are in selected.py."""

import marimo

app = marimo.App(width="medium", app_title="quellenlage: who said what")

with app.setup:
    import os
    from pathlib import Path

    import marimo as mo

    from quellenlage.tasks.explore import charts
    from quellenlage.tasks.explore.claims_table import claims_table
    from quellenlage.tasks.explore.selected import Chosen, Selected, attach, extent, graph


@app.cell
def _():
    connection = attach(Path(os.environ.get("DATA") or "data"))
    whole = extent(connection)
    return connection, whole


@app.cell
def _(whole):
    words = mo.ui.text(label="Topic", placeholder='Haushalt "rote Linie" -Fußball', full_width=True)
    speaker = mo.ui.text(label="Speaker", placeholder="part of a name", full_width=True)
    outlets = mo.ui.multiselect(whole.outlets, label="Outlet", full_width=True)
    days = {"start": whole.first, "stop": whole.last, "value": (whole.first, whole.last)} if whole.first else {}
    period = mo.ui.date_range(**days, label="Published", full_width=True)
    return outlets, period, speaker, words


@app.cell
def _(outlets, period, speaker, whole, words):
    mo.vstack(
        [
            mo.md("# Who said what"),
            mo.md(f"{whole.claims:,} claims of {whole.articles:,} articles. Each box narrows all that is below."),
            mo.hstack([words, speaker], widths="equal", gap=1),
            mo.hstack([outlets, period], widths="equal", gap=1),
        ]
    )
    return


@app.cell
def _(connection, outlets, period, speaker, whole, words):
    first, last = period.value or (whole.first, whole.last)
    # The whole period selects nothing out: articles without a day belong to it.
    between = (first, last) if (first, last) != (whole.first, whole.last) else (None, None)
    selected = Selected(connection, Chosen(speaker.value, tuple(outlets.value), words.value, *between))
    counted = selected.counted()
    return counted, first, last, selected


@app.cell
def _(counted, first, last, selected):
    mo.stop(not counted["claims"], mo.md("**Nothing is left.** Take a word, a name or an outlet out again."))
    told = f"{counted['claims']:,} claims of {counted['articles']:,} articles, by {counted['speakers']:,} speakers."
    unit, bars = selected.timeline(first, last)
    mo.vstack([mo.md("## When"), mo.md(told), charts.timeline(unit, bars, first, last)])
    return


@app.cell
def _(counted, selected):
    mo.stop(not counted["claims"])
    rows = selected.rows()
    of = f"The first {len(rows)} of {counted['claims']:,}. " if len(rows) < counted["claims"] else ""
    told_of_rows = f"{of}A claim leads to its place in the article, a speaker to everything said by that one."
    mo.vstack([mo.md("## What was said"), mo.md(told_of_rows), mo.Html(claims_table(rows))])
    return


@app.cell
def _(counted, selected):
    mo.stop(not counted["claims"])
    most = selected.speakers()
    mo.vstack([mo.md("## Who speaks most"), charts.speakers(most) if most else mo.md("No speaker is told.")])
    return


@app.cell
def _(counted, selected):
    mo.stop(not counted["claims"])
    citations = selected.citations()
    mo.vstack(
        [
            mo.md("## Who cites whom"),
            mo.md("From who passes it on to where that one has it from, with the number of claims."),
            mo.mermaid(graph(citations)) if citations else mo.md("None of them cites another."),
        ]
    )
    return


@app.cell
def _(counted, selected):
    mo.stop(not counted["claims"])
    nobody = selected.anonymous()
    mo.vstack(
        [
            mo.md("## Anonymous sources"),
            mo.md("Claims behind which nobody stands who is named, by outlet."),
            charts.anonymous(nobody) if nobody else mo.md("None of them rests on anonymous sources alone."),
        ]
    )
    return


@app.cell
def _(counted, selected):
    mo.stop(not counted["claims"])
    mo.vstack([mo.md("## Hedged and asserted"), charts.certainty(selected.certainty())])
    return


if __name__ == "__main__":
    app.run()
