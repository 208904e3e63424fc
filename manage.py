#!/usr/bin/env python
"""Isnad's command line; `manage.py help` lists the commands."""

import sys

from config.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
