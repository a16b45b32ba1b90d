# SPDX-License-Identifier: GPL-2.0-or-later
"""Translations for an app that is not installed, and a locale for them that the system need not have."""
import os
import pathlib
import re
import subprocess
import tempfile

from pseudo import translate

TOP = pathlib.Path(os.environ['G_TEST_SRCDIR']).parent
PO = TOP / 'po'
HELP = TOP / 'data' / 'help'
LANGUAGES = [line for line in (PO / 'LINGUAS').read_text().splitlines() if line and not line.startswith('#')]


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f'{command[0]}: {done.stdout}{done.stderr}'


class Languages:
    """A folder with a locale, in which LANGUAGE chooses, and with all translations and the made-up one."""

    MADE_UP = 'qps'

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        # In the C library's own C.UTF-8 LANGUAGE need not be looked at.
        run('localedef', '-i', 'en_US', '-f', 'UTF-8', self.path / 'en_US.UTF-8')
        template = self.path / 'strata.pot'
        run(PO / 'update', '--pot', template)
        made_up = self.path / f'{self.MADE_UP}.po'
        made_up.write_text(translate(template.read_text()))
        for path in [made_up, *(PO / f'{language}.po' for language in LANGUAGES)]:
            target = self.path / path.stem / 'LC_MESSAGES'
            target.mkdir(parents=True)
            run('msgfmt', '-o', target / 'strata.mo', path)
        for path in HELP.glob('*/*.po'):
            run('msgfmt', '-o', self.path / path.stem / 'LC_MESSAGES' / 'strata-help.mo', path)

    def choose(self, language):
        """For the app that is started next"""
        os.environ.update(LOCPATH=str(self.path), LC_ALL='en_US.UTF-8', LANGUAGE=language,
                          STRATA_LOCALEDIR=str(self.path))

    @staticmethod
    def leave():
        for name in ('LOCPATH', 'LANGUAGE', 'STRATA_LOCALEDIR'):
            os.environ.pop(name, None)
        os.environ['LC_ALL'] = 'C.UTF-8'

    def lookup(self, language, text, context=None, domain='strata'):
        """What a translation says for a text; the text itself if it says nothing"""
        environment = dict(os.environ, LOCPATH=str(self.path), LC_ALL='en_US.UTF-8', LANGUAGE=language,
                           TEXTDOMAINDIR=str(self.path))
        command = ['gettext', '-d', domain] + (['-c', context] if context else []) + [text]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def plain(text):
    """Without the characters that keep a direction"""
    return re.sub('[\u200e\u200f\u2066-\u2069]', '', text)
