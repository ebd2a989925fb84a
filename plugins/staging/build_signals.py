"""The names of the signals that a build sends; the sender is Pelican.

Each `hooks` module makes its signals of them, since no other module knows blinker.
"""

STAGED = "site staged"
"""Pelican has written all it will."""
COMPLETE = "site complete"
"""Nothing more will be written. `files`: the names of all, `new`: of those to be looked at, `text` reads one;
`context`: Pelican's."""
PUBLISHING = "site publishing"
"""Nothing stops it any more, and what follows changes the output."""
PUBLISHED = "site published"
"""All is in its place. `files`, `hosts`: what there is in the output and beside it."""
