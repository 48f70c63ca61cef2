"""The types of the C interface, as `ctypes` has them."""

from __future__ import annotations

import ctypes

# `void *` for handles: they are opaque, and a wrong one cannot come from outside of this package.
NONE = None
RESULT = ctypes.c_uint32
U32 = ctypes.c_uint32
U64 = ctypes.c_uint64
TIME = ctypes.c_int64
SIZE = ctypes.c_size_t
HANDLE = ctypes.c_void_p
BYTES = ctypes.c_void_p
TEXT = ctypes.c_char_p
TEXTS = ctypes.POINTER(ctypes.c_char_p)
OUT = ctypes.POINTER(ctypes.c_void_p)
SIZE_OUT = ctypes.POINTER(ctypes.c_size_t)
TIME_OUT = ctypes.POINTER(ctypes.c_int64)
U32_OUT = ctypes.POINTER(ctypes.c_uint32)
U64_OUT = ctypes.POINTER(ctypes.c_uint64)
HANDLES = ctypes.POINTER(ctypes.c_void_p)

# What the library calls. Each gets the context first, which is not used: a closure has its own.
READ_AT = ctypes.CFUNCTYPE(
    ctypes.c_int64, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_void_p, ctypes.c_size_t
)
WRITE = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
SENDER_BINDING = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p)
