"""A visitor without a browser: speaks to a dashboard over its websocket, as Streamlit's own page does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_LARGEST_MESSAGE = 256 * 1024 * 1024
_RUN_FAILED = ForwardMsg.FINISHED_WITH_COMPILE_ERROR
_BOUNDARY = "zones-visitor"


@dataclass
class Run:
    """What one run sent: the elements as they came, the fragments they belong to, how many bytes of websocket messages."""

    elements: list[object] = field(default_factory=list)
    fragments: set[str] = field(default_factory=set)
    size: int = 0

    def take(self, delta: Delta) -> None:
        """An element that came."""
        self.elements.append(delta.new_element)
        self.fragments |= {delta.fragment_id} - {""}

    def of(self, kind: str) -> list[object]:
        """The elements of a kind, such as `markdown` or `file_uploader`."""
        return [getattr(item, kind) for item in self.elements if item.WhichOneof("type") == kind]

    def words(self) -> str:
        """Everything said in markdown, headings and alerts."""
        said = [item.body for kind in ("markdown", "heading", "alert", "text") for item in self.of(kind)]
        return "\n".join(said).replace("\\", "")


@dataclass
class Visitor:
    """One open session; `cookies` are what a browser would have kept."""

    address: str
    connection: websockets.ClientConnection
    cookies: dict[str, str]
    page: str = ""
    script: str = ""
    query: str = ""
    session: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    kept: dict[str, ForwardMsg] = field(default_factory=dict)

    async def open(self, page: str, **address: str) -> Run:
        """Go to a page by the last part of its address."""
        self.page, self.script, self.query = page, "", urlencode(address)
        self.widgets.clear()
        return await self.rerun()

    async def rerun(self, fragment: str = "") -> Run:
        """Run the page with the widgets as they are, and wait for its last word."""
        state = ClientState(
            query_string=self.query, page_name=self.page, page_script_hash=self.script, fragment_id=fragment
        )
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self.kept)
        await self._send(BackMsg(rerun_script=state))
        return await self._heard()

    async def _send(self, message: BackMsg) -> None:
        await self.connection.send(message.SerializeToString())

    async def _heard(self) -> Run:
        run = Run()
        while True:
            data = await self.connection.recv()
            run.size += len(data)
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "ref_hash":
                message = self.kept[message.ref_hash]
            elif message.metadata.cacheable:
                self.kept[message.hash] = message
            match message.WhichOneof("type"):
                case "new_session":
                    self.session = message.new_session.initialize.session_id
                case "navigation":
                    self.script = message.navigation.page_script_hash
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    run.take(message.delta)
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "script_finished":
                    assert message.script_finished != _RUN_FAILED
                    # A rerun asked for by the page itself follows at once.
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        assert not run.of("exception"), run.of("exception")
                        return run

    async def upload(self, run: Run, name: str, content: bytes) -> Run:
        """Choose a file in the page's first uploader."""
        uploader = run.of("file_uploader")[0]
        request = BackMsg()
        request.file_urls_request.request_id = "upload"
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self.session
        await self._send(request)
        while True:
            message = ForwardMsg.FromString(await self.connection.recv())
            if message.WhichOneof("type") == "file_urls_response":
                break
        urls = message.file_urls_response.file_urls[0]
        self._put(urls.upload_url, name, content)
        info = UploadedFileInfo(file_id=urls.file_id, name=name, size=len(content), file_urls=urls)
        self.widgets[uploader.id] = WidgetState(
            id=uploader.id, file_uploader_state_value=FileUploaderState(uploaded_file_info=[info])
        )
        return await self.rerun()

    def _put(self, path: str, name: str, content: bytes) -> None:
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        self.fetch(path, body, method="PUT", **{"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"})

    async def deferred(self, file_id: str) -> bytes:
        """The file behind a download button that makes it when asked."""
        return self.fetch(await self.made(file_id))

    async def made(self, file_id: str) -> str:
        """Have such a file made: where it is to be fetched."""
        request = BackMsg()
        request.backend_operation_request.request_id = file_id
        request.backend_operation_request.session_id = self.session
        request.backend_operation_request.deferred_file.file_id = file_id
        await self._send(request)
        while True:
            message = ForwardMsg.FromString(await self.connection.recv())
            if message.WhichOneof("type") == "backend_operation_response":
                break
        return message.backend_operation_response.deferred_file.url

    def set_text(self, widget: str, value: str) -> None:
        """Type into a field."""
        self.widgets[widget] = WidgetState(id=widget, string_value=value)

    def set_checked(self, widget: str) -> None:
        """Tick a box."""
        self.widgets[widget] = WidgetState(id=widget, bool_value=True)

    async def click(self, widget: str) -> Run:
        """Press a button; it is pressed for one run only."""
        self.widgets[widget] = WidgetState(id=widget, trigger_value=True)
        run = await self.rerun()
        del self.widgets[widget]
        return run

    def fetch(self, path: str, body: bytes | None = None, *, method: str = "GET", **headers: str) -> bytes:
        """The answer to a plain request with this visitor's cookies."""
        return _fetch(self.address, path, self.cookies, body, method=method, **headers)


@asynccontextmanager
async def visiting(address: str, cookies: dict[str, str] | None = None) -> AsyncIterator[Visitor]:
    """A session at a dashboard's address, with the cookies it hands out (or those of an earlier visit)."""
    if cookies is None:
        cookies = {}
    _fetch(address, "/_stcore/health", cookies)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    target = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    async with websockets.connect(
        target, subprotocols=["streamlit"], max_size=_LARGEST_MESSAGE, additional_headers=headers, compression=None
    ) as connection:
        # Where the process of an earlier answer is gone or late, the handshake names the seat.
        _keep(cookies, connection.response.headers.get_all("Set-Cookie"))
        yield Visitor(address, connection, cookies)


def _keep(cookies: dict[str, str], said: Sequence[str]) -> None:
    for header in said:
        name, _, rest = header.partition("=")
        cookies[name] = rest.partition(";")[0]


def _fetch(
    address: str, path: str, cookies: dict[str, str], body: bytes | None = None, *, method: str = "GET", **headers: str
) -> bytes:
    jar = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    if "_streamlit_xsrf" in cookies:
        jar["X-Xsrftoken"] = cookies["_streamlit_xsrf"]
    request = Request(f"{address}{path}", data=body, method=method, headers={**jar, **headers})  # noqa: S310
    with urlopen(request, timeout=60) as answer:  # noqa: S310 - an address of our own
        _keep(cookies, answer.headers.get_all("Set-Cookie") or [])
        return answer.read()
