"""Benefits that come to one (不来即享): a library of policies, whom they fit and why, grants without application."""
