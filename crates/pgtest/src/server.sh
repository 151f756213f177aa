# $1: the folder of PostgreSQL's programs.
set -e
folder=$(mktemp -d /tmp/candor-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT
if ! "$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1; then
    cat "$folder/log" >&2
    exit 1
fi
"$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 -c shared_buffers=64MB \
    </dev/null >>"$folder/log" 2>&1 &
server=$!
tries=0
until "$1/pg_isready" -q -h "$folder"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
        cat "$folder/log" >&2
        kill -INT "$server"
        exit 1
    fi
    sleep 0.1
done
"$1/psql" -q -h "$folder" -U postgres -d postgres -c 'CREATE ROLE candor LOGIN' -c 'CREATE DATABASE candor OWNER candor' >&2
echo "$folder"
exec >/dev/null
cat >/dev/null || true
kill -INT "$server"
wait "$server" || true
