"""`python -m gxreport` does what `gxreport` does."""

from gxreport.cli import main

if __name__ == "__main__":
    main()
