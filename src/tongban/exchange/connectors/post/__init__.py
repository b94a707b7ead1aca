"""The post (邮政寄递): parcels ordered, and what happened to each."""
