#!/bin/sh
# shell_test.sh SAMPLE_PROGRAM SQLITE3 QUERIES
set -eu
sample=$1 sqlite3=$2 queries=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

# ask DATABASE ARGUMENT...: the answer; any word on standard error is a failure too.
ask() {
    "$sqlite3" -readonly -bail -batch "$@" 2>"$folder/errors" </dev/null || echo "(exit $?)"
    cat "$folder/errors"
}

expect() {
    [ "$2" = "$3" ] || fail "$1: expected '$3', found '$2'"
}

"$sample" "$folder/plain.db"
"$sample" "$folder/search.db" fts=yes
for database in "$folder/plain.db" "$folder/search.db"; do
    expect "integrity" "$(ask "$database" 'PRAGMA integrity_check')" ok
    expect "references" "$(ask "$database" 'PRAGMA foreign_key_check')" ""
    expect "journal" "$(ask "$database" 'PRAGMA journal_mode')" delete
done

# Every view answers, and a database can be dumped and read again.
for view in $(ask "$folder/plain.db" "SELECT name FROM sqlite_schema WHERE type = 'view'"); do
    ask "$folder/plain.db" "SELECT count(*) FROM $view" | grep -qx '[0-9]*' || fail "view $view"
done
"$sqlite3" "$folder/plain.db" .dump | "$sqlite3" -bail "$folder/again.db"
expect "a dump" "$(ask "$folder/again.db" .dump)" "$(ask "$folder/plain.db" .dump)"

count=0
for query in "$queries"/*.sql; do
    count=$((count + 1))
    database=$folder/plain.db
    if grep -q '^-- Needs: -O fts=yes$' "$query"; then database=$folder/search.db; fi
    answer=$("$sqlite3" -readonly -bail -batch -csv -header "$database" <"$query" 2>&1) || fail "$query: $answer"
    documented=$(sed -n 's/^-- Columns: //p' "$query" | sed 's/, /,/g')
    # The shell shows no header above an empty answer.
    if [ -n "$answer" ]; then
        expect "columns of $query" "$(echo "$answer" | head -n 1 | tr -d '\r')" "$documented"
    fi
done
[ "$count" -ge 12 ] || fail "only $count documented queries"

[ "$failed" = 0 ] && echo "$count queries, all as documented"
exit "$failed"
