# SPDX-License-Identifier: GPL-2.0-or-later
"""Getting to an address by what it is called, and back."""
import subprocess

from desktop import App, act, case, main, press, wait_for

BUILTIN_PC = 'x86_64-pc+std-boot10s'


def write(text):
    subprocess.run(['xdotool', 'type', '--delay', '1', text], check=True)


def go_to(app, text):
    wait_for('the last entry to go', lambda: not app.shows('Go to', rows=False))
    press('ctrl+l')
    wait_for('the entry', lambda: app.shows('Go to'))
    press('ctrl+a')
    write(text)


@case
def goes_to_an_address():
    with App(BUILTIN_PC) as app:
        app.wait_for_board(BUILTIN_PC)
        go_to(app, '0xfee0_0000 + 4')
        app.wait_for_text('0xfee00004 in memory')
        press('Return')
        app.wait_for_map('apic-msi, MMIO, fee00000')
        app.wait_for_row('Hierarchy', 'apic-msi')
        app.wait_for_row('Flat view', 'apic-msi')


@case
def goes_to_a_name_that_is_completed():
    with App(BUILTIN_PC) as app:
        app.wait_for_board(BUILTIN_PC)
        go_to(app, 'vga-low')
        wait_for('a name', lambda: app.shows('vga-lowmem', 'list item'))
        press('Tab', 'Return')
        app.wait_for_map('vga-lowmem, MMIO, a0000–bffff')
        go_to(app, 'hpet')
        press('Down', 'Return')
        app.wait_for_map('hpet, MMIO, fed00000')


@case
def says_what_is_wrong():
    with App(BUILTIN_PC) as app:
        app.wait_for_board(BUILTIN_PC)
        go_to(app, 'hpett')
        press('Return')
        app.wait_for_text('is it “hpet”?')
        assert 'is it “hpet”?' in app.find('Go to').get_description()
        press('Escape')


@case
def explains_where_nobody_answers():
    with App(BUILTIN_PC) as app:
        app.wait_for_board(BUILTIN_PC)
        go_to(app, '0xd000_0000')
        press('Return')
        app.wait_for_text('Nobody Answers at d0000000')
        app.wait_for_text('An access there ends with a decode error.')
        go_to(app, '0xfee0_0000')
        press('Return')
        app.wait_for_text('Tried at fee00000')


@case
def goes_to_another_address_space_and_back():
    with App('pc') as app:
        wait_for('the board', lambda: app.shows('Memory map'))
        go_to(app, 'hpet')
        press('Return')
        app.wait_for_row('Flat view', 'hpet')
        go_to(app, 'serial')
        press('Return')
        app.wait_for_row('Flat view', 'serial')
        press('alt+Left')
        app.wait_for_row('Flat view', 'hpet')
        press('alt+Right')
        app.wait_for_row('Flat view', 'serial')
        subprocess.run(['xdotool', 'click', '8'], check=True)
        app.wait_for_row('Flat view', 'hpet')
        act(app.find('Forward'), 'click')
        app.wait_for_row('Flat view', 'serial')


@case
def filters_the_hierarchy():
    with App(BUILTIN_PC) as app:
        app.wait_for_board(BUILTIN_PC)
        press('ctrl+f')
        wait_for('the filter', lambda: app.shows('Filter the hierarchy'))
        write('vga-low')
        wait_for('what matches', lambda: {row[0] for row in app.rows('Hierarchy')} ==
                 {'vga-lowmem', 'smram-region → vga-lowmem'} or len(app.rows('Hierarchy')) < 5)
        press('Return')
        app.wait_for_map('vga-lowmem, MMIO, a0000')


@case
def compares_boards():
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        press('F10')
        act(app.find('Compare With…', 'menu item'), 'click')
        app.find('Compare With What?')
        press('F10')
        act(app.find('A Simplified PC', 'menu item'), 'click')
        app.wait_for_text('of A Simplified PC')
        rows = wait_for('both views', lambda: app.rows('Flat views side by side'))
        assert [row[1] for row in rows[:2]] == ['−', '+'], rows
        act(app.find('Next Difference'), 'click')
        wait_for('a difference', lambda: app.selected_row('Flat views side by side'))
        # it leads to the place in the board, and stays in step with the board's edits
        act(app.find('Show in the Board’s Window'), 'click')
        app.wait_for_map('C, MMIO, 0–')
        # once for the menu if it is still open, once for the window
        wait_for('the end of the window', lambda: press('Escape') or app.node.get_child_count() == 1)


if __name__ == '__main__':
    main()
