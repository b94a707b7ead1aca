"""The catalogue of data resources (数据资源目录): what data there is, who answers for it, how it is shared."""
