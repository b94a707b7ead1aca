"""The library of applicable standards, and how the city complies (标准库、符合性检查): plan 五(三), 五(四)."""
