"""Risky reading (解析不可信的文件): each probe is a script in a confined process, never in a web worker."""
