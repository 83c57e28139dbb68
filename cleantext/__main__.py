"""`python -m cleantext` is the command."""

import sys

from cleantext.cli import main

sys.exit(main())
