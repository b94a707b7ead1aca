"""The editor of a draft (编制页): a table of groups and fields, read from a form and shown in one."""
