"""Why the system refused, in the person's words."""

from __future__ import annotations

from errno import EADDRINUSE, EBUSY, EEXIST, EFBIG, EISDIR, ENAMETOOLONG, ENOSPC, EROFS

from gxreport.messages import _, marked

_WHY = {
    ENOSPC: marked("磁盘满了"),
    EFBIG: marked("文件太大"),
    EROFS: marked("磁盘是只读的"),
    ENAMETOOLONG: marked("文件名太长"),
    EBUSY: marked("文件正在被别的程序使用"),
    EADDRINUSE: marked("已经有程序在用"),
    EEXIST: marked("已经有同名的文件"),
    EISDIR: marked("这是文件夹，不是文件"),
}


def why(error: OSError) -> str:
    """Why a file cannot be read or written."""
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件或文件夹")
    if isinstance(error, PermissionError):
        return _("没有权限")
    if isinstance(error, NotADirectoryError):
        return _("路径中间有一段不是文件夹")
    if error.errno in _WHY:
        return _(_WHY[error.errno])
    return _("系统不允许（{error}）").format(error=error.strerror or error.errno)
