#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists what is hidden in a board, by whom, and where the two paths part.

hidden_regions.py BOARD: a file that Strata reads (.strata, `info mtree` text), or a built-in board.
"""
import os
import sys

import gi
gi.require_version("Strata", "0")
from gi.repository import Gio, Strata

LAST = 2**64 - 1
RULES = {Strata.Rule.PRIORITY: "has the higher priority", Strata.Rule.ORDER: "was added later",
         Strata.Rule.OWN_SUBREGION: "is a subregion of it"}


def load(name):
    if os.path.exists(name):
        return Strata.formats_load(Gio.File.new_for_path(name), Gio.Cancellable())
    return Strata.formats_load_builtin(name)


def hidden(space):
    """Yields (path, first, last, path of the hider, container where they meet, rule)."""
    rendering = Strata.Rendering.new(space.get_root(), 0, LAST, Strata.RenderingFlags.DEFAULT)
    for index in range(rendering.get_n_instances()):
        if not rendering.get_instance(index).content:
            continue
        found = []
        rendering.foreach_hidden(index, lambda *stretch: found.append(stretch))
        for first, last, by in found:
            meeting = rendering.get_precedence(by, index)
            yield (rendering.dup_path(index), first, last, rendering.dup_path(by),
                   rendering.get_instance(meeting.at).region.get_name(), RULES[meeting.rule])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    board = load(sys.argv[1])
    for number in range(board.get_n_address_spaces()):
        space = board.get_address_space(number)
        print(space.get_name())
        for path, first, last, by, container, rule in hidden(space):
            print(f"  {' > '.join(path)}: {first:#x}-{last:#x}")
            print(f"    hidden by {' > '.join(by)}, which in {container} {rule}")


if __name__ == "__main__":
    main()
