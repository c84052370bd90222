"""What a page says, as plain text."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def words(app: AppTest) -> str:
    """Everything a page says outside tables and charts."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind)).replace("\\", "")


def table(app: AppTest, column: str) -> list[dict[str, object]]:
    """The first table that has the column, as rows."""
    frames = [element.value for element in app.dataframe]
    return next(frame for frame in frames if column in frame.columns).to_dict("records")
