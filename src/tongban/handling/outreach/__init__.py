"""Help that comes to people (帮办代办、绿色通道、上门服务): asked for, arranged, done, on record."""
