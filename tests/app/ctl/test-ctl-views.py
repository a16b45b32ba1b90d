# SPDX-License-Identifier: GPL-2.0-or-later
"""tree, flat, hidden, probe and diff on boards whose maps were worked out by hand."""
import pathlib
import tempfile

from ctl import case, ctl, equal, main, on_board

HEADER = '[strata]\nversion=1\n\n'

# A closed box with every rule in it. The map of both address spaces, worked out by hand:
#   0x000-0x0ff  ram          0x100-0x17f  device (priority 1 beats 0)
#   0x180-0x1ff  ram          0x200-0x2ff  late (added after early)
#   0x300-0x33f  mmio         0x340-0x37f  inner (a subregion of mmio)
#   0x400-0x4ff  the alias shows ram from 0x80 on, read-only
RULES = HEADER + '''
[region system]
kind=container
size=2^64

[region ram]
name=main memory
kind=ram
size=0x200
parent=system
address=0

[region device]
kind=mmio
size=0x80
parent=system
address=0x100
priority=1

[region early]
kind=mmio
size=0x100
parent=system
address=0x200
overlap=true

[region late]
kind=mmio
size=0x100
parent=system
address=0x200
overlap=true

[region mmio]
kind=mmio
size=0x80
parent=system
address=0x300

[region inner]
kind=mmio
size=0x40
parent=mmio
address=0x40

[region mirror]
kind=alias
target=ram
offset=0x80
size=0x100
parent=system
address=0x400
read-only=true

[address-space memory]
root=system

[address-space cpu]
root=system

[address-space other]
root=ram
'''

HIDDEN = [
    (['memory', 'cpu'], ['system', 'main memory'], '0x100', '0x17f', ['system', 'device'], ['system'],
     'priority', 0, 1),
    (['memory', 'cpu'], ['system', 'early'], '0x200', '0x2ff', ['system', 'late'], ['system'], 'order', 0, 0),
    (['memory', 'cpu'], ['system', 'mmio'], '0x340', '0x37f', ['system', 'mmio', 'inner'], ['system', 'mmio'],
     'own-subregion', None, None),
]

RANGES = [
    ('0x0', '0xff', 'main memory', '0x0', 'ram', 0),
    ('0x100', '0x17f', 'device', '0x0', 'i/o', 1),
    ('0x180', '0x1ff', 'main memory', '0x180', 'ram', 0),
    ('0x200', '0x2ff', 'late', '0x0', 'i/o', 0),
    ('0x300', '0x33f', 'mmio', '0x0', 'i/o', 0),
    ('0x340', '0x37f', 'inner', '0x0', 'i/o', 0),
    ('0x400', '0x4ff', 'main memory', '0x80', 'rom', 0),
]


def rows(objects):
    return [tuple(o.values()) for o in objects]


@case
def flat_json():
    views = on_board(RULES, 'flat', '--json').exits(0).json()
    equal([(v['address_spaces'], v['root'], rows(v['ranges'])) for v in views],
          [(['memory', 'cpu'], 'system', RANGES),
           (['other'], 'main memory', [('0x0', '0x1ff', 'main memory', '0x0', 'ram', 0)])])


@case
def flat_of_one_space_names_its_group():
    views = on_board(RULES, 'flat', '--json', '--address-space', 'cpu').exits(0).json()
    equal([v['address_spaces'] for v in views], [['memory', 'cpu']])


@case
def flat_text():
    done = on_board(RULES, 'flat', '--address-space', 'memory').exits(0)
    equal(done.out, '''FlatView #0
 AS "memory", root: system
 AS "cpu", root: system
 Root memory region: system
  0000000000000000-00000000000000ff (prio 0, ram): main memory
  0000000000000100-000000000000017f (prio 1, i/o): device
  0000000000000180-00000000000001ff (prio 0, ram): main memory @0000000000000180
  0000000000000200-00000000000002ff (prio 0, i/o): late
  0000000000000300-000000000000033f (prio 0, i/o): mmio
  0000000000000340-000000000000037f (prio 0, i/o): inner
  0000000000000400-00000000000004ff (prio 0, rom): main memory @0000000000000080

''')


@case
def flat_of_nothing():
    text = HEADER + '[region r]\nkind=container\nsize=0x10\n[address-space memory]\nroot=r\n'
    equal(on_board(text, 'flat', '--json').exits(0).json(),
          [{'address_spaces': ['memory'], 'root': None, 'ranges': []}])
    assert ' Root memory region: (none)\n  No rendered FlatView\n' in on_board(text, 'flat').exits(0).out


@case
def tree_text():
    done = on_board(RULES, 'tree', '--address-space', 'memory').exits(0)
    lines = done.out.splitlines()
    equal(lines[0], 'address-space: memory')
    assert '    0000000000000100-000000000000017f (prio 1, i/o): device' in lines, done
    assert '      0000000000000340-000000000000037f (prio 0, i/o): inner' in lines, done
    assert any('alias mirror @main memory 0000000000000080-000000000000017f' in line for line in lines), done


@case
def tree_kinds():
    """An alias prints as what it shows in the end; non-volatile is said of the region itself."""
    text = HEADER + '''
[region system]
kind=container
size=0x1000
[region ram]
kind=ram
size=0x10
[region near]
kind=alias
target=ram
size=0x10
[region far]
kind=alias
target=near
size=0x10
parent=system
address=0
non-volatile=true
[region flash]
kind=rom-device
size=0x10
parent=system
address=0x10
[region card]
kind=ram-device
size=0x10
parent=system
address=0x20
[address-space memory]
root=system
'''
    section = on_board(text, 'tree', '--json').exits(0).json()[0]
    kinds = {r['id']: r['kind'] for r in section['root']['subregions']}
    equal(kinds, {'far': 'nv-ram', 'flash': 'romd', 'card': 'ramd'})
    equal(section['root']['kind'], 'i/o')
    lines = on_board(text, 'tree').exits(0).out.splitlines()
    equal([line.strip() for line in lines[2:5]],
          ['0000000000000000-000000000000000f (prio 0, nv-ram): alias far @near 0000000000000000-000000000000000f',
           '0000000000000010-000000000000001f (prio 0, romd): flash',
           '0000000000000020-000000000000002f (prio 0, ramd): card'])


@case
def tree_json():
    sections = on_board(RULES, 'tree', '--json').exits(0).json()
    equal([s['address_spaces'] for s in sections], [['memory', 'cpu'], ['other'], []])
    root = sections[0]['root']
    equal((root['id'], root['type'], root['size']), ('system', 'container', '0x10000000000000000'))
    by_id = {r['id']: r for r in root['subregions']}
    equal(set(by_id), {'ram', 'device', 'early', 'late', 'mmio', 'mirror'})
    equal((by_id['device']['address'], by_id['device']['size'], by_id['device']['priority']),
          ('0x100', '0x80', 1))
    equal(by_id['mirror']['target'], {'id': 'ram', 'name': 'main memory', 'offset': '0x80'})
    equal(by_id['mirror']['readonly'], True)
    equal([r['id'] for r in by_id['mmio']['subregions']], ['inner'])
    equal(sections[2]['root']['id'], 'ram')


@case
def hidden_json():
    found = on_board(RULES, 'hidden', '--json').exits(0).json()
    equal(sorted(tuple(h[k] for k in ('address_spaces', 'path', 'first', 'last', 'by', 'at', 'rule', 'priority',
                                      'by_priority')) for h in found), sorted(HIDDEN))
    equal(on_board(RULES, 'hidden', '--json', '--address-space', 'cpu').exits(0).json(), found)
    equal(on_board(RULES, 'hidden', '--json', '--address-space', 'other').exits(0).json(), [])


@case
def hidden_text():
    equal(on_board(RULES, 'hidden').exits(0).out, '''address-space: memory
address-space: cpu
  system > main memory
    0000000000000100-000000000000017f hidden by system > device
      at system: priority 1 beats 0
  system > early
    0000000000000200-00000000000002ff hidden by system > late
      at system: order, both have priority 0 and it was added later
  system > mmio
    0000000000000340-000000000000037f hidden by system > mmio > inner
      at system > mmio: own-subregion, its subregions come before its own content

address-space: other
  nothing is hidden
''')


@case
def hidden_through_aliases_keeps_instances_apart():
    """One RAM seen twice: the later mirror hides the first, and two devices side by side stay two."""
    text = HEADER + '''
[region ram]
kind=ram
size=0x40
[region system]
kind=container
size=0x100
[region one]
kind=alias
target=ram
size=0x40
parent=system
address=0
[region two]
name=one
kind=alias
target=ram
size=0x20
parent=system
address=0
priority=1
[region three]
name=one
kind=alias
target=ram
size=0x10
parent=system
address=0x20
priority=2
[address-space memory]
root=system
[address-space twin]
root=system
'''
    found = on_board(text, 'hidden', '--json').exits(0).json()
    equal(sorted((h['first'], h['last'], h['path'], h['by'], h['at'], h['priority'], h['by_priority'])
                 for h in found),
          [('0x0', '0x1f', ['system', 'one', 'ram'], ['system', 'one', 'ram'], ['system'], 0, 1),
           ('0x20', '0x2f', ['system', 'one', 'ram'], ['system', 'one', 'ram'], ['system'], 0, 2)])


@case
def spaces_of_one_name_with_other_roots():
    """NAME#2 is the second; what they say stays separate."""
    part = '''
[region s{0}]
kind=container
size=0x100
[region low{0}]
kind=ram
size=0x10
parent=s{0}
address=0
overlap=true
[region high{0}]
kind=mmio
size=0x10
parent=s{0}
address=0
priority={0}
'''
    text = (HEADER + part.format(1) + part.format(2)
            + '[address-space a]\nname=bus\nroot=s1\n[address-space b]\nname=bus\nroot=s2\n')
    found = on_board(text, 'hidden', '--json').exits(0).json()
    equal(sorted((h['address_spaces'], h['by_priority']) for h in found), [(['bus'], 1), (['bus'], 2)])
    equal([h['by_priority'] for h in on_board(text, 'hidden', '--json', '--address-space', 'bus#2').json()], [2])
    equal(on_board(text, 'probe', '0', '-a', 'bus#2', '--json').json()['winner']['name'], 'high2')
    equal(on_board(text, 'probe', '0', '-a', 'bus', '--json').json()['winner']['name'], 'high1')
    on_board(text, 'probe', '0', '-a', 'bus#3').fails(1, 'test.strata: there is no address space “bus#3”')


@case
def probe_json():
    equal(on_board(RULES, 'probe', '0x104', '--json').exits(0).json(), {
        'address_space': 'memory', 'address': '0x104',
        'winner': {'path': ['system', 'device'], 'name': 'device', 'type': 'mmio', 'offset': '0x4', 'kind': 'i/o',
                   'readonly': False, 'nonvolatile': False},
        'losers': [{'path': ['system', 'main memory'], 'name': 'main memory', 'type': 'ram', 'offset': '0x104', 'kind': 'ram',
                    'readonly': False, 'nonvolatile': False, 'by': ['system', 'device'], 'at': ['system'],
                    'rule': 'priority', 'priority': 0, 'by_priority': 1}]})


@case
def probe_through_an_alias():
    for word in ('0x410', '1040', '0x4_10'):
        found = on_board(RULES, 'probe', word, '--json').exits(0).json()
        equal(found['winner'], {'path': ['system', 'mirror', 'main memory'], 'name': 'main memory', 'type': 'ram',
                                'offset': '0x90', 'kind': 'rom', 'readonly': True, 'nonvolatile': False})


@case
def probe_where_nobody_answers():
    found = on_board(RULES, 'probe', '0xffffffffffffffff', '--json').exits(0).json()
    equal((found['winner'], found['losers'], found['address']), (None, [], '0xffffffffffffffff'))
    equal(on_board(RULES, 'probe', '0x1000').exits(0).out,
          '0000000000001000 in memory\n  nobody answers there\n')


@case
def probe_where_somebody_nearly_answers():
    """A device that is off in a bus that is off, and one that the bus cuts: what is in the way of each"""
    part = '[region {}]\nkind={}\nsize={}\nparent={}\naddress={}\n'
    text = (HEADER + '[region system]\nkind=container\nsize=2^32\n'
            + part.format('bus', 'container', '0x1000', 'system', '0x4000') + 'enabled=false\n'
            + part.format('card', 'mmio', '0x800', 'bus', '0xc00')
            + part.format('off', 'mmio', '0x100', 'bus', '0x100') + 'enabled=false\n'
            + '[address-space memory]\nroot=system\n')
    equal(on_board(text, 'probe', '0x4104').exits(0).out, '''0000000000004104 in memory
  nobody answers there
  missed: system > bus > off + 0x4
    system > bus is disabled
    system > bus > off is disabled
''')
    equal(on_board(text, 'probe', '0x5010').exits(0).out, '''0000000000005010 in memory
  nobody answers there
  missed: system > bus > card + 0x410
    system > bus is disabled
    system > bus ends at 0000000000004fff
''')
    equal(on_board(text, 'probe', '0x5010', '--json').exits(0).json()['missed'], [
        {'path': ['system', 'bus', 'card'], 'offset': '0x410',
         'obstacles': [{'type': 'disabled', 'at': ['system', 'bus']},
                       {'type': 'too-short', 'at': ['system', 'bus'], 'edge': '0x4fff'}]}])
    equal(on_board(text, 'probe', '0x6000', '--json').exits(0).json()['missed'], [])


@case
def probe_text():
    equal(on_board(RULES, 'probe', '0x350').exits(0).out, '''0000000000000350 in memory
  wins: system > mmio > inner + 0x10 (i/o)
  hidden: system > mmio + 0x50 (i/o)
    at system > mmio: own-subregion, its subregions come before its own content
''')
    equal(on_board(RULES, 'probe', '0x410').exits(0).out, '''0000000000000410 in memory
  wins: system > mirror > main memory + 0x90 (rom, read-only)
''')
    wall = HEADER + '[region w]\nkind=reserved\nsize=0x10\nnon-volatile=true\n[address-space memory]\nroot=w\n'
    equal(on_board(wall, 'probe', '1').exits(0).out, '''0000000000000001 in memory
  wins: w + 0x1 (nv-i/o, non-volatile, reserved: nobody answers)
''')


@case
def the_example_of_the_documentation():
    """doc-overlap: A to E; the map that comes of it is in the documentation it is taken from."""
    ranges = ctl('flat', 'doc-overlap', '--json').exits(0).json()[0]['ranges']
    equal([(r['first'], r['last'], r['name']) for r in ranges],
          [('0x0', '0x1fff', 'C'), ('0x2000', '0x2fff', 'D'), ('0x3000', '0x3fff', 'C'),
           ('0x4000', '0x4fff', 'E'), ('0x5000', '0x5fff', 'C')])


def diff(old, new, *words):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / 'old.strata').write_text(old)
        (pathlib.Path(folder) / 'new.strata').write_text(new)
        return ctl('diff', 'old.strata', 'new.strata', *words, cwd=folder)


@case
def diff_of_the_same():
    done = diff(RULES, '# a comment\n' + RULES).exits(0)
    equal((done.out, done.err), ('', ''))
    equal(diff(RULES, RULES, '--json', '--all').exits(0).json(), [])


@case
def diff_of_a_changed_range():
    done = diff(RULES, RULES.replace('[region inner]', '[region inner]\nname=changed'), '--json').exits(1)
    found = done.json()
    equal(len(found), 1)
    equal((found[0]['address_space'], found[0]['removed'], found[0]['added']), ('memory', [], []))
    equal([(c['old']['name'], c['new']['name'], c['new']['first']) for c in found[0]['changed']],
          [('inner', 'changed', '0x340')])


@case
def diff_of_a_moved_range():
    done = diff(RULES, RULES.replace('address=0x400', 'address=0x500'), '--address-space', 'memory').exits(1)
    equal(done.out, '''--- old.strata
+++ new.strata
@@ address-space: memory @@
-0000000000000400-00000000000004ff (prio 0, rom): main memory @0000000000000080
+0000000000000500-00000000000005ff (prio 0, rom): main memory @0000000000000080
''')
    equal(done.err, '')


@case
def diff_of_a_split_range():
    found = diff(RULES, RULES.replace('size=0x80\nparent=system\naddress=0x100', 'size=0x40\nparent=system\naddress=0x100'),
                 '--json').exits(1).json()[0]
    equal(rows(found['removed']), [RANGES[1], RANGES[2]])
    equal(rows(found['added']), [('0x100', '0x13f', 'device', '0x0', 'i/o', 1),
                                 ('0x140', '0x1ff', 'main memory', '0x140', 'ram', 0)])


@case
def diff_of_other_spaces():
    """Only `memory` is compared unless told otherwise, and a note says that there is more."""
    new = RULES.replace('[address-space other]\nroot=ram', '[address-space other]\nroot=inner') + '[address-space extra]\nroot=ram\n'
    done = diff(RULES, new).exits(0)
    equal(done.out, '')
    equal(done.err, 'stratactl: new.strata: note: other address spaces differ, see --all: other, extra\n')
    equal([(d['address_space'], d['in_old'], d['in_new']) for d in diff(RULES, new, '--all', '--json').exits(1).json()],
          [('other', True, True), ('extra', False, True)])
    diff(RULES, new, '--address-space', 'other').exits(1)
    diff(RULES, new, '--address-space', 'extra').fails(2, 'old.strata: there is no address space “extra”')


@case
def default_space_is_memory_else_the_first():
    equal(on_board(RULES.replace('[address-space memory]\nroot=system', '[address-space zero]\nroot=mirror'),
                   'probe', '0', '--json').exits(0).json()['address_space'], 'zero')
    swapped = RULES.replace('[address-space memory]', '[address-space x]').replace('[address-space other]', '[address-space memory]')
    equal(on_board(swapped, 'probe', '0', '--json').exits(0).json()['winner']['path'], ['main memory'])


if __name__ == '__main__':
    main()
