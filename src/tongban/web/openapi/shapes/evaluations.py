"""Ratings as they are sent and told (好差评)."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from .asked import Sent, Text
from .told import Told


class EvaluationSent(Sent):
    source_ref: Annotated[str, Field(min_length=1, max_length=80, description="来源系统里这条评价的编号，不能重复")]
    option_code: Annotated[str, Field(max_length=33, description="33位业务办理项编码；填了办件编号可以不填")] = ""
    case_number: Annotated[str, Field(max_length=17, description="本平台的17位办件编号，没有就不填")] = ""
    grade: Annotated[int, Field(ge=1, le=5, description="1非常满意、2满意、3基本满意、4不满意、5非常不满意")]
    tags: Annotated[list[Text], Field(default_factory=list, max_length=20, description="评价标签的代号")]
    words: Annotated[str, Field(max_length=500, description="评价人写的话，不要带身份证号、手机号")] = ""
    rated_at: Annotated[AwareDatetime, Field(description="评价时间，带时区")]


class EvaluationTold(Told):
    id: str
    source_ref: str
    grade: int
    grade_label: str
    is_bad: bool
    is_repeat: bool
    rated_at: datetime
    received_at: datetime
