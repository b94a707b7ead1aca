"""The findings of an import (导入发现): one table of stable codes, and the collector that writes them down.

docs/importing.md explains every code; a test keeps the two alike.
"""

from collections import Counter
from dataclasses import replace

from tongban.registers.catalog.findings import Finding, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
MOST_OF_A_CODE = 200
MOST_CHARACTERS = 600

CODES: dict[str, tuple[Severity, str]] = {
    # the file
    "unreadable": (E, "文件读不出来"),
    "too_large": (E, "文件或内容太大"),
    "too_deep": (E, "数据层层嵌套太深"),
    "shape_unknown": (E, "不是认识的格式"),
    "portal_error": (E, "平台返回的是错误，不是指南"),
    "not_a_guide": (N, "不是指南文件，没有导入"),
    "encoding": (N, "不是UTF-8编码，已转换"),
    "character_replaced": (W, "有不能保存的字符，已替换"),
    "duplicate_key": (W, "同一个键出现两次"),
    "wrong_type": (W, "值的类型不对"),
    "empty_as_text": (N, "空列表写成了空文字"),
    "unknown_key": (N, "不认识的键，原样保留"),
    "alias_differs": (W, "同一内容的两个键不一致"),
    # what the item is
    "code_missing": (E, "没有编码"),
    "code_shape": (W, "编码不合规则"),
    "duplicate_code": (E, "编码重复"),
    "item_has_siblings": (N, "同一事项还有别的办理项"),
    "name_missing": (E, "没有名称"),
    "item_name_assumed": (N, "没有事项名称，用了办理项名称"),
    "ex_officio": (E, "依职权事项，不进目录"),
    "kind_unknown": (E, "事项类型不认识"),
    "kind_differs": (W, "事项类型与编码不一致"),
    "field_missing": (E, "公共服务没有领域"),
    "agency_assumed": (W, "部门是按编码推断的"),
    "agency_open": (E, "没有部门"),
    "level_assumed": (W, "行使层级是推断的"),
    "bundle": (N, "一件事，含多个成员事项"),
    # words
    "value_unknown": (W, "取值不认识"),
    "value_assumed": (N, "取值是推断的"),
    "number_unreadable": (W, "数值读不出来"),
    # limits, visits, scope
    "unit_missing": (E, "时限没有单位"),
    "unit_contradicts": (W, "时限与说明不一致"),
    "limit_missing": (W, "没有时限"),
    "limit_unit_stated": (N, "时限单位另有说明"),
    "limit_permit_days": (W, "许可的“日”依法是工作日"),
    "limit_summed": (N, "时限是各段相加"),
    "limit_counts_extension": (W, "把延长期算进了法定时限"),
    "limit_differs_from_law": (W, "法定时限与所引法规不一致"),
    "limit_promise_exceeds": (E, "承诺时限长于法定时限"),
    "promise_not_shorter": (N, "承诺时限没有缩短"),
    "special_undeclared": (W, "特别程序漏列"),
    "special_limit_shared": (W, "几种特别程序共用一个时限"),
    "visits_contradict": (W, "到现场次数与内容矛盾"),
    "scope_contradicts": (W, "通办范围与内容矛盾"),
    "audience_contradicts": (W, "服务对象与内容矛盾"),
    "phone_same": (W, "咨询电话与投诉电话相同"),
    "refers_elsewhere": (W, "要到别处查规定"),
    # legal basis, conditions, process
    "basis_missing": (W, "没有依据"),
    "basis_run_on": (N, "依据连成一段，已拆开"),
    "basis_stray_text": (W, "依据里混入无关文字"),
    "basis_off_topic": (W, "依据的条款与事项无关"),
    "basis_outlier": (W, "依据与其他材料不同，可能是旧法"),
    "basis_misused": (W, "依据一栏写的不是依据"),
    "condition_narrows": (W, "受理条件比名称窄"),
    "ground_overlaps": (W, "不予受理情形范围不清"),
    "process_without_steps": (W, "办理流程没有步骤"),
    "stages_assumed": (N, "环节是按流程推断的"),
    # materials
    "materials_missing": (W, "没有材料"),
    "material_always_required": (W, "全部必要，但说明里有条件"),
    "all_materials_required": (N, "全部材料都是必要"),
    "condition_in_prose": (W, "条件写在文字里，已拟成条件"),
    "condition_unclear": (W, "条件写在文字里，不能拟成条件"),
    "conditions_contradict": (W, "条件互相矛盾"),
    "choice_not_in_conditions": (N, "选项在受理条件里没有说"),
    "exemption_in_prose": (W, "免交条件写在文字里"),
    "material_not_needed": (W, "材料对这类申请人不需要"),
    "alternatives_in_prose": (W, "几样材料任选其一，写在文字里"),
    "license_covers_one": (W, "只关联了其中一种证照"),
    "license_code_conflict": (W, "同一证照有几个编码"),
    "license_code_missing": (W, "电子证照代替，但没有关联证照"),
    "catch_all_material": (W, "兜底材料，不知道要什么"),
    "hint_empty": (N, "填报说明是空话"),
    "text_overflows": (N, "填报说明接到受理标准里"),
    "copies_unclear": (W, "份数不清"),
    "original_copy_contradict": (W, "原件复印件自相矛盾"),
    "medium_contradicts": (W, "材料形式与原件复印件矛盾"),
    "original_to_be_checked": (W, "全程网办却要核对原件"),
    "source_contradicts": (N, "来源渠道与来源说明不一致"),
    "material_only_in_faq": (W, "常见问题里另要材料"),
    "empty_attachment": (N, "附件是空的"),
    "attachment_other_theme": (W, "附件属于别的事"),
    # fees, results, intermediaries
    "fee_missing": (W, "收费但没有收费项目"),
    "fee_contradicts": (W, "不收费却有收费项目"),
    "fee_missing_basis": (E, "收费没有依据"),
    "fee_in_prose": (N, "收费标准只有文字"),
    "fee_reduction_unclear": (N, "可减免，但没有写办法"),
    "result_missing": (W, "没有办理结果"),
    "result_assumed": (N, "结果类型是推断的"),
    "results_differ": (N, "结果名称不一致"),
    "intermediary_incomplete": (W, "中介服务不完整"),
    # one thing
    "members_missing": (W, "没有成员事项"),
    "member_limit_exceeds_total": (W, "成员事项时限长于总时限"),
    "material_count_differs": (W, "材料数与清单不一致"),
    "condition_material_contradict": (W, "条件与材料矛盾"),
    "post_contradicts": (W, "能否邮寄自相矛盾"),
    "steps_omit_members": (W, "流程漏了成员事项"),
    "system_template_differs": (W, "自动生成的表标记不一致"),
    "link_legacy_code": (W, "链接里是旧编码"),
    "place_unmatched": (N, "办理地点还没有对应场所"),
    # workbook
    "workbook_refused": (E, "工作簿不能导入"),
    "sheet_missing": (E, "缺少工作表"),
    "sheet_unknown": (N, "不认识的工作表，原样保留"),
    "column_missing": (E, "缺少列"),
    "column_unknown": (N, "不认识的列，原样保留"),
    "column_twice": (W, "同一列出现两次"),
    "cell_invalid": (E, "单元格填写有误"),
    "cell_formula": (N, "公式，取了上次算出的值"),
    "cell_formula_empty": (E, "公式没有算出的值"),
    "cell_merged": (N, "合并单元格，已逐行填入"),
    "cell_date": (W, "单元格被表格改成了日期"),
    "row_header": (N, "又是列名的一行，没有导入"),
    "row_assumed": (N, "没有写办理项，按上一行"),
    "row_without_option": (E, "行里的办理项不在事项表中"),
    "row_sample": (N, "样例行，没有导入"),
    "rows_contradict": (E, "同一事项的几行不一致"),
    "content_invalid": (E, "内容不合要求"),
    # what was there before
    "draft_in_progress": (W, "文稿正在编制，新内容另存一份"),
    "more": (N, "同类发现太多，没有全部列出"),
}


class Remarks:
    """Findings of one source being written down; a code is told at most `most` times."""

    def __init__(self, file: str, most: int = MOST_OF_A_CODE) -> None:
        self.file = file
        self.most = most
        self.findings: list[Finding] = []
        self._told: Counter[str] = Counter()
        self._once: set[tuple[str, str, str]] = set()

    def add(self, code: str, field: str, message: str, *, pointer: str = "", assumed: str = "") -> None:
        """One finding: `field` is the place in the source, `pointer` the element of the list that it concerns."""
        if (code, field, message) in self._once:
            return
        self._once.add((code, field, message))
        self._told[code] += 1
        if self._told[code] == self.most + 1:
            self._add("more", "", f"“{CODES[code][1]}”太多，后面的没有逐条列出；内容都已保留。", "", "")
        if self._told[code] <= self.most:
            self._add(code, field, message, pointer, assumed)

    def _add(self, code: str, field: str, message: str, pointer: str, assumed: str) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=CODES[code][0],
                pointer=pointer,
                message=message[:MOST_CHARACTERS],
                assumed=assumed[:MOST_CHARACTERS],
                source=f"{self.file}#{field[:200].replace('#', '＃')}",
            )
        )

    def of(self, option_code: str) -> tuple[Finding, ...]:
        return tuple(replace(each, option_code=option_code) for each in self.findings)


def field_of(finding: Finding) -> str:
    """The place in the source, below its file."""
    return finding.source.rpartition("#")[2]


def file_of(finding: Finding) -> str:
    return finding.source.rpartition("#")[0]
