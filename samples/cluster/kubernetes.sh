#!/bin/sh
# What the containers of kubernetes.yaml run: one shard of a corpus, or the merge of all shards. By variables, because a manifest sets these:
#
#   STEP=index   CORPUS, MODEL, FOLDER, SHARDS, and JOB_COMPLETION_INDEX, which an indexed Job sets; OPTIONS: further options, if any
#   STEP=merge   STORE, FOLDER, SHARDS
#
# FOLDER is on a volume that all pods share. A pod that is evicted or lost is started again by the Job, and goes on where it ended.

program=${GLOBENC_INDEX:-globenc-index}

fail() {
  echo "kubernetes.sh: $1" >&2
  exit 64
}

need() {
  for name in "$@"; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || fail "the variable $name is not set: STEP=${STEP:-index} needs $*"
  done
}

case ${STEP:-} in
index)
  need CORPUS MODEL FOLDER SHARDS JOB_COMPLETION_INDEX
  mkdir -p "$FOLDER" || exit 2
  # OPTIONS is split at blanks on purpose.
  # shellcheck disable=SC2086
  exec "$program" index "$CORPUS" --model "$MODEL" --store "$FOLDER/$JOB_COMPLETION_INDEX.shard" --shard auto --shards "$SHARDS" ${OPTIONS:-}
  ;;
merge)
  need STORE FOLDER SHARDS
  set --
  number=0
  while [ "$number" -lt "$SHARDS" ]; do
    set -- "$@" "$FOLDER/$number.shard"
    number=$((number + 1))
  done
  exec "$program" merge "$@" -o "$STORE"
  ;;
*) fail "STEP is index or merge, not '${STEP:-}'" ;;
esac
