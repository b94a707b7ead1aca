"""What `script/offline` does first: wake the loop of the empty network, then become the command."""

import fcntl
import os
import socket
import struct
import sys

SET_FLAGS = 0x8914  # SIOCSIFFLAGS
UP_AND_RUNNING = 0x41  # IFF_UP | IFF_RUNNING

with socket.socket() as asked:
    fcntl.ioctl(asked, SET_FLAGS, struct.pack("16sH14s", b"lo", UP_AND_RUNNING, b""))
os.execvp(sys.argv[1], sys.argv[1:])
