# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of real machines: what is hidden in them, and their flat views, against the model."""
import pathlib
import re
import tempfile

from ctl import TOP, case, ctl, equal, main
from model import Map, Region, precedence

DUMPS = TOP / 'tests/data/mtree'
UNITS = {'': 0, 'B': 0, 'KiB': 10, 'MiB': 20, 'GiB': 30, 'TiB': 40, 'PiB': 50, 'EiB': 60}


def number(text):
    if text.startswith('2^'):
        return 1 << int(text[2:])
    digits, unit = re.fullmatch(r'(0x[0-9a-f]+|\d+) ?(\w*)', text).groups()
    return int(digits, 0) << UNITS[unit]


def read_board(text):
    """The regions and address spaces of a board file as the tool writes it: one KEY=VALUE a line."""
    groups = []
    for line in text.splitlines():
        if line.startswith('['):
            groups.append((*line.strip('[]').partition(' ')[::2], {}))
        elif line and not line.startswith('#'):
            key, _, value = line.partition('=')
            groups[-1][2][key] = value
    regions = {}
    for word, ident, keys in groups:
        if word == 'region':
            regions[ident] = Region(
                ident, keys['kind'], number(keys['size']), None, number(keys.get('address', '0')),
                int(keys.get('priority', '0')), name=keys.get('name', ident), offset=number(keys.get('offset', '0')),
                enabled=keys.get('enabled') != 'false', readonly=keys['kind'] == 'rom' or keys.get('read-only') == 'true',
                rom_mode=keys.get('rom-mode') != 'false', nonvolatile=keys.get('non-volatile') == 'true')
    for word, ident, keys in groups:
        if word == 'region':
            regions[ident].target = regions.get(keys.get('target'))
            if 'parent' in keys:
                regions[keys['parent']].children.append(regions[ident])
    return [(keys.get('name', ident), regions[keys['root']]) for word, ident, keys in groups if word == 'address-space']


def names(path):
    return tuple(region.name for region in path)


def expect(spaces):
    """What `hidden` has to find, and the ranges of each root."""
    hidden, flat = [], {}
    for root in dict.fromkeys(root for _, root in spaces):
        the_map = Map(root)
        together = [name for name, other in spaces if other is root]
        hidden += [(together, names(loser.path), names(winner.path), hex(first), hex(last), names(at), rule, sibling, by)
                   for loser in the_map.tried
                   for first, last, winner in the_map.hidden(loser)
                   for at, rule, sibling, by in [precedence(winner, loser)]]
        for name in together:
            flat.setdefault(name, []).append(
                [(hex(first), hex(last), region.name, hex(offset), kind, region.priority)
                 for first, last, region, kind, offset, _ in the_map.flat()])
    return sorted(map(repr, hidden)), {name: sorted(views) for name, views in flat.items()}


def check(machine):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'board.strata'
        ctl('convert', DUMPS / f'{machine}.treeD.txt', path, '--hints', DUMPS / f'{machine}.flat.txt').exits(0)
        hidden, flat = expect(read_board(path.read_text()))
        found = ctl('hidden', path, '--json').exits(0).json()
        equal(sorted(repr((h['address_spaces'], tuple(h['path']), tuple(h['by']), h['first'], h['last'], tuple(h['at']),
                           h['rule'], h['priority'], h['by_priority'])) for h in found), hidden, machine)
        views = {}
        for view in ctl('flat', path, '--json').exits(0).json():
            for name in view['address_spaces']:
                views.setdefault(name, []).append([tuple(r.values()) for r in view['ranges']])
        equal({name: sorted(v) for name, v in views.items()}, flat, machine)


for name in ('aarch64-raspi3b', 'alpha-clipper', 'arm-ast2600-evb', 'arm-mcimx6ul-evk', 'arm-mps2-an385',
             'hppa-hppa', 'i386-isapc', 'mips-malta', 'ppc-mac99', 'x86_64-pc+multi-boot10s',
             'x86_64-pc+std-boot10s', 'x86_64-q35+std-boot10s'):
    def run(machine=name):
        check(machine)
    run.__name__ = re.sub(r'[^a-z0-9]', '_', name)
    case(run)


if __name__ == '__main__':
    main()
