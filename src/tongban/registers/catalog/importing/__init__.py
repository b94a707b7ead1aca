"""Importing what is out there (导入): guides and workbooks become lists, every defect becomes a finding; pure.

Bytes come in, values go out: no database, no clock. The writing is `registers.compiling.commands.importing`.
"""
