# Sourced by ./test and ./bench: a PostgreSQL server of their own.

postgres_bin() {
    local bin
    for bin in $(ls -dr /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5,5 -rn) "$(dirname -- "$(command -v initdb || echo /none)")"; do
        [ -x "$bin/initdb" ] && [ "$("$bin/initdb" --version | grep -oE '[0-9]+' | head -1)" -ge 15 ] && echo "$bin" && return
    done
    return 1
}

# start_postgres DIR [SERVER OPTIONS]: sets ISMS_TEST_POSTGRES unless it is set; fails when there is no server to start.
start_postgres() {
    local attempt port options=${2:-}
    [ -z "${ISMS_TEST_POSTGRES:-}" ] || return 0
    postgres_programs=$(postgres_bin) || return 1
    postgres_data=$1/postgres
    mkdir "$postgres_data"
    as_postgres=()
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$postgres_data"
        as_postgres=(runuser -u postgres --)
    fi
    "${as_postgres[@]}" "$postgres_programs/initdb" -D "$postgres_data" -U isms -A trust -E UTF8 --locale=C --no-sync >/dev/null
    # Another program may take a port between choosing and listening, so a few are tried.
    for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))
        if "${as_postgres[@]}" "$postgres_programs/pg_ctl" start -D "$postgres_data" -w -t 60 -s -l "$postgres_data/log" -o "-p $port -c listen_addresses=127.0.0.1 \
            -c unix_socket_directories= -c max_connections=300 $options" >/dev/null 2>&1 </dev/null; then
            export ISMS_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=isms;Database=postgres;Include Error Detail=true"
            return 0
        fi
    done
    cat "$postgres_data/log" >&2
    return 1
}

stop_postgres() {
    [ ! -f "${postgres_data:-/none}/postmaster.pid" ] || "${as_postgres[@]}" "$postgres_programs/pg_ctl" stop -D "$postgres_data" -m immediate -s >/dev/null 2>&1 || true
}
