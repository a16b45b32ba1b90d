# SPDX-License-Identifier: GPL-2.0-or-later
"""Random small boards against the model. The seed is printed and can be given: STRATA_TEST_SEED."""
import os
import random

from ctl import case, equal, main, on_board
from model import Map, Region, collisions, precedence

SEED = int(os.environ.get('STRATA_TEST_SEED') or random.randrange(1 << 32))
ROUNDS = 400 if os.environ.get('STRATA_TEST_LONG') else 30
KINDS = ['container', 'container', 'ram', 'rom', 'mmio', 'reserved', 'rom-device', 'alias', 'alias']
HEADER = '[strata]\nversion=1\n\n'


def build(rng):
    """A hierarchy, and others beside it that aliases show; targets come first, so no cycle can be."""
    regions, roots = [], []
    for part in range(rng.randint(1, 3)):
        mine = [Region(f'root{part}', 'container', rng.choice([0x40, 0x80, 1 << 64]), name=f'root {part}')]
        for number in range(rng.randint(1, 8)):
            kind = rng.choice(KINDS if regions else KINDS[:-2])
            more = {}
            if kind == 'alias':
                more = {'target': rng.choice(regions), 'offset': rng.randint(0, 0x20)}
            mine.append(Region(
                f'r{part}-{number}', kind, rng.randint(1, 0x40), rng.choice([r for r in mine if r.kind != 'alias']),
                rng.randint(0, 0x30), rng.choice([-1, 0, 0, 0, 1, 2]), overlap=rng.random() < .5,
                enabled=rng.random() < .9, readonly=kind == 'rom' or (kind != 'reserved' and rng.random() < .1),
                nonvolatile=rng.random() < .1, name=rng.choice(['a', 'b', f'c{number}']), **more))
        regions += mine
        roots.append(mine[0])
    return regions, roots[-1]


def names(path):
    return tuple(region.name for region in path)


def check_hidden(text, the_map):
    expected = sorted(repr((names(loser.path), names(winner.path), hex(first), hex(last),
                            names(at), rule, priority, by))
                      for loser in the_map.tried
                      for first, last, winner in the_map.hidden(loser)
                      for at, rule, priority, by in [precedence(winner, loser)])
    found = sorted(repr((tuple(h['path']), tuple(h['by']), h['first'], h['last'],
                         tuple(h['at']), h['rule'], h['priority'], h['by_priority']))
                   for h in on_board(text, 'hidden', '--json').exits(0).json())
    equal(found, expected, f'hidden\n{text}')


def check_flat(text, the_map):
    views = on_board(text, 'flat', '--json').exits(0).json()
    equal(len(views), 1, text)
    equal([tuple(r.values()) for r in views[0]['ranges']],
          [(hex(first), hex(last), region.name, hex(offset), kind, region.priority)
           for first, last, region, kind, offset, _ in the_map.flat()], f'flat\n{text}')


def check_probe(text, the_map, address):
    found = on_board(text, 'probe', hex(address), '--json').exits(0).json()
    tried = the_map.at(address)
    equal(([found['winner']] if found['winner'] else []) + found['losers'],
          [{'path': list(names(i.path)), 'name': i.region.name, 'type': i.region.kind, 'offset': hex(address - i.base),
            'kind': i.kind(), 'readonly': i.readonly, 'nonvolatile': i.nonvolatile}
           | ({} if i is tried[0] else dict(zip(
               ('by', 'at', 'rule', 'priority', 'by_priority'),
               (list(names(tried[0].path)), list(names(precedence(tried[0], i)[0])),
                *precedence(tried[0], i)[1:]))))
           for i in tried], f'probe {address:#x}\n{text}')


def check_check(text, regions):
    found = on_board(text, 'check', '--json').json()
    equal({frozenset((f['region']['id'], f['other']['id'])) for f in found if f['finding'] == 'collision'},
          collisions(regions), f'collisions\n{text}')


@case
def random_boards():
    print('# seed', SEED)
    for number in range(ROUNDS):
        rng = random.Random(SEED + number)
        regions, root = build(rng)
        the_map = Map(root)
        text = f'# seed {SEED + number}\n' + HEADER + '\n'.join(r.text() for r in regions)
        text += f'\n[address-space memory]\nroot={root.id}\n'
        check_hidden(text, the_map)
        check_flat(text, the_map)
        check_check(text, regions)
        check_probe(text, the_map, rng.randint(0, 0x50))


if __name__ == '__main__':
    main()
