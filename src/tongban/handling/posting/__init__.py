"""Results by post (结果寄送): where to, the parcel, and where it is until it is signed for or comes back."""
