"""The payment platform (非税和支付平台): orders, what became of them, refunds, the statement of a day."""
