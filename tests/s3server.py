#!/usr/bin/python3
"""An S3-compatible server for the tests: OpenStack Swift with its S3 interface, in one process, as Debian's python3-swift has it.

Arguments: a folder of its own, whose file system keeps extended attributes, and the port to listen on (the three after it are used as well).
User test:tester with the secret testing; region us-east-1. Runs until it is ended.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.http_protocol import SwiftHttpProtocol  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

folder, port = os.path.abspath(sys.argv[1]), int(sys.argv[2])
os.makedirs(os.path.join(folder, "devices", "d1"), exist_ok=True)


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    return path


with open(write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = tests\n[storage-policy:0]\nname = gold\ndefault = yes\n"), encoding="ascii") as file:
    utils.SWIFT_CONF_FILE = file.name
utils.HASH_PATH_SUFFIX = b"tests"

common = f"""[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
disable_fallocate = true
workers = 0
log_level = ERROR
"""
servers = {}
for number, kind in enumerate(("object", "container", "account"), start=1):
    builder = RingBuilder(2, 1, 1)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port + number, "device": "d1", "weight": 1})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, kind + ".ring.gz"))
    servers[kind] = (port + number, write(kind + ".conf", common + f"[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n"))
servers["proxy"] = (port, write("proxy.conf", common + """[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
auth_pipeline_check = false
force_swift_request_proxy_log = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:symlink]
use = egg:swift#symlink
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
"""))

pool = eventlet.GreenPool()
quiet = open(os.devnull, "w", encoding="ascii")
for kind, (at, conf) in servers.items():
    pool.spawn_n(wsgi.server, eventlet.listen(("127.0.0.1", at)), loadapp(conf), quiet, protocol=SwiftHttpProtocol, log_output=False)
pool.waitall()
