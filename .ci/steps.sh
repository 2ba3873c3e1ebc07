# Sourced by run and run-all: runs one check after the other, each with a line
# that says its name, its outcome and its seconds.

failed=0
summary=()

# step NAME COMMAND...
# Lines of the output that say that something was left out are repeated in the
# summary: a machine without Python or Chromium runs less.
step() {
  local name=$1 start=$SECONDS outcome=passed code output lines
  shift
  output=$(mktemp)
  printf '\n== %s: %s\n' "$name" "$*"
  "$@" 2>&1 | tee "$output"
  code=${PIPESTATUS[0]}
  if [ "$code" -ne 0 ]; then
    outcome="FAILED (exit code $code)"
    failed=1
  fi
  report "$name" "$outcome" "$((SECONDS - start)) s"
  lines=$(grep -i 'left out' "$output" | sort -u | sed 's/^ */    /')
  rm "$output"
  [ -z "$lines" ] || summary+=("$lines")
}

# left_out NAME REASON
left_out() {
  echo
  report "$1" "left out" "$2"
}

report() {
  local line
  line=$(printf '%-26s %-24s %s' "$1" "$2" "$3")
  echo "== $line"
  summary+=("$line")
}

# Prints a table of all steps, and exits with 1 if one of them failed.
finish() {
  printf '\nSummary\n'
  printf '%s\n' "${summary[@]}"
  exit "$failed"
}
