"""Every text of the pages, in Chinese and in English. User texts go into placeholders, never into the templates."""

from __future__ import annotations

from zones.ui import state

LANGUAGES = {"zh": "中文", "en": "English"}

_TEXTS: dict[str, tuple[str, str]] = {
    # The frame
    "product": ("工业集中区建设监测", "Zone investment monitoring"),
    "page_overview": ("总览", "Overview"),
    "page_past_half": ("双过半", "Past half"),
    "page_region": ("地区", "Region"),
    "page_upload": ("数据上报", "Upload"),
    "language": ("语言", "Language"),
    "region": ("地区", "Region"),
    "quarter": ("季度", "Quarter"),
    "indicator": ("指标", "Indicator"),
    "find_region": ("查找地区", "Find a region"),
    "find_region_hint": ("名称或代码,回车查找", "Name or code, then Enter"),
    "nothing_yet": (
        "还没有任何数据。请先导入地区名单、年度目标和季报,或运行 python -m zones init --sample 载入样例。",
        "There is no data yet. Import regions, targets and reports, or run python -m zones init --sample for the sample.",
    ),
    "rule": ("规则 — {rule}", "Rule — {rule}"),
    "note": ("说明:{text}", "Note: {text}"),
    "source": ("{quarter}填报数据", "Reports of {quarter}"),
    "download_csv": ("下载表格(CSV)", "Download the table (CSV)"),
    "download_xlsx": ("下载表格(Excel)", "Download the table (Excel)"),
    "coverage": ("应报 {expected} 个单位,已报 {reported} 个", "{reported} of {expected} expected units have reported"),
    "coverage_short": ("{reported}/{expected}", "{reported}/{expected}"),
    "no_children": ("该地区没有下级地区。", "This region has none below it."),
    "level_of_region": ("{level}", "{level}"),
    # Overview
    "overview_title": ("{region} · {span}", "{region} · {span}"),
    "key_figures": ("主要指标", "Key figures"),
    "target": ("年度目标 {target}", "Annual target {target}"),
    "no_target": ("没有年度目标", "no annual target"),
    "completion": ("完成率 {completion} · 序时 {schedule}", "Completion {completion} · schedule {schedule}"),
    "lead_ahead": ("超序时 {points} 个百分点", "{points} points ahead of schedule"),
    "lead_behind": ("欠序时 {points} 个百分点", "{points} points behind schedule"),
    "lead_even": ("与序时持平", "exactly on schedule"),
    "rank": ("位次 {rank}/{peers}", "rank {rank} of {peers}"),
    "against_targets": ("对照年度目标", "Against annual targets"),
    "children_beside": ("下级地区比较", "The regions below, side by side"),
    "all_figures": ("全部指标", "All figures"),
    "no_figures": (
        "{region}在{quarter}没有任何数据。请换一个季度,或到“数据上报”页上传。",
        "{region} has no figures for {quarter}. Choose another quarter, or upload a report.",
    ),
    # Past half
    "past_half_title": ("{region} · {year}年双过半", "{region} · past half {year}"),
    "past_half_final": ("上半年数据已报,按二季度数据判定。", "Second-quarter reports are in; the verdict is final."),
    "past_half_provisional": (
        "二季度数据未报,暂按{quarter}数据计算,上半年还剩 {months} 个月。",
        "Second-quarter reports are not in; figures are of {quarter}, with {months} months of the half left.",
    ),
    "past_half_none": ("今年还没有填报,为时尚早。", "Nothing has been reported this year: too early to tell."),
    "yardstick": ("衡量标准", "Yardstick"),
    "yardstick_milestone": ("阶段目标", "Declared milestone"),
    "yardstick_linear": ("按时间均分", "Linear"),
    "yardstick_last_year": ("上年同期进度", "Last year's curve"),
    "verdict": ("判定", "Verdict"),
    "verdict_count": ("{word} {count} 个", "{word}: {count}"),
    "matrix_of": ("{level}目标达成情况", "Goals by {level}"),
    "missing": ("还差多少", "What is missing"),
    "missing_of_region": ("{region}还差", "{region} still needs"),
    "nothing_missing": ("没有差距。", "Nothing is missing."),
    # Region
    "region_title": ("{region}", "{region}"),
    "trend": ("走势", "Trend"),
    "below": ("下级地区", "Regions below"),
    "history": ("数据来源与修改历史", "Where the figure comes from"),
    "no_history": ("该数据由下级汇总,没有本级填报。", "Rolled up from below; the region itself reported nothing."),
    "no_trend": ("{region}没有报过“{indicator}”。", "{region} never reported {indicator}."),
    # Upload
    "upload_title": ("数据上报", "Upload a report"),
    "upload_step_1": ("1. 选择季度和范围", "1. Choose quarter and scope"),
    "upload_scope": (
        "范围:**{region}** 及其下级,季度:**{quarter}**(在左侧更换)。",
        "Scope: **{region}** and below, quarter: **{quarter}** (change them in the side bar).",
    ),
    "template": ("下载填报模板", "Download a template"),
    "upload_step_2": ("2. 选择文件", "2. Choose the file"),
    "upload_file": ("CSV、TXT、XLSX 或 XLS 文件,不超过 30 MB", "A CSV, TXT, XLSX or XLS file of up to 30 MB"),
    "upload_step_3": ("3. 检查结果", "3. What the check found"),
    "upload_step_4": ("4. 确认导入", "4. Confirm"),
    "checked_clean": ("检查通过,没有发现问题。", "The check found nothing wrong."),
    "checked_errors": (
        "发现 {errors} 个错误、{warnings} 个警告。有错误的文件不能导入,数据库没有任何变化。请改正后重新上传。",
        "{errors} errors, {warnings} warnings. Nothing was changed: mend the errors and upload the file again.",
    ),
    "checked_warnings": (
        "没有错误,有 {warnings} 个警告需要确认。",
        "No errors, but {warnings} warnings need confirming.",
    ),
    "checked_notes": ("可以导入,另有 {notes} 条提示。", "Ready to import, with {notes} notes."),
    "already_imported": (
        "这个文件已作为第 {number} 号填报导入过,再次上传不会有任何变化。",
        "This file is submission {number} already; uploading it again changes nothing.",
    ),
    "changes": ("将要发生的变化", "What will change"),
    "changes_none": (
        "文件中的数据与库中一致,没有变化。",
        "The file says what is in force already; nothing will change.",
    ),
    "changes_some": (
        "新增 {new} 个数据,修改 {changed} 个,不变 {same} 个。",
        "{new} new figures, {changed} changed, {same} as before.",
    ),
    "changes_cut": ("只列出前 {shown} 项。", "Only the first {shown} are listed."),
    "author": ("填报人", "Your name"),
    "warnings_confirmed": (
        "我已核对这 {warnings} 个警告,数据无误",
        "I have checked these {warnings} warnings; the figures are right",
    ),
    "confirmation_needed": ("请先核对并勾选确认警告。", "Check the warnings and confirm them first."),
    "reason": ("原因(必填)", "The reason (required)"),
    "reason_optional": ("原因(选填)", "The reason (optional)"),
    "reason_hint": ("如:已与县里核实,上季度多报", "such as: checked with the county, last quarter was over-reported"),
    "confirm": ("确认导入", "Import"),
    "name_needed": ("请填写填报人。", "Enter your name."),
    "reason_needed": ("有警告时请写明原因。", "Say why the warnings are right."),
    "receipt": (
        "已导入:填报编号 {number},{rows} 行、{figures} 个数据。",
        "Imported as submission {number}: {rows} rows, {figures} figures.",
    ),
    "upload_another": ("继续上传", "Upload another"),
    "submissions": ("填报记录", "Submissions"),
    "no_submissions": ("还没有填报。", "No submissions yet."),
    "submission": ("第 {number} 号填报", "Submission {number}"),
    "submission_hint": ("点选一行可下载原文件或撤回。", "Choose a row to download its file or to withdraw it."),
    "submitted_file": ("下载原文件", "Download the file as it came"),
    "withdrawn_because": ("已撤回:{reason}", "Withdrawn: {reason}"),
    "withdraw": ("撤回填报", "Withdraw the submission"),
    "withdraw_reason": ("撤回原因", "Why it is taken back"),
    "withdraw_reason_needed": ("请写明撤回原因。", "Say why it is taken back."),
    "withdraw_done": ("第 {number} 号填报已撤回。", "Submission {number} is withdrawn."),
    "as_understood": ("文件内容(标色处有问题)", "The file as read (coloured where something was found)"),
    "as_understood_hint": (
        "点选单元格可查看问题并直接修改。",
        "Choose a cell to see what was found in it and to mend it.",
    ),
    "lines_cut": ("共 {all} 行,只显示 {shown} 行。", "{shown} of {all} lines are shown."),
    "cell": ("单元格 {cell}", "Cell {cell}"),
    "mend": ("改为", "Change to"),
    "mend_apply": ("修改并重新检查", "Change and check again"),
    "mends_undo": ("撤销在页面上的修改({count} 处)", "Undo the changes made here ({count})"),
    "annotated": ("下载带批注的文件", "Download the file with comments"),
    "annotated_name": ("批注", "comments"),
    "corrected": ("下载已填好的模板", "Download a template filled with what was understood"),
    "corrected_name": ("更正模板", "template"),
    "layout_wide": ("每行一个地区", "a row a region"),
    "layout_long": ("每行一个数据", "a row a figure"),
    "layout_transposed": ("指标在行、地区在列", "indicators down, regions across"),
    "header_lines": ("表头在第 {lines} 行", "header in row {lines}"),
    "read_as": ("按 {encoding}、{delimiter}分隔读取", "read as {encoding}, separated by {delimiter}"),
    "read_sheet": ("工作表“{sheet}”", "sheet {sheet}"),
    "hidden_sheets": ("隐藏的工作表未读取:{names}", "hidden sheets left unread: {names}"),
    "doubtful": (
        "文字编码或分隔符不能完全确定,请核对下面的内容。",
        "Encoding or delimiter is a guess; check the table below.",
    ),
    "read_otherwise": ("换一种方式读取", "Read it differently"),
    "encoding": ("文字编码", "Encoding"),
    "delimiter": ("分隔符", "Delimiter"),
    "sheet": ("工作表", "Sheet"),
    "as_found": ("自动", "automatic"),
    "delimiter_comma": ("逗号", "commas"),
    "delimiter_tab": ("制表符", "tabs"),
    "delimiter_semicolon": ("分号", "semicolons"),
    "delimiter_bar": ("竖线", "bars"),
    "checking": ("正在检查…", "Checking…"),
    "importing": ("正在导入…", "Importing…"),
}


def t(key: str, **values: object) -> str:
    """A text in the reader's language."""
    return _TEXTS[key][state.kept(state.LANGUAGE, "zh") != "zh"].format_map(values)


def all_texts() -> dict[str, tuple[str, str]]:
    """Every text by key, Chinese and English."""
    return dict(_TEXTS)
