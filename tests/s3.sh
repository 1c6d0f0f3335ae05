# Sourced by ./test: an S3-compatible server of its own for the vault of files, OpenStack Swift from Debian's python3-swift.

s3_python() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import swift.common.middleware.s3api' 2>/dev/null && echo /usr/bin/python3; }

# start_s3 DIR: sets ISMS_TEST_S3 unless it is set; fails when there is no server to start.
start_s3() {
    local attempt wait port python
    [ -z "${ISMS_TEST_S3:-}" ] || return 0
    python=$(s3_python) || return 1
    # Another program may take one of the four ports, so a few are tried.
    for attempt in 1 2 3; do
        port=$((32100 + RANDOM % 600))
        mkdir "$1/s3-$attempt"
        "$python" "$(dirname -- "${BASH_SOURCE[0]}")/s3server.py" "$1/s3-$attempt" "$port" >"$1/s3.log" 2>&1 </dev/null &
        s3_process=$!
        for wait in $(seq 100); do
            kill -0 "$s3_process" 2>/dev/null || break
            if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
                export ISMS_TEST_S3="Endpoint=http://127.0.0.1:$port;AccessKey=test:tester;SecretKey=testing;Bucket=isms"
                return 0
            fi
            sleep 0.1
        done
        stop_s3
    done
    cat "$1/s3.log" >&2
    return 1
}

stop_s3() {
    [ -z "${s3_process:-}" ] || { kill "$s3_process" && wait "$s3_process"; } 2>/dev/null || true
    s3_process=
}
