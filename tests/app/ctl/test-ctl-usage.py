# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line: help, version, what is wrong with it, and where errors go."""
import os
import re
import signal
import subprocess
import tempfile

from ctl import TOOL, TOP, case, ctl, equal, main

COMMANDS = {
    'tree': 'BOARD', 'flat': 'BOARD', 'hidden': 'BOARD', 'probe': 'BOARD ADDR', 'read': 'BOARD ADDR',
    'write': 'BOARD ADDR VALUE', 'diff': 'OLD NEW', 'convert': 'IN OUT', 'check': 'BOARD', 'boards': '',
    'render': 'BOARD', 'devices': 'BOARD', 'qtest': 'BOARD', 'screendump': 'BOARD OUT',
}
BOARD_COMMANDS = {'tree': [], 'flat': [], 'hidden': [], 'probe': ['0'], 'read': ['0'], 'write': ['0', '0'],
                  'diff': ['doc-pc'], 'convert': ['x.strata'], 'check': [], 'render': ['-o', 'x.svg'],
                  'devices': [], 'qtest': [], 'screendump': ['x.png']}
WITHOUT_SPACE = ('convert', 'devices', 'qtest', 'screendump')


@case
def version():
    text = ctl('--version').exits(0)
    assert text.out.startswith('stratactl ') and text.err == '', text
    for command in COMMANDS:
        equal(ctl(command, '--version').exits(0).out, text.out)


@case
def help_names_all_commands():
    text = ctl('--help').exits(0)
    equal(text.err, '')
    listed = [line.split()[0] for line in text.out.partition('Commands:\n')[2].splitlines()
              if line.startswith('  ')]
    equal(listed, list(COMMANDS))
    equal(ctl('-h').exits(0).out, text.out)


@case
def help_of_each_command():
    for command, arguments in COMMANDS.items():
        done = ctl(command, '--help').exits(0)
        usage = done.out.splitlines()[1]
        equal(usage.strip(), f'stratactl {command} [OPTION…] {arguments}'.strip())
        assert ('--json' in done.out) == (command != 'qtest') and done.err == '', done
        equal(ctl(command, 'nonsense', 'of', 'any', 'kind', '--help').exits(0).out, done.out)


@case
def no_command():
    ctl().fails(2, 'a command is missing')


@case
def unknown_command():
    ctl('frobnicate').fails(2, 'unknown command: frobnicate')
    ctl('').fails(2, 'unknown command: ')


@case
def unknown_option():
    ctl('--frobnicate').fails(2, 'unknown option: --frobnicate')
    for command in COMMANDS:
        ctl(command, '--frobnicate').fails(2, 'Unknown option --frobnicate')


@case
def options_of_other_commands():
    ctl('tree', 'doc-pc', '--size', '4').fails(2, 'Unknown option --size')
    ctl('write', 'doc-pc', '0', '0', '--count', '2').fails(2, 'Unknown option --count')
    ctl('convert', 'doc-pc', 'x.strata', '--address-space', 'memory').fails(
        2, 'Unknown option --address-space')


@case
def too_few_arguments():
    for command, arguments in COMMANDS.items():
        words = arguments.split()
        for n in range(len(words)):
            ctl(command, *['x'] * n).fails(2, f'{command}: missing argument, expected {arguments}')


@case
def too_many_arguments():
    for command, arguments in COMMANDS.items():
        ctl(command, *['x'] * len(arguments.split()), 'beyond').fails(2, 'unexpected argument: beyond')


@case
def usage_error_points_to_help():
    done = ctl('tree').exits(2)
    equal(done.err.splitlines()[1:], ['Try “stratactl tree --help”.'])


@case
def board_that_is_not_there():
    for command, rest in BOARD_COMMANDS.items():
        done = ctl(command, '/no/such/board', *rest).exits(2 if command in ('diff', 'check') else 1)
        assert done.out == '' and done.err.startswith('stratactl: /no/such/board: '), done
        equal(len(done.err.splitlines()), 1)
    done = ctl('diff', 'doc-pc', '/no/such/board').exits(2)
    assert done.err.startswith('stratactl: /no/such/board: '), done


@case
def address_space_that_is_not_there():
    for command, rest in BOARD_COMMANDS.items():
        if command not in WITHOUT_SPACE:
            ctl(command, 'doc-pc', *rest, '--address-space', 'nowhere').fails(
                2 if command in ('diff', 'check') else 1, 'doc-pc: there is no address space “nowhere”')


@case
def bad_numbers():
    for word in ('zz', '', '0x', '1.5', '18446744073709551616', '0x10000000000000000', '1e3', '0b1'):
        for words in (['probe', 'doc-pc', word], ['read', 'doc-pc', word], ['write', 'doc-pc', word, '0'],
                      ['write', 'doc-pc', '0', word], ['read', 'doc-pc', '0', '--size', word],
                      ['read', 'doc-pc', '0', '--count', word]):
            done = ctl(*words).exits(2)
            assert done.out == '' and done.err.startswith('stratactl: '), done


@case
def bad_sizes_and_counts():
    for word in ('0', '3', '5', '16', '0x10'):
        for words in (['read', 'doc-pc', '0'], ['write', 'doc-pc', '0', '0']):
            ctl(*words, '--size', word).fails(2, f'--size: must be 1, 2, 4 or 8: {word}')
    for word in ('0', '1048577'):
        ctl('read', 'doc-pc', '0', '--count', word).fails(2, f'--count: must be 1 to 1048576: {word}')


@case
def value_that_does_not_fit():
    for size, value in ((1, '0x100'), (2, '65536'), (4, '0x100000000')):
        ctl('write', 'doc-pc', '0', value, '--size', size).fails(
            2, f'VALUE: {value} does not fit into {size} bytes')


@case
def one_standard_input():
    ctl('diff', '-', '-').fails(2, '-: only one board can come from standard input')


@case
def full_disk():
    with open('/dev/full', 'wb') as full:
        for words, status in ((['--help'], 1), (['tree', 'doc-pc'], 1), (['boards', '--json'], 1),
                              (['diff', 'doc-pc', 'doc-overlap'], 2), (['check', 'doc-pc'], 2)):
            done = ctl(*words, stdout=full).exits(status)
            assert 'stratactl: standard output: No space left on device' in done.err, done


@case
def reader_that_goes_away():
    """As any filter it ends with the pipe, or says so where the signal is ignored; it never hangs or crashes."""
    for ignored in (False, True):
        ours, theirs = os.pipe()
        os.close(ours)
        done = subprocess.run([TOOL, 'tree', 'doc-pc'], stdout=theirs, stderr=subprocess.PIPE, timeout=60,
                              restore_signals=not ignored, check=False)
        os.close(theirs)
        equal(done.returncode, 1 if ignored else -signal.SIGPIPE)


@case
def locales_change_no_number():
    words = ['flat', 'doc-pc', '--json']
    plain = ctl(*words, env={'LC_ALL': 'C'}).exits(0).out
    for locale in ('C.UTF-8', 'de_DE.UTF-8', 'nonsense'):
        equal(ctl(*words, env={'LC_ALL': locale, 'LANGUAGE': 'de'}).exits(0).out, plain)


def long_options(command):
    return set(re.findall(r'--[a-z-]+', ctl(command, '--help').exits(0).out.partition('Options:')[2]
                          .partition('\n\n')[0]))


@case
def man_page_names_everything():
    page = (TOP / 'data/man/stratactl.1').read_text().replace('\\-', '-')
    for command in COMMANDS:
        assert re.search(rf'^\.BI? {command}( |$)', page, re.M), command
        for option in long_options(command):
            assert option in page, (command, option)
    for named in set(re.findall(r'--[a-z-]+', page)):
        assert any(named in long_options(command) for command in COMMANDS), named


def complete(*words):
    """What the completion offers for the last word; files are those of an empty folder."""
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt () { :; }; ' \
        '_stratactl; printf "%s\\n" "${COMPREPLY[@]}"'
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(['bash', '-c', script, 'bash', TOP / 'data/bash-completion/stratactl', TOOL, *words],
                              cwd=folder, capture_output=True, text=True, check=True)
    equal(done.stderr, '')
    return set(done.stdout.split())


@case
def completion_of_commands():
    equal(complete(''), set(COMMANDS) | {'--help', '--version'})
    equal(complete('re'), {'read', 'render'})
    equal(complete('s'), {'screendump'})


@case
def completion_of_options():
    for command in COMMANDS:
        equal(complete(command, '--'), long_options(command), command)
    equal(complete('read', 'doc-pc', '0', '--size', ''), {'1', '2', '4', '8'})


@case
def completion_of_boards():
    names = {b['name'] for b in ctl('boards', '--json').json()}
    equal(complete('tree', ''), names)
    equal(complete('diff', '--address-space', 'x', 'doc-pc', ''), names)
    equal(complete('tree', 'doc-'), {n for n in names if n.startswith('doc-')})
    equal(complete('tree', 'doc-pc', ''), set())
    equal(complete('convert', 'doc-pc', ''), set())
    equal(complete('boards', ''), set())
    equal(complete('devices', 'doc-'), {n for n in names if n.startswith('doc-')})
    equal(complete('qtest', 'doc-pc', '--socket', ''), set())


if __name__ == '__main__':
    main()
