"""Many visitors at several processes: seats are kept, files go through, and a killed process is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from websockets import ConnectionClosed

from tests.visitor import Run, Visitor, visiting

if TYPE_CHECKING:
    from tests.deploy.conftest import Fleet

PROJECT = Path(__file__).resolve().parents[2]
FILE = PROJECT / "data" / "samples" / "try" / "report-2026Q3-990101.csv"
PAGES = ("overview", "region", "ranking", "quality")
HERE = {"region": "990101", "quarter": "2026Q2", "language": "zh"}
UPLOAD = HERE | {"quarter": "2026Q3"}


async def settled(visitor: Visitor) -> Visitor:
    """A visitor who has been at a page."""
    await visitor.open("overview", **HERE)
    return visitor


async def newcomers(stack: AsyncExitStack, address: str, count: int) -> list[Visitor]:
    visitors = [await stack.enter_async_context(visiting(address)) for _ in range(count)]
    await asyncio.gather(*map(settled, visitors))
    return visitors


def seat(visitor: Visitor) -> int:
    return int(visitor.cookies["zones_seat"])


async def submitted(visitor: Visitor, run: Run, name: str) -> Run:
    """Upload a file that has nothing to confirm, sign, and commit."""
    run = await visitor.upload(run, name, FILE.read_bytes())
    author = next(field for field in run.of("text_input") if field.label == "填报人")
    visitor.set_text(author.id, "王")
    button = next(button for button in run.of("button") if button.label == "确认导入")
    return await visitor.click(button.id)


async def csv_of_last_table(visitor: Visitor, run: Run) -> str:
    button = [button for button in run.of("download_button") if "CSV" in button.label][-1]
    return (await visitor.deferred(button.deferred_file_id)).decode("utf-8-sig")


def test_visitors_are_spread_over_the_processes_and_keep_their_seats(fleet: Fleet) -> None:
    async def visit() -> None:
        async with AsyncExitStack() as stack:
            visitors = await newcomers(stack, fleet.address, 6)
            seats = [seat(visitor) for visitor in visitors]
            assert set(seats) == {1, 2}

            async def walk(visitor: Visitor) -> None:
                for page in PAGES:
                    run = await visitor.open(page, **HERE)
                    # Files lie in the process that made them: the wrong one would not know of it.
                    assert "," in await csv_of_last_table(visitor, run)

            await asyncio.gather(*map(walk, visitors))
            assert [seat(visitor) for visitor in visitors] == seats

    asyncio.run(visit())


def test_an_upload_at_one_process_is_on_the_pages_of_the_other(fleet: Fleet) -> None:
    async def visit() -> None:
        async with AsyncExitStack() as stack:
            visitors = await newcomers(stack, fleet.address, 4)
            writer = visitors[0]
            reader = next(visitor for visitor in visitors if seat(visitor) != seat(writer))
            before = await reader.open("overview", **UPLOAD)
            assert "没有任何数据" in before.words()

            run = await submitted(writer, await writer.open("upload", **UPLOAD), FILE.name)
            assert "已导入" in run.words()
            after = await reader.rerun()
            assert "没有任何数据" not in after.words()

    asyncio.run(visit())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_killed_process_takes_its_sessions_only_and_they_come_back(fleet: Fleet) -> None:
    async def visit() -> None:
        async with AsyncExitStack() as stack:
            visitors = await newcomers(stack, fleet.address, 6)
            lost_seat = seat(visitors[0])
            lost = [visitor for visitor in visitors if seat(visitor) == lost_seat]
            others = [visitor for visitor in visitors if seat(visitor) != lost_seat]
            os.kill(fleet.processes()[lost_seat][-1], signal.SIGKILL)

            await asyncio.gather(*(visitor.open("region", **HERE) for visitor in others))
            for visitor in lost:
                with pytest.raises(ConnectionClosed):
                    await visitor.rerun()
            back = [await stack.enter_async_context(visiting(fleet.address, visitor.cookies)) for visitor in lost]
            runs = await asyncio.gather(*(visitor.open("upload", **UPLOAD) for visitor in back))
            # What is uploaded goes where the new session is, also when the killed process is there again.
            await started_again(fleet, lost_seat)
            checked = await back[0].upload(runs[0], "mine.csv", FILE.read_bytes())
            known = "导入过" in checked.words()
            assert known or [button for button in checked.of("button") if button.label == "确认导入"]
            assert await csv_of_last_table(back[0], await back[0].open("overview", **HERE))

    asyncio.run(visit())


async def started_again(fleet: Fleet, lost_seat: int) -> None:
    for _ in range(300):
        if len(fleet.processes()[lost_seat]) > 1:
            async with visiting(fleet.address, {"zones_seat": str(lost_seat)}) as visitor:
                if seat(visitor) == lost_seat:
                    return
        await asyncio.sleep(0.2)
    pytest.fail("the killed process was not started again")


def test_what_is_too_large_is_refused_before_it_is_read(fleet: Fleet) -> None:
    async def visit() -> None:
        async with visiting(fleet.address) as visitor:
            with pytest.raises(OSError, match="413"):
                visitor.fetch("/_stcore/upload_file/a/b", b"x" * (52 * 1024 * 1024), method="PUT")

    asyncio.run(visit())
