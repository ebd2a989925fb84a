"""What differs in production, and nothing else."""

import os
import sys

sys.path.append(os.curdir)  # Pelican reads this file before it looks there

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "https://blog.example")
DRAFT_SAVE_AS = ""  # drafts stay at home: articles and pages, whatever their headers say
STOP_AT = "WARNING"  # what Pelican merely warns of stops a publication
PRECOMPRESS = True  # .br and .gz beside each page and main feed, for hosts that send what is there
SMALLEST_COPIES = False  # True: pages 8 % smaller, made in ten times the time
