"""Writing financing (金融普惠办理): banks and products, needs, matches, proofs."""
