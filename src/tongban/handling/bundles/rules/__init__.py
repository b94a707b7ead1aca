"""What holds for several cases that are handled as one (一件事联合办理); pure."""
