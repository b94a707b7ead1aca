"""Documents as they are read (文书的呈现): one sheet of plain data, shown on screen, on A4 and on an 80 mm slip."""
