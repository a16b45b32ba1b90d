# SPDX-License-Identifier: GPL-2.0-or-later
"""What was chosen is as it was when the app is started again: settings are kept in a file of the test's own."""
import os
import subprocess
import tempfile

from desktop import App, Atspi, act, case, has_state, main, nodes, press, wait_for

# The backend of the other tests forgets when the app ends.
os.environ['GSETTINGS_BACKEND'] = 'keyfile'
BOARD = 'Registers of a small DMA engine'


def memory(app):
    return wait_for('the memory', lambda: next(
        (n for n in nodes(app.node) if n.get_name() == 'Memory' and n.get_description()), None))


def start(folder):
    os.environ['XDG_CONFIG_HOME'] = folder
    app = App('doc-registers')
    app.wait_for_board(BOARD)
    return app


def explain(app, name):
    press('ctrl+l')
    wait_for('the entry', lambda: app.shows('Go to'))
    subprocess.run(['xdotool', 'type', '--delay', '20', name], check=True)
    press('Return')
    app.wait_for_text('Visible everywhere')


@case
def choices_are_remembered():
    with tempfile.TemporaryDirectory() as folder:
        with start(folder) as app:
            app.wait_for_text('Beneath')
            press('alt+6')
            wait_for('a byte', lambda: memory(app).get_description().startswith('0: 00 00 00'))
            act(app.find('1 byte', 'push button'), 'click')
            for item in '1 Byte', '2 Bytes', '4 Bytes':
                if item != '1 Byte':
                    press('Down')
                wait_for(item, lambda: (node := app.shows(item, 'menu item')) and
                         has_state(node, Atspi.StateType.FOCUSED))
            press('Return')
            wait_for('a word', lambda: memory(app).get_description().startswith('0: 00000000 '))
            press('ctrl+h')
            explain(app, 'ram')
            app.wait_for_text('Not accessed since accesses are counted.')
        with start(folder) as app:
            wait_for('a word', lambda: memory(app).get_description().startswith('0: 00000000 '))
            explain(app, 'ram')
            app.wait_for_text('Not accessed since accesses are counted.')


main()
