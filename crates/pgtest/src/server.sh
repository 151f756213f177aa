# $1: the folder of PostgreSQL's programs. Afterwards it takes orders, one a line, and answers each with one line.
set -e
programs=$1
folder=$(mktemp -d /tmp/candor-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT
if ! "$programs/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1; then
    cat "$folder/log" >&2
    exit 1
fi

begin() {
    "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 -c shared_buffers=64MB \
        </dev/null >>"$folder/log" 2>&1 &
    server=$!
}

# After a kill the next server refuses until the last process of the one before has gone: begun again until it answers.
ready() {
    tries=0
    until "$programs/pg_isready" -q -h "$folder"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ]; then
            cat "$folder/log" >&2
            kill -INT "$server" || true
            exit 1
        fi
        sleep 0.1
        kill -0 "$server" 2>/dev/null || begin
    done
}

begin
ready
"$programs/psql" -q -h "$folder" -U postgres -d postgres -c 'CREATE ROLE candor LOGIN' -c 'CREATE DATABASE candor OWNER candor' >&2
echo "$folder"
while read -r order; do
    case "$order" in
    kill)
        kill -KILL "$server"
        wait "$server" 2>/dev/null || true
        echo killed
        ;;
    start)
        begin
        ready
        echo started
        ;;
    esac
done
kill -INT "$server"
wait "$server" || true
