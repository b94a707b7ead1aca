"""Which steps come too early in a bundle (一件事里不能抢先的步骤); pure. R-082.

契税法 第十一条: 未按照规定缴纳契税的，不予办理土地、房屋权属登记: no grant, and nothing that follows it.
A refusal needs no tax; it only waits until those in front are decided. What the law itself grants when time runs out
(行政许可法 第五十条) is not held.

One delivery (一次发证): a result that is made is sent with the others, and within its own ten days (第四十四条); a
refusal is never kept back, and who comes for a result has it.
"""

GRANTING = frozenset({"grant", "finish_on_the_spot"})
HANDING_OUT = frozenset({"issue", "serve", "collect"})
NEGATIVE = frozenset({"refuse"})
SENDING = frozenset({"serve", "remind"})
"""What the house does by itself with a result that is made; `collect` is the applicant's own coming."""
CLOCK_RUNS = "行政许可法 第四十五条没有列入等待其他事项，等待不停止计时；第二十六条第二款、第四十二条第二款"
"""Why waiting for another member of a bundle stops no clock, and what bounds the whole."""
