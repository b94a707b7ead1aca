"""Files that stand alone (版式文件): a face as PDF and OFD, sealed, signed, and checked without trusting a byte."""
