"""The enterprise space (企业空间): licences, days, team; the radar that tells before a licence runs out."""
