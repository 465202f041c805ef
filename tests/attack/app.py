#!/usr/bin/env python3
"""Attack a city by who one is, by rights and by pages: one line an attempt.

    app.py GROUP ROOT PORT FOLDER LOG [ACCOUNTS]

GROUP: rights, sessions, inputs, markup or phones. FOLDER is the data folder of
the server at PORT, LOG what it writes to standard error; ACCOUNTS has lines
"CODE LINK" of those to be set up. phones wants a folder of the demo.
"""
import sys

import browsing
import forms
import inputs
import markup
import sessions
from person import Person
from scene import City, photo


def main(group, root, port, folder, log, accounts=None):
    city = City(int(port), folder, log, accounts)
    city.case = city.receive_of("one")
    city.second = city.receive_of("two")
    city.resident = Person(city.port, "resident")
    for case in (city.case, city.second):
        sent = city.resident.parts(f"/api/v1/c/{case.query}/files", {},
                                   [("photos", "a.png", photo())], token="")
        assert sent.status in (200, 201), sent.text
    if group == "phones":
        sessions.phones(city)
    else:
        city.enter(*(c for c in city.people if c not in ("v-1", "z-1")))
    if group == "rights":
        browsing.walk(city, root)
        browsing.matters_of_others(city)
        browsing.powers(city)
        browsing.two_persons(city)
        browsing.rulebooks(city)
        browsing.paths(city)
    elif group == "sessions":
        forms.forged(city, root)
        sessions.replayed(city)
        sessions.fixed(city)
        sessions.expired(city)
        sessions.keys(city)
        sessions.timing(city)
    elif group == "inputs":
        inputs.log_lines(city)
        inputs.ways_on(city)
        inputs.hosts(city)
        inputs.formulas(city)
        inputs.bombs(city)
    elif group == "markup":
        cases = markup.store(city, root)
        markup.reflected(city, root)
        markup.pages(city, root, cases)
    inputs.log_is_clean(city)


main(*sys.argv[1:])
