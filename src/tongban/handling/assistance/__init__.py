"""Online help with an application (在线帮办): asked for, taken, talked through side by side, ended with a result."""
