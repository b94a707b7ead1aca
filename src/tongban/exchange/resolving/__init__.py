"""The same enterprise in several returned datasets (主体归并): found, decided on, seen as one, taken apart again."""
