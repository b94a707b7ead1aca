"""What financing stands on (金融普惠规则): states, flows, claims of a proof, scores with their reasons; pure."""
