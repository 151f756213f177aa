# $1, $2: ports of the loopback: with STARTTLS, and encrypted from the first byte. Exim in a folder of its own, delivering everything
# into one maildir. Says the folder when it is ready; afterwards it takes orders, one a line, and answers each with one line.
set -e
folder=$(mktemp -d /tmp/candor-mail-XXXXXX)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/spool" "$folder/log"
cat >"$folder/openssl.conf" <<END
[req]
distinguished_name = name
x509_extensions = kind
prompt = no
[name]
CN = localhost
[kind]
basicConstraints = critical,CA:FALSE
subjectAltName = DNS:localhost,IP:127.0.0.1
END
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -config "$folder/openssl.conf" \
    -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>"$folder/log/openssl"
cat >"$folder/exim.conf" <<END
primary_hostname = mail.test
spool_directory = $folder/spool
log_file_path = $folder/log/%slog
pid_file_path = $folder/pid
local_interfaces = <; 127.0.0.1
daemon_smtp_ports = $1 : $2
tls_on_connect_ports = $2
tls_advertise_hosts = *
tls_certificate = $folder/cert.pem
tls_privatekey = $folder/key.pem
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
message_size_limit = 1M
deliver_drop_privilege = true
never_users =
exim_user = $(id -un)
exim_group = $(id -gn)
admin_groups = $(id -gn)
keep_environment =
add_environment =
rfc1413_query_timeout = 0s
host_lookup =
log_selector = +received_recipients
begin acl
rcpt:
  deny local_parts = nobody
       message = nobody of that name
  defer local_parts = later
       message = come again
  accept condition = \${if eq{\$tls_in_cipher}{}}
  accept authenticated = *
  deny message = sign in first
begin routers
all:
  driver = accept
  transport = inbox
begin transports
inbox:
  driver = appendfile
  maildir_format
  directory = $folder/inbox
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  user = $(id -un)
begin retry
* * F,1h,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{\$auth2}{crm}}{eq{\$auth3}{right}}}}
  server_set_id = \$auth2
END

begin() {
    /usr/sbin/exim4 -C "$folder/exim.conf" -bdf </dev/null >>"$folder/log/out" 2>&1 &
    server=$!
    tries=0
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
            cat "$folder"/log/* >&2
            exit 1
        fi
        sleep 0.1
    done
}

port=$1
begin
echo "$folder"
while read -r order; do
    case "$order" in
    stop)
        kill -KILL "$server"
        wait "$server" 2>/dev/null || true
        echo stopped
        ;;
    start)
        begin
        echo started
        ;;
    esac
done
kill -TERM "$server" 2>/dev/null || true
wait "$server" || true
