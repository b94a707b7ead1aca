"""Acts of the supermarket (中介服务办理): listing, needs, choice, contracts, reviews, credit."""
