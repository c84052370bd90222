"""nginx in front of Apache Superset: hands out its files, compressed once beforehand as those of ours are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.proxy import PROGRAMS, compress_assets, user_line
from tests.bench.superset_server import running
from tests.browser.conftest import free_port

_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
{user}
error_log {folder}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location /static/ {{
            root {folder};
            gzip_static on;
            add_header Cache-Control "public, max-age=31536000";
        }}
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
        }}
    }}
}}
"""


@contextmanager
def front(folder: Path, behind: int) -> Iterator[str]:
    """Its address, from when it listens until it is no longer wanted; files and their compressed forms stay in the folder."""
    kept, port = folder / "front", free_port()
    (static,) = (folder / "environment" / "lib").glob("python*/site-packages/superset/static")
    compress_assets(kept / "static", static)
    said = kept / "nginx.conf"
    said.write_text(_CONFIGURATION.format(folder=kept, port=port, behind=behind, user=user_line()), encoding="utf-8")
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with running([program, "-p", str(kept), "-c", str(said), "-e", f"{kept}/nginx.log"], os.environ, port):
        yield f"http://127.0.0.1:{port}"
