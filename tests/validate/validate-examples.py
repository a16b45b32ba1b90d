# SPDX-License-Identifier: GPL-2.0-or-later
"""The examples for those who use the library run, against what is installed, and do what they say."""
import os

from validator import BUILD, TOP, case, files, installed, main, none, run

EXAMPLES = TOP / 'docs/examples'
COUNTER = '''FlatView #0
 AS "memory", root: system
 Root memory region: system
  0000000000000000-000000000000efff (prio 0, ram): ram
  000000000000f000-000000000000ffff (prio 1, rom): rom
  0000000040000000-0000000040000007 (prio 0, i/o): counter


COUNT reads as 0
COUNT reads as 1
COUNT reads as 2
peek changes nothing: 03000000 41525453 and the count is 3
a write to ID: device-error
a read of 2 bytes: access-error
nobody at 0x20000000: decode-error
a write across the edge: read-only
what is there then: b'RAM \\x00\\x00\\x00\\x00' ok
'''
# QEMU's documentation of memory works this map out: C is cut by D and E, which lie in B.
HIDDEN = '''memory
  A > C: 0x2000-0x2fff
    hidden by A > B > D, which in A has the higher priority
  A > C: 0x4000-0x4fff
    hidden by A > B > E, which in A has the higher priority
'''
# What embed.c paints, from its table: left, top, width, height, colour; the later lie above.
PICTURE = ((0, 0, 160, 100, (0x1c, 0x71, 0xd8)), (20, 20, 60, 60, (0xf6, 0xd3, 0x2d)), (60, 50, 80, 30, (255, 255, 255)))
RAISING = '''
import gi
gi.require_version("Strata", "0")
from gi.repository import Strata
def fail(*_):
    raise ValueError("from the device")
system = Strata.System.new(Strata.ByteOrder.BIG_ENDIAN)
root = Strata.Region.new_mmio(system, None, "d", 16, Strata.ByteOrder.BIG_ENDIAN, read=fail, write=fail, peek=fail)
space = Strata.AddressSpace.new(system, "memory", root)
script = Strata.Initiator.new(space, "script")
assert script.load(0, 4, Strata.ByteOrder.BIG_ENDIAN) == (Strata.Result.DEVICE_ERROR, 0)
assert script.store(0, 4, Strata.ByteOrder.BIG_ENDIAN, 1) == Strata.Result.DEVICE_ERROR
bytes, states = script.peek(0, 4)
assert set(states.get_data()) == {int(Strata.PeekState.NOT_READ)}, states.get_data()
'''
VALA = '''
int main () {
  var system = new Strata.System (Strata.ByteOrder.LITTLE_ENDIAN);
  var root = new Strata.Region.container (system, null, "system", 0x10000);
  try {
    var ram = new Strata.Region.ram (system, null, "ram", 0x1000);
    root.add_subregion (0x2000, ram);
  } catch (Error error) {
    return 1;
  }
  var space = new Strata.AddressSpace (system, "memory", root);
  var script = new Strata.Initiator (space, "script");
  uint64 value;
  script.store (0x2004, 4, Strata.ByteOrder.LITTLE_ENDIAN, 0x12345678);
  var result = script.load (0x2006, 2, Strata.ByteOrder.LITTLE_ENDIAN, out value);
  return result == 0 && value == 0x1234 ? 0 : 2;
}
'''


def python(*arguments):
    env = {**os.environ, 'GI_TYPELIB_PATH': str(BUILD / 'engine'), 'LD_LIBRARY_PATH': str(BUILD / 'engine')}
    return run('/usr/bin/python3', *arguments, env=env)


def same(found, expected):
    none([] if found == expected else [f'found:\n{found}', f'expected:\n{expected}'])


@case
def python_makes_a_board_with_a_device():
    same(python(EXAMPLES / 'counter_device.py'), COUNTER)


@case
def python_lists_what_is_hidden():
    same(python(EXAMPLES / 'hidden_regions.py', 'doc-overlap'), HIDDEN)


@case
def python_exceptions_are_device_errors():
    assert python('-c', RAISING).count('ValueError: from the device') >= 3


@case
def c_program_paints_a_picture():
    with installed() as (root, env):
        flags = run('pkg-config', '--cflags', '--libs', 'strata-0', 'cairo', env=env).split()
        run('gcc', '-std=gnu11', '-Wall', '-Wextra', '-Werror', EXAMPLES / 'embed.c', '-o', root / 'embed', *flags)
        said = run(root / 'embed', root / 'picture.png', env=env)
        assert said.startswith('3 rectangles, 100 rows drawn'), said
        run('convert', root / 'picture.png', '-depth', '8', root / 'picture.rgb')
        pixels = (root / 'picture.rgb').read_bytes()
    assert len(pixels) == 160 * 100 * 3, len(pixels)
    for y in range(100):
        for x in range(160):
            colour = [c for left, top, width, height, c in PICTURE if 0 <= x - left < width and 0 <= y - top < height][-1]
            at = 3 * (160 * y + x)
            assert tuple(pixels[at:at + 3]) == colour, f'{x}, {y}'


@case
def vala_makes_accesses():
    with installed() as (root, env):
        vapi = list(root.rglob('strata-0.vapi'))[0].parent
        (root / 'main.vala').write_text(VALA)
        flags = [f for flag in run('pkg-config', '--cflags', '--libs', 'strata-0', env=env).split() for f in ('-X', flag)]
        run('valac', f'--vapidir={vapi}', '--pkg', 'strata-0', *flags, '-o', root / 'main', root / 'main.vala', env=env)
        run(root / 'main', env=env)


@case
def every_example_is_tried():
    names = {path.name for path in files('docs/examples/*')}
    none(f'{name} is tried by no test' for name in sorted(names - {'README.md'})
         if name not in open(__file__, encoding='utf-8').read())


if __name__ == '__main__':
    main()
