"""Published reports as they vary, made without any code of gxreport."""
