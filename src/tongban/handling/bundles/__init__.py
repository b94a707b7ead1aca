"""Joint handling (一件事一次办): one application, several cases side by side, each with its own clock and decision."""
