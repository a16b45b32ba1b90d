# SPDX-License-Identifier: GPL-2.0-or-later
"""read and write: values, byte order, results and exit statuses."""
import pathlib
import tempfile

from ctl import case, ctl, equal, main

MAX = 0xffffffffffffffff
TEXT = '''[strata]
version=1
byte-order={order}

[region system]
kind=container
size=2^64

[region ram]
kind=ram
size=0x100
parent=system
address=0

[region rom]
kind=rom
size=0x10
parent=system
address=0x1000
load=bytes.bin

[region device]
kind=mmio
size=0x10
parent=system
address=0x2000

[region wall]
kind=reserved
size=0x10
parent=system
address=0x3000

[region top]
kind=ram
size=0x10
parent=system
address=0xfffffffffffffff0

[address-space memory]
root=system

[address-space rom-only]
root=rom
'''


def access(*words, order='little', **options):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / 'bytes.bin').write_bytes(bytes(range(1, 17)))
        (pathlib.Path(folder) / 'test.strata').write_text(TEXT.format(order=order))
        return ctl(words[0], 'test.strata', *words[1:], cwd=folder, **options)


def value_of(*words, **options):
    units = access('read', *words, '--json', **options).exits(0).json()
    assert all(u['result'] == [] for u in units), units
    return [u['value'] for u in units]


@case
def read_default():
    equal(access('read', '0x1000').exits(0).out, '0000000000001000: 0x04030201\n')
    equal(access('read', '4096', '--json').exits(0).json(),
          [{'address': '0x1000', 'size': 4, 'value': '0x4030201', 'result': []}])


@case
def read_sizes_in_both_orders():
    for size, little, big in ((1, '0x1', '0x1'), (2, '0x201', '0x102'), (4, '0x4030201', '0x1020304'),
                              (8, '0x807060504030201', '0x102030405060708')):
        equal(value_of('0x1000', '--size', size), [little])
        equal(value_of('0x1000', '--size', size, order='big'), [big])


@case
def read_several():
    equal(value_of('0x1001', '--size', '1', '--count', '3'), ['0x2', '0x3', '0x4'])
    equal(value_of('0x1000', '--size', '2', '--count', '0x3'), ['0x201', '0x403', '0x605'])
    equal(access('read', '0x1000', '--size', '8', '--count', '2').exits(0).out,
          '0000000000001000: 0x0807060504030201\n0000000000001008: 0x100f0e0d0c0b0a09\n')


@case
def read_of_another_space():
    """The root of a space keeps the address that it has in its container."""
    equal(value_of('0x1000', '--address-space', 'rom-only'), ['0x4030201'])
    equal(access('read', '0', '-a', 'rom-only').exits(1).out, '0000000000000000: DECODE_ERROR\n')


@case
def read_where_nobody_is():
    done = access('read', '0x5000').exits(1)
    equal((done.out, done.err), ('0000000000005000: DECODE_ERROR\n', ''))
    equal(access('read', '0x5000', '--json').exits(1).json(),
          [{'address': '0x5000', 'size': 4, 'value': None, 'result': ['DECODE_ERROR']}])
    equal(access('read', '0x3000').exits(1).out, '0000000000003000: DECODE_ERROR\n')


@case
def read_of_an_unmodelled_device():
    equal(access('read', '0x2000', '--json').exits(1).json(),
          [{'address': '0x2000', 'size': 4, 'value': None, 'result': ['DEVICE_ERROR'], 'unmodelled': 'device'}])
    equal(access('read', '0x2000').exits(1).out,
          '0000000000002000: DEVICE_ERROR (device is described, but not modelled)\n')


@case
def one_failed_unit_among_good_ones():
    done = access('read', '0xf8', '--size', '4', '--count', '3').exits(1)
    equal(done.out, '00000000000000f8: 0x00000000\n00000000000000fc: 0x00000000\n0000000000000100: DECODE_ERROR\n')


@case
def read_at_the_top():
    equal(value_of(hex(MAX), '--size', '1'), ['0x0'])
    equal(value_of(hex(MAX - 15), '--size', '8', '--count', '2'), ['0x0', '0x0'])


@case
def nothing_wraps():
    for words in (['read', hex(MAX), '--size', '2'], ['read', hex(MAX - 15), '--size', '8', '--count', '3'],
                  ['read', '0x8000000000000000', '--size', '8', '--count', '1048576'],
                  ['write', hex(MAX - 2), '0'], ['read', hex(MAX - 6), '--size', '8']):
        done = access(*words)
        if words[1] == '0x8000000000000000':
            equal(done.status, 1)
            continue
        done.exits(1)
        assert done.out == '' and 'past the last address, 0xffffffffffffffff' in done.err, done
        assert done.err.startswith('stratactl: test.strata: '), done


@case
def write_and_read_back():
    done = access('write', '0x10', '0x12345678', '--read-back').exits(0)
    equal(done.out, '0000000000000010 <- 0x12345678\n0000000000000010: 0x12345678\n')
    equal(access('write', '0x10', '305419896', '--read-back', '--json').exits(0).json(),
          {'address': '0x10', 'size': 4, 'value': '0x12345678', 'result': [],
           'read_back': {'address': '0x10', 'size': 4, 'value': '0x12345678', 'result': []}})
    equal(access('write', '0x10', '1').exits(0).out, '0000000000000010 <- 0x00000001\n')


@case
def write_sizes():
    for size, value in ((1, 0xff), (2, 0xffff), (4, 0xffffffff), (8, MAX)):
        for order in ('little', 'big'):
            done = access('write', '0x20', hex(value), '--size', size, '--read-back', '--json', order=order)
            equal(done.exits(0).json()['read_back']['value'], hex(value))


@case
def write_to_rom():
    done = access('write', '0x1000', '0x55', '--read-back').exits(1)
    equal(done.out, '0000000000001000 <- 0x00000055 READ_ONLY\n0000000000001000: 0x04030201\n')
    found = access('write', '0x1000', '0x55', '--json', '--read-back').exits(1).json()
    equal((found['value'], found['result'], found['read_back']['value']), (None, ['READ_ONLY'], '0x4030201'))


@case
def write_where_nobody_is():
    equal(access('write', '0x5000', '1', '--json').exits(1).json(),
          {'address': '0x5000', 'size': 4, 'value': None, 'result': ['DECODE_ERROR']})


@case
def write_to_an_unmodelled_device():
    equal(access('write', '0x2000', '1').exits(1).out, '0000000000002000 <- 0x00000001 DEVICE_ERROR (device is described, but not modelled)\n')


@case
def a_write_changes_no_file():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / 'bytes.bin').write_bytes(bytes(16))
        path = pathlib.Path(folder) / 'test.strata'
        path.write_text(TEXT.format(order='little'))
        ctl('write', 'test.strata', '0', '1', cwd=folder).exits(0)
        equal(path.read_text(), TEXT.format(order='little'))
        equal(sorted(p.name for p in pathlib.Path(folder).iterdir()), ['bytes.bin', 'test.strata'])


if __name__ == '__main__':
    main()
