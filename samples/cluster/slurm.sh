#!/bin/sh
# Indexes a corpus as a Slurm array, a shard a task, and merges the shards. Submit it once for each step:
#
#   sbatch --array=0-7 samples/cluster/slurm.sh index CORPUS MODEL FOLDER 8 [options of globenc-index index]
#   sbatch --dependency=afterok:JOB samples/cluster/slurm.sh merge STORE FOLDER 8
#
# FOLDER is on a file system that all nodes see. A task that was lost or requeued goes on where it ended; submitting the whole array again
# repeats only what is missing, because finished shards end at once.
#SBATCH --job-name=globenc
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8
#SBATCH --mem=4G
#SBATCH --time=24:00:00
#SBATCH --requeue

usage="usage: slurm.sh index CORPUS MODEL FOLDER SHARDS [options], or slurm.sh merge STORE FOLDER SHARDS"
program=${GLOBENC_INDEX:-globenc-index}

fail() {
  echo "slurm.sh: $1" >&2
  exit 64
}

step=${1:-}
[ $# -gt 0 ] && shift
case $step in
index)
  [ $# -ge 4 ] || fail "$usage"
  corpus=$1 model=$2 folder=$3 shards=$4
  shift 4
  [ -n "${SLURM_ARRAY_TASK_ID:-}" ] || fail "no SLURM_ARRAY_TASK_ID: submit it with sbatch --array=0-$((shards - 1))"
  # The name tells the shard however the array is numbered.
  number=$((SLURM_ARRAY_TASK_ID - ${SLURM_ARRAY_TASK_MIN:-0}))
  mkdir -p "$folder" || exit 2
  # The program takes the place of the shell, so that Slurm's signals reach it: it stores what it has read, and ends.
  exec "$program" index "$corpus" --model "$model" --store "$folder/$number.shard" --shard auto --shards "$shards" \
    --workers "${SLURM_CPUS_PER_TASK:-1}" "$@"
  ;;
merge)
  [ $# -eq 3 ] || fail "$usage"
  store=$1 folder=$2 shards=$3
  set --
  number=0
  while [ "$number" -lt "$shards" ]; do
    set -- "$@" "$folder/$number.shard"
    number=$((number + 1))
  done
  exec "$program" merge "$@" -o "$store"
  ;;
*) fail "$usage" ;;
esac
