"""What differs in production, and nothing else."""

import os
import sys

sys.path.append(os.curdir)  # Pelican reads this file before it looks there

import pelicanconf
from pelicanconf import *  # noqa: F403
from plugins.common.settings import setting
from plugins.common.site_settings import without_slash

SITEURL = without_slash(os.environ.get("SITEURL", "")) or setting(vars(pelicanconf), "SITE_ADDRESS")
DRAFT_SAVE_AS = ""  # drafts stay at home: articles and pages, whatever their headers say
STOP_AT = "WARNING"  # what Pelican merely warns of stops a publication
PRECOMPRESS = True  # .br and .gz beside each page and main feed, for hosts that send what is there
SMALLEST_COPIES = False  # True: pages 8 % smaller, made in ten times the time
