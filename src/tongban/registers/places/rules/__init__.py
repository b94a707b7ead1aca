"""What the plan says about places: their names, their signs, the sub-centres, what each must have; pure."""
