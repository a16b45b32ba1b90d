# SPDX-License-Identifier: GPL-2.0-or-later
"""A model of visibility for small maps, one cell for each byte, written from the rules alone."""

MAX = (1 << 64) - 1


class Region:
    def __init__(self, ident, kind, size, parent=None, address=0, priority=0, **more):
        self.id = ident
        self.kind = kind
        self.size = size
        self.parent = parent
        self.address = address
        self.priority = priority
        self.overlap = more.get('overlap', False) or priority != 0
        self.enabled = more.get('enabled', True)
        self.readonly = more.get('readonly', kind == 'rom')
        self.nonvolatile = more.get('nonvolatile', False)
        self.rom_mode = more.get('rom_mode', True)
        self.target = more.get('target')
        self.offset = more.get('offset', 0)
        self.name = more.get('name', ident)
        self.children = []
        if parent:
            parent.children.append(self)

    def text(self):
        lines = [f'[region {self.id}]', f'name={self.name}', f'kind={self.kind}', f'size={self.size:#x}']
        if self.target:
            lines += [f'target={self.target.id}', f'offset={self.offset:#x}']
        if self.parent:
            lines += [f'parent={self.parent.id}', f'address={self.address:#x}',
                      f'priority={self.priority}', f'overlap={str(self.overlap).lower()}']
        if self.readonly and self.kind != 'rom':
            lines.append('read-only=true')
        if self.nonvolatile:
            lines.append('non-volatile=true')
        if not self.enabled:
            lines.append('enabled=false')
        return '\n'.join(lines) + '\n'


class Instance:
    """A place where a region with content appears."""

    def __init__(self, path, base, first, last, readonly, nonvolatile):
        self.path, self.base, self.first, self.last = path, base, first, last
        self.region = path[-1]
        self.readonly = readonly
        self.nonvolatile = nonvolatile

    def kind(self):
        words = {'mmio': 'i/o', 'reserved': 'i/o', 'ram-device': 'ramd',
                 'rom-device': 'romd' if self.region.rom_mode else 'i/o'}
        word = 'rom' if self.readonly else words.get(self.region.kind, 'ram')
        return ('nv-' if self.nonvolatile else '') + word


def instances(region, base=0, first=0, last=MAX, path=(), readonly=False, nonvolatile=False):
    """All of them in the order in which they are tried."""
    first, last = max(first, base), min(last, base + region.size - 1)
    path += (region,)
    readonly |= region.readonly
    nonvolatile |= region.nonvolatile
    if not region.enabled or first > last:
        return
    if region.kind == 'alias':
        yield from instances(region.target, base - region.offset, first, last, path, readonly, nonvolatile)
        return
    for child in sorted(reversed(region.children), key=lambda c: -c.priority):
        yield from instances(child, base + child.address, first, last, path, readonly, nonvolatile)
    if region.kind != 'container':
        yield Instance(path, base, first, last, readonly, nonvolatile)


class Map:
    def __init__(self, root):
        self.tried = list(instances(root, root.address))
        self.edges = sorted({i.first for i in self.tried} | {i.last + 1 for i in self.tried})
        self.cells = {edge: self.at(edge) for edge in self.edges}

    def at(self, address):
        return [i for i in self.tried if i.first <= address <= i.last]

    def runs(self, pick):
        """Maximal runs of equal picks, of addresses where there is one."""
        runs = []
        for first, end in zip(self.edges, self.edges[1:]):
            picked = pick(self.cells[first])
            if picked is None:
                continue
            if runs and runs[-1][1] + 1 == first and runs[-1][2] is picked:
                runs[-1][1] = end - 1
            else:
                runs.append([first, end - 1, picked])
        return runs

    def hidden(self, loser):
        def winner(tried):
            return tried[0] if loser in tried and tried[0] is not loser else None
        return self.runs(winner)

    def flat(self):
        ranges = []
        for first, last, instance in self.runs(lambda tried: tried[0] if tried else None):
            region, kind, offset = instance.region, instance.kind(), first - instance.base
            if ranges:
                before = ranges[-1]
                if (before[1] + 1 == first and before[2] is region and before[3] == kind
                        and before[5] == instance.readonly
                        and before[4] + (first - before[0]) == offset):
                    before[1] = last
                    continue
            ranges.append([first, last, region, kind, offset, instance.readonly])
        return ranges


def precedence(winner, loser):
    """at, rule, priority, by_priority"""
    common = 0
    for a, b in zip(winner.path, loser.path):
        if a is not b:
            break
        common += 1
    at = loser.path[:common]
    if common == len(loser.path):
        return at, 'own-subregion', None, None
    by, sibling = winner.path[common].priority, loser.path[common].priority
    return at, 'order' if by == sibling else 'priority', sibling, by


def collisions(regions):
    """Pairs of siblings that share an address and of which neither may overlap."""
    return {frozenset((a.id, b.id)) for a in regions for b in regions
            if a is not b and a.parent and a.parent is b.parent and not a.overlap and not b.overlap
            and a.address < b.address + b.size and b.address < a.address + a.size}
