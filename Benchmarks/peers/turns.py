"""Runs that can be compared: one after the other, in turn."""
import sys


def in_turn(sides, repetitions):
    """Runs all sides in turn, every other time in reverse order; returns those that can run, and the Samples of each by its name.

    A first run warms a side up and does not count. A side that cannot run raises a RuntimeError in it, which goes to stderr.
    """
    running = []
    for side in sides:
        try:
            side.run()
            running.append(side)
        except RuntimeError as error:
            print(f"left out: {side.name}: {str(error).splitlines()[0]}", file=sys.stderr)
    samples = {side.name: [] for side in running}
    for repetition in range(repetitions):
        for side in running if repetition % 2 == 0 else running[::-1]:
            samples[side.name].append(side.run())
    return running, samples
