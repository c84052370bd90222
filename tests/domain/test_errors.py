"""Failures word themselves in both languages and carry their values."""

from __future__ import annotations

from zones.domain.errors import AmbiguousNameError, DeclarationError, EnvironmentFailedError, UnknownNameError


def test_an_unknown_name_comes_with_suggestions_where_there_are_any() -> None:
    bare = UnknownNameError(kind_zh="地区", kind_en="region", name="甲")
    assert bare.message("zh") == "没有这个地区:甲"
    assert bare.message("en") == str(bare) == "there is no region 甲"
    hinted = UnknownNameError(kind_zh="地区", kind_en="region", name="甲", suggestions=("甲县", "甲镇"))
    assert hinted.message("zh").endswith("是否指:甲县、甲镇")
    assert hinted.message("en").endswith("did you mean 甲县, 甲镇")


def test_exit_statuses() -> None:
    assert AmbiguousNameError(name="城关镇", candidates=("a", "b")).exit_status == 2
    assert EnvironmentFailedError(zh="坏", en="bad").exit_status == 3


def test_a_declaration_error_names_file_table_and_key() -> None:
    error = DeclarationError(
        file="goals.toml", table="half", key="due", problem_zh="缺少这个键", problem_en="is missing"
    )
    for text in (error.zh, error.en):
        assert all(part in text for part in ("goals.toml", "[half]", "due"))
