"""Where the files that tests read lie in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FIXTURES = ROOT / "Tests" / "Fixtures" / "stores"
