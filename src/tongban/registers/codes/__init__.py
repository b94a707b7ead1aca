"""一码通 (R-153) and 亮证 (R-155): codes that live a minute, and what their holder lets whoever scans them see."""
