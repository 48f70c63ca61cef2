"""The shared library: where it is, and how it is loaded."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from typing import Any, Optional

from ._document_functions import DOCUMENTS
from ._gateway_functions import GATEWAYS
from ._registry_functions import REGISTRIES

PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    **DOCUMENTS,
    **REGISTRIES,
    **GATEWAYS,
}


class LibraryError(OSError):
    """The shared library of antin is not there, or is older than this package."""


_loading = threading.Lock()
_loaded: Optional[ctypes.CDLL] = None


def library() -> ctypes.CDLL:
    """Returns the library, which is loaded when it is first needed."""
    global _loaded
    if _loaded is None:
        with _loading:
            if _loaded is None:
                _loaded = _load(os.environ.get("ANTIN_LIBRARY") or _usual_name())
    return _loaded


def version() -> str:
    """Returns the version of the library, such as ``0.1.0``."""
    text: bytes = library().antin_version()
    return text.decode()


def _usual_name() -> str:
    if sys.platform == "win32":
        return "antin.dll"
    return "libantin.dylib" if sys.platform == "darwin" else "libantin.so.0"


def _load(name: str) -> ctypes.CDLL:
    try:
        loaded = ctypes.CDLL(name)
    except OSError as error:
        raise LibraryError(
            f"the library of antin cannot be loaded ({error});"
            " install it, or put its path into ANTIN_LIBRARY"
        ) from error
    for symbol, (result, arguments) in PROTOTYPES.items():
        try:
            function = getattr(loaded, symbol)
        except AttributeError as error:
            raise LibraryError(f"{name} has no {symbol}: it is older than this package") from error
        function.restype = result
        function.argtypes = arguments
    return loaded
