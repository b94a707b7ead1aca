"""What makes a bundle: its document, order, one form, smallest set of papers, findings and states; pure."""
