"""Financing (金融普惠综合服务): needs, products of banks, proof by consent, outcomes."""
