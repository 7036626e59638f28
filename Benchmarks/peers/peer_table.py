"""The result of a comparison with peers, as JSON or as two tables: rates, and our rates over the peers'."""
import json
from statistics import median


def rows_of(sides, samples):
    """A row for each side, and in it the ratios over every other side: medians over the pairs of runs that were made one after the other."""
    rows = []
    for side in sides:
        own = samples[side.name]
        walls, cpus = [sample.wall for sample in own], [sample.cpu for sample in own]
        row = {
            "name": side.name, "precision": side.precision, "tokens_per_second": median(walls), "lowest": min(walls), "highest": max(walls),
            "tokens_per_cpu_second": median(cpus), "lowest_cpu": min(cpus), "highest_cpu": max(cpus), "instructions": side.instructions(),
            "labels_as_f32": None, "over": {},
        }
        if side.at_f32 in sides:
            pairs = list(zip(side.labels(), side.at_f32.labels(), strict=True))
            row["labels_as_f32"] = sum(a == b for a, b in pairs) / len(pairs)
        for peer in sides:
            if peer is not side:
                pairs = list(zip(own, samples[peer.name], strict=True))
                row["over"][peer.name] = {"wall": median(a.wall / b.wall for a, b in pairs), "cpu": median(a.cpu / b.cpu for a, b in pairs)}
        rows.append(row)
    return rows


def print_json(about, rows):
    print(json.dumps(about | {"rows": rows}, indent=1))


def print_tables(about, rows):
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    print(f"{about['texts']} texts, {about['tokens']} tokens, {about['model']}, threads: {about['threads']}; {versions}\n")
    print("| | tokens/s | lowest – highest | tokens per CPU second | labels as f32 | instructions |\n| --- | --- | --- | --- | --- | --- |")
    for row in rows:
        span, cpu = f"{row['lowest']:,.0f} – {row['highest']:,.0f}", f"{row['tokens_per_cpu_second']:,.0f}"
        labels = "" if row["labels_as_f32"] is None else f"{row['labels_as_f32']:.1%}"
        print(f"| {row['name']} | {row['tokens_per_second']:,.0f} | {span} | {cpu} | {labels} | {row['instructions']} |")
    peers = [row["name"] for row in rows if row["name"].startswith("ONNX Runtime")]
    print("\nRatios of tokens/s / of tokens per CPU second:\n")
    print("| over | " + " | ".join(peers) + " |\n| --- |" + " --- |" * len(peers))
    for row in rows:
        if row["name"] not in peers:
            ratios = (row["over"][peer] for peer in peers)
            print(f"| {row['name']} | " + " | ".join(f"{ratio['wall']:.2f} / {ratio['cpu']:.2f}" for ratio in ratios) + " |")
    if "reference_tokens_per_second" in about:
        print(f"\nGlobEnc with [H, T, T, D] tensors in PyTorch: {about['reference_tokens_per_second']:,.0f} tokens/s")
