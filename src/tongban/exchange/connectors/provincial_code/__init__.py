"""The provincial platform of codes (省一码通): its codes are scanned here, our plates known there."""
