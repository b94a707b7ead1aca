"""What is asked and what is told (接口数据结构), as pydantic models: validation, schema and docs are made from them."""
