"""Reading financing (金融普惠查询): products, needs, matches and proofs as each side may see them."""
